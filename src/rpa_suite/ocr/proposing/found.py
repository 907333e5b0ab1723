"""Blanks and the words beside them: what is a label, a choice, an era, a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from rpa_suite.model.forms import Box, CellRun, MarkStyle
from rpa_suite.ocr.proposing.blanks import Blank, Shape
from rpa_suite.ocr.proposing.captions import Caption, Heading
from rpa_suite.ocr.proposing.known import ERAS, KNOWN_OPTIONS, UNITS
from rpa_suite.ocr.proposing.words import around

_LEVEL_MM = 1.6  # captions of one line lie no farther apart in height
_LABEL_MM, _FAR_LABEL_MM = 14.0, 45.0  # how far a label may stand from its blank
_HEADING_LETTERS = 14
_UNIT_MM = 2.4
_TICK_WORD_MM = 3.0
_TICK_LABEL_MM = 2.2
_APART_MM = 6.5  # runs of one number or date
_LARGER = 1.14  # options are often set larger than labels
_NUMBERED = re.compile(r"^[(（]?[0-9０-９][0-9]?[.．、)）・]?\s*")
# The number of a row, the sign before a postal code.
_SAYS_NOTHING = re.compile(r"^([0-9０-９①-⑳]{1,2}|〒)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundOption:
    """A printed choice: its words and where it is marked."""

    word: str
    box: Box


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


@dataclass
class _Group:
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


def find_fields(
    blanks: Sequence[Blank],
    captions: Sequence[Caption],
    headings: Sequence[Heading],
    page: int,
) -> list[Found]:
    """Return the blanks of a page as fields, in reading order."""
    free = list(captions)
    groups = _groups(blanks, free)
    found: list[Found] = []
    ticks = [group for group in groups if group.is_tick]
    others = [group for group in groups if group not in ticks]
    for tick in ticks:
        _take_tick_words(tick, free)
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
    rows: Sequence[Sequence[Caption]], groups: Sequence[_Group], label_size: float
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


def _groups(blanks: Sequence[Blank], free: list[Caption]) -> list[_Group]:
    """Set runs together that are one number or date; take the units behind them."""
    groups: list[_Group] = []
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
            groups.append(_Group([blank]))
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
        and 0 <= gap < _APART_MM
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


def _take_units(group: _Group, free: list[Caption]) -> None:
    box = group.box
    if group.is_tick:
        return
    for caption in list(free):
        if (
            -0.3 < caption.box.left - box.right < _UNIT_MM
            and box.top < caption.middle < box.bottom
            and (caption.text in UNITS or _is_date(group))
            and len(caption.text) <= 2
        ):
            group.units += caption.text
            free.remove(caption)
            return


def _is_date(group: _Group) -> bool:
    return tuple(b.run.count for b in group.blanks if b.run) == (2, 2, 2)


def _parted(group: _Group) -> Iterator[_Group]:
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
        yield _Group([blank], units=group.units[place : place + 1])


def _take_tick_words(tick: _Group, free: list[Caption]) -> None:
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


def _label_size(groups: Sequence[_Group], free: Sequence[Caption]) -> float:
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
    row: Sequence[Caption], groups: Sequence[_Group]
) -> Iterator[tuple[list[Caption], _Group | None]]:
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
    follows: _Group | None,
    label_size: float,
    page: int,
) -> list[Found]:
    """Give the blank that follows its label and eras; return the choices before it."""
    segment = [c for c in segment if not _SAYS_NOTHING.match(c.text)]
    if follows and segment and not follows.label:
        follows.eras = _take_eras(segment, follows)
        if (
            follows.is_tick
            and segment
            and _is_no_label(segment[-1], follows, label_size)
        ):
            return list(_choices(segment, label_size, page))
        begin = min([o.box.left for o in follows.eras] + [follows.box.left])
        if segment and _is_label(segment[-1], begin, label_size):
            follows.label = segment.pop().text
    return list(_choices(segment, label_size, page))


def _is_label(caption: Caption, begin: float, label_size: float) -> bool:
    """Whether words belong to the blank that begins at their right.

    In a grid they stand in the middle of a cell of their own, far from the blank; then
    they must not be the last choice of what stands before.
    """
    gap = begin - caption.box.right
    if -0.5 < gap < _LABEL_MM:
        return True
    return 0 < gap < _FAR_LABEL_MM and not _option_parts(caption, label_size)


def _is_no_label(caption: Caption, follows: _Group, label_size: float) -> bool:
    """Whether words before a tick are the last choice of what stands before it."""
    gap = follows.box.left - caption.box.right
    return gap > _TICK_LABEL_MM and bool(_option_parts(caption, label_size))


def _take_eras(segment: list[Caption], follows: _Group) -> tuple[FoundOption, ...]:
    """Take the eras before a date off its line; one alone is printed, no choice."""
    if not _is_date(follows):
        return ()
    eras: list[FoundOption] = []
    while segment and (parts := _era_parts(segment[-1])):
        eras[:0] = parts
        segment.pop()
    # 令和 alone is printed for all who write.
    return tuple(eras) if len(eras) > 1 else ()


def _era_parts(caption: Caption) -> list[FoundOption]:
    text = re.sub(r"[\s・／/.、]", "", caption.text)
    words = [w for w in re.split(r"[\s・／/.、]", caption.text) if w]
    if not words or any(word not in ERAS for word in words):
        return []
    step = caption.box.width / max(1, len(caption.text))
    return [
        FoundOption(
            word=word,
            box=Box(
                left=caption.box.left + step * caption.text.index(word),
                top=caption.box.top,
                width=step * len(word),
                height=caption.box.height,
            ),
        )
        for word in words
        if text
    ]


def _choices(
    segment: Sequence[Caption], label_size: float, page: int
) -> Iterator[Found]:
    """Read ``label option option …`` as often as it stands in a line."""
    label = ""
    options: list[FoundOption] = []
    for caption in [*segment, None]:
        parts = _option_parts(caption, label_size) if caption else []
        if parts and (label or options):
            options += parts
            continue
        if len(options) > 1:
            yield Found(
                label=label,
                page=page,
                options=tuple(options),
            )
        label, options = (caption.text if caption else ""), []


def _option_parts(caption: Caption, label_size: float) -> list[FoundOption]:
    text = caption.text.strip()
    bare = _NUMBERED.sub("", text)
    parts = [part for part in re.split(r"[・／/\s]+", text) if part]
    if len(parts) > 1 and all(_NUMBERED.sub("", p) in KNOWN_OPTIONS for p in parts):
        step = caption.box.width / len(text)
        return [
            FoundOption(
                word=part,
                box=replace(
                    caption.box,
                    left=caption.box.left + step * text.index(part),
                    width=step * len(part),
                ),
            )
            for part in parts
        ]
    is_option = (
        bare in KNOWN_OPTIONS
        or caption.size > _LARGER * label_size
        or (bare != text and len(bare) > 0)
    )
    return [FoundOption(word=text, box=caption.box)] if is_option else []


def _label_from_above(groups: Sequence[_Group], captions: Sequence[Caption]) -> None:
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


def _label_from_unit(groups: Sequence[_Group]) -> None:
    """Name what follows ``年`` in the same line by the unit that stands before it."""
    for group in groups:
        before = [
            g
            for g in groups
            if g.units
            and -0.5 < group.box.left - g.box.right < _APART_MM
            and abs(g.box.top - group.box.top) < 1
        ]
        if not group.label and before:
            group.label = before[0].units


def _of_group(group: _Group, page: int) -> Found:
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


def _of_ticks(ticks: Sequence[_Group], page: int) -> Iterator[Found]:
    """Yield ticks of one line under one label as a choice, others one by one."""
    rows: list[list[_Group]] = []
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
