"""Work items: added once, leased to one worker at a time, moved by allowed steps."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.exc import IntegrityError

from rpa_suite.errors import DuplicateEntry, LeaseLost, StepNotAllowed
from rpa_suite.model.forms import FilledForm
from rpa_suite.model.work import (
    Batch,
    Environment,
    ItemState,
    Run,
    RunState,
    WorkItem,
)
from rpa_suite.store.batches import batch_row
from rpa_suite.store.database import Database
from rpa_suite.store.discrepancies import is_absent
from rpa_suite.store.forms import form_rows
from rpa_suite.store.item_rows import COLUMNS, item_of, lease_lost
from rpa_suite.store.leases import Leases
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles
from rpa_suite.store.sources import BatchSource, insert_source


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


class Items(Leases):
    """The queue."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        super().__init__(database, tables)
        self._files = files

    def add(
        self,
        batch: Batch,
        drafts: Sequence[ItemDraft],
        source: BatchSource | None = None,
        *,
        also: Callable[[list[WorkItem]], None] = lambda items: None,
    ) -> list[WorkItem]:
        """Store a batch with its items, readings, pages and file: all or nothing.

        Args:
            batch: The import.
            drafts: Its items.
            source: The file that they came from, where it is to be given back.
            also: Stores what belongs to them, in the same transaction.

        Raises:
            DuplicateEntry: A live item with the same entry key exists.
            StoreError: Something cannot be written.
        """
        items = [_new_item(batch, draft) for draft in drafts]
        write = self._files.write
        with self._files.together():
            paths = [
                {page: write(content) for page, content in draft.pages.items()}
                for draft in drafts
            ]
            source_path = write(source.content) if source else ""
            with self._database.together() as connection:
                connection.execute(self._t.batch.insert().values(**batch_row(batch)))
                for item, draft, pages in zip(items, drafts, paths, strict=True):
                    self._insert(connection, item, batch.imported_by)
                    if draft.form:
                        form_rows(connection, self._t, item.id, draft.form, pages)
                if source:
                    insert_source(connection, self._t, batch.id, source, source_path)
                also(items)
        return items

    def _insert(self, connection: Connection, item: WorkItem, actor: str) -> None:
        existing = self._with_key(connection, item.robot_id, item.entry_key)
        if existing:
            raise _duplicate(item.number, existing)
        row = {name: getattr(item, name) for name in COLUMNS}
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
                raise lease_lost()
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

    def unbooked(self, robot_id: str) -> list[tuple[WorkItem, Run]]:
        """Return items that a robot or a person finished and that no ledger row counts.

        Each with the run of its last attempt.  What the business system turned out
        not to have is no saving.  What was not entered in the end counts where people
        have looked at it: their minutes are spent.
        """
        item, attempt, run = self._t.item, self._t.attempt, self._t.run
        last = (
            select(attempt.c.run_id)
            .where(attempt.c.item_id == item.c.id)
            .order_by(attempt.c.started_at.desc())
            .limit(1)
            .correlate(item)
            .scalar_subquery()
        )
        run_columns = [c.label(f"run_{c.name}") for c in run.c]
        query = (
            select(*(item.c[name] for name in COLUMNS), *run_columns)
            .select_from(item)
            .join(run, run.c.id == last)
            .where(item.c.robot_id == robot_id)
            .where(
                item.c.state.in_((ItemState.DONE, ItemState.BY_HAND))
                | (
                    item.c.state.in_((ItemState.ALREADY, ItemState.WITHDRAWN))
                    & (item.c.review_seconds > 0)
                )
            )
            .where(self._is_unbooked(), ~is_absent(self._t))
            .order_by(item.c.sequence)
        )
        with self._database.reading() as connection:
            return [
                (item_of(row), _run_beside(row)) for row in connection.execute(query)
            ]

    def unbooked_unopened(self, robot_id: str) -> list[WorkItem]:
        """Return looked-at items that were withdrawn before any run opened them.

        Only those that no ledger row counts yet.
        """
        item, attempt = self._t.item, self._t.attempt
        opened = select(attempt.c.id).where(attempt.c.item_id == item.c.id)
        query = (
            select(*(item.c[name] for name in COLUMNS))
            .where(item.c.robot_id == robot_id)
            .where(item.c.state == ItemState.WITHDRAWN, item.c.review_seconds > 0)
            .where(self._is_unbooked(), ~opened.exists())
            .order_by(item.c.sequence)
        )
        with self._database.reading() as connection:
            return [item_of(row) for row in connection.execute(query)]

    def _is_unbooked(self) -> ColumnElement[bool]:
        ledger = self._t.ledger
        booked = (
            select(ledger.c.sequence)
            .where(ledger.c.item_id == self._t.item.c.id)
            .where(ledger.c.kind.in_(("item", "exception")))
        )
        return ~booked.exists()


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
