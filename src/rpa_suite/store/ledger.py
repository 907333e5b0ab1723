"""Minutes saved: appended, chained, each item and run counted once (削減時間台帳)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, func, select

from rpa_suite.model.savings import (
    ReadingCount,
    ReadingTotal,
    Saving,
    SavingKind,
    SavingTotal,
)
from rpa_suite.model.work import Environment
from rpa_suite.store import chain, ledger_sums
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables

_MS_PER_MINUTE = 60_000
_PER_ITEM = (SavingKind.ITEM, SavingKind.EXCEPTION)
_ROWS_AT_ONCE = 5_000  # read while the chain is followed, not all in memory


class Ledger:
    """Books savings and sums them; rows are never changed."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def book(
        self, saving: Saving, *, now: datetime, reading: ReadingCount | None = None
    ) -> bool:
        """Book one row; False when the item or run is counted already.

        Of measured supervision only what is new is booked: the row given says how
        long the run was watched in all.

        Args:
            saving: The row.
            now: When it is booked.
            reading: What was counted on the item's paper, if it came on one.
        """
        with self._database.writing() as connection:
            # Whoever books the same at once must see our row, not run into it.
            chain.lock(connection, self._t.ledger)
            after_ms = milliseconds(saving.minutes_after)
            if saving.kind is SavingKind.SUPERVISION:
                after_ms -= self._watched_ms(connection, saving)
                if after_ms <= 0:
                    return False
            elif self._is_booked(connection, saving):
                return False
            amounts = {
                "before_ms": milliseconds(saving.minutes_before),
                "after_ms": after_ms,
                "items": saving.items,
            }
            chain.append(
                connection,
                self._t.ledger,
                {
                    "kind": saving.kind.value,
                    "robot_id": saving.robot_id,
                    "task": saving.task,
                    "section": saving.section,
                    "at": saving.at,
                    "fiscal_year": saving.fiscal_year,
                    **amounts,
                    "environment": saving.environment.value,
                    "item_id": saving.item_id,
                    "run_id": saving.run_id,
                    "baseline_id": saving.baseline_id,
                    "note": saving.note,
                    "booked_at": now,
                },
            )
            ledger_sums.add(connection, self._t, saving, amounts)
            if reading is not None:
                ledger_sums.add_reading(connection, saving, reading)
            return True

    def totals(
        self, *, environment: Environment, fiscal_years: tuple[int, ...] = ()
    ) -> list[SavingTotal]:
        """Return exact sums by all that a sum may be told apart by, but for the run.

        Args:
            environment: Training never mixes with production.
            fiscal_years: Only these; empty means all.
        """
        sums = self._t.ledger_sum
        keys = [
            sums.c[name]
            for name in (
                "fiscal_year",
                "section",
                "task",
                "robot_id",
                "kind",
                "month",
                "source",
                "reason",
            )
        ]
        query = (
            select(
                *keys,
                func.sum(sums.c["items"]).label("items"),
                func.sum(sums.c.before_ms).label("before_ms"),
                func.sum(sums.c.after_ms).label("after_ms"),
            )
            .where(sums.c.environment == environment.value)
            .group_by(*keys)
            .order_by(*keys)
        )
        if fiscal_years:
            query = query.where(sums.c.fiscal_year.in_(fiscal_years))
        with self._database.reading() as connection:
            return [
                SavingTotal(
                    fiscal_year=row.fiscal_year,
                    section=row.section,
                    task=row.task,
                    robot_id=row.robot_id,
                    kind=SavingKind(row.kind),
                    month=row.month,
                    source=row.source,
                    reason=row.reason,
                    items=int(row._mapping["items"]),
                    minutes_before=minutes(row.before_ms),
                    minutes_after=minutes(row.after_ms),
                )
                for row in connection.execute(query)
            ]

    def reading_totals(self, *, environment: Environment) -> list[ReadingTotal]:
        """Return how well papers were read, by robot and month."""
        sums = self._t.reading_sum
        query = select(sums).where(sums.c.environment == environment.value)
        with self._database.reading() as connection:
            return [
                ReadingTotal(
                    fiscal_year=row.fiscal_year,
                    month=row.month,
                    section=row.section,
                    task=row.task,
                    robot_id=row.robot_id,
                    count=ReadingCount(
                        **{n: row._mapping[n] for n in ledger_sums.READING_COUNTS}
                    ),
                )
                for row in connection.execute(query)
            ]

    def of_item(self, item_id: str) -> list[Saving]:
        """Return what was booked of an item, oldest first."""
        ledger = self._t.ledger
        query = (
            select(ledger)
            .where(ledger.c.item_id == item_id)
            .order_by(ledger.c.sequence)
        )
        with self._database.reading() as connection:
            return [_saving(row) for row in connection.execute(query)]

    def verify(self) -> int | None:
        """Return the first row that was changed behind our back, or None."""
        ledger = self._t.ledger
        query = select(ledger).order_by(ledger.c.sequence)
        with (
            self._database.reading() as connection,
            connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
                query
            ) as rows,
        ):
            return chain.first_broken(row._mapping for row in rows)

    def differing_sums(self) -> int:
        """Return how many sums differ from the rows they are made of."""
        with self._database.reading() as connection:
            return ledger_sums.differing(connection, self._t)

    def rebuild_sums(self) -> None:
        """Make the sums anew from the rows."""
        with self._database.writing() as connection:
            chain.lock(connection, self._t.ledger)
            ledger_sums.rebuild(connection, self._t)

    def _watched_ms(self, connection: Connection, saving: Saving) -> int:
        ledger = self._t.ledger
        query = select(func.coalesce(func.sum(ledger.c.after_ms), 0)).where(
            ledger.c.run_id == saving.run_id, ledger.c.kind == saving.kind.value
        )
        return int(connection.execute(query).scalar_one())

    def _is_booked(self, connection: Connection, saving: Saving) -> bool:
        ledger = self._t.ledger
        query = select(ledger.c.sequence)
        if saving.kind in _PER_ITEM:
            query = query.where(
                ledger.c.item_id == saving.item_id, ledger.c.kind.in_(_PER_ITEM)
            )
        elif saving.kind is SavingKind.RUN:
            query = query.where(
                ledger.c.run_id == saving.run_id, ledger.c.kind == saving.kind
            )
        else:
            return False
        return connection.execute(query).first() is not None


def _saving(row: Row[Any]) -> Saving:
    return Saving(
        kind=SavingKind(row.kind),
        robot_id=row.robot_id,
        task=row.task,
        section=row.section,
        at=row.at,
        fiscal_year=row.fiscal_year,
        minutes_before=minutes(row.before_ms),
        minutes_after=minutes(row.after_ms),
        environment=Environment(row.environment),
        items=row._mapping["items"],
        item_id=row.item_id,
        run_id=row.run_id,
        baseline_id=row.baseline_id,
        note=row.note,
    )


def milliseconds(minutes: Decimal) -> int:
    """Return minutes as the ledger holds them."""
    return int((minutes * _MS_PER_MINUTE).to_integral_value())


def minutes(milliseconds: Any) -> Decimal:
    """Return the ledger's milliseconds as minutes."""
    return Decimal(int(milliseconds)) / _MS_PER_MINUTE
