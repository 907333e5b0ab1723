"""What was learned from: verified rows with retention; what was learned: heads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import exists, select

from rpa_suite.model.work import ItemState
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles

# Of a HELD person nothing is kept; a form in REVIEW is not verified yet.
_LEFT_OUT = (ItemState.HELD.value, ItemState.REVIEW.value, ItemState.WITHDRAWN.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptRow:
    """Where the crop of a verified field lies.

    Attributes:
        kind: What the field counts as: amount, kana, ...
        keep_until: It is deleted after this.
        path: Inside the folder of sealed files.
    """

    item_id: str
    field_id: str
    kind: str
    taken_at: datetime
    keep_until: datetime
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LearnedHead:
    """What one night's learning made of it.

    Attributes:
        hash: SHA-256 of the head's file.
        report: JSON: what was measured before and after, and what was adopted.
        report_hash: SHA-256 of the report.
        signature: The office's key over ``report_hash``.
        is_adopted: It was good enough to read with.
        withdrawn_at: Somebody took it back then.
    """

    sequence: int
    made_at: datetime
    hash: str
    path: str
    report: str
    report_hash: str
    signature: str
    is_adopted: bool
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""


def signed_text(report_hash: str) -> str:
    """Return what the office's key signs of a report."""
    return f"learning/{report_hash}"


def is_genuine(head: LearnedHead, keyed_hash: Callable[[str], str]) -> bool:
    """Whether a report is what was written down when the head was made."""
    digest = sha256(head.report.encode()).hexdigest()
    return (
        digest == head.report_hash and keyed_hash(signed_text(digest)) == head.signature
    )


class Learning:
    """Keeps verified rows and heads; crops and heads lie in sealed files."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    # Verified rows.

    def unlearned_items(self) -> list[str]:
        """Return the verified forms that no row was taken from yet, oldest first."""
        look, row, item = self._t.field_look, self._t.verified_row, self._t.item
        query = (
            select(item.c.id)
            .where(
                exists().where(look.c.item_id == item.c.id),
                ~exists().where(row.c.item_id == item.c.id),
                item.c.state.not_in(_LEFT_OUT),
            )
            .order_by(item.c.sequence)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def keep(
        self,
        item_id: str,
        field_id: str,
        *,
        kind: str,
        content: bytes,
        taken_at: datetime,
        keep_until: datetime,
    ) -> None:
        """Store the crop of a verified field."""
        with self._files.together():
            path = self._files.write(content)
            with self._database.writing() as connection:
                connection.execute(
                    self._t.verified_row.insert().values(
                        item_id=item_id,
                        field_id=field_id,
                        kind=kind,
                        taken_at=taken_at,
                        keep_until=keep_until,
                        path=path,
                    )
                )

    def rows(self) -> list[KeptRow]:
        """Return every row kept, oldest first."""
        table = self._t.verified_row
        query = select(table).order_by(
            table.c.taken_at, table.c.item_id, table.c.field_id
        )
        with self._database.reading() as connection:
            return [KeptRow(**row._mapping) for row in connection.execute(query)]

    def delete(self, rows: Sequence[KeptRow]) -> None:
        """Delete rows and their crops."""
        table = self._t.verified_row
        for row in rows:
            with self._database.writing() as connection:
                connection.execute(
                    table.delete().where(
                        table.c.item_id == row.item_id,
                        table.c.field_id == row.field_id,
                    )
                )
            self._files.remove(row.path)

    def read(self, path: str) -> bytes:
        """Return a crop or a head."""
        return self._files.read(path)

    # Heads.

    def add_head(
        self,
        content: bytes,
        *,
        head_hash: str,
        report: str,
        report_hash: str,
        signature: str,
        is_adopted: bool,
        now: datetime,
    ) -> LearnedHead:
        """Store a head with its report and return it."""
        path = self._files.write(content)
        values: dict[str, Any] = {
            "made_at": now,
            "hash": head_hash,
            "path": path,
            "report": report,
            "report_hash": report_hash,
            "signature": signature,
            "is_adopted": is_adopted,
            "withdrawn_by": "",
        }
        with self._database.writing() as connection:
            done = connection.execute(self._t.learned_head.insert().values(**values))
            key = done.inserted_primary_key
        assert key is not None
        return LearnedHead(sequence=key[0], **values)

    def heads(self) -> list[LearnedHead]:
        """Return every head, newest first."""
        table = self._t.learned_head
        query = select(table).order_by(table.c.sequence.desc())
        with self._database.reading() as connection:
            return [
                LearnedHead(
                    **{
                        each.name: getattr(row, each.name)
                        for each in fields(LearnedHead)
                    }
                )
                for row in connection.execute(query)
            ]

    def current(self) -> LearnedHead | None:
        """Return the head that is read with now."""
        good = (h for h in self.heads() if h.is_adopted and h.withdrawn_at is None)
        return next(good, None)

    def current_content(self) -> bytes:
        """Return the file of the head that is read with now; empty where none is."""
        head = self.current()
        return self._files.read(head.path) if head else b""

    def withdraw(self, head: LearnedHead, *, who: str, now: datetime) -> None:
        """Take a head back; the one before it is read with again."""
        table = self._t.learned_head
        with self._database.writing() as connection:
            connection.execute(
                table.update()
                .where(table.c.sequence == head.sequence)
                .values(withdrawn_at=now, withdrawn_by=who)
            )
