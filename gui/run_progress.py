"""How far a run is and how long it will still take, from its events alone."""

from dataclasses import dataclass, field

from rpa_suite.model.events import (
    Event,
    ItemFinished,
    ItemStarted,
    RunStarted,
    StepTaken,
)


@dataclass
class RunProgress:
    """What the progress bar shows; times are seconds since 1970.

    A run may have begun before the window, so its own times count; a clock that is set
    meanwhile makes them wrong, never negative.

    Attributes:
        done: Items finished in this run.
        total: Items the run set out with; 0 until it said so.
        number: Number of the item in hand, None between items.
        step: What is being done with it, in the clerk's words.
    """

    started: float
    done: int = 0
    total: int = 0
    number: int | None = None
    step: str = ""
    _item_started: float | None = None
    _seconds: list[float] = field(default_factory=list)

    def take(self, event: Event, *, now: float) -> None:
        """Note what the run said."""
        match event:
            case RunStarted():
                self.total = event.total
            case ItemStarted():
                # Retried items come again: the total grows, never the share done.
                self.total = max(self.total, event.total)
                self.number, self.step = event.number, ""
                self._item_started = now
            case StepTaken():
                self.step = event.text
            case ItemFinished():
                self.done = max(self.done + 1, event.position)
                self.total = max(self.total, event.total)
                self.number, self.step = None, ""
                self._item_started = None
                self._seconds.append(event.seconds)
            case _:
                self.number, self.step = None, ""

    def elapsed(self, now: float) -> float:
        """Return seconds since the start."""
        return max(0.0, now - self.started)

    def remaining(self, now: float) -> float | None:
        """Return the seconds still to go, or None before one item is finished."""
        if not self._seconds or self.total <= 0:
            return None
        each = sum(self._seconds) / len(self._seconds)
        spent = (
            0.0 if self._item_started is None else max(0.0, now - self._item_started)
        )
        # An item that takes longer than the mean does not make the others faster.
        return max(0.0, (self.total - self.done) * each - min(spent, each))
