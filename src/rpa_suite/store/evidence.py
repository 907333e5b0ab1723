"""Pictures of screens, sealed; never of a person under 支援措置 (証跡)."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from rpa_suite.errors import StoreError
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceRef:
    """One kept picture or trace.

    Attributes:
        kind: confirm, completed, rejected, trouble, trace or paper.
        path: Inside the folder of sealed files.
        disposed_at: When it was destroyed after its time (廃棄済), if it was.
        rule: The rule of retention that wanted it.
    """

    id: str
    attempt_id: str
    kind: str
    name: str
    path: str
    bytes: int
    disposed_at: datetime | None = None
    disposed_by: str = ""
    rule: str = ""


_STORED = ("id", "attempt_id", "kind", "name", "path", "bytes")


class Evidence:
    """Keeps and shows evidence."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    def keep(
        self, attempt_id: str, *, kind: str, name: str, content: bytes
    ) -> EvidenceRef:
        """Store one picture of an attempt."""
        with self._files.together():
            ref = EvidenceRef(
                id=uuid.uuid4().hex,
                attempt_id=attempt_id,
                kind=kind,
                name=name,
                path=self._files.write(content),
                bytes=len(content),
            )
            row = {name: getattr(ref, name) for name in _STORED}
            with self._database.writing() as connection:
                connection.execute(self._t.evidence.insert().values(**row))
        return ref

    def of_item(self, item_id: str) -> list[EvidenceRef]:
        """Return what was kept of an item, oldest attempt first."""
        attempt = self._t.attempt
        query = (
            self._refs()
            .where(attempt.c.item_id == item_id)
            .order_by(attempt.c.started_at, self._t.evidence.c.kind)
        )
        with self._database.reading() as connection:
            return [EvidenceRef(**row._mapping) for row in connection.execute(query)]

    def dispose(self, before: datetime, *, by: str, rule: str, now: datetime) -> int:
        """Destroy what was kept of attempts begun before a moment (廃棄).

        The record stays and says when, by whom and under which rule; the minutes that
        stood on it stay in the ledger.  What a crash left of files on record as gone
        goes with them.

        Returns:
            How many pictures and traces were destroyed.
        """
        disposal = self._t.disposal
        query = self._refs().where(self._t.attempt.c.started_at < before)
        with self._database.reading() as connection:
            old = [EvidenceRef(**row._mapping) for row in connection.execute(query)]
        new = 0
        for ref in old:
            # The record first: a crash then leaves a file too many, not a riddle.
            if ref.disposed_at is None:
                new += 1
                with self._database.writing() as connection:
                    connection.execute(
                        disposal.insert().values(
                            evidence_id=ref.id,
                            disposed_at=now,
                            disposed_by=by,
                            rule=rule,
                        )
                    )
            self._files.remove(ref.path)
        return new

    def _refs(self) -> Select[Any]:
        evidence, attempt, disposal = (
            self._t.evidence,
            self._t.attempt,
            self._t.disposal,
        )
        return (
            select(
                *(evidence.c[name] for name in _STORED),
                disposal.c.disposed_at,
                func.coalesce(disposal.c.disposed_by, "").label("disposed_by"),
                func.coalesce(disposal.c.rule, "").label("rule"),
            )
            .join(attempt, attempt.c.id == evidence.c.attempt_id)
            .outerjoin(disposal, disposal.c.evidence_id == evidence.c.id)
        )

    def size(self) -> tuple[int, int]:
        """Return how many pictures and traces there are, and their bytes together."""
        evidence = self._t.evidence
        query = select(func.count(), func.coalesce(func.sum(evidence.c.bytes), 0))
        with self._database.reading() as connection:
            number, total = connection.execute(query.select_from(evidence)).one()
        return number, int(total)

    def read(self, ref: EvidenceRef) -> bytes:
        """Return the picture's bytes.

        Raises:
            StoreError: It was destroyed after its time, or was tampered with.
        """
        if ref.disposed_at is not None:
            raise StoreError(
                "保存期間が過ぎて廃棄済です。廃棄の記録だけが残っています。"
            )
        return self._files.read(ref.path)
