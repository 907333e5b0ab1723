"""Blanks and the words beside them: what is a label, a choice, an era, a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from rpa_suite.model.forms import Box, CellRun, MarkStyle, around
from rpa_suite.ocr.proposing.blanks import Blank
from rpa_suite.ocr.proposing.captions import Caption, Heading
from rpa_suite.ocr.proposing.choices import (
    FoundOption,
    option_parts,
    read_choices,
    take_eras,
)
from rpa_suite.ocr.proposing.groups import (
    APART_MM,
    Group,
    set_together,
    take_tick_words,
)
from rpa_suite.ocr.proposing.known import ERAS

_LEVEL_MM = 1.6  # captions of one line lie no farther apart in height
_LABEL_MM, _FAR_LABEL_MM = 14.0, 45.0  # how far a label may stand from its blank
_HEADING_LETTERS = 14
_TICK_LABEL_MM = 2.2
# The number of a row, the sign before a postal code.
_SAYS_NOTHING = re.compile(r"^([0-9０-９①-⑳]{1,2}|〒)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One blank with what is printed for it.

    Attributes:
        label: Words beside it; empty where there are none.
        heading: Name of the section it lies in.
        units: Words printed behind its parts: 年, 月, 日, 円.
    """

    label: str
    page: int
    heading: str = ""
    box: Box | None = None
    lines: int = 1
    runs: tuple[CellRun, ...] = ()
    options: tuple[FoundOption, ...] = ()
    mark: MarkStyle = MarkStyle.CIRCLE
    is_tick: bool = False
    units: str = ""

    @property
    def extent(self) -> Box:
        """The smallest box around all of it."""
        boxes = [run.box for run in self.runs] + [o.box for o in self.options]
        return around([*boxes, self.box] if self.box else boxes)


def find_fields(
    blanks: Sequence[Blank],
    captions: Sequence[Caption],
    headings: Sequence[Heading],
    page: int,
) -> list[Found]:
    """Return the blanks of a page as fields, in reading order."""
    free = list(captions)
    groups = set_together(blanks, free)
    found: list[Found] = []
    ticks = [group for group in groups if group.is_tick]
    others = [group for group in groups if group not in ticks]
    for tick in ticks:
        take_tick_words(tick, free)
    label_size = _label_size(groups, free)
    rows = _rows(free)
    choices: list[Found] = []
    for row in rows:
        for segment, follows in _segments(row, groups):
            choices += _read_segment(segment, follows, label_size, page)
    _label_from_above(others, captions)
    _label_from_unit(others)
    # A frame that nothing names is the rest of the paper between two others.
    named = [g for g in others if g.label or g.blanks[0].run]
    found += [_of_group(group, page) for group in named]
    found += _of_ticks(ticks, page)
    found += choices
    above = _headings_above(rows, groups, label_size)
    placed = [
        replace(each, heading=_heading_of(each, headings) or _last_above(each, above))
        for each in found
    ]
    return sorted(placed, key=_reading_order)


def _reading_order(each: Found) -> tuple[float, float]:
    extent = each.extent
    return round((extent.top + extent.height / 2) / 5), extent.left


def _heading_of(each: Found, headings: Sequence[Heading]) -> str:
    extent = each.extent
    middle = extent.top + extent.height / 2
    return next(
        (
            h.text
            for h in headings
            if h.top <= middle <= h.bottom and h.right < extent.left
        ),
        "",
    )


def _headings_above(
    rows: Sequence[Sequence[Caption]], groups: Sequence[Group], label_size: float
) -> list[Caption]:
    """Return the captions that have a line to themselves: they head what is below."""
    return [
        row[0]
        for row in rows
        if len(row) == 1
        and len(row[0].text) <= _HEADING_LETTERS
        and not row[0].text.endswith("。")
        and row[0].size >= label_size
        and not any(g.box.top < row[0].middle < g.box.bottom for g in groups)
    ]


def _last_above(each: Found, headings: Sequence[Caption]) -> str:
    over = [h for h in headings if h.box.bottom <= each.extent.top + 1]
    return max(over, key=lambda h: h.middle).text if over else ""


def _label_size(groups: Sequence[Group], free: Sequence[Caption]) -> float:
    """Return how large the words close before blanks are set."""
    sizes = [
        c.size
        for group in groups
        for c in free
        if 0 <= group.box.left - c.box.right < 2
        and group.box.top < c.middle < group.box.bottom
        and c.text not in ERAS
        and not c.text.endswith("令和")
    ]
    return median(sizes) if sizes else median([c.size for c in free] or [3.0])


def _rows(free: Sequence[Caption]) -> list[list[Caption]]:
    """Return the captions line by line, each from left to right."""
    rows: list[list[Caption]] = []
    for caption in sorted(free, key=lambda each: each.middle):
        for row in rows:
            if abs(row[0].middle - caption.middle) < _LEVEL_MM:
                row.append(caption)
                break
        else:
            rows.append([caption])
    return [sorted(row, key=lambda each: each.box.left) for row in rows]


