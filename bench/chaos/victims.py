"""What is killed and torn away: the business system and our own database."""

import contextlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from rpa_suite.training.profiles import Profile
from rpa_suite.training.server import HOST, wait_until_up


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
