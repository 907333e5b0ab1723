"""A PostgreSQL server of the tests' own: started, used and thrown away."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

# In the order of preference; the server refuses to run as root.
_SERVANTS = ("postgres", "nobody")
_START_SECONDS = 60
_ROOM = 3 * 1024**3
# Nothing need outlive the server; a new database is mostly writing.
_CARELESS = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=512MB "
    "-c checkpoint_timeout=1h -c autovacuum=off -c wal_init_zero=off"
)


@dataclass(frozen=True, kw_only=True)
class PostgresServer:
    """A running server that trusts everybody on this machine."""

    port: int

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, *, copy_of: str = "template1") -> str:
        """Make a database and return its URL."""
        self._call("CREATE DATABASE {} TEMPLATE {}", name, copy_of)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        self._call("DROP DATABASE {} WITH (FORCE)", name)

    def _call(self, statement: LiteralString, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def find_binaries() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, the newest where several are."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda place: float(place.parent.name),
        reverse=True,
    )
    for place in places:
        if shutil.which("pg_ctl", path=place) and shutil.which("initdb", path=place):
            return place
    return None


@contextmanager
def running_server(binaries: Path) -> Iterator[PostgresServer]:
    """Start a server on a free port and a new folder; stop it and leave nothing."""
    # Not below pytest's own folder: that is closed to the user the server runs as,
    # and its path is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="rpa-pg-", dir=_roomy_memory()))
    data, log = folder / "data", folder / "log"
    servant = _servant()
    if servant:
        shutil.chown(folder, servant["user"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 {_CARELESS}"
    if sys.platform != "win32":
        options += f" -k {folder}"

    def call(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(data), *arguments]
        # A pipe would stay open as long as the server lives.
        with (folder / f"{program}.out").open("ab") as out:
            subprocess.run(
                command, check=True, cwd=folder, stdout=out, stderr=out, **servant
            )

    try:
        call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        call(
            "pg_ctl", "start", "-w", "-t", str(_START_SECONDS),
            "-l", str(log), "-o", options,
        )  # fmt: skip
        try:
            yield PostgresServer(port=port)
        finally:
            call("pg_ctl", "stop", "-w", "-m", "immediate")
    except subprocess.CalledProcessError as error:
        said = "\n".join(
            each.read_text(errors="replace")
            for each in sorted(folder.iterdir())
            if each.is_file()
        )
        raise RuntimeError(f"PostgreSQL did not start or stop:\n{said}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy_memory() -> str | None:
    """Return a folder in memory, where there is one: each database writes 8 MB."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or not os.access(memory, os.W_OK):
        return None
    return str(memory) if shutil.disk_usage(memory).free > _ROOM else None


def _servant() -> dict[str, Any]:
    """Return the user to run as where we are root; nothing elsewhere."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    for name in _SERVANTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name, "group": entry.pw_gid, "extra_groups": ()}
    raise RuntimeError("no user to run PostgreSQL as: root is refused")
