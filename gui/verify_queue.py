"""The pile of looks in front of one person: order, place in it, undo, ended forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rpa_suite.app.verifying import Doubt
from rpa_suite.model.verifying import LookOutcome


class Order(StrEnum):
    """In which order a person goes through the pile."""

    BY_FORM = "票ごと"
    BY_FIELD = "項目ごと"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A look that was taken and may be taken back."""

    doubt: Doubt
    outcome: LookOutcome
    value: str

    @property
    def is_stored(self) -> bool:
        """Whether the office keeps it: passing by what stands is no look."""
        return (
            self.doubt.is_wanted
            or self.outcome is not LookOutcome.VALUE
            or self.value != self.doubt.value
        )


class VerifyQueue:
    """Looks still to take, in order, and those taken.

    A form whose last look was taken ends only when the next look is taken, so that
    Ctrl+Z reaches back over the end of a form.
    """

    def __init__(self, doubts: Sequence[Doubt], order: Order = Order.BY_FORM) -> None:
        self._waiting = list(doubts)
        self._taken: list[Taken] = []
        self._order = order
        self._ending: str | None = None
        self._sort()

    @property
    def current(self) -> Doubt | None:
        """The look in hand; None at the end of the pile."""
        return self._waiting[0] if self._waiting else None

    @property
    def coming(self) -> Sequence[Doubt]:
        """The looks after the one in hand."""
        return self._waiting[1:]

    @property
    def left(self) -> int:
        """How many looks are still to take."""
        return len(self._waiting)

    @property
    def done(self) -> int:
        """How many looks were taken."""
        return len(self._taken)

    def order(self, order: Order) -> None:
        """Go on in another order."""
        self._order = order
        self._sort()

    def take(self, outcome: LookOutcome, value: str) -> tuple[Taken, str | None]:
        """Take the look in hand.

        Returns:
            What was taken, and the form that ends now for good: the one before.
        """
        taken = Taken(doubt=self._waiting.pop(0), outcome=outcome, value=value)
        self._taken.append(taken)
        item_id = taken.doubt.item_id
        ended = None
        if self._ending is not None and self._ending != item_id:
            ended, self._ending = self._ending, None
        if all(doubt.item_id != item_id for doubt in self._waiting):
            self._ending = item_id
        return taken, ended

    def skip(self) -> None:
        """Put the look in hand at the end of the pile."""
        if len(self._waiting) > 1:
            self._waiting.append(self._waiting.pop(0))

    def pass_form(self) -> bool:
        """Leave out what need not be looked at in the form in hand.

        Returns:
            Whether the form has nothing left, so that it may end.
        """
        current = self.current
        if current is None:
            return False
        item_id = current.item_id
        self._waiting = [
            d for d in self._waiting if d.item_id != item_id or d.is_wanted
        ]
        return not any(doubt.item_id == item_id for doubt in self._waiting)

    def undo(self) -> Taken | None:
        """Bring the last look back; None where there is none."""
        if not self._taken:
            return None
        taken = self._taken.pop()
        self._waiting.insert(0, taken.doubt)
        if self._ending == taken.doubt.item_id:
            self._ending = None
        return taken

    def forget(self, item_id: str) -> None:
        """The form is out of reach: its looks can neither be taken nor taken back."""
        self._waiting = [d for d in self._waiting if d.item_id != item_id]
        self._taken = [t for t in self._taken if t.doubt.item_id != item_id]

    def put_first(self, doubts: Sequence[Doubt]) -> None:
        """Ask for these looks now, each field once."""
        asked = {(doubt.item_id, doubt.field.id) for doubt in doubts}
        rest = [d for d in self._waiting if (d.item_id, d.field.id) not in asked]
        self._waiting = [*doubts, *rest]

    def end(self) -> str | None:
        """Return the form that waits for its end, and let it end."""
        ending, self._ending = self._ending, None
        return ending

    def _sort(self) -> None:
        if self._order is Order.BY_FIELD:
            self._waiting.sort(
                key=lambda d: (d.was_put_aside, d.field.kind, d.field.label, d.number)
            )
        else:
            place = {item: n for n, item in enumerate(self._items())}
            self._waiting.sort(key=lambda d: (d.was_put_aside, place[d.item_id]))

    def _items(self) -> list[str]:
        by_number = sorted(self._waiting, key=lambda doubt: doubt.number)
        return list(dict.fromkeys(doubt.item_id for doubt in by_number))
