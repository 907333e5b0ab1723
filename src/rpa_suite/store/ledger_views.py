"""From a sum to its runs, from a run to its rows: the way an auditor walks back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, extract, func, select

from rpa_suite.model.savings import (
    LedgerRow,
    RunSaving,
    Saving,
    SavingFilter,
    SavingKind,
)
from rpa_suite.model.work import Environment, ItemState
from rpa_suite.store import ledger_sums
from rpa_suite.store.database import Database
from rpa_suite.store.ledger import minutes
from rpa_suite.store.schema import Tables

_COUNTED = (ItemState.DONE, ItemState.ALREADY)
_SCREENS = "SCREEN"  # code of robots.approved_screens
_SECONDS_A_DAY = 86_400.0
_SIDES = (
    "fiscal_year",
    "month",
    "section",
    "task",
    "robot_id",
    "source",
    "reason",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotAttempts:
    """What became of a robot's attempts in a span of time.

    Attributes:
        done: 完了 or スキップ(既登録).
        seconds: Of all attempts at items that were done, together.
    """

    robot_id: str
    attempts: int
    done: int
    seconds: float
    screens_changed: int


class LedgerViews:
    """Reads only."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def runs(self, within: SavingFilter, *, limit: int = 500) -> list[RunSaving]:
        """Return the runs behind a sum, newest first; rows of no run come last."""
        sums, run = self._t.ledger_sum, self._t.run
        item, exception = SavingKind.ITEM.value, SavingKind.EXCEPTION.value
        n = sums.c["items"]
        grouped = (
            _within(
                select(
                    sums.c.run_id,
                    sums.c.robot_id,
                    func.sum(case((sums.c.kind == item, n), else_=0)).label("done"),
                    func.sum(case((sums.c.kind == exception, n), else_=0)).label(
                        "exceptions"
                    ),
                    func.sum(sums.c.before_ms).label("before_ms"),
                    func.sum(sums.c.after_ms).label("after_ms"),
                ),
                sums,
                within,
            )
            .group_by(sums.c.run_id, sums.c.robot_id)
            .subquery()
        )
        query = (
            select(grouped, run.c.started_at, run.c.operator)
            .outerjoin(run, run.c.id == grouped.c.run_id)
            .order_by(run.c.started_at.is_(None), run.c.started_at.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [
                RunSaving(
                    run_id=row.run_id,
                    robot_id=row.robot_id,
                    started_at=row.started_at,
                    operator=row.operator or "",
                    items=int(row.done),
                    exceptions=int(row.exceptions),
                    minutes_before=minutes(row.before_ms),
                    minutes_after=minutes(row.after_ms),
                )
                for row in connection.execute(query)
            ]

    def rows(
        self, within: SavingFilter, *, run_id: str, limit: int | None = None
    ) -> list[LedgerRow]:
        """Return a run's rows in the ledger, oldest first.

        Args:
            within: Narrows to a year, a month, a 課 and so on, as it does for ``runs``.
            run_id: The run; empty for rows of no run.
            limit: At most so many; None means all.
        """
        ledger, item = self._t.ledger, self._t.item
        with self._database.reading() as connection:
            told = ledger_sums.told_apart(connection, self._t)
            query = (
                select(ledger, item.c.number)
                .select_from(ledger_sums.with_import(self._t))
                .where(ledger.c.environment == within.environment.value)
                .where(
                    ledger.c.run_id == run_id if run_id else ledger.c.run_id.is_(None),
                )
                .order_by(ledger.c.sequence)
                .limit(limit)
            )
            for name in _SIDES:
                if (wanted := getattr(within, name)) is not None:
                    side = told[name] if name in told else ledger.c[name]
                    query = query.where(side == wanted)
            if within.kinds:
                query = query.where(ledger.c.kind.in_(within.kinds))
            if within.sections:
                query = query.where(ledger.c.section.in_(within.sections))
            return [_row(row) for row in connection.execute(query)]

    def row_of_item(self, item_id: str) -> LedgerRow | None:
        """Return the row that counts an item."""
        ledger, item = self._t.ledger, self._t.item
        query = (
            select(ledger, item.c.number)
            .join(item, item.c.id == ledger.c.item_id)
            .where(ledger.c.item_id == item_id)
            .order_by(ledger.c.sequence)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _row(row) if row else None

    def booked_since(self, robot_id: str, at: datetime) -> int:
        """Return how many rows of a robot stand for work at or after a moment."""
        ledger = self._t.ledger
        query = select(func.count()).where(
            ledger.c.robot_id == robot_id,
            ledger.c.at >= at,
            ledger.c.environment == Environment.PRODUCTION.value,
            ledger.c.kind.in_((SavingKind.ITEM, SavingKind.EXCEPTION)),
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def attempts(
        self, environment: Environment, *, since: datetime, until: datetime
    ) -> dict[str, RobotAttempts]:
        """Return what became of every robot's attempts in a span, by robot."""
        run, attempt = self._t.run, self._t.attempt
        counted = attempt.c.outcome.in_(_COUNTED)
        changed = attempt.c.reason_code == _SCREENS
        lasted = (
            (func.julianday(attempt.c.ended_at) - func.julianday(attempt.c.started_at))
            * _SECONDS_A_DAY
            if self._database.is_sqlite
            else extract("epoch", attempt.c.ended_at - attempt.c.started_at)
        )
        query = (
            select(
                run.c.robot_id,
                func.count().label("attempts"),
                func.sum(case((counted, 1), else_=0)).label("done"),
                func.sum(case((counted, lasted), else_=0.0)).label("seconds"),
                func.sum(case((changed, 1), else_=0)).label("screens_changed"),
            )
            .join(attempt, attempt.c.run_id == run.c.id)
            .where(
                run.c.environment == environment.value,
                run.c.started_at >= since,
                run.c.started_at < until,
                attempt.c.ended_at.is_not(None),
            )
            .group_by(run.c.robot_id)
        )
        with self._database.reading() as connection:
            return {
                row.robot_id: RobotAttempts(
                    robot_id=row.robot_id,
                    attempts=int(row.attempts),
                    done=int(row.done),
                    seconds=float(row.seconds),
                    screens_changed=int(row.screens_changed),
                )
                for row in connection.execute(query)
            }


def _within(query: Select[Any], sums: Any, within: SavingFilter) -> Select[Any]:
    query = query.where(sums.c.environment == within.environment.value)
    for name in _SIDES:
        if (wanted := getattr(within, name)) is not None:
            query = query.where(sums.c[name] == wanted)
    if within.kinds:
        query = query.where(sums.c.kind.in_(within.kinds))
    if within.sections:
        query = query.where(sums.c.section.in_(within.sections))
    return query


def _row(row: Row[Any]) -> LedgerRow:
    plain = row._mapping
    return LedgerRow(
        sequence=row.sequence,
        saving=Saving(
            kind=SavingKind(row.kind),
            robot_id=row.robot_id,
            task=row.task,
            section=row.section,
            at=row.at,
            fiscal_year=row.fiscal_year,
            minutes_before=minutes(row.before_ms),
            minutes_after=minutes(row.after_ms),
            environment=Environment(row.environment),
            items=plain["items"],
            item_id=row.item_id,
            run_id=row.run_id,
            baseline_id=row.baseline_id,
            note=row.note,
        ),
        item_number=row.number,
        booked_at=row.booked_at,
        hash=row.hash,
    )
