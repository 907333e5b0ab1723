"""Work items: added once, leased to one worker at a time, moved by allowed steps."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select
from sqlalchemy.exc import IntegrityError

from rpa_suite.errors import DuplicateEntry, LeaseLost, StepNotAllowed, StoreError
from rpa_suite.model.forms import FilledForm
from rpa_suite.model.work import (
    Batch,
    Environment,
    ItemEvent,
    ItemState,
    Run,
    RunState,
    WorkItem,
)
from rpa_suite.store.batches import batch_row
from rpa_suite.store.database import Database
from rpa_suite.store.discrepancies import is_absent
from rpa_suite.store.forms import form_rows
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles

# A worker holds the item in these; the lease ends with every other step.
_HELD_BY_WORKER = frozenset({ItemState.ENTERING, ItemState.SUBMITTING})
_LEASED = frozenset({*_HELD_BY_WORKER, ItemState.IN_DOUBT})
_COLUMNS = tuple(each.name for each in fields(WorkItem))


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemDraft:
    """An item before it is stored.

    Attributes:
        form: What was read, for items from paper.
        pages: Page number to the picture (JPEG) of the page laid onto its template.
    """

    number: int
    values: Mapping[str, Any]
    entry_key: str
    state: ItemState
    doubts: Mapping[str, str] = field(default_factory=dict)
    form: FilledForm | None = None
    pages: Mapping[int, bytes] = field(default_factory=dict)


class Items:
    """The queue; every change of state leaves an event in the same transaction."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    # Adding and reading.

    def add(self, batch: Batch, drafts: Sequence[ItemDraft]) -> list[WorkItem]:
        """Store a batch with its items, readings and pages: all of it or nothing.

        Raises:
            DuplicateEntry: A live item with the same entry key exists.
        """
        items = [_new_item(batch, draft) for draft in drafts]
        paths: list[dict[int, str]] = []
        try:
            for draft in drafts:
                paths.append({})
                for page, content in draft.pages.items():
                    paths[-1][page] = self._files.write(content)
            with self._database.writing() as connection:
                connection.execute(self._t.batch.insert().values(**batch_row(batch)))
                for item, draft, pages in zip(items, drafts, paths, strict=True):
                    self._insert(connection, item, batch.imported_by)
                    if draft.form:
                        form_rows(connection, self._t, item.id, draft.form, pages)
        except BaseException:
            for pages in paths:
                for path in pages.values():
                    self._files.remove(path)
            raise
        return items

    def _insert(self, connection: Connection, item: WorkItem, actor: str) -> None:
        existing = self._with_key(connection, item.robot_id, item.entry_key)
        if existing:
            raise _duplicate(item.number, existing)
        row = {name: getattr(item, name) for name in _COLUMNS}
        try:
            with connection.begin_nested():
                connection.execute(self._t.item.insert().values(**row))
        except IntegrityError as error:
            # Another process queued the same case between our look and our insert.
            existing = self._with_key(connection, item.robot_id, item.entry_key)
            if existing is None:
                raise
            raise _duplicate(item.number, existing) from error
        self._note(connection, item, None, actor, item.created_at)

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
            return [_item(row) for row in connection.execute(query)]

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

    def unbooked(self, robot_id: str) -> list[tuple[WorkItem, Run]]:
        """Return items that a robot or a person finished and that no ledger row counts.

        Each with the run of its last attempt.  What the business system turned out
        not to have is no saving.
        """
        item, attempt, run = self._t.item, self._t.attempt, self._t.run
        ledger = self._t.ledger
        last = (
            select(attempt.c.run_id)
            .where(attempt.c.item_id == item.c.id)
            .order_by(attempt.c.started_at.desc())
            .limit(1)
            .correlate(item)
            .scalar_subquery()
        )
        booked = (
            select(ledger.c.sequence)
            .where(ledger.c.item_id == item.c.id)
            .where(ledger.c.kind.in_(("item", "exception")))
        )
        run_columns = [c.label(f"run_{c.name}") for c in run.c]
        query = (
            select(*(item.c[name] for name in _COLUMNS), *run_columns)
            .select_from(item)
            .join(run, run.c.id == last)
            .where(item.c.robot_id == robot_id)
            .where(item.c.state.in_((ItemState.DONE, ItemState.BY_HAND)))
            .where(~booked.exists(), ~is_absent(self._t))
            .order_by(item.c.sequence)
        )
        with self._database.reading() as connection:
            return [(_item(row), _run_beside(row)) for row in connection.execute(query)]

    # Leases.

    def take(
        self,
        robot_id: str,
        *,
        worker: str,
        now: datetime,
        lease_seconds: float,
        batch_id: str | None = None,
    ) -> WorkItem | None:
        """Lease the oldest READY item whose time has come; it is ENTERING then."""
        item = self._t.item
        wanted = [
            item.c.robot_id == robot_id,
            item.c.state == ItemState.READY,
            or_(item.c.not_before.is_(None), item.c.not_before <= now),
        ]
        if batch_id is not None:
            wanted.append(item.c.batch_id == batch_id)
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
            .returning(*(item.c[name] for name in _COLUMNS))
        ).one_or_none()
        return _item(row) if row else None

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
            raise _lease_lost()

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
                .returning(*(item.c[name] for name in _COLUMNS))
            ).one_or_none()
        if row is None:
            raise _lease_lost()
        return _item(row)

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
            .where(item.c.state.in_(_HELD_BY_WORKER), ended)
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
            return [self._recovered(connection, _item(row), now) for row in rows]

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

    # Steps.

    def move(
        self,
        item_id: str,
        to: ItemState,
        *,
        actor: str,
        worker: str | None = None,
        reason_code: str = "",
        reason: str = "",
        receipt: str | None = None,
        not_before: datetime | None = None,
        now: datetime,
    ) -> WorkItem:
        """Take one allowed step; into ENTERING only ``take`` leads, with its lease.

        Args:
            item_id: The item.
            to: Its next state.
            actor: Who did it, for the history.
            worker: Holder of the lease; None when a person acts.
            reason_code: Why, stable.
            reason: Why, in words without personal data.
            receipt: 処理番号, with DONE and ALREADY.
            not_before: Not to be taken before.
            now: Time of the step.

        Raises:
            StepNotAllowed: Not in the table of allowed steps.
            LeaseLost: Somebody else has the item now.
        """
        with self._database.writing() as connection:
            item = self._get(connection, item_id, lock=True)
            leased = item.lease_until is not None and item.lease_until > now
            if worker is not None and item.lease_owner != worker:
                raise _lease_lost()
            if worker is None and leased:
                raise LeaseLost(
                    f"明細 {item.number} はロボットが処理しています。"
                    "終わってからやり直してください。"
                )
            moved = item.moved_to(
                to, reason_code=reason_code, reason=reason, receipt=receipt
            )
            if to is ItemState.ENTERING:
                # Without a lease nothing would ever bring the item back.
                raise StepNotAllowed(
                    f"明細 {item.number} の入力を始められるのはロボットだけです。"
                )
            return self._store_step(connection, item, moved, actor, now, not_before)

    def confirm(
        self,
        item_id: str,
        *,
        values: Mapping[str, Any],
        entry_key: str,
        who: str,
        seconds: float,
        now: datetime,
    ) -> WorkItem:
        """Store what a person confirmed: REVIEW to READY, with a recorded look.

        Raises:
            DuplicateEntry: The corrected case is queued already.
            StepNotAllowed: The item does not wait for a person.
        """
        table, look = self._t.item, self._t.look
        with self._database.writing() as connection:
            item = self._get(connection, item_id, lock=True)
            # READY can be reached from elsewhere, but never by confirming: values
            # must not change under a robot, or while an entry is in doubt.
            if item.state is not ItemState.REVIEW:
                raise StepNotAllowed(
                    f"明細 {item.number} は「{item.state.label}」なので、"
                    "確認できません。一覧を更新してください。"
                )
            moved = item.moved_to(ItemState.READY, reason_code="CONFIRMED")
            existing = self._with_key(connection, item.robot_id, entry_key)
            if existing and existing != item.id:
                raise _duplicate(item.number, existing)
            connection.execute(
                look.insert().values(item_id=item.id, who=who, at=now, seconds=seconds)
            )
            try:
                with connection.begin_nested():
                    connection.execute(
                        table.update()
                        .where(table.c.id == item.id)
                        .values(
                            values=dict(values),
                            doubts={},
                            entry_key=entry_key,
                            review_seconds=item.review_seconds + seconds,
                        )
                    )
            except IntegrityError as error:
                existing = self._with_key(connection, item.robot_id, entry_key)
                if existing is None:
                    raise
                raise _duplicate(item.number, existing) from error
            self._store_step(connection, item, moved, who, now, None)
            return self._get(connection, item_id)

    def _store_step(
        self,
        connection: Connection,
        before: WorkItem,
        after: WorkItem,
        actor: str,
        now: datetime,
        not_before: datetime | None,
    ) -> WorkItem:
        keeps_lease = after.state in _HELD_BY_WORKER
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

    # Rows.

    def _query(self) -> Select[Any]:
        return select(*(self._t.item.c[name] for name in _COLUMNS))

    def _get(
        self, connection: Connection, item_id: str, *, lock: bool = False
    ) -> WorkItem:
        query = self._query().where(self._t.item.c.id == item_id)
        if lock:
            query = query.with_for_update()
        row = connection.execute(query).one_or_none()
        if row is None:
            raise StoreError(f"明細 {item_id} はありません。")
        return _item(row)

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


