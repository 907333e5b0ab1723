"""Print jobs, worked off in the background as time goes by (帳票一括作成)."""

import time
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from rpa_suite.training.entries import Entry

_WAITS, _EACH = 2.0, 0.1  # seconds before a job is begun, and for every 帳票 of it


class JobState(StrEnum):
    """What the queue says of a job."""

    WAITING = "待機"
    MAKING = "作成中"
    READY = "完了"
    BROKEN = "エラー"


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One order: the 帳票 of everything that a clerk registered in a 業務.

    Attributes:
        number: 受付番号.
        begins: When it is begun, in seconds of the monotonic clock.
        ends: When it is done.
    """

    number: str
    screen: str
    staff: str
    entries: tuple[Entry, ...]
    begins: float
    ends: float
    breaks: bool = False

    @property
    def state(self) -> JobState:
        """How far it is now."""
        now = time.monotonic()
        if now < self.begins:
            return JobState.WAITING
        if now < self.ends:
            return JobState.MAKING
        return JobState.BROKEN if self.breaks else JobState.READY


@dataclass
class PrintQueue:
    """Jobs by their number, oldest first."""

    jobs: dict[str, Job] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def order(
        self,
        screen: str,
        staff: str,
        entries: list[Entry],
        *,
        pace: float,
        held_up: float = 0.0,
        breaks: bool = False,
    ) -> Job:
        """Take an order; the queue works on it by itself."""
        begins = time.monotonic() + (_WAITS + held_up) * pace
        job = Job(
            number=f"P{next(self._numbers):05}",
            screen=screen,
            staff=staff,
            entries=tuple(entries),
            begins=begins,
            ends=begins + _EACH * len(entries) * pace,
            breaks=breaks,
        )
        self.jobs[job.number] = job
        return job
