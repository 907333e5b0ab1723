"""What all windows of one run share: the count of items, and who is told of them."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from rpa_suite.model.events import (
    Event,
    ItemFinished,
    ItemStarted,
    RunFinished,
    RunPaused,
    RunStarted,
    StepTaken,
)
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import STATE_LABELS, ItemState, RunState, WorkItem
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.ports import Clock

_NO_PAPER = (
    "。帳票を保存できなかった明細が{count}件あります。業務システムで作ってください"
)


class Turn(NamedTuple):
    """Leave to take one more item: the chosen one, or with None whichever is next."""

    item_id: str | None


class Progress:
    """Counts items and tells events, one at a time whichever thread they come from.

    Attributes:
        looked: Ids and attempts of items IN_DOUBT that this run looked at.
        total: Items that waited at the start.
    """

    def __init__(
        self,
        run_id: str,
        orders: Orders,
        *,
        limit: int | None,
        item_ids: Sequence[str] | None = None,
        on_event: Callable[[Event], None],
        clock: Clock,
    ) -> None:
        self.looked: set[tuple[str, int]] = set()
        self.total = 0
        self._run_id = run_id
        self._orders = orders
        self._limit = limit
        self._chosen = None if item_ids is None else deque(item_ids)
        self._on_event = on_event
        self._clock = clock
        self._lock = threading.RLock()
        self._started = clock()
        self._begun: dict[str, datetime] = {}
        self._places: dict[str, int] = {}
        self._ended: dict[str, ItemState] = {}
        self._taken = 0
        self._position = 0
        self._without_paper = 0
        self._is_paused = False

    def start(self, robot: Robot, waiting: int) -> None:
        """Say that the run begins and how many items wait."""
        self.total = waiting if self._limit is None else min(self._limit, waiting)
        self.tell(
            RunStarted(
                run_id=self._run_id,
                robot_id=robot.id,
                title=robot.title,
                total=self.total,
            )
        )

    def next_turn(self) -> Turn | None:
        """Return what may be taken next, and count it; None when that was all."""
        with self._lock:
            if self._limit is not None and self._taken >= self._limit:
                return None
            if self._chosen is not None and not self._chosen:
                return None
            self._taken += 1
            return Turn(None if self._chosen is None else self._chosen.popleft())

    def begin(self, item: WorkItem) -> None:
        """Say that an item is in hand."""
        with self._lock:
            self._position += 1
            self._places[item.id] = self._position
            self._begun[item.id] = self._clock()
            self._on_event(
                ItemStarted(
                    run_id=self._run_id,
                    item_id=item.id,
                    number=item.number,
                    position=self._position,
                    total=max(self.total, self._position),
                )
            )

    def step(self, item: WorkItem, text: str) -> None:
        """Say what is being done with an item."""
        self.tell(StepTaken(run_id=self._run_id, item_id=item.id, text=text))

    def end(self, item: WorkItem, *, lacks_paper: bool = False) -> None:
        """Say what became of an item."""
        with self._lock:
            self._ended[item.id] = item.state
            self._without_paper += lacks_paper
            seconds = (self._clock() - self._begun[item.id]).total_seconds()
            self._on_event(
                ItemFinished(
                    run_id=self._run_id,
                    item_id=item.id,
                    number=item.number,
                    position=self._places[item.id],
                    total=max(self.total, self._position),
                    state=item.state,
                    state_label=item.state.label,
                    reason_code=item.reason_code,
                    reason=item.reason,
                    receipt=item.receipt,
                    seconds=seconds,
                )
            )

    def pause_if_ordered(self) -> None:
        """Wait while somebody wants a pause; said once, whoever waits first."""
        if not self._orders.to_pause:
            return
        self._say_paused(True)
        self._orders.wait()
        self._say_paused(False)

    def _say_paused(self, paused: bool) -> None:
        with self._lock:
            if self._is_paused is not paused:
                self._is_paused = paused
                self._on_event(RunPaused(run_id=self._run_id, paused=paused))

    def finish(self, state: RunState, told: str, *, added: str = "") -> RunFinished:
        """Say how the run ended, and return that.

        Args:
            state: How.
            told: In words.
            added: What else there is to say, after the counts.
        """
        counts = Counter(self._ended.values())
        listed = "、".join(
            f"{label} {counts[each]}件"
            for each, label in STATE_LABELS.items()
            if counts[each]
        )
        if self._without_paper:
            listed += _NO_PAPER.format(count=self._without_paper)
        finished = RunFinished(
            run_id=self._run_id,
            state=state,
            message=f"{told}{listed or '対象の明細はありません。'}{added}",
            counts={each.value: count for each, count in counts.items()},
            seconds=(self._clock() - self._started).total_seconds(),
        )
        self.tell(finished)
        return finished

    @property
    def started(self) -> datetime:
        """When the run began."""
        return self._started

    def tell(self, event: Event) -> None:
        """Tell one event."""
        with self._lock:
            self._on_event(event)
