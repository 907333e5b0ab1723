"""文字ごと: all doubtful characters of a pile, sorted into sheets of what was read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.doubts import Doubt
from rpa_suite.app.typed_values import stored
from rpa_suite.app.unsure import Unsure
from rpa_suite.errors import InputError
from rpa_suite.model.forms import FieldKind

MOST = 40  # pictures that an eye takes in at once
_BY_CHARACTER = frozenset(
    {
        FieldKind.DIGITS,
        FieldKind.CODE,
        FieldKind.AMOUNT,
        FieldKind.PHONE,
        FieldKind.POSTAL_CODE,
        FieldKind.MY_NUMBER,
        FieldKind.CORPORATE_NUMBER,
    }
)
_ONE_OFF = QT_TR_NOOP("「{read}」ではない字があります。紙を見て入力してください。")
_MENDED = QT_TR_NOOP("{at}文字目を「{char}」に直しました。原票と見比べてください。")

Key = tuple[str, str]  # item and field


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One doubtful character of one form."""

    doubt: Doubt
    unsure: Unsure

    @property
    def key(self) -> Key:
        """The field it belongs to."""
        return self.doubt.item_id, self.doubt.field.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Characters that were all read as the same one."""

    char: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """A field all of whose doubtful characters were confirmed, and the time it took."""

    doubt: Doubt
    seconds: float


@dataclass
class _Progress:
    """What the person said so far; a copy is kept for every sheet."""

    at: int = 0
    open: dict[Key, set[int]] = field(default_factory=dict)
    odd: dict[Key, dict[int, str]] = field(default_factory=dict)
    seconds: dict[Key, float] = field(default_factory=dict)


class GroupPile:
    """Sheets still to look at; a field is settled with the last of its characters."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self._doubts = {(d.item_id, d.field.id): d for d in doubts if can_group(d)}
        self._sheets = list(_sheets(self._doubts.values()))
        self._now = _Progress(
            open={
                key: {each.place for each in doubt.unsure}
                for key, doubt in self._doubts.items()
            }
        )
        self._before: list[tuple[_Progress, list[Settled]]] = []

    @property
    def sheet(self) -> Sheet | None:
        """The sheet in hand; None at the end."""
        at = self._now.at
        return self._sheets[at] if at < len(self._sheets) else None

    @property
    def sheets(self) -> Sequence[Sheet]:
        """Every sheet, those looked at too."""
        return self._sheets

    @property
    def left(self) -> int:
        """How many sheets are still to look at."""
        return len(self._sheets) - self._now.at

    def confirm(self, odd: Mapping[int, str], *, seconds: float) -> list[Settled]:
        """Confirm the sheet in hand.

        Args:
            odd: Places on the sheet that are something else, with what it is (a
                character, or nothing where the person did not say).
            seconds: How long the person looked; each character has its share.

        Returns:
            The fields that are settled with this sheet.
        """
        sheet = self.sheet
        if sheet is None:
            return []
        before = deepcopy(self._now)
        settled = []
        for place, card in enumerate(sheet.cards):
            key = card.key
            share = seconds / len(sheet.cards)
            self._now.seconds[key] = self._now.seconds.get(key, 0.0) + share
            self._now.open[key].discard(card.unsure.place)
            if place in odd:
                said = self._now.odd.setdefault(key, {})
                said[card.unsure.place] = odd[place]
            if not self._now.open[key] and key not in self._now.odd:
                settled.append(
                    Settled(doubt=card.doubt, seconds=self._now.seconds[key])
                )
        self._now.at += 1
        self._before.append((before, settled))
        return settled

    def undo(self) -> list[Settled] | None:
        """Bring the last sheet back; None where there is none.

        Returns:
            The fields that it had settled.
        """
        if not self._before:
            return None
        self._now, settled = self._before.pop()
        return settled

    def forget_undo(self) -> None:
        """The forms of the earlier sheets have ended: they stay as they are."""
        del self._before[:-1]

    def odd_ones(self) -> list[Doubt]:
        """Return the fields in which a character is something else, to be looked at.

        They begin with what the person made of them, where he did.
        """
        return [_mended(self._doubts[key], said) for key, said in self._now.odd.items()]


def can_group(doubt: Doubt) -> bool:
    """Whether looking at single characters is enough for this doubt."""
    return (
        bool(doubt.unsure)
        and doubt.is_wanted
        and doubt.stage == 1
        and not doubt.is_blind
        and not doubt.was_put_aside
    )


def _sheets(doubts: Iterable[Doubt]) -> Iterator[Sheet]:
    by_char: dict[str, list[Card]] = defaultdict(list)
    for doubt in doubts:
        for unsure in doubt.unsure:
            by_char[unsure.char].append(Card(doubt=doubt, unsure=unsure))
    for char, cards in sorted(by_char.items(), key=lambda p: (-len(p[1]), p[0])):
        # The least sure stand together at the end, where the eye expects them.
        cards.sort(key=lambda card: -card.unsure.chance)
        for start in range(0, len(cards), MOST):
            yield Sheet(char=char, cards=tuple(cards[start : start + MOST]))


def _mended(doubt: Doubt, said: Mapping[int, str]) -> Doubt:
    """Return the doubt of the whole field, beginning with what was said of it."""
    read = {each.place: each.char for each in doubt.unsure}
    plain = replace(
        doubt,
        unsure=(),
        reason=tr(_ONE_OFF).format(read=tr("」「").join(read[place] for place in said)),
    )
    text = doubt.value
    if doubt.field.kind not in _BY_CHARACTER or not all(said.values()):
        return plain
    if any(text[place : place + 1] != char for place, char in read.items()):
        return plain  # the value is not written as it stands in the cells
    mended = "".join(said.get(place, char) for place, char in enumerate(text))
    try:
        value = stored(doubt.field, mended)
    except InputError:
        return plain
    place, char = next(iter(said.items()))
    return replace(
        plain,
        value=value,
        choices=(value, *doubt.choices)[:9],
        reason=tr(_MENDED).format(at=place + 1, char=char),
    )
