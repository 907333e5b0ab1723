"""One database, whichever it is: connections, transactions, migrations, errors."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError

from rpa_suite.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_MS = 30_000
_SWITCH_PAUSE = 0.02  # seconds between two tries to switch the journal
# What SQLite says of a file that it cannot read as a database.
_BROKEN = ("not a database", "malformed")
# Any fixed number: whoever migrates a PostgreSQL database holds this lock.
_MIGRATION_LOCK = 7_382_018


class Database:
    """Gives out transactions; knows the differences between the two engines."""

    def __init__(self, url: str) -> None:
        """Connect and bring the database up to this program's version.

        Raises:
            StoreError: It cannot be reached, written, or belongs to a newer program.
        """
        self._engine = _engine(url)
        self._whole = (
            threading.local()
        )  # the transaction that others of this thread join
        try:
            with self.writing() as connection:
                _migrate(connection)
            self.check_writable()
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the one-PC database."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one moment and changes nothing."""
        if whole := self._joined():
            yield whole
            return
        with _translated(), self._engine.connect() as connection:
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that is stored as a whole, or not at all."""
        if whole := self._joined():
            yield whole
            return
        with _translated(), self._engine.connect() as connection:
            connection = connection.execution_options(rpa_suite_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """Give a transaction that everything joins that this thread stores meanwhile.

        Others wait for its end: nothing slow belongs inside.
        """
        with self.writing() as connection:
            outer = self._joined()
            self._whole.connection = connection
            try:
                yield connection
            finally:
                self._whole.connection = outer

    def _joined(self) -> Connection | None:
        return getattr(self._whole, "connection", None)

    def check_writable(self) -> None:
        """Change a row and take the change back.

        The lock alone proves nothing: SQLite grants it for a read-only file too.

        Raises:
            StoreError: The database cannot be written.
        """
        same = text("UPDATE alembic_version SET version_num = version_num")
        with _translated(), self._engine.connect() as connection:
            connection = connection.execution_options(rpa_suite_writes=True)
            with connection.begin() as transaction:
                connection.execute(same)
                transaction.rollback()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        # Errors of the driver would otherwise carry what was to be stored.
        # A server that was started again is noticed before the next transaction.
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        raise StoreError(
            "データベースの指定（RPA_SUITE_DATABASE_URL）が正しくありません。"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Take transactions out of the driver's hands; never trade safety for speed."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Switch to the write-ahead log; the switch itself does not heed busy_timeout.

    Two programs that open a new database at once would each hold what the other one
    waits for, so SQLite tells one of them at once that the database is locked.
    """
    give_up = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > give_up:
                raise
            time.sleep(_SWITCH_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: waiting for it half-way would end in an error."""
    writes = connection.get_execution_options().get("rpa_suite_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
    # Files are named after their revision: v0012_office_names.py is 0012.
    known = {path.name[1:5] for path in _MIGRATIONS.glob("versions/v*.py")}
    current = _revision(connection)
    if current == max(known):
        return
    if current is not None and current not in known:
        raise StoreError(
            "データベースは新しい版のプログラムで更新されています。"
            "このPCの rpa-suite も新しい版へ更新してください。"
        )
    # Alembic takes as long to load as all windows: only when there is something to do.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version"))
    revision: str | None = found.scalar()
    return revision


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the driver's errors into ours; parameters never reach a message."""
    try:
        yield
    except IntegrityError as error:
        raise StoreError(
            "データベースが矛盾する変更を断りました。何も変更していません。"
            f"（{_first_line(error)}）"
        ) from error
    except OperationalError as error:
        said = _first_line(error)
        if "locked" in said:
            advice = "ほかの処理が使用中です。少し待ってからやり直してください。"
        elif "readonly" in said or "unable to open" in said:
            advice = "データのフォルダーに書き込めません。権限を確かめてください。"
        elif "full" in said:
            advice = "ディスクがいっぱいです。空きを作ってからやり直してください。"
        else:
            advice = "データベースに接続できません。動いているか確かめてください。"
        raise StoreError(f"{advice}何も変更していません。") from error
    except DBAPIError as error:
        if any(word in _first_line(error) for word in _BROKEN):
            raise StoreError(
                "データベースのファイルが壊れているか、別の種類のファイルです。"
                "使うのを止めて、控えから戻してください。何も変更していません。"
            ) from error
        raise StoreError(
            "データベースが変更を断りました。何も変更していません。"
            f"（{_first_line(error)}）"
        ) from error


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0] if str(error.orig) else ""
