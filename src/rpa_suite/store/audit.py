"""Who did what, appended and chained (監査記録)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rpa_suite.store import chain
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditRecord:
    """One deed; ``subject`` is an id, never a person's data."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, str]


class Audit:
    """Appends records and proves that none was changed."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def record(
        self,
        *,
        actor: str,
        action: str,
        subject: str,
        detail: Mapping[str, str],
        now: datetime,
    ) -> int:
        """Append one record and return its number."""
        text = json.dumps(dict(detail), ensure_ascii=False, sort_keys=True)
        with self._database.writing() as connection:
            return chain.append(
                connection,
                self._t.audit,
                {
                    "at": now,
                    "actor": actor,
                    "action": action,
                    "subject": subject,
                    "detail": text,
                },
            )

    def recent(self, *, limit: int = 200) -> list[AuditRecord]:
        """Return the newest records, newest first."""
        audit = self._t.audit
        query = select(audit).order_by(audit.c.sequence.desc()).limit(limit)
        with self._database.reading() as connection:
            return [
                AuditRecord(
                    sequence=row.sequence,
                    at=row.at,
                    actor=row.actor,
                    action=row.action,
                    subject=row.subject,
                    detail=json.loads(row.detail),
                )
                for row in connection.execute(query)
            ]

    def subjects(self, action: str) -> set[str]:
        """Return everything to which this was done."""
        audit = self._t.audit
        query = select(audit.c.subject).where(audit.c.action == action).distinct()
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def verify(self) -> int | None:
        """Return the number of the first record that was changed, or None."""
        audit = self._t.audit
        with self._database.reading() as connection:
            rows = connection.execute(select(audit).order_by(audit.c.sequence))
            return chain.first_broken(row._mapping for row in rows)
