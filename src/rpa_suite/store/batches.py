"""Imports (取込), as they were brought in."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from rpa_suite.errors import StoreError
from rpa_suite.model.work import Batch, BatchKind
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class Batches:
    """Looks imports up; ``Items.add`` stores them together with their items."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def get(self, batch_id: str) -> Batch:
        """Return one import.

        Raises:
            StoreError: There is none with this id.
        """
        batch = self._t.batch
        with self._database.reading() as connection:
            row = connection.execute(
                select(batch).where(batch.c.id == batch_id)
            ).one_or_none()
        if row is None:
            raise StoreError(f"取込 {batch_id} はありません。")
        return _batch(row)

    def approve(
        self, batch_id: str, *, by: str, payload_hash: str, now: datetime
    ) -> None:
        """Store who approved an import, when, and the hash of what was approved."""
        batch = self._t.batch
        with self._database.writing() as connection:
            connection.execute(
                update(batch)
                .where(batch.c.id == batch_id)
                .values(approved_by=by, approved_at=now, payload_hash=payload_hash)
            )

    def recent(self, robot_id: str, *, limit: int = 50) -> list[Batch]:
        """Return the last imports of a robot, newest first."""
        batch = self._t.batch
        query = (
            select(batch)
            .where(batch.c.robot_id == robot_id)
            .order_by(batch.c.imported_at.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [_batch(row) for row in connection.execute(query)]

    def times(self, robot_id: str) -> dict[str, datetime]:
        """Return when each import of a robot was brought in, the newest first."""
        batch = self._t.batch
        query = (
            select(batch.c.id, batch.c.imported_at)
            .where(batch.c.robot_id == robot_id)
            .order_by(batch.c.imported_at.desc())
        )
        with self._database.reading() as connection:
            return {row.id: row.imported_at for row in connection.execute(query)}

    def with_source(self, robot_id: str, sha256: str) -> Batch | None:
        """Return the last import of the very same file, if there was one."""
        batch = self._t.batch
        query = (
            select(batch)
            .where(batch.c.robot_id == robot_id, batch.c.source_sha256 == sha256)
            .order_by(batch.c.imported_at.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _batch(row) if row else None


def batch_row(batch: Batch) -> dict[str, Any]:
    """Return the batch as a row."""
    return {each.name: getattr(batch, each.name) for each in fields(Batch)}


def _batch(row: Row[Any]) -> Batch:
    plain = {each.name: getattr(row, each.name) for each in fields(Batch)}
    plain["kind"] = BatchKind(plain["kind"])
    return Batch(**plain)
