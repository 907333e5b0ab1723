"""Leases: an item is with one worker at a time, and comes back when they end."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from rpa_suite.model.work import ItemState, WorkItem
from rpa_suite.store.item_rows import (
    COLUMNS,
    HELD_BY_WORKER,
    ItemRows,
    item_of,
    lease_lost,
)

_LEASED = frozenset({*HELD_BY_WORKER, ItemState.IN_DOUBT})


class Leases(ItemRows):
    """Gives items to workers and takes them back."""

    def take(
        self,
        robot_id: str,
        *,
        worker: str,
        now: datetime,
        lease_seconds: float,
        batch_id: str | None = None,
        item_id: str | None = None,
    ) -> WorkItem | None:
        """Lease the oldest READY item whose time has come; it is ENTERING then."""
        item = self._t.item
        wanted = [
            item.c.robot_id == robot_id,
            item.c.state == ItemState.READY,
        ]
        if batch_id is not None:
            wanted.append(item.c.batch_id == batch_id)
        if item_id is None:
            wanted.append(or_(item.c.not_before.is_(None), item.c.not_before <= now))
        else:  # a person chose it: its time has come
            wanted.append(item.c.id == item_id)
        with self._database.writing() as connection:
            taken = self._lease(
                connection,
                wanted,
                worker,
                now,
                lease_seconds,
                state=ItemState.ENTERING,
                attempts=item.c.attempts + 1,
                reason_code="",
                reason="",
            )
            if taken:
                self._note(connection, taken, ItemState.READY, worker, now)
        return taken

    def take_in_doubt(
        self,
        robot_id: str,
        *,
        worker: str,
        now: datetime,
        lease_seconds: float,
        pass_over: Collection[tuple[str, int]] = (),
    ) -> WorkItem | None:
        """Lease an item IN_DOUBT that nobody looks after; its state stays.

        Args:
            robot_id: Whose items.
            worker: Who looks.
            now: Time of looking.
            lease_seconds: How long the item is held without a sign of life.
            pass_over: Ids and attempts of items that the worker looked at already.
        """
        item = self._t.item
        wanted = [
            item.c.robot_id == robot_id,
            item.c.state == ItemState.IN_DOUBT,
            or_(item.c.not_before.is_(None), item.c.not_before <= now),
            or_(item.c.lease_until.is_(None), item.c.lease_until < now),
            *(or_(item.c.id != i, item.c.attempts != n) for i, n in pass_over),
        ]
        with self._database.writing() as connection:
            return self._lease(connection, wanted, worker, now, lease_seconds)

    def _lease(
        self,
        connection: Connection,
        wanted: Sequence[ColumnElement[bool]],
        worker: str,
        now: datetime,
        lease_seconds: float,
        **changes: Any,
    ) -> WorkItem | None:
        item = self._t.item
        oldest = (
            select(item.c.sequence)
            .where(*wanted)
            .order_by(item.c.sequence)
            .limit(1)
            # Workers on PostgreSQL pass by what another one is just taking.
            .with_for_update(skip_locked=True)
        )
        row = connection.execute(
            item.update()
            .where(item.c.sequence == oldest.scalar_subquery())
            .values(
                lease_owner=worker,
                lease_until=now + timedelta(seconds=lease_seconds),
                updated_at=now,
                **changes,
            )
            .returning(*(item.c[name] for name in COLUMNS))
        ).one_or_none()
        return item_of(row) if row else None

    def renew(self, item_id: str, *, worker: str, until: datetime) -> None:
        """Prolong the lease.

        Raises:
            LeaseLost: Somebody else has the item now.
        """
        item = self._t.item
        with self._database.writing() as connection:
            changed = connection.execute(
                item.update()
                .where(item.c.id == item_id)
                .where(item.c.lease_owner == worker)
                .where(item.c.state.in_(_LEASED))
                .values(lease_until=until)
            ).rowcount
        if not changed:
            raise lease_lost()

    def leave_in_doubt(
        self, item_id: str, *, worker: str, reason_code: str, reason: str, now: datetime
    ) -> WorkItem:
        """Give an item IN_DOUBT back, with the reason why looking did not tell.

        Raises:
            LeaseLost: Somebody else has the item now.
        """
        item = self._t.item
        with self._database.writing() as connection:
            row = connection.execute(
                item.update()
                .where(item.c.id == item_id, item.c.lease_owner == worker)
                .where(item.c.state == ItemState.IN_DOUBT)
                .values(
                    lease_owner=None,
                    lease_until=None,
                    reason_code=reason_code,
                    reason=reason,
                    updated_at=now,
                )
                .returning(*(item.c[name] for name in COLUMNS))
            ).one_or_none()
        if row is None:
            raise lease_lost()
        return item_of(row)

    def recover(
        self,
        *,
        robot_id: str | None = None,
        dead_worker: str | None = None,
        now: datetime,
    ) -> list[WorkItem]:
        """End expired leases: ENTERING to READY, SUBMITTING to IN_DOUBT.

        Args:
            robot_id: Only this robot's items.
            dead_worker: Its leases end at once: its process is known to be gone.
            now: Time of the step.

        Returns:
            The items moved.
        """
        item = self._t.item
        ended: ColumnElement[bool] = item.c.lease_until < now
        if dead_worker is not None:
            ended = or_(ended, item.c.lease_owner == dead_worker)
        query = (
            self._query()
            .where(item.c.state.in_(HELD_BY_WORKER), ended)
            .order_by(item.c.sequence)
            .with_for_update(skip_locked=True)
        )
        if robot_id is not None:
            query = query.where(item.c.robot_id == robot_id)
        with self._database.writing() as connection:
            if dead_worker is not None:
                connection.execute(
                    item.update()
                    .where(item.c.lease_owner == dead_worker)
                    .where(item.c.state == ItemState.IN_DOUBT)
                    .values(lease_owner=None, lease_until=None)
                )
            rows = connection.execute(query).all()
            return [self._recovered(connection, item_of(row), now) for row in rows]

    def _recovered(
        self, connection: Connection, item: WorkItem, now: datetime
    ) -> WorkItem:
        if item.state is ItemState.ENTERING:
            to, reason = (
                ItemState.READY,
                "入力の途中で実行が切れました。まだ登録していないので、もう一度入力します。",
            )
        else:
            to, reason = (
                ItemState.IN_DOUBT,
                "登録の途中で実行が切れました。履歴を照会します。",
            )
        moved = item.moved_to(to, reason_code="LEASE", reason=reason)
        return self._store_step(connection, item, moved, "rpa-suite", now, None)
