"""The pile of looks in front of one person: order, place in it, undo, ended forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gui.words import QT_TR_NOOP
from rpa_suite.app.doubts import Doubt
from rpa_suite.model.verifying import LookOutcome


class Order(StrEnum):
    """In which order a person goes through the pile."""

    BY_FORM = QT_TR_NOOP("票ごと")
    BY_FIELD = QT_TR_NOOP("項目ごと")
    # Sheets of single characters, see ``group_pile``.
    BY_CHARACTER = QT_TR_NOOP("文字ごと")


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
        self._ending: list[str] = []
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

    @property
    def waiting(self) -> Sequence[Doubt]:
        """Every look still to take, in order."""
        return self._waiting

    def take(self, outcome: LookOutcome, value: str) -> tuple[Taken, list[str]]:
        """Take the look in hand.

        Returns:
            What was taken, and the forms that end now for good: those before.
        """
        taken = Taken(doubt=self._waiting.pop(0), outcome=outcome, value=value)
        self._taken.append(taken)
        return taken, self._closed_by([taken])

    def settle(self, doubts: Sequence[Doubt]) -> tuple[list[Taken], list[str]]:
        """Take several looks at once, each as it was read.

        Returns:
            What was taken, and the forms that end now for good: those before.
        """
        keys = {(doubt.item_id, doubt.field.id) for doubt in doubts}
        self._waiting = [d for d in self._waiting if _key(d) not in keys]
        taken = [
            Taken(doubt=doubt, outcome=LookOutcome.VALUE, value=doubt.value)
            for doubt in doubts
        ]
        self._taken += taken
        return taken, self._closed_by(taken)

    def unsettle(self, doubts: Sequence[Doubt]) -> list[Taken]:
        """Bring looks back that were taken together."""
        keys = {(doubt.item_id, doubt.field.id) for doubt in doubts}
        back = [taken for taken in self._taken if _key(taken.doubt) in keys]
        self._taken = [t for t in self._taken if _key(t.doubt) not in keys]
        self._waiting = [*(taken.doubt for taken in back), *self._waiting]
        reopened = {taken.doubt.item_id for taken in back}
        self._ending = [each for each in self._ending if each not in reopened]
        return back

    def _closed_by(self, taken: Sequence[Taken]) -> list[str]:
        """Let the forms before end; those of ``taken`` wait where all is looked at."""
        items = list(dict.fromkeys(each.doubt.item_id for each in taken))
        if not items:
            return []
        open_items = {doubt.item_id for doubt in self._waiting}
        ended = [each for each in self._ending if each not in items]
        self._ending = [each for each in items if each not in open_items]
        return ended

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
        if taken.doubt.item_id in self._ending:
            self._ending.remove(taken.doubt.item_id)
        return taken

    def forget(self, item_id: str) -> None:
        """The form is out of reach: its looks can neither be taken nor taken back."""
        self._waiting = [d for d in self._waiting if d.item_id != item_id]
        self._taken = [t for t in self._taken if t.doubt.item_id != item_id]

    def put_first(self, doubts: Sequence[Doubt]) -> None:
        """Ask for these looks now, each field once."""
        asked = {(doubt.item_id, doubt.field.id) for doubt in doubts}
        rest = [d for d in self._waiting if _key(d) not in asked]
        self._waiting = [*doubts, *rest]

    def renew(self, doubts: Sequence[Doubt]) -> None:
        """Say anew why these fields are looked at: another one was changed."""
        new = {_key(doubt): doubt for doubt in doubts}
        self._waiting = [new.get(_key(d), d) for d in self._waiting]

    def end(self) -> list[str]:
        """Return the forms that wait for their end, and let them end."""
        ending, self._ending = self._ending, []
        return ending

    def _sort(self) -> None:
        if self._order is not Order.BY_FORM:
            self._waiting.sort(
                key=lambda d: (d.was_put_aside, d.field.kind, d.field.label, d.number)
            )
        else:
            place = {item: n for n, item in enumerate(self._items())}
            self._waiting.sort(key=lambda d: (d.was_put_aside, place[d.item_id]))

    def _items(self) -> list[str]:
        by_number = sorted(self._waiting, key=lambda doubt: doubt.number)
        return list(dict.fromkeys(doubt.item_id for doubt in by_number))


def _key(doubt: Doubt) -> tuple[str, str]:
    return doubt.item_id, doubt.field.id