def _new_item(batch: Batch, draft: ItemDraft) -> WorkItem:
    if draft.state not in (ItemState.REVIEW, ItemState.READY):
        raise StepNotAllowed("取り込めるのは「確認待ち」か「実行待ち」だけです。")
    return WorkItem(
        id=uuid.uuid4().hex,
        batch_id=batch.id,
        robot_id=batch.robot_id,
        number=draft.number,
        state=draft.state,
        values=dict(draft.values),
        doubts=dict(draft.doubts),
        entry_key=draft.entry_key,
        created_at=batch.imported_at,
        updated_at=batch.imported_at,
    )


def _item(row: Row[Any]) -> WorkItem:
    plain = {name: getattr(row, name) for name in _COLUMNS if name != "values"}
    # A row has a method of this name.
    plain["values"] = row._mapping["values"]
    plain["state"] = ItemState(plain["state"])
    return WorkItem(**plain)


def _run_beside(row: Row[Any]) -> Run:
    return Run(
        id=row.run_id,
        robot_id=row.run_robot_id,
        robot_hash=row.run_robot_hash,
        environment=Environment(row.run_environment),
        operator=row.run_operator,
        worker=row.run_worker,
        started_at=row.run_started_at,
        state=RunState(row.run_state),
        ended_at=row.run_ended_at,
        message=row.run_message,
    )


def _duplicate(number: int, existing_id: str) -> DuplicateEntry:
    return DuplicateEntry(
        f"{number} 番は、すでに取り込んだ明細と同じ内容です。"
        "二重登録を防ぐため取り込みません。",
        existing_id=existing_id,
    )


def _lease_lost() -> LeaseLost:
    return LeaseLost("この明細は、ほかの実行が引き継ぎました。")
