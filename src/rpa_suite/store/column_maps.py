"""What a person said of a sender's columns, remembered by the sender's header."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class ColumnMaps:
    """Knows a sender by the names and the order of the columns that he sends."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def remember(
        self,
        robot_id: str,
        written: Sequence[str],
        columns: Mapping[str, str],
        *,
        who: str,
        now: datetime,
    ) -> None:
        """Store what these columns mean; what was said before is replaced."""
        table = self._t.column_map
        key = {"robot_id": robot_id, "header": _signature(written)}
        said = {
            "columns": json.dumps(dict(columns), ensure_ascii=False),
            "said_by": who,
            "said_at": now,
        }
        with self._database.writing() as connection:
            known = connection.execute(
                table.update().filter_by(**key).values(**said)
            ).rowcount
            if not known:
                connection.execute(table.insert().values(**key, **said))

    def find(self, robot_id: str, written: Sequence[str]) -> dict[str, str]:
        """Return file's column to layout's column; empty where nothing was said."""
        table = self._t.column_map
        query = select(table.c["columns"]).where(
            table.c.robot_id == robot_id, table.c.header == _signature(written)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return dict(json.loads(found)) if found else {}


def _signature(written: Sequence[str]) -> str:
    text = json.dumps([name.strip() for name in written], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
