"""The file that an import came from, to give it back with what became of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchSource:
    """The clerk's own file.

    Attributes:
        content: Its bytes, as they were read.
        left_out: Row number to the reason why the row was not imported.
    """

    content: bytes
    left_out: Mapping[int, str]


class Sources:
    """Gives back the files of imports, which lie sealed."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    def of_batch(self, batch_id: str) -> BatchSource | None:
        """Return the file of an import, if it came from a table and was kept."""
        source = self._t.source_file
        with self._database.reading() as connection:
            row = connection.execute(
                select(source).where(source.c.batch_id == batch_id)
            ).one_or_none()
        if row is None:
            return None
        return BatchSource(
            content=self._files.read(row.path),
            left_out={int(number): told for number, told in row.left_out.items()},
        )


def insert_source(
    connection: Connection,
    tables: Tables,
    batch_id: str,
    source: BatchSource,
    path: str,
) -> None:
    """Store where the sealed file of an import lies."""
    left_out = {str(number): told for number, told in source.left_out.items()}
    connection.execute(
        tables.source_file.insert().values(
            batch_id=batch_id, path=path, left_out=left_out
        )
    )
