"""Starts and stops the training system as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from rpa_suite.training.app import make_app
from rpa_suite.training.profiles import Profile
from rpa_suite.training.world import TrainingSystem

HOST = "127.0.0.1"
# Pace for rehearsals that nobody watches: recalculating takes 15 to 75 ms.
QUICK = 0.05
_START_SECONDS = 120


def serve(
    *,
    port: int,
    seed: int,
    path: Path | None = None,
    profile: Profile = Profile.CALM,
    pace: float = 1.0,
) -> None:
    """Serve until the process is ended (Ctrl+C).

    Args:
        port: TCP port on this PC alone.
        seed: Which invented people, and which chances faults have.
        path: SQLite file that keeps the entries; None forgets them at the end.
        profile: Which faults are on.
        pace: Factor on every delay; 1 is as slow as real systems.
    """
    system = TrainingSystem(seed, path, profile=profile, pace=pace)
    # Broken answers (F19) are made on purpose: nobody needs to read of them.
    uvicorn.run(
        make_app(system), host=HOST, port=port, log_level="critical", access_log=False
    )


@contextmanager
def running_training_system(
    *, seed: int, profile: Profile = Profile.CALM, pace: float = QUICK
) -> Iterator[str]:
    """Run the training system in another process; gives its address.

    Args:
        seed: Which invented people, and which chances faults have.
        profile: Which faults are on from the start and after every reset.
        pace: Factor on every delay.

    Raises:
        RuntimeError: It did not start.
    """
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "rpa_suite.training",
            "--port",
            str(port),
            "--seed",
            str(seed),
            "--profile",
            profile.value,
            "--pace",
            str(pace),
        ],
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    url = f"http://{HOST}:{port}"
    try:
        wait_until_up(process, url)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_up(process: "subprocess.Popen[bytes]", url: str) -> None:
    """Return as soon as the system answers.

    Raises:
        RuntimeError: It ended, or does not answer in time.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/login", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("the training system did not start")


def is_taken(port: int) -> bool:
    """Whether somebody on this PC listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