def _segments(
    row: Sequence[Caption], groups: Sequence[Group]
) -> Iterator[tuple[list[Caption], Group | None]]:
    """Cut a line of captions at its blanks; the blank that follows comes with each."""
    middle = median([caption.middle for caption in row])
    level = sorted(
        (g for g in groups if g.box.top - 0.8 < middle < g.box.bottom + 0.8),
        key=lambda each: each.box.left,
    )
    rest = list(row)
    for group in level:
        before = [c for c in rest if c.box.right < group.box.left + 1.0]
        rest = [c for c in rest if c not in before]
        yield before, group
    yield rest, None


def _read_segment(
    segment: list[Caption],
    follows: Group | None,
    label_size: float,
    page: int,
) -> list[Found]:
    """Give the blank that follows its label and eras; return the choices before it."""
    segment = [c for c in segment if not _SAYS_NOTHING.match(c.text)]
    if follows and segment and not follows.label:
        follows.eras = take_eras(segment) if follows.is_date else ()
        if (
            follows.is_tick
            and segment
            and _is_no_label(segment[-1], follows, label_size)
        ):
            return _choices(segment, label_size, page)
        begin = min([o.box.left for o in follows.eras] + [follows.box.left])
        if segment and _is_label(segment[-1], begin, label_size):
            follows.label = segment.pop().text
    return _choices(segment, label_size, page)


def _is_label(caption: Caption, begin: float, label_size: float) -> bool:
    """Whether words belong to the blank that begins at their right.

    In a grid they stand in the middle of a cell of their own, far from the blank; then
    they must not be the last choice of what stands before.
    """
    gap = begin - caption.box.right
    if -0.5 < gap < _LABEL_MM:
        return True
    return 0 < gap < _FAR_LABEL_MM and not option_parts(caption, label_size)


def _is_no_label(caption: Caption, follows: Group, label_size: float) -> bool:
    """Whether words before a tick are the last choice of what stands before it."""
    gap = follows.box.left - caption.box.right
    return gap > _TICK_LABEL_MM and bool(option_parts(caption, label_size))


def _choices(segment: list[Caption], label_size: float, page: int) -> list[Found]:
    return [
        Found(label=label, page=page, options=options)
        for label, options in read_choices(segment, label_size)
    ]


def _label_from_above(groups: Sequence[Group], captions: Sequence[Caption]) -> None:
    """Give a blank without a label that of its column's head."""
    for group in groups:
        if group.label:
            continue
        box = group.box
        column = sorted(
            (
                g.box.top
                for g in groups
                if abs(g.box.left - box.left) < 1.5 and g.box.top <= box.top
            ),
            reverse=True,
        )
        for top in column:
            over = [
                c
                for c in captions
                if -0.5 < top - c.box.bottom < 6
                and min(c.box.right, box.right) - max(c.box.left, box.left) > 1
            ]
            if over:
                group.label = max(over, key=lambda each: each.box.bottom).text
                break


def _label_from_unit(groups: Sequence[Group]) -> None:
    """Name what follows ``年`` in the same line by the unit that stands before it."""
    for group in groups:
        before = [
            g
            for g in groups
            if g.units
            and -0.5 < group.box.left - g.box.right < APART_MM
            and abs(g.box.top - group.box.top) < 1
        ]
        if not group.label and before:
            group.label = before[0].units


def _of_group(group: Group, page: int) -> Found:
    first = group.blanks[0]
    runs = tuple(b.run for b in group.blanks if b.run)
    return Found(
        label=group.label,
        page=page,
        box=None if runs else first.box,
        lines=first.lines,
        runs=runs,
        options=group.eras,
        units=group.units,
    )


def _of_ticks(ticks: Sequence[Group], page: int) -> Iterator[Found]:
    """Yield ticks of one line under one label as a choice, others one by one."""
    rows: list[list[Group]] = []
    for tick in sorted(ticks, key=lambda each: (round(each.box.top), each.box.left)):
        for row in rows:
            # A label before a later tick begins another group.
            if abs(row[0].box.top - tick.box.top) < 1 and not tick.label:
                row.append(tick)
                break
        else:
            rows.append([tick])
    for row in rows:
        if len(row) > 1 and row[0].label and all(tick.words for tick in row):
            yield Found(
                label=row[0].label,
                page=page,
                options=tuple(
                    FoundOption(word=tick.words[0].text, box=tick.box) for tick in row
                ),
                mark=MarkStyle.TICK,
            )
            continue
        for tick in row:
            words = "".join(c.text for c in tick.words)
            yield Found(
                label=f"{tick.label} {words}".strip(),
                page=page,
                box=tick.box,
                is_tick=True,
            )
