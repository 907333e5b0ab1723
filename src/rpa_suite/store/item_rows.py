"""Work items as rows: read, counted, and every step stored with its event."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from rpa_suite.errors import LeaseLost, StoreError
from rpa_suite.model.work import ItemEvent, ItemLines, ItemState, WorkItem
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables

# A worker holds the item in these; the lease ends with every other step.
HELD_BY_WORKER = frozenset({ItemState.ENTERING, ItemState.SUBMITTING})
COLUMNS = tuple(each.name for each in fields(WorkItem))
_PORTION = 1000  # rows


class ItemRows:
    """Reads items; every change of state leaves an event in the same transaction."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def get(self, item_id: str) -> WorkItem:
        """Return one item.

        Raises:
            StoreError: There is none with this id.
        """
        with self._database.reading() as connection:
            return self._get(connection, item_id)

    def find(
        self,
        *,
        robot_id: str | None = None,
        batch_id: str | None = None,
        states: tuple[ItemState, ...] = (),
        limit: int | None = None,
    ) -> list[WorkItem]:
        """Return items, oldest first."""
        item = self._t.item
        query = self._query().order_by(item.c.sequence)
        if robot_id is not None:
            query = query.where(item.c.robot_id == robot_id)
        if batch_id is not None:
            query = query.where(item.c.batch_id == batch_id)
        if states:
            query = query.where(item.c.state.in_(states))
        if limit is not None:
            query = query.limit(limit)
        with self._database.reading() as connection:
            return [item_of(row) for row in connection.execute(query)]

    def lines(self, robot_id: str, *, batch_id: str | None = None) -> ItemLines:
        """Return the items of a robot, or of one import, as a list shows them.

        The newest import comes first, its rows in file order.  Nothing is unsealed:
        100,000 lines take about a second, 100,000 items ten.
        """
        item, batch = self._t.item, self._t.batch
        query = (
            select(
                item.c.id,
                item.c.batch_id,
                item.c.number,
                item.c.state,
                item.c.updated_at,
                item.c.reason,
                item.c.receipt,
            )
            .join(batch, batch.c.id == item.c.batch_id)
            .where(item.c.robot_id == robot_id)
            .order_by(batch.c.imported_at.desc(), item.c.batch_id, item.c.number)
        )
        if batch_id is not None:
            query = query.where(item.c.batch_id == batch_id)
        states = {state.value: state for state in ItemState}
        known: dict[Any, Any] = {}

        def shared(values: tuple[Any, ...]) -> Iterable[Any]:
            """Give one object for all equal ones: most lines repeat an import's."""
            return map(known.setdefault, values, values)

        found = ItemLines()
        with self._database.reading() as connection:
            # In portions: a window shares the interpreter, and goes on in between.
            for rows in connection.execute(query).partitions(_PORTION):
                ids, batches, numbers, kinds, times, reasons, receipts = zip(
                    *rows, strict=True
                )
                found.ids.extend(ids)
                found.batch_ids.extend(shared(batches))
                found.numbers.extend(shared(numbers))
                found.states.extend(states[each] for each in kinds)
                found.updated.extend(shared(times))
                found.reasons.extend(shared(reasons))
                found.receipts.extend(receipts)
        return found

    def counts(self, robot_id: str | None = None) -> dict[str, dict[ItemState, int]]:
        """Return how many items stand in each state, by robot."""
        item = self._t.item
        query = select(item.c.robot_id, item.c.state, func.count()).group_by(
            item.c.robot_id, item.c.state
        )
        if robot_id is not None:
            query = query.where(item.c.robot_id == robot_id)
        found: dict[str, dict[ItemState, int]] = {}
        with self._database.reading() as connection:
            for robot, state, count in connection.execute(query):
                found.setdefault(robot, {})[ItemState(state)] = count
        return found

    def with_receipt(self, receipt: str) -> WorkItem | None:
        """Return the newest item with this 処理番号, if there is one."""
        item = self._t.item
        query = (
            self._query()
            .where(item.c.receipt == receipt)
            .order_by(item.c.sequence.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return item_of(row) if row else None

    def with_entry_key(self, robot_id: str, entry_key: str) -> WorkItem | None:
        """Return the live item of this case, if there is one."""
        with self._database.reading() as connection:
            found = self._with_key(connection, robot_id, entry_key)
            return self._get(connection, found) if found else None

    def history(self, item_id: str) -> list[ItemEvent]:
        """Return every step of an item, oldest first."""
        event = self._t.item_event
        query = (
            select(event).where(event.c.item_id == item_id).order_by(event.c.sequence)
        )
        with self._database.reading() as connection:
            return [
                ItemEvent(
                    item_id=row.item_id,
                    at=row.at,
                    actor=row.actor,
                    from_state=ItemState(row.from_state) if row.from_state else None,
                    to_state=ItemState(row.to_state),
                    reason_code=row.reason_code,
                    reason=row.reason,
                )
                for row in connection.execute(query)
            ]

    # For whoever changes items.

    def _store_step(
        self,
        connection: Connection,
        before: WorkItem,
        after: WorkItem,
        actor: str,
        now: datetime,
        not_before: datetime | None,
    ) -> WorkItem:
        keeps_lease = after.state in HELD_BY_WORKER
        table = self._t.item
        connection.execute(
            table.update()
            .where(table.c.id == before.id)
            .values(
                state=after.state,
                reason_code=after.reason_code,
                reason=after.reason,
                receipt=after.receipt,
                not_before=not_before,
                lease_owner=before.lease_owner if keeps_lease else None,
                lease_until=before.lease_until if keeps_lease else None,
                updated_at=now,
            )
        )
        self._note(connection, after, before.state, actor, now)
        return self._get(connection, before.id)

    def _note(
        self,
        connection: Connection,
        item: WorkItem,
        came_from: ItemState | None,
        actor: str,
        now: datetime,
    ) -> None:
        connection.execute(
            self._t.item_event.insert().values(
                item_id=item.id,
                at=now,
                actor=actor,
                from_state=came_from,
                to_state=item.state,
                reason_code=item.reason_code,
                reason=item.reason,
            )
        )

    def _query(self) -> Select[Any]:
        return select(*(self._t.item.c[name] for name in COLUMNS))

    def _get(
        self, connection: Connection, item_id: str, *, lock: bool = False
    ) -> WorkItem:
        query = self._query().where(self._t.item.c.id == item_id)
        if lock:
            query = query.with_for_update()
        row = connection.execute(query).one_or_none()
        if row is None:
            raise StoreError(f"明細 {item_id} はありません。")
        return item_of(row)

    def _with_key(
        self, connection: Connection, robot_id: str, entry_key: str
    ) -> str | None:
        item = self._t.item
        return connection.execute(
            select(item.c.id).where(
                and_(
                    item.c.robot_id == robot_id,
                    item.c.entry_key == entry_key,
                    item.c.state != ItemState.WITHDRAWN,
                )
            )
        ).scalar()


def item_of(row: Row[Any]) -> WorkItem:
    """Return the item that a row holds."""
    plain = {name: getattr(row, name) for name in COLUMNS if name != "values"}
    # A row has a method of this name.
    plain["values"] = row._mapping["values"]
    plain["state"] = ItemState(plain["state"])
    return WorkItem(**plain)


def lease_lost() -> LeaseLost:
    """Return the error of a worker whose item is somebody else's by now."""
    return LeaseLost("この明細は、ほかの実行が引き継ぎました。")
