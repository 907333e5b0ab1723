"""Kills at random, starts again, and works off in peace what is left."""

import contextlib
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.chaos.verdict import Verdict
from bench.chaos.world import World
from rpa_suite.training.profiles import Profile

WORLD = 60  # items of one world: the register has no more employees to move
_PEACE_RUNS = 40  # at most, after the last kill
_HUNG_SECONDS = 600  # without another item in hand, or for a run without kills
_ANY_TIME = 0.25  # share of the kills that may strike before another item is begun


def run_chaos(
    *,
    kills: int,
    items: int,
    seed: int,
    profile: Profile,
    server: str = "",
    parallel: int = 1,
) -> Iterator[Verdict]:
    """Yield the verdict so far after every world."""
    verdict = Verdict()
    started = time.monotonic()
    worlds = -(-items // WORLD)
    for number in range(worlds):
        draw = random.Random(f"chaos/{seed}/{number}")
        share = kills * (number + 1) // worlds - kills * number // worlds
        count = min(WORLD, items - number * WORLD)
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
            world = World(
                Path(folder),
                seed=seed + number,
                items=count,
                profile=profile,
                server=server,
                parallel=parallel,
            )
            try:
                _work_under_fire(world, share, draw, verdict)
                _work_in_peace(world, verdict)
                world.judge(verdict)
            finally:
                world.close()
        verdict.seconds = time.monotonic() - started
        yield verdict


def _work_under_fire(
    world: World, kills: int, draw: random.Random, verdict: Verdict
) -> None:
    """Kill and start again until the kills are used up or nothing is left."""
    run = world.start_run()
    tries, waits, since = world.tries(), True, time.monotonic()
    try:
        while kills and world.open_items():
            time.sleep(draw.uniform(0.3, 6.0))
            if time.monotonic() - since > _HUNG_SECONDS:
                verdict.hung += 1
                run.kill()
                run.wait()
            if run.poll() is not None:
                run, since = world.start_run(), time.monotonic()
                continue
            # A slow machine takes long to sign in; what may be lost is an item in hand.
            if waits and world.tries() == tries:
                continue
            victim = draw.choice(("run", "browser", "system", "database"))
            if _kill(victim, run, world, draw):
                kills -= 1
                verdict.kills += 1
                verdict.killed[victim] += 1
                tries, waits = world.tries(), draw.random() > _ANY_TIME
                since = time.monotonic()
    finally:
        if run.poll() is None:
            run.send_signal(signal.SIGTERM)
            try:
                run.wait(timeout=60)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()


def _kill(
    victim: str, run: "subprocess.Popen[bytes]", world: World, draw: random.Random
) -> bool:
    """Kill one of the four; False where there was nothing to kill."""
    if victim == "database":
        world.database.strike(draw)
        return True
    if victim == "system":
        world.system.kill()
        return True
    if victim == "run":
        run.kill()
        run.wait()
        return True
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(run.pid).children(recursive=True):
            if "chrom" in child.name().lower():
                child.kill()
                return True
    return False


def _work_in_peace(world: World, verdict: Verdict) -> None:
    """Run until nothing is open, and what a killed run left has been looked up."""
    for _ in range(_PEACE_RUNS):
        if not world.open_items() and not world.is_unreconciled():
            return
        run = world.start_run()
        try:
            run.wait(timeout=_HUNG_SECONDS)
        except subprocess.TimeoutExpired:
            verdict.hung += 1
            run.kill()
            run.wait()
