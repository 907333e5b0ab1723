"""Differences between our entries and the business system's list."""

import uuid
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, or_, select

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

    def unreconciled(self, run_id: str) -> dict[str, str]:
        """Return receipt to item id for DONE items that no list was held against yet.

        Of the run's robot and environment: also those of runs that died before they
        could look.
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
            return {receipt: each for receipt, each in connection.execute(query)}

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
        absent: dict[str, str],
        unknown: set[str],
        now: datetime,
    ) -> None:
        """Store what differed, each once, and that the list was held against ours.

        Args:
            run_id: The run that looked.
            absent: Receipt to item id that the system does not have.
            unknown: Receipts that no item has.
            now: Time of looking.
        """
        found: list[tuple[DiscrepancyKind, str, str | None]] = [
            (DiscrepancyKind.ABSENT, receipt, item) for receipt, item in absent.items()
        ]
        found += [(DiscrepancyKind.UNKNOWN, each, None) for each in sorted(unknown)]
        run, table = self._t.run, self._t.discrepancy
        with self._database.writing() as connection:
            robot_id, environment = connection.execute(
                select(run.c.robot_id, run.c.environment).where(run.c.id == run_id)
            ).one()
            for kind, receipt, item_id in found:
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
                        found_at=now,
                        settled_by="",
                        note="",
                    )
                )
            connection.execute(
                run.update()
                .where(run.c.robot_id == robot_id, run.c.environment == environment)
                .where(run.c.reconciled_at.is_(None))
                .where(or_(run.c.id == run_id, run.c.state != RunState.RUNNING))
                .values(reconciled_at=now)
            )

    def find(self, *, settled: bool | None = None) -> list[Discrepancy]:
        """Return the differences, oldest first; only settled or only open ones."""
        table = self._t.discrepancy
        query = select(table).order_by(table.c.found_at, table.c.receipt)
        if settled is not None:
            is_open = table.c.settled_at.is_(None)
            query = query.where(~is_open if settled else is_open)
        with self._database.reading() as connection:
            return [_discrepancy(row) for row in connection.execute(query)]

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
