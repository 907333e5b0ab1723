"""The register of 業務 that might be automated (BPR): every version is kept."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class Candidates:
    """Appends records; the newest of an id is the one in force.

    What a record holds is ``kpi.bpr``'s business: here it is JSON without people.
    """

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def save(
        self, candidate_id: str, record: Mapping[str, Any], *, by: str, now: datetime
    ) -> None:
        """Store a candidate as it stands now."""
        with self._database.writing() as connection:
            connection.execute(
                self._t.candidate.insert().values(
                    id=candidate_id,
                    record=json.dumps(
                        dict(record), ensure_ascii=False, sort_keys=True, default=str
                    ),
                    saved_by=by,
                    saved_at=now,
                )
            )

    def all(self) -> list[dict[str, Any]]:
        """Return the newest record of every candidate, by id."""
        table = self._t.candidate
        newest = select(func.max(table.c.sequence)).group_by(table.c.id)
        query = (
            select(table.c.record)
            .where(table.c.sequence.in_(newest))
            .order_by(table.c.id)
        )
        with self._database.reading() as connection:
            return [json.loads(text) for text in connection.execute(query).scalars()]
