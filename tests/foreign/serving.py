"""Starts the foreign application, looks into its database, ends it."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, AUTHOR, PASSWORD = "robot-1", "clerk-1", "renshu-1"


@dataclass(frozen=True)
class Foreign:
    """The running application."""

    origin: str
    database: Path

    def rows(self) -> list[dict[str, object]]:
        """Return what it really keeps, past its own screens."""
        with closing(sqlite3.connect(self.database)) as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute("select * from allotments_application")
            return [dict(row) for row in found]


@contextmanager
def serving(folder: Path, *, port: int = 0, **edition: str) -> Iterator[Foreign]:
    """Serve it from a database in ``folder``; ``PHONE`` renames a field."""
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    database = folder / "allotments.db"
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.foreign.allotments"),
            *("--port", str(port), "--db", str(database)),
        ],
        cwd=root,
        env=os.environ | {f"ALLOTMENTS_{name}": text for name, text in edition.items()},
    )
    origin = f"http://127.0.0.1:{port}"
    try:
        _await(f"{origin}/admin/", process)
        yield Foreign(origin, database)
    finally:
        process.kill()
        process.wait()


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 300
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
