"""Years signed by a manager (確定): what was signed stays, a new one may follow it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from rpa_suite.errors import StoreError
from rpa_suite.model.savings import Closing
from rpa_suite.model.work import Environment
from rpa_suite.store import chain
from rpa_suite.store.database import Database
from rpa_suite.store.ledger import minutes
from rpa_suite.store.schema import Tables


class Closings:
    """Appends closings and proves that they still hold."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def close(
        self,
        fiscal_year: int,
        *,
        environment: Environment,
        by: str,
        note: str,
        now: datetime,
    ) -> Closing:
        """Sign the sums of a year as they stand now.

        Raises:
            StoreError: Nothing was booked in that year.
        """
        with self._database.writing() as connection:
            # Nobody books between the sums and the signature.
            chain.lock(connection, self._t.ledger)
            sums = self._sums(connection, fiscal_year, environment, through=None)
            if not sums["rows"]:
                raise StoreError("この年度の計上がまだないので、確定できません。")
            row = {
                "fiscal_year": fiscal_year,
                "environment": environment.value,
                "through": sums["through"],
                "through_hash": self._hash(connection, sums["through"]),
                "rows": sums["rows"],
                "items": sums["items"],
                "before_ms": sums["before_ms"],
                "after_ms": sums["after_ms"],
                "closed_by": by,
                "closed_at": now,
                "note": note,
            }
            chain.append(connection, self._t.closing, row)
            return _closing(row)

    def all(self, environment: Environment) -> list[Closing]:
        """Return every closing, oldest first; a year's last one is in force."""
        closing = self._t.closing
        query = (
            select(closing)
            .where(closing.c.environment == environment.value)
            .order_by(closing.c.sequence)
        )
        with self._database.reading() as connection:
            return [_closing(dict(row._mapping)) for row in connection.execute(query)]

    def last(self, fiscal_year: int, environment: Environment) -> Closing | None:
        """Return the closing of a year that is in force."""
        found = [c for c in self.all(environment) if c.fiscal_year == fiscal_year]
        return found[-1] if found else None

    def rows_after(self, closing: Closing) -> int:
        """Return how many rows of the year were booked after it was signed (訂正)."""
        ledger = self._t.ledger
        query = select(func.count()).where(
            ledger.c.sequence > closing.through,
            ledger.c.fiscal_year == closing.fiscal_year,
            ledger.c.environment == closing.environment.value,
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def verify(self) -> int | None:
        """Return the first closing that its rows no longer bear out, or None.

        The chain of the closings, the link of the last row each of them signed, and its
        sums, added up anew from the rows.
        """
        closing = self._t.closing
        with self._database.reading() as connection:
            rows = [
                row._mapping
                for row in connection.execute(
                    select(closing).order_by(closing.c.sequence)
                )
            ]
            broken = chain.first_broken(rows)
            for row in rows:
                if row["sequence"] == broken or not self._holds(connection, row):
                    return int(row["sequence"])
        return broken

    def _holds(self, connection: Connection, row: RowMapping) -> bool:
        sums = self._sums(
            connection,
            row["fiscal_year"],
            Environment(row["environment"]),
            through=row["through"],
        )
        same = all(
            sums[n] == row[n] for n in ("rows", "items", "before_ms", "after_ms")
        )
        return same and self._hash(connection, row["through"]) == row["through_hash"]

    def _sums(
        self,
        connection: Connection,
        fiscal_year: int,
        environment: Environment,
        *,
        through: int | None,
    ) -> dict[str, int]:
        ledger = self._t.ledger
        names = ("items", "before_ms", "after_ms")
        query = select(
            func.count().label("rows"),
            func.coalesce(func.max(ledger.c.sequence), 0).label("through"),
            *(func.coalesce(func.sum(ledger.c[n]), 0).label(n) for n in names),
        ).where(
            ledger.c.fiscal_year == fiscal_year,
            ledger.c.environment == environment.value,
        )
        if through is not None:
            query = query.where(ledger.c.sequence <= through)
        row = connection.execute(query).one()._mapping
        return {name: int(row[name]) for name in ("rows", "through", *names)}

    def _hash(self, connection: Connection, sequence: int) -> str:
        ledger = self._t.ledger
        query = select(ledger.c.hash).where(ledger.c.sequence == sequence)
        return connection.execute(query).scalar() or ""


def _closing(row: Mapping[str, Any]) -> Closing:
    return Closing(
        fiscal_year=row["fiscal_year"],
        environment=Environment(row["environment"]),
        through=row["through"],
        through_hash=row["through_hash"],
        rows=row["rows"],
        items=row["items"],
        minutes_before=minutes(row["before_ms"]),
        minutes_after=minutes(row["after_ms"]),
        closed_by=row["closed_by"],
        closed_at=row["closed_at"],
        note=row["note"],
    )
