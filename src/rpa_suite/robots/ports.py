"""What the runner needs of the store; ``rpa_suite.store`` happens to have it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from rpa_suite.model.work import Attempt, ItemState, WorkItem


class WorkQueue(Protocol):
    """Items, leased to one worker at a time."""

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

        ``pass_over``: ids and attempts of items that were looked at already.
        """

    def renew(self, item_id: str, *, worker: str, until: datetime) -> None:
        """Prolong the lease; raises ``LeaseLost``."""

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
        """Take one allowed step; raises ``StepNotAllowed`` or ``LeaseLost``."""

    def leave_in_doubt(
        self, item_id: str, *, worker: str, reason_code: str, reason: str, now: datetime
    ) -> WorkItem:
        """Give an item IN_DOUBT back undecided; raises ``LeaseLost``."""

    def recover(
        self, *, robot_id: str | None = None, now: datetime
    ) -> Sequence[WorkItem]:
        """End expired leases: ENTERING to READY, SUBMITTING to IN_DOUBT."""

    def get(self, item_id: str) -> WorkItem:
        """Return one item."""

    def find(
        self,
        *,
        robot_id: str | None = None,
        batch_id: str | None = None,
        states: tuple[ItemState, ...] = (),
        limit: int | None = None,
    ) -> Sequence[WorkItem]:
        """Return items, oldest first."""

    def counts(
        self, robot_id: str | None = None
    ) -> Mapping[str, Mapping[ItemState, int]]:
        """Return how many items stand in each state, by robot."""


class AttemptLog(Protocol):
    """Each try at an item, with the moment 登録 was about to be pressed."""

    def begin_attempt(self, attempt: Attempt) -> None:
        """Store a new attempt."""

    def mark_submitted(self, attempt_id: str, now: datetime) -> None:
        """Store that 登録 is pressed next."""

    def end_attempt(
        self, attempt_id: str, outcome: ItemState, reason_code: str, now: datetime
    ) -> None:
        """Store how the attempt ended."""


class ReconciliationLog(Protocol):
    """What was held against the business system's own list, and what differed."""

    def unreconciled(self, run_id: str) -> tuple[Mapping[str, str], datetime]:
        """Return receipt to item id of DONE items that nobody looked up yet.

        And since when runs have been at work that nobody looked up.
        """

    def known(self, receipts: set[str]) -> set[str]:
        """Return which of these receipts some item has."""

    def record(
        self,
        run_id: str,
        *,
        absent: Mapping[str, str],
        different: Mapping[str, tuple[str, Sequence[str]]],
        unknown: set[str],
        now: datetime,
    ) -> None:
        """Store the differences, and that the run has looked."""


class EvidenceKeeper(Protocol):
    """Keeps pictures of screens, sealed."""

    def keep(self, attempt_id: str, *, kind: str, name: str, content: bytes) -> object:
        """Store one picture of an attempt."""


class Clock(Protocol):
    """Tells the time in UTC."""

    def __call__(self) -> datetime: ...
