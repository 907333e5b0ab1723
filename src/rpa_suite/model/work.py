"""Batches, work items, their states and the only steps between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from rpa_suite.errors import StepNotAllowed


class ItemState(StrEnum):
    """Where a work item stands (状態)."""

    REVIEW = "REVIEW"  # a person must look at doubtful values
    READY = "READY"  # a robot may take it
    ENTERING = "ENTERING"  # a robot is looking and typing; nothing is registered yet
    SUBMITTING = "SUBMITTING"  # stored BEFORE 登録 is pressed
    IN_DOUBT = "IN_DOUBT"  # 登録 may or may not have happened: look, never guess
    REJECTED = "REJECTED"  # business exception, a person decides
    FAILED = "FAILED"  # our mistake, or the tries are used up
    HELD = "HELD"  # 支援措置
    DONE = "DONE"
    ALREADY = "ALREADY"  # the system held the same entry before we typed
    BY_HAND = "BY_HAND"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return STATE_LABELS[self]

    @property
    def is_terminal(self) -> bool:
        """Nothing more can happen to the item."""
        return not NEXT_STATES[self]


STATE_LABELS: Mapping[ItemState, str] = {
    ItemState.REVIEW: "確認待ち",
    ItemState.READY: "実行待ち",
    ItemState.ENTERING: "入力中",
    ItemState.SUBMITTING: "登録中",
    ItemState.IN_DOUBT: "照会待ち",
    ItemState.REJECTED: "要確認",
    ItemState.FAILED: "エラー",
    ItemState.HELD: "保留(抑止)",
    ItemState.DONE: "完了",
    ItemState.ALREADY: "スキップ(既登録)",
    ItemState.BY_HAND: "人手",
    ItemState.WITHDRAWN: "取下げ",
}

_S = ItemState
# The database holds the same table and refuses anything else (store/migrations).
NEXT_STATES: Mapping[ItemState, frozenset[ItemState]] = {
    _S.REVIEW: frozenset({_S.READY, _S.WITHDRAWN}),
    _S.READY: frozenset({_S.ENTERING, _S.WITHDRAWN}),
    _S.ENTERING: frozenset(
        {_S.SUBMITTING, _S.READY, _S.REJECTED, _S.HELD, _S.ALREADY, _S.FAILED}
    ),
    _S.SUBMITTING: frozenset({_S.DONE, _S.IN_DOUBT}),
    _S.IN_DOUBT: frozenset({_S.DONE, _S.READY, _S.BY_HAND}),
    _S.REJECTED: frozenset({_S.REVIEW, _S.BY_HAND}),
    _S.FAILED: frozenset({_S.READY, _S.BY_HAND}),
    _S.HELD: frozenset({_S.BY_HAND}),
    _S.DONE: frozenset(),
    _S.ALREADY: frozenset(),
    _S.BY_HAND: frozenset(),
    _S.WITHDRAWN: frozenset(),
}


class BatchKind(StrEnum):
    """Where the items of a batch came from."""

    SCAN = "scan"
    CSV = "csv"
    EXCEL = "excel"


class Environment(StrEnum):
    """Whether entries count: training and test runs book nothing for the KPI."""

    TRAINING = "training"
    PRODUCTION = "production"


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """One import (取込), approved as a whole.

    Attributes:
        source_name: File name as shown to the clerk (sealed at rest: names of files
            sometimes name people).
        source_sha256: Hash of the file's bytes, to notice the same file twice.
        payload_hash: Hash over all items' values at approval; editing voids approval.
    """

    id: str
    robot_id: str
    kind: BatchKind
    source_name: str
    source_sha256: str
    imported_by: str
    imported_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    payload_hash: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemLine:
    """What a list shows of an item: nothing of it is personal, nothing is sealed.

    Attributes:
        number: Row or form number inside its batch, from 1; safe to show and log.
        reason: Why the item is where it is, in a sentence without personal data.
        receipt: 処理番号.
    """

    id: str
    batch_id: str
    number: int
    state: ItemState
    updated_at: datetime
    reason: str = ""
    receipt: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemLines:
    """Many lines, column by column: 100,000 of them are seven lists, not objects."""

    ids: list[str] = field(default_factory=list)
    batch_ids: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    states: list[ItemState] = field(default_factory=list)
    updated: list[datetime] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    receipts: list[str | None] = field(default_factory=list)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ids)

    def line(self, place: int) -> ItemLine:
        """Return one line."""
        return ItemLine(
            id=self.ids[place],
            batch_id=self.batch_ids[place],
            number=self.numbers[place],
            state=self.states[place],
            updated_at=self.updated[place],
            reason=self.reasons[place],
            receipt=self.receipts[place],
        )

    def extend(self, lines: Iterable[ItemLine]) -> None:
        """Add lines at the end."""
        for each in lines:
            self.ids.append(each.id)
            self.batch_ids.append(each.batch_id)
            self.numbers.append(each.number)
            self.states.append(each.state)
            self.updated.append(each.updated_at)
            self.reasons.append(each.reason)
            self.receipts.append(each.receipt)

    def put(self, place: int, line: ItemLine) -> None:
        """Replace a line by what is known of the same item now."""
        self.states[place] = line.state
        self.updated[place] = line.updated_at
        self.reasons[place] = line.reason
        self.receipts[place] = line.receipt


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkItem(ItemLine):
    """One piece of work for one robot (明細).

    Attributes:
        values: The item's record as JSON (strings, lists of records); sealed at rest.
        doubts: Field id to the reason why a person must look; sealed at rest.
        entry_key: Keyed hash of the natural key declared in robot.toml: tells the same
            case twice apart without storing whose it is.
        not_before: Not to be taken before this time (UTC), after site trouble.
        lease_owner: Worker that holds the item; None when nobody does.
        lease_until: The lease ends then (UTC) unless renewed.
        reason_code: Why the item is where it is; stable, no personal data.
    """

    robot_id: str
    values: Mapping[str, Any]
    entry_key: str
    created_at: datetime
    doubts: Mapping[str, str] = field(default_factory=dict)
    attempts: int = 0
    not_before: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    reason_code: str = ""
    review_seconds: float = 0.0

    def moved_to(
        self,
        state: ItemState,
        *,
        reason_code: str = "",
        reason: str = "",
        receipt: str | None = None,
    ) -> "WorkItem":
        """Return the item one step further.

        Raises:
            StepNotAllowed: The step is not in ``NEXT_STATES``.
        """
        if state not in NEXT_STATES[self.state]:
            raise StepNotAllowed(
                f"明細 {self.number} は「{self.state.label}」から"
                f"「{state.label}」へ進めません。"
            )
        return replace(
            self,
            state=state,
            reason_code=reason_code,
            reason=reason,
            receipt=receipt or self.receipt,
        )


class RunState(StrEnum):
    """How a run stands."""

    RUNNING = "RUNNING"
    FINISHED = "FINISHED"
    STOPPED = "STOPPED"  # a person asked, between two items
    BROKEN = "BROKEN"  # died, or ended by trouble that no retry mends


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One start-to-end execution of one robot (実行)."""

    id: str
    robot_id: str
    robot_hash: str
    environment: Environment
    operator: str
    worker: str
    started_at: datetime
    state: RunState = RunState.RUNNING
    ended_at: datetime | None = None
    message: str = ""


# Kind of evidence that is a product: the 帳票 of an entry (PDF), with personal data.
PAPER = "paper"
NO_PAPER = "NO_PAPER"  # of an attempt that entered the item but got no 帳票


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One try at one item within a run; times in UTC."""

    id: str
    item_id: str
    run_id: str
    started_at: datetime
    submitted_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: ItemState | None = None
    reason_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemEvent:
    """One step in the life of an item, as history shows it (履歴)."""

    item_id: str
    at: datetime
    actor: str
    from_state: ItemState | None
    to_state: ItemState
    reason_code: str = ""
    reason: str = ""
