"""Is every item entered exactly once, whatever is killed?  ``python -m bench.chaos``.

Worlds of some sixty 異動届 each, on a business system that misbehaves: the run, its
browser and the business system are killed (SIGKILL) at random moments and started
again, and our own database is torn away, until the kills are used up; then what is left
is worked off in peace.  At the end the business system's own rows are held against the
items.  Everything random comes from the seed but the machine's own timing.
"""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import psutil
import psycopg
import typer
from psycopg import sql
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url

from bench.transfers.__main__ import HEADERS, make_rows, row_of
from rpa_suite.app.office import Office
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.work import Environment, ItemState, WorkItem
from rpa_suite.robots.one_item import ASK
from rpa_suite.settings import Settings
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.profiles import Profile
from rpa_suite.training.server import HOST, wait_until_up

ROOT = Path(__file__).parents[1]
ROBOT = "employee_transfer"
WORLD = 60  # items of one world: the register has no more employees to move
_OPEN = (
    ItemState.READY,
    ItemState.ENTERING,
    ItemState.SUBMITTING,
    ItemState.IN_DOUBT,
)
_PEACE_RUNS = 40  # at most, after the last kill


@dataclass
class Verdict:
    """What the business system's rows say of the items, over all worlds.

    Attributes:
        lost: Items called DONE whose receipt the system does not have, unnoticed.
        doubled: Cases with more than one row.
        unreported: Rows of ours that no item knows of.
        wrong_person: Rows on another person than the item names.
        held_touched: Rows on people under 支援措置.
        unsettled: Items that wait for no person and are not finished.
        silent_failures: Times the system showed 完了 to an item that is DONE now, and
            had kept nothing (F22).
        silent_found: How many of these the 突合 after the runs reported.
        false_alarms: Differences reported that are none.
    """

    items: int = 0
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    unreported: int = 0
    wrong_person: int = 0
    held_touched: int = 0
    unsettled: int = 0
    silent_failures: int = 0
    silent_found: int = 0
    false_alarms: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    orphans: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return {k: dict(v) if isinstance(v, Counter) else v for k, v in plain.items()}

    @property
    def is_clean(self) -> bool:
        """Whether the promise held."""
        return not (
            self.lost
            or self.doubled
            or self.unreported
            or self.wrong_person
            or self.held_touched
            or self.unsettled
            or self.silent_failures > self.silent_found
        )


