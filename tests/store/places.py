"""Places where a store lies, and the stranger who goes past the suite."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from rpa_suite.security.vault import Vault
from rpa_suite.store import Store, open_store

KEY = b"k" * 32


@dataclass(frozen=True, kw_only=True)
class Place:
    """A database and a folder of sealed files; opened as often as a test needs."""

    url: str
    folder: Path

    @property
    def files(self) -> Path:
        return self.folder / "sealed"

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def open(self) -> Store:
        return open_store(self.url, Vault(KEY), files=self.files)

    def sealed_files(self) -> list[Path]:
        return [each for each in self.files.rglob("*") if each.is_file()]

    @contextmanager
    def stranger(self) -> Iterator[Connection]:
        """Give a transaction that knows nothing of the suite's code."""
        url = make_url(self.url)
        if not self.is_sqlite:
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            yield connection

    def execute(self, statement: str, **parameters: Any) -> list[Any]:
        """Run one statement behind the suite's back and return its rows."""
        with self.stranger() as connection:
            result = connection.execute(text(statement), parameters)
            return list(result.all()) if result.returns_rows else []

    def let_rows_change(self, table: str) -> None:
        """Take the triggers away that keep rows of a table as they are."""
        if self.is_sqlite:
            self.execute(f"DROP TRIGGER {table}_no_update")
            self.execute(f"DROP TRIGGER {table}_no_delete")
        else:
            self.execute(f"DROP TRIGGER {table}_append_only ON {table}")
