"""How long people watched a run, as the program saw it (見守り); never changed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from rpa_suite.model.savings import SavingKind
from rpa_suite.model.work import Run
from rpa_suite.store.database import Database
from rpa_suite.store.ledger import milliseconds, minutes
from rpa_suite.store.runs import run_of
from rpa_suite.store.schema import Tables


class Watches:
    """Appends spans of watching and finds what the ledger does not count yet."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def add(self, run_id: str, *, who: str, minutes: Decimal, now: datetime) -> None:
        """Store one span.  None at all (0) still says that watching is measured."""
        with self._database.writing() as connection:
            connection.execute(
                self._t.watch.insert().values(
                    run_id=run_id, who=who, at=now, ms=milliseconds(minutes)
                )
            )

    def of_run(self, run_id: str) -> Decimal | None:
        """Return the minutes a run was watched; None where nobody measured."""
        watch = self._t.watch
        query = select(func.sum(watch.c.ms)).where(watch.c.run_id == run_id)
        with self._database.reading() as connection:
            ms = connection.execute(query).scalar()
        return None if ms is None else minutes(ms)

    def unbooked(self, robot_id: str) -> list[tuple[Run, Decimal]]:
        """Return runs that were watched longer than the ledger says, and how long."""
        watch, ledger, run = self._t.watch, self._t.ledger, self._t.run
        booked = (
            select(func.coalesce(func.sum(ledger.c.after_ms), 0))
            .where(
                ledger.c.run_id == run.c.id,
                ledger.c.kind == SavingKind.SUPERVISION.value,
            )
            .scalar_subquery()
        )
        seen = (
            select(watch.c.run_id, func.sum(watch.c.ms).label("ms"))
            .group_by(watch.c.run_id)
            .subquery()
        )
        query = (
            select(run, seen.c.ms)
            .join(seen, seen.c.run_id == run.c.id)
            .where(run.c.robot_id == robot_id, seen.c.ms > booked)
            .order_by(run.c.started_at)
        )
        with self._database.reading() as connection:
            return [(run_of(row), minutes(row.ms)) for row in connection.execute(query)]
