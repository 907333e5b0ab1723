"""Minutes saved: appended, chained, each item and run counted once (削減時間台帳)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from rpa_suite.model.savings import Saving, SavingKind, SavingTotal
from rpa_suite.model.work import Environment
from rpa_suite.store import chain
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables

_MS_PER_MINUTE = 60_000
_PER_ITEM = (SavingKind.ITEM, SavingKind.EXCEPTION)


class Ledger:
    """Books savings and sums them; rows are never changed."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def book(self, saving: Saving, *, now: datetime) -> bool:
        """Book one row; False when the item or run is counted already."""
        with self._database.writing() as connection:
            # Whoever books the same at once must see our row, not run into it.
            chain.lock(connection, self._t.ledger)
            if self._is_booked(connection, saving):
                return False
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
                    "before_ms": _milliseconds(saving.minutes_before),
                    "after_ms": _milliseconds(saving.minutes_after),
                    "items": saving.items,
                    "environment": saving.environment.value,
                    "item_id": saving.item_id,
                    "run_id": saving.run_id,
                    "baseline_id": saving.baseline_id,
                    "note": saving.note,
                    "booked_at": now,
                },
            )
            return True

    def totals(self, *, environment: Environment) -> list[SavingTotal]:
        """Return exact sums by 年度, 課, 業務, robot and kind."""
        ledger = self._t.ledger
        keys = (
            ledger.c.fiscal_year,
            ledger.c.section,
            ledger.c.task,
            ledger.c.robot_id,
            ledger.c.kind,
        )
        query = (
            select(
                *keys,
                func.sum(ledger.c["items"]).label("items"),
                func.sum(ledger.c.before_ms).label("before_ms"),
                func.sum(ledger.c.after_ms).label("after_ms"),
            )
            .where(ledger.c.environment == environment.value)
            .group_by(*keys)
            .order_by(*keys)
        )
        with self._database.reading() as connection:
            return [
                SavingTotal(
                    fiscal_year=row.fiscal_year,
                    section=row.section,
                    task=row.task,
                    robot_id=row.robot_id,
                    kind=SavingKind(row.kind),
                    items=int(row._mapping["items"]),
                    minutes_before=_minutes(row.before_ms),
                    minutes_after=_minutes(row.after_ms),
                )
                for row in connection.execute(query)
            ]

    def verify(self) -> int | None:
        """Return the first row that was changed behind our back, or None."""
        ledger = self._t.ledger
        with self._database.reading() as connection:
            rows = connection.execute(select(ledger).order_by(ledger.c.sequence))
            return chain.first_broken(row._mapping for row in rows)

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


def _milliseconds(minutes: Decimal) -> int:
    return int((minutes * _MS_PER_MINUTE).to_integral_value())


def _minutes(milliseconds: Any) -> Decimal:
    return Decimal(int(milliseconds)) / _MS_PER_MINUTE
