"""Invented batches, items, runs and savings that the store is given."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from rpa_suite.model.savings import Saving, SavingKind
from rpa_suite.model.work import (
    Attempt,
    Batch,
    BatchKind,
    Environment,
    ItemState,
    Run,
    WorkItem,
)
from rpa_suite.store import ItemDraft, Store

ROBOT = "child_allowance"
NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
LEASE = 120.0
A_WHILE = timedelta(seconds=LEASE + 1)


def a_batch(**changes: Any) -> Batch:
    """Return an import with an id of its own."""
    batch = Batch(
        id=uuid.uuid4().hex,
        robot_id=ROBOT,
        kind=BatchKind.CSV,
        source_name="児童手当_11月.csv",
        source_sha256="0" * 64,
        imported_by="clerk",
        imported_at=NOW,
    )
    return replace(batch, **changes)


def a_draft(number: int = 1, **changes: Any) -> ItemDraft:
    """Return an item that no other one is the same case as, unless told."""
    draft = ItemDraft(
        number=number,
        values={"name": "架空 花子"},
        entry_key=uuid.uuid4().hex,
        state=ItemState.READY,
    )
    return replace(draft, **changes)


def add_one(store: Store, **changes: Any) -> WorkItem:
    """Store a batch of one item."""
    (item,) = store.items.add(a_batch(), [a_draft(**changes)])
    return item


def take(store: Store, worker: str = "w1", now: datetime = NOW, **more: Any) -> Any:
    """Take the next item of the robot."""
    return store.items.take(ROBOT, worker=worker, now=now, lease_seconds=LEASE, **more)


def walk(store: Store, item: WorkItem, *states: ItemState) -> WorkItem:
    """Take an item and move it through ``states``, as its robot does.

    ``item`` must be the only READY one.
    """
    taken = take(store)
    assert taken.id == item.id
    for state in states:
        worker = None if taken.lease_owner is None else "w1"
        taken = store.items.move(
            item.id,
            state,
            actor=worker or "clerk",
            worker=worker,
            receipt="R-0001" if state is ItemState.DONE else None,
            now=NOW,
        )
    return taken


def reject(store: Store, item: WorkItem, code: str) -> None:
    """Take an item and let the business system refuse it."""
    take(store, item_id=item.id)
    store.items.move(
        item.id,
        ItemState.REJECTED,
        actor="w1",
        worker="w1",
        reason_code=code,
        now=NOW,
    )


def a_run(store: Store, **changes: Any) -> Run:
    """Store a run and return it."""
    run = Run(
        id=uuid.uuid4().hex,
        robot_id=ROBOT,
        robot_hash="f" * 64,
        environment=Environment.PRODUCTION,
        operator="clerk",
        worker="w1",
        started_at=NOW,
    )
    run = replace(run, **changes)
    store.runs.start(run)
    return run


def an_attempt(store: Store, item: WorkItem, run: Run, **changes: Any) -> Attempt:
    """Store an attempt and return it."""
    attempt = Attempt(
        id=uuid.uuid4().hex, item_id=item.id, run_id=run.id, started_at=NOW
    )
    attempt = replace(attempt, **changes)
    store.runs.begin_attempt(attempt)
    return attempt


def a_saving(**changes: Any) -> Saving:
    """Return a saving of one item that nobody has measured twice."""
    saving = Saving(
        kind=SavingKind.ITEM,
        robot_id=ROBOT,
        task="B1",
        section="子育て支援課",
        at=NOW,
        fiscal_year=2026,
        minutes_before=Decimal("12.5"),
        minutes_after=Decimal("0.1"),
        environment=Environment.PRODUCTION,
        baseline_id="child_allowance/1",
    )
    return replace(saving, **changes)