class BusinessSystem:
    """The training system in a process that may be killed; its rows are on disk."""

    def __init__(self, folder: Path, *, seed: int, profile: Profile) -> None:
        self._arguments = [
            *(sys.executable, "-m", "rpa_suite.training"),
            *("--port", str(port := _own_port())),
            *("--seed", str(seed), "--db", str(folder / "training.db")),
            *("--profile", profile.value, "--pace", "0.02"),
        ]
        self.url = f"http://{HOST}:{port}"
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            self._arguments,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.DEVNULL,
        )
        wait_until_up(process, self.url)
        return process

    def kill(self) -> None:
        """Kill it as a power cut does, and start it again."""
        self._process.kill()
        self._process.wait()
        self._process = self._start()

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()

    def rows(self) -> list[dict[str, Any]]:
        """Return what it stored that was not there from the start."""
        return [row for row in self._told("rows") if row["staff"] != "seed"]

    def unstored(self) -> set[str]:
        """Return the receipts that it showed without keeping the entry."""
        return set(self._told("unstored"))

    def _told(self, what: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/instructor/{what}.json") as answer:
            return json.load(answer)


def _own_port() -> int:
    """Return a port that nobody is given while the killed system is down.

    One that the machine hands out (``free_port``) may be another bench's by then.
    """
    return 20_000 + os.getpid() % 10_000


class OurDatabase:
    """The suite's own database: a file, or one of its own on a PostgreSQL server."""

    def __init__(self, folder: Path, server: str, name: str) -> None:
        """Make a new one.

        Args:
            folder: Where SQLite's file will lie.
            server: URL of a PostgreSQL server that lets us make databases, or nothing.
            name: Of the database there.
        """
        self._file = folder / "data" / "rpa-suite.db"
        self._server, self._name = server, name
        self.url = ""
        if server:
            self.url = make_url(server).set(database=name).render_as_string(False)
            self._on_server(sql.SQL("CREATE DATABASE {}"))

    def strike(self, draw: random.Random) -> None:
        """Break every connection; or hold the file's lock for seconds."""
        if self._server:
            self._on_server(
                sql.SQL(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = {name}"
                ).format(name=sql.Literal(self._name))
            )
            return
        with contextlib.closing(sqlite3.connect(self._file, timeout=30)) as held:
            held.execute("BEGIN EXCLUSIVE")
            time.sleep(draw.uniform(0.5, 5.0))
            held.rollback()

    def drop(self) -> None:
        """Throw it away."""
        if self._server:
            self._on_server(sql.SQL("DROP DATABASE {} WITH (FORCE)"))

    def _on_server(self, statement: sql.SQL | sql.Composed) -> None:
        if isinstance(statement, sql.SQL):
            statement = statement.format(sql.Identifier(self._name))
        plain = make_url(self._server).set(drivername="postgresql")
        with psycopg.connect(
            plain.render_as_string(False), autocommit=True
        ) as connection:
            connection.execute(statement)


class World:
    """One office, one business system, and their items."""

    def __init__(
        self,
        folder: Path,
        *,
        seed: int,
        items: int,
        profile: Profile,
        server: str,
        parallel: int,
    ) -> None:
        self._folder = folder
        self._parallel = parallel
        (folder / "data").mkdir()
        self.database = OurDatabase(folder, server, f"chaos_{os.getpid()}_{seed}")
        self.system = BusinessSystem(folder, seed=seed, profile=profile)
        robots = folder / "robots"
        shutil.copytree(ROOT / "robots" / ROBOT, robots / ROBOT)
        manifest = robots / ROBOT / "robot.toml"
        text = manifest.read_text(encoding="utf-8")
        # Nobody waits a minute here, and a kill is no reason to give an item up.
        text = re.sub(
            r"(?m)^retry_after_seconds = .*$", "retry_after_seconds = 0", text
        )
        text = re.sub(r"(?m)^attempts = .*$", "attempts = 10", text)
        manifest.write_text(text, encoding="utf-8")
        sites = folder / "sites.toml"
        sites.write_text(
            '[site.training]\ntitle = "練習用業務システム"\n'
            f'origin = "{self.system.url}"\n'
            'secret = "training"\nenvironment = "training"\n'
            'more_secrets = ["training-2", "training-3", "training-4"]\n'
            "robot_only = true\n",
            encoding="utf-8",
        )
        self._settings = Settings(
            data_dir=folder / "data",
            database_url=self.database.url,
            sites_file=sites,
            robots_dir=robots,
            use_keyring=False,
        )
        self._environment = {
            **os.environ,
            "RPA_SUITE_DATA_DIR": str(folder / "data"),
            "RPA_SUITE_SITES_FILE": str(sites),
            "RPA_SUITE_ROBOTS_DIR": str(robots),
            "RPA_SUITE_DATABASE_URL": self.database.url,
            "RPA_SUITE_USE_KEYRING": "false",
            "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
            **{
                f"RPA_SUITE_CREDENTIAL_TRAINING_{n}": f"100000{n}:renshu-{n}"
                for n in (2, 3, 4)
            },
        }
        self.office = Office.open(self._settings)
        self._register = make_ordinary(seed)
        self._import(items, seed)

    def _import(self, items: int, seed: int) -> None:
        """Queue notices; one in ten is of a person under 支援措置."""
        rows = make_rows(items, seed=seed)
        protected = [
            employee
            for employee in self._register.employees.values()
            if employee.person.protected
        ]
        draw = random.Random(f"chaos/{seed}")
        for place, employee in zip(range(3, items, 10), protected, strict=False):
            rows[place] = row_of(employee, self._register, draw)
        lines = [",".join(f'"{row[name]}"' for name in HEADERS) for row in rows]
        path = self._folder / "notices.csv"
        path.write_text("\n".join([",".join(HEADERS), *lines]), encoding="utf-8")
        preview = self.office.preview(ROBOT, path)
        self.office.import_preview(preview, operator="chaos")

    def start_run(self) -> "subprocess.Popen[bytes]":
        """Start a run as the launcher does."""
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "rpa_suite.cli", "run", ROBOT),
                *("--events", "--operator", "chaos"),
                *("--parallel", str(self._parallel)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            cwd=ROOT,
        )

    def open_items(self) -> int:
        """Return how many items neither are finished nor wait for a person."""
        counts = self.office.store.items.counts(ROBOT).get(ROBOT, {})
        return sum(counts.get(state, 0) for state in _OPEN)

    def is_unreconciled(self) -> bool:
        """Whether entries of ours wait for the next run to hold them against theirs."""
        return self.office.store.discrepancies.waiting(ROBOT, Environment.TRAINING)

    def judge(self, verdict: Verdict) -> None:
        """Hold the system's rows against the items."""
        items = self.office.items()
        rows = self.system.rows()
        expected = {item.id: self._subject(item) for item in items}
        by_receipt = {row["receipt"]: row for row in rows}
        known = {item.receipt for item in items if item.receipt}
        silent = self.system.unstored()
        open_ones = self.office.store.discrepancies.find(settled=False)
        absent = {d.receipt for d in open_ones if d.kind is DiscrepancyKind.ABSENT}
        verdict.false_alarms += len({d.receipt for d in open_ones} - silent)
        verdict.items += len(items)
        verdict.doubled += sum(
            count - 1 for count in Counter(row["subject"] for row in rows).values()
        )
        verdict.unreported += sum(receipt not in known for receipt in by_receipt)
        for item in items:
            verdict.states[item.state.value] += 1
            if item.reason_code:
                verdict.reasons[f"{item.state.value} {item.reason_code}"] += 1
            waits_for_person = item.reason_code.startswith(ASK)
            verdict.unsettled += item.state in _OPEN and not waits_for_person
            if item.state is not ItemState.DONE:
                continue
            row = by_receipt.get(item.receipt or "")
            if item.receipt in silent:
                verdict.silent_failures += 1
                verdict.silent_found += item.receipt in absent
            elif row is None:
                verdict.lost += 1
            elif row["subject"] != expected[item.id]:
                verdict.wrong_person += 1
        protected = {p.number for p in self._register.people.values() if p.protected}
        verdict.held_touched += sum(row["subject"] in protected for row in rows)
        verdict.orphans += len(_browsers_of(self._folder))

    def _subject(self, item: WorkItem) -> str:
        place = item.values["employer_number"], item.values["payroll_number"]
        return self._register.employees[place].person.number

    def close(self) -> None:
        """End everything of this world."""
        self.office.close()
        self.system.stop()
        self.database.drop()


