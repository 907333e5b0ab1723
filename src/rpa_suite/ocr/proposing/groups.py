"""Blanks that are one field: the parts of a date or number, with their units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rpa_suite.model.forms import Box, around
from rpa_suite.ocr.proposing.blanks import Blank, Shape
from rpa_suite.ocr.proposing.captions import Caption
from rpa_suite.ocr.proposing.choices import FoundOption
from rpa_suite.ocr.proposing.known import UNITS

_UNIT_MM = 2.4
_TICK_WORD_MM = 3.0
APART_MM = 6.5  # runs of one number or date


@dataclass
class Group:
    """Blanks that are one field, and the captions that belong to it."""

    blanks: list[Blank]
    units: str = ""
    label: str = ""
    eras: tuple[FoundOption, ...] = ()
    words: list[Caption] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return around(blank.box for blank in self.blanks)

    @property
    def is_tick(self) -> bool:
        return self.blanks[0].shape is Shape.TICK

    @property
    def is_date(self) -> bool:
        return tuple(b.run.count for b in self.blanks if b.run) == (2, 2, 2)


def set_together(blanks: Sequence[Blank], free: list[Caption]) -> list[Group]:
    """Set runs together that are one number or date; take the units behind them."""
    groups: list[Group] = []
    for blank in sorted(blanks, key=lambda each: (round(each.box.top), each.box.left)):
        before = next(
            (g for g in groups if blank.run and _goes_on(g.blanks[-1], blank, free)),
            None,
        )
        if before:
            between = _between(before.blanks[-1].box, blank.box, free)
            before.blanks.append(blank)
            before.units += "".join(c.text for c in between)
            for caption in between:
                free.remove(caption)
        else:
            groups.append(Group([blank]))
    for group in groups:
        _take_units(group, free)
    return [part for group in groups for part in _parted(group)]


def _goes_on(last: Blank, blank: Blank, free: Sequence[Caption]) -> bool:
    one, other = last.box, blank.box
    gap = other.left - one.right
    if not (
        last.run
        and abs(one.top - other.top) < 0.8
        and abs(one.height - other.height) < 0.8
        and 0 <= gap < APART_MM
    ):
        return False
    between = _between(one, other, free)
    if not between:
        return gap < 2.6
    return len(between) == 1 and len(between[0].text) == 1


def _between(one: Box, other: Box, free: Sequence[Caption]) -> list[Caption]:
    return [
        c
        for c in free
        if one.right - 0.5 < c.box.left
        and c.box.right < other.left + 0.5
        and one.top < c.middle < one.bottom
    ]


def _take_units(group: Group, free: list[Caption]) -> None:
    box = group.box
    if group.is_tick:
        return
    for caption in list(free):
        if (
            -0.3 < caption.box.left - box.right < _UNIT_MM
            and box.top < caption.middle < box.bottom
            and (caption.text in UNITS or group.is_date)
            and len(caption.text) <= 2
        ):
            group.units += caption.text
            free.remove(caption)
            return


def _parted(group: Group) -> Iterator[Group]:
    """Keep what is known to be one field together; part the rest."""
    counts = tuple(b.run.count for b in group.blanks if b.run)
    is_whole = (
        len(group.blanks) == 1
        or counts in ((2, 2, 2), (4, 4, 4), (3, 4), (3, 4, 4), (2, 4, 4), (4, 4))
        or not set(group.units) & set("年月日")
    )
    if is_whole:
        yield group
        return
    for place, blank in enumerate(group.blanks):
        yield Group([blank], units=group.units[place : place + 1])


def take_tick_words(tick: Group, free: list[Caption]) -> None:
    """Take the words behind a tick box off the captions."""
    box = tick.box
    beside = [
        c
        for c in free
        if -0.3 < c.box.left - box.right < _TICK_WORD_MM
        and box.top - 1 < c.middle < box.bottom + 1
    ]
    if beside:
        caption = min(beside, key=lambda each: each.box.left)
        tick.words.append(caption)
        free.remove(caption)
