"""Pictures of screens, sealed; never of a person under 支援措置 (証跡)."""

import uuid
from dataclasses import dataclass, fields

from sqlalchemy import func, select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceRef:
    """One kept picture or trace.

    Attributes:
        kind: confirm, completed, rejected, trouble or trace.
        path: Inside the folder of sealed files.
    """

    id: str
    attempt_id: str
    kind: str
    name: str
    path: str
    bytes: int


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
        ref = EvidenceRef(
            id=uuid.uuid4().hex,
            attempt_id=attempt_id,
            kind=kind,
            name=name,
            path=self._files.write(content),
            bytes=len(content),
        )
        row = {each.name: getattr(ref, each.name) for each in fields(EvidenceRef)}
        try:
            with self._database.writing() as connection:
                connection.execute(self._t.evidence.insert().values(**row))
        except BaseException:
            self._files.remove(ref.path)
            raise
        return ref

    def of_item(self, item_id: str) -> list[EvidenceRef]:
        """Return what was kept of an item, oldest attempt first."""
        evidence, attempt = self._t.evidence, self._t.attempt
        query = (
            select(evidence)
            .join(attempt, attempt.c.id == evidence.c.attempt_id)
            .where(attempt.c.item_id == item_id)
            .order_by(attempt.c.started_at, evidence.c.kind)
        )
        with self._database.reading() as connection:
            return [EvidenceRef(**row._mapping) for row in connection.execute(query)]

    def size(self) -> tuple[int, int]:
        """Return how many pictures and traces there are, and their bytes together."""
        evidence = self._t.evidence
        query = select(func.count(), func.coalesce(func.sum(evidence.c.bytes), 0))
        with self._database.reading() as connection:
            number, total = connection.execute(query.select_from(evidence)).one()
        return number, int(total)

    def read(self, ref: EvidenceRef) -> bytes:
        """Return the picture's bytes."""
        return self._files.read(ref.path)