def _browsers_of(folder: Path) -> list[psutil.Process]:
    """Return browsers that still run on a profile below the folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        with contextlib.suppress(psutil.Error):
            if any(str(folder) in part for part in process.info["cmdline"] or ()):
                found.append(process)
    return [p for p in found if "chrom" in p.name().lower()]


def _work_under_fire(
    world: World, kills: int, draw: random.Random, verdict: Verdict
) -> None:
    """Kill and start again until the kills are used up or nothing is left."""
    run = world.start_run()
    try:
        while kills and world.open_items():
            time.sleep(draw.uniform(0.3, 6.0))
            if run.poll() is not None:
                run = world.start_run()
                continue
            victim = draw.choice(("run", "browser", "system", "database"))
            if _kill(victim, run, world, draw):
                kills -= 1
                verdict.kills += 1
                verdict.killed[victim] += 1
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


def _work_in_peace(world: World) -> None:
    """Run until nothing is open, and what a killed run left has been looked up."""
    for _ in range(_PEACE_RUNS):
        if not world.open_items() and not world.is_unreconciled():
            return
        run = world.start_run()
        try:
            run.wait(timeout=600)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()


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
                _work_in_peace(world)
                world.judge(verdict)
            finally:
                world.close()
        verdict.seconds = time.monotonic() - started
        yield verdict


def main(
    kills: Annotated[int, typer.Option(help="強制終了の回数")] = 60,
    items: Annotated[int, typer.Option(help="明細の件数")] = 180,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    profile: Annotated[Profile, typer.Option(help="障害の組")] = Profile.HOSTILE,
    postgres: Annotated[str, typer.Option(help="PostgreSQL の URL")] = "",
    parallel: Annotated[int, typer.Option(min=1, max=4, help="並べる窓の数")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Kill at random, start again, and count what was entered."""
    console = Console(stderr=True)
    verdict = Verdict()
    for verdict in run_chaos(
        kills=kills,
        items=items,
        seed=seed,
        profile=profile,
        server=postgres,
        parallel=parallel,
    ):
        console.print(
            f"{datetime.now(UTC):%H:%M:%S} 明細 {verdict.items}/{items} "
            f"強制終了 {verdict.kills}/{kills} {'' if verdict.is_clean else '誤りあり'}"
        )
    if as_json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False))
    else:
        _show(verdict)
    raise typer.Exit(0 if verdict.is_clean else 1)


def _show(verdict: Verdict) -> None:
    table = Table(title="強制終了に耐えるか", title_justify="left")
    table.add_column("")
    table.add_column("件", justify="right")
    for label, value in (
        ("明細", verdict.items),
        ("強制終了", verdict.kills),
        ("登録が失われた", verdict.lost),
        ("二重登録", verdict.doubled),
        ("こちらが知らない登録", verdict.unreported),
        ("別人への登録", verdict.wrong_person),
        ("支援措置対象者への登録", verdict.held_touched),
        ("終わっていない明細", verdict.unsettled),
        ("登録されない「完了」(F22)", verdict.silent_failures),
        ("うち突合で見つけた", verdict.silent_found),
        ("突合の空振り", verdict.false_alarms),
        ("残ったブラウザー", verdict.orphans),
    ):
        table.add_row(label, str(value))
    console = Console()
    console.print(table)
    console.print("強制終了の内訳", dict(verdict.killed))
    console.print("状態", dict(verdict.states), f"{verdict.seconds:.0f} 秒")
    console.print("理由", dict(verdict.reasons))


if __name__ == "__main__":
    typer.run(main)
