"""Differences between our entries and the business system's list."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, func, or_, select

from rpa_suite.errors import StoreError
from rpa_suite.model.reconciling import Discrepancy, DiscrepancyKind
from rpa_suite.model.work import ItemState, RunState
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class Discrepancies:
    """Remembers what was held against the system's list, and what differed."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def unreconciled(self, run_id: str) -> tuple[dict[str, str], datetime]:
        """Return receipt to item id for DONE items that no list was held against yet.

        Of the run's robot and environment: also those of runs that died before they
        could look.  And when the first of these runs began.
        """
        item, attempt, run = self._t.item, self._t.attempt, self._t.run
        own = select(run.c.robot_id, run.c.environment).where(run.c.id == run_id)
        last = (
            select(attempt.c.run_id)
            .where(attempt.c.item_id == item.c.id)
            .order_by(attempt.c.started_at.desc())
            .limit(1)
            .correlate(item)
            .scalar_subquery()
        )
        with self._database.reading() as connection:
            robot_id, environment = connection.execute(own).one()
            query = (
                select(item.c.receipt, item.c.id)
                .select_from(item)
                .join(run, run.c.id == last)
                .where(item.c.robot_id == robot_id, item.c.state == ItemState.DONE)
                .where(run.c.environment == environment)
                .where(run.c.reconciled_at.is_(None), item.c.receipt.is_not(None))
            )
            ours = {receipt: each for receipt, each in connection.execute(query)}
            since = connection.execute(
                select(func.min(run.c.started_at)).where(
                    run.c.robot_id == robot_id,
                    run.c.environment == environment,
                    run.c.reconciled_at.is_(None),
                )
            ).scalar_one()
        return ours, since

    def waiting(self, robot_id: str, environment: str) -> bool:
        """Whether entries are there that no list was held against yet."""
        return (robot_id, environment) in self.all_waiting()

    def all_waiting(self) -> set[tuple[str, str]]:
        """Return robots and environments with entries no list was held against yet."""
        run, attempt, item = self._t.run, self._t.attempt, self._t.item
        entered = (
            select(item.c.id)
            .join(attempt, attempt.c.item_id == item.c.id)
            .where(attempt.c.run_id == run.c.id, item.c.state == ItemState.DONE)
        )
        query = (
            select(run.c.robot_id, run.c.environment)
            .where(run.c.reconciled_at.is_(None), entered.exists())
            .distinct()
        )
        with self._database.reading() as connection:
            return {
                (row.robot_id, row.environment) for row in connection.execute(query)
            }

    def known(self, receipts: set[str]) -> set[str]:
        """Return which of these receipts some item has."""
        item = self._t.item
        query = select(item.c.receipt).where(item.c.receipt.in_(sorted(receipts)))
        with self._database.reading() as connection:
            return {row.receipt for row in connection.execute(query)}

    def record(
        self,
        run_id: str,
        *,
        absent: Mapping[str, str],
        different: Mapping[str, tuple[str, Sequence[str]]],
        unknown: set[str],
        now: datetime,
    ) -> None:
        """Store what differed, each once, and that the list was held against ours.

        Args:
            run_id: The run that looked.
            absent: Receipt to item id that the system does not have.
            different: Receipt to item id and the labels whose values differ.
            unknown: Receipts that no item has.
            now: Time of looking.
        """
        kinds = DiscrepancyKind
        found: list[tuple[DiscrepancyKind, str, str | None, str]] = [
            *((kinds.ABSENT, receipt, item, "") for receipt, item in absent.items()),
            *(
                (kinds.DIFFERENT, receipt, item, "、".join(labels))
                for receipt, (item, labels) in different.items()
            ),
            *((kinds.UNKNOWN, each, None, "") for each in sorted(unknown)),
        ]
        run, table = self._t.run, self._t.discrepancy
        with self._database.writing() as connection:
            robot_id, environment = connection.execute(
                select(run.c.robot_id, run.c.environment).where(run.c.id == run_id)
            ).one()
            for kind, receipt, item_id, labels in found:
                told = select(table.c.id).where(
                    table.c.kind == kind, table.c.receipt == receipt
                )
                if connection.execute(told).first():
                    continue
                connection.execute(
                    table.insert().values(
                        id=uuid.uuid4().hex,
                        run_id=run_id,
                        kind=kind,
                        receipt=receipt,
                        item_id=item_id,
                        labels=labels,
                        found_at=now,
                        settled_by="",
                        note="",
                    )
                )
            # Another PC had pressed 登録 and not stored the receipt yet.
            taken = select(self._t.item.c.receipt).where(
                self._t.item.c.receipt.is_not(None)
            )
            connection.execute(
                table.update()
                .where(table.c.kind == kinds.UNKNOWN, table.c.settled_at.is_(None))
                .where(table.c.receipt.in_(taken))
                .values(
                    settled_at=now, settled_by="突合", note="明細が見つかりました。"
                )
            )
            connection.execute(
                run.update()
                .where(run.c.robot_id == robot_id, run.c.environment == environment)
                .where(run.c.reconciled_at.is_(None))
                .where(or_(run.c.id == run_id, run.c.state != RunState.RUNNING))
                .values(reconciled_at=now)
            )

    def find(
        self, *, robot_id: str | None = None, settled: bool | None = None
    ) -> list[Discrepancy]:
        """Return the differences, oldest first; only settled or only open ones."""
        table, run = self._t.discrepancy, self._t.run
        query = select(table).order_by(table.c.found_at, table.c.receipt)
        if robot_id is not None:
            query = query.join(run, run.c.id == table.c.run_id)
            query = query.where(run.c.robot_id == robot_id)
        if settled is not None:
            is_open = table.c.settled_at.is_(None)
            query = query.where(~is_open if settled else is_open)
        with self._database.reading() as connection:
            return [_discrepancy(row) for row in connection.execute(query)]

    def open_by_robot(self) -> dict[str, list[Discrepancy]]:
        """Return the differences that nobody settled, by robot, oldest first."""
        table, run = self._t.discrepancy, self._t.run
        query = (
            select(table, run.c.robot_id)
            .join(run, run.c.id == table.c.run_id)
            .where(table.c.settled_at.is_(None))
            .order_by(table.c.found_at, table.c.receipt)
        )
        found: dict[str, list[Discrepancy]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.robot_id, []).append(_discrepancy(row))
        return found

    def settle(self, receipt: str, *, who: str, note: str, now: datetime) -> None:
        """Store what a person did about the open difference of a receipt.

        Raises:
            StoreError: There is none that is open.
        """
        table = self._t.discrepancy
        with self._database.writing() as connection:
            done = connection.execute(
                table.update()
                .where(table.c.receipt == receipt, table.c.settled_at.is_(None))
                .values(settled_at=now, settled_by=who, note=note)
            )
            if not done.rowcount:
                raise StoreError(
                    f"処理番号 {receipt} の未対応の不一致はありません。"
                    "rpa-suite discrepancies で確かめてください。"
                )


def is_absent(tables: Tables) -> Any:
    """Return the condition that the system was found not to have an item's entry."""
    table = tables.discrepancy
    return exists().where(
        table.c.item_id == tables.item.c.id, table.c.kind == DiscrepancyKind.ABSENT
    )


def _discrepancy(row: Row[Any]) -> Discrepancy:
    plain = {each.name: getattr(row, each.name) for each in fields(Discrepancy)}
    plain["kind"] = DiscrepancyKind(plain["kind"])
    return Discrepancy(**plain)
