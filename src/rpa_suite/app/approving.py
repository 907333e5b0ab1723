"""Approval of imports (承認): another person looks at the whole list before it runs.

What was approved is the values, not the name of the import: a hash over all of them is
kept, so a value that changes afterwards voids the approval.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rpa_suite.app.item_records import flattened, label_of
from rpa_suite.errors import InputError
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Batch, ItemState, WorkItem
from rpa_suite.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalSheet:
    """The whole of an import, as whoever approves it has to see it.

    Attributes:
        columns: Labels of what the items hold.
        rows: Number of the item and its texts under the columns; withdrawn items are
            left out, nobody enters them.
        payload_hash: What an approval of this sheet is of.
    """

    batch: Batch
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    payload_hash: str


def sheet_of(store: Store, robot: Robot, batch_id: str) -> ApprovalSheet:
    """Return what is to be approved, in clear."""
    items = store.items.find(batch_id=batch_id)
    texts = {
        item.number: dict(flattened(item.values))
        for item in items
        if item.state is not ItemState.WITHDRAWN
    }
    names = tuple(dict.fromkeys(name for row in texts.values() for name in row))
    return ApprovalSheet(
        batch=store.batches.get(batch_id),
        columns=tuple(label_of(robot, name) for name in names),
        rows=tuple(
            (number, tuple(row.get(name, "") for name in names))
            for number, row in sorted(texts.items())
        ),
        payload_hash=payload_hash(items),
    )


def waiting_batches(store: Store, robot: Robot) -> list[Batch]:
    """Return the imports of a robot that may not run yet, oldest first."""
    if not robot.needs_approval:
        return []
    ready = store.items.find(robot_id=robot.id, states=(ItemState.READY,))
    ids = dict.fromkeys(item.batch_id for item in ready)
    batches = [store.batches.get(each) for each in ids]
    return [each for each in batches if not _holds(store, each)]


def approve(
    store: Store, batch_id: str, *, who: str, now: datetime, seen: str | None = None
) -> Batch:
    """Approve everything of an import as it stands now.

    Args:
        store: Where it is kept.
        batch_id: The import.
        who: Another person than who brought it in.
        now: When.
        seen: ``payload_hash`` of the sheet that he saw; None where no sheet was shown.

    Raises:
        InputError: The same person brought it in, rows wait to be confirmed, or a
            value is another one than he saw.
        StoreError: There is no such import.
    """
    batch = store.batches.get(batch_id)
    if who == batch.imported_by:
        raise InputError(
            "取り込んだ人は承認できません（二人確認）。別の職員が承認してください。"
        )
    items = store.items.find(batch_id=batch_id)
    doubtful = sum(item.state is ItemState.REVIEW for item in items)
    if doubtful:
        raise InputError(
            f"確認待ちの明細が{doubtful}件あります。確認を終えてから承認してください。"
        )
    payload = payload_hash(items)
    if seen not in (None, payload):
        raise InputError(
            "一覧を開いた後に値が変わりました。もう一度開いて確かめてください。"
        )
    with store.together():
        store.batches.approve(batch_id, by=who, payload_hash=payload, now=now)
        store.audit.record(
            actor=who,
            action="approve",
            subject=batch_id,
            detail={"robot": batch.robot_id, "items": str(len(items))},
            now=now,
        )
    return store.batches.get(batch_id)


def payload_hash(items: Sequence[WorkItem]) -> str:
    """Return the SHA-256 over the values of all items, by their numbers."""
    plain = sorted(
        ((item.number, dict(item.values)) for item in items), key=lambda pair: pair[0]
    )
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _holds(store: Store, batch: Batch) -> bool:
    return batch.payload_hash is not None and batch.payload_hash == payload_hash(
        store.items.find(batch_id=batch.id)
    )
