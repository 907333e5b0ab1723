"""Timings by stopwatch and the baselines made of them, versioned (手作業基準時間)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from rpa_suite.errors import StoreError
from rpa_suite.model.measuring import Decision, MeasuredBaseline, Timing
from rpa_suite.model.robots import Baseline
from rpa_suite.store import chain
from rpa_suite.store.database import Database
from rpa_suite.store.ledger import milliseconds, minutes
from rpa_suite.store.schema import Tables


class Baselines:
    """Appends timings, versions and decisions; none is ever changed."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    # Timings.

    def add_timing(self, timing: Timing) -> Timing:
        """Store one timed item and return it with its number."""
        with self._database.writing() as connection:
            result = connection.execute(
                self._t.timing.insert().values(
                    robot_id=timing.robot_id,
                    staff=timing.staff,
                    at=timing.at,
                    ms=milliseconds(timing.minutes),
                )
            )
            (sequence,) = result.inserted_primary_key or (0,)
        return replace(timing, sequence=int(sequence))

    def void_timing(self, timing: Timing, *, now: datetime) -> None:
        """Say that a timing does not count (取り消し); it stays on record."""
        with self._database.writing() as connection:
            connection.execute(
                self._t.timing.insert().values(
                    robot_id=timing.robot_id,
                    staff=timing.staff,
                    at=now,
                    ms=0,
                    voids=timing.sequence,
                )
            )

    def timings(self, robot_id: str) -> list[Timing]:
        """Return what was timed since the last version, oldest first."""
        table, baseline = self._t.timing, self._t.baseline
        used = select(func.coalesce(func.max(baseline.c.last_timing), 0)).where(
            baseline.c.robot_id == robot_id
        )
        voided = select(table.c.voids).where(table.c.voids.is_not(None))
        query = (
            select(table)
            .where(
                table.c.robot_id == robot_id,
                table.c.voids.is_(None),
                table.c.sequence > used.scalar_subquery(),
                table.c.sequence.not_in(voided),
            )
            .order_by(table.c.sequence)
        )
        with self._database.reading() as connection:
            return [
                Timing(
                    robot_id=row.robot_id,
                    staff=row.staff,
                    at=row.at,
                    minutes=minutes(row.ms),
                    sequence=row.sequence,
                )
                for row in connection.execute(query)
            ]

    # Versions.

    def propose(
        self,
        robot_id: str,
        baseline: Baseline,
        timings: Sequence[Timing],
        *,
        by: str,
        now: datetime,
    ) -> MeasuredBaseline:
        """Store the next version; it counts once another person approves it."""
        table = self._t.baseline
        with self._database.writing() as connection:
            chain.lock(connection, table)
            last = connection.execute(
                select(func.max(table.c.version)).where(table.c.robot_id == robot_id)
            ).scalar()
            row = {
                "robot_id": robot_id,
                "version": (last or 0) + 1,
                "minutes_ms": milliseconds(baseline.minutes),
                "mean_ms": (
                    None
                    if baseline.mean_minutes is None
                    else milliseconds(baseline.mean_minutes)
                ),
                "exception_ms": milliseconds(baseline.exception_minutes),
                "preparation_ms": milliseconds(baseline.preparation_minutes),
                "supervision_ms": milliseconds(baseline.supervision_minutes),
                "items": baseline.items,
                "staff": baseline.staff,
                "measured_on": baseline.measured_on.isoformat(),
                "measured_by": baseline.measured_by,
                "valid_from": baseline.valid_from.isoformat(),
                "last_timing": max((each.sequence for each in timings), default=0),
                "proposed_by": by,
                "proposed_at": now,
            }
            chain.append(connection, table, row)
            return self._get(connection, robot_id, (last or 0) + 1)

    def decide(
        self,
        robot_id: str,
        version: int,
        decision: Decision,
        *,
        by: str,
        reason: str,
        now: datetime,
    ) -> MeasuredBaseline:
        """Store what was decided of a version, once.

        Raises:
            StoreError: There is no such version, or it was decided before.
        """
        with self._database.writing() as connection:
            chain.lock(connection, self._t.baseline_decision)
            before = self._get(connection, robot_id, version)
            if before.decision:
                raise StoreError(
                    f"第{version}版は{before.state}済みです（{before.decided_by}）。"
                )
            chain.append(
                connection,
                self._t.baseline_decision,
                {
                    "robot_id": robot_id,
                    "version": version,
                    "decision": decision.value,
                    "decided_by": by,
                    "decided_at": now,
                    "reason": reason,
                },
            )
            return self._get(connection, robot_id, version)

    def of(self, robot_id: str | None = None) -> list[MeasuredBaseline]:
        """Return the versions of a robot, or of all, oldest first."""
        query = self._query()
        if robot_id is not None:
            query = query.where(self._t.baseline.c.robot_id == robot_id)
        with self._database.reading() as connection:
            return [_measured(row) for row in connection.execute(query)]

    def approved(self, robot_id: str) -> tuple[Baseline, ...]:
        """Return the approved versions of a robot, oldest first."""
        return tuple(each.baseline for each in self.of(robot_id) if each.counts)

    def verify(self) -> str:
        """Return the first version or decision that was changed, in words, or none."""
        for table, words in (
            (self._t.baseline, "基準時間"),
            (self._t.baseline_decision, "基準時間の承認"),
        ):
            with self._database.reading() as connection:
                rows = connection.execute(select(table).order_by(table.c.sequence))
                broken = chain.first_broken(row._mapping for row in rows)
            if broken is not None:
                return f"{words} {broken}行目"
        return ""

    def _query(self) -> Select[Any]:
        baseline, decided = self._t.baseline, self._t.baseline_decision
        return (
            select(
                baseline,
                decided.c.decision,
                decided.c.decided_by,
                decided.c.decided_at,
                decided.c.reason,
            )
            .outerjoin(
                decided,
                (decided.c.robot_id == baseline.c.robot_id)
                & (decided.c.version == baseline.c.version),
            )
            .order_by(baseline.c.sequence)
        )

    def _get(
        self, connection: Connection, robot_id: str, version: int
    ) -> MeasuredBaseline:
        baseline = self._t.baseline
        row = connection.execute(
            self._query().where(
                baseline.c.robot_id == robot_id, baseline.c.version == version
            )
        ).one_or_none()
        if row is None:
            raise StoreError(f"「{robot_id}」の基準時間に第{version}版はありません。")
        return _measured(row)


def _measured(row: Row[Any]) -> MeasuredBaseline:
    decision = Decision(row.decision) if row.decision else None
    plain = row._mapping
    return MeasuredBaseline(
        robot_id=row.robot_id,
        baseline=Baseline(
            minutes=minutes(row.minutes_ms),
            mean_minutes=None if row.mean_ms is None else minutes(row.mean_ms),
            exception_minutes=minutes(row.exception_ms),
            preparation_minutes=minutes(row.preparation_ms),
            supervision_minutes=minutes(row.supervision_ms),
            items=plain["items"],
            staff=row.staff,
            measured_on=date.fromisoformat(row.measured_on),
            measured_by=row.measured_by,
            approved_by=row.decided_by if decision is Decision.APPROVED else "",
            valid_from=date.fromisoformat(row.valid_from),
            version=row.version,
        ),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decision=decision,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        reason=row.reason or "",
    )
