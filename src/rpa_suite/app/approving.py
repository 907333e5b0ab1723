"""Approval of imports (承認): another person looks at the whole list before it runs.

What was approved is the values, not the name of the import: a hash over all of them is
kept, so a value that changes afterwards voids the approval.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from rpa_suite.errors import InputError
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Batch, ItemState, WorkItem
from rpa_suite.store import Store


def waiting_batches(store: Store, robot: Robot) -> list[Batch]:
    """Return the imports of a robot that may not run yet, oldest first."""
    if not robot.needs_approval:
        return []
    ready = store.items.find(robot_id=robot.id, states=(ItemState.READY,))
    ids = dict.fromkeys(item.batch_id for item in ready)
    batches = [store.batches.get(each) for each in ids]
    return [each for each in batches if not _holds(store, each)]


def approve(store: Store, batch_id: str, *, who: str, now: datetime) -> Batch:
    """Approve everything of an import as it stands now.

    Raises:
        InputError: The same person brought it in, or rows wait to be confirmed.
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
    with store.together():
        store.batches.approve(
            batch_id, by=who, payload_hash=payload_hash(items), now=now
        )
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
