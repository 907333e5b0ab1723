"""Rows of a form that repeat: 児童 1 to 4 become one table of the template."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from statistics import median

from rpa_suite.model.forms import Box, CellRun
from rpa_suite.ocr.proposing.choices import FoundOption
from rpa_suite.ocr.proposing.found import Found

_LEVEL_MM = 3.2
_ALIKE_MM = 1.0
_MOST_LINES = 4  # of one row
_SAME_WORDS = 0.8
_ROW_HEAD = re.compile(r"^[(（]?[0-9０-９①-⑳]{1,2}[)）.．]?\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundTable:
    """Rows of the same columns; the columns are those of the first row.

    Attributes:
        pitch: Millimetres from one row to the next.
    """

    heading: str
    page: int
    columns: tuple[Found, ...]
    rows: int
    pitch: float


def find_tables(found: Sequence[Found]) -> list[Found | FoundTable]:
    """Return fields and tables in reading order."""
    result: list[Found | FoundTable] = []
    lines = _lines(found)
    place = 0
    while place < len(lines):
        best = max(
            (
                (count, size)
                for size in range(1, _MOST_LINES + 1)
                if (count := _repeats(lines, place, size)) > 1
            ),
            key=lambda each: (each[0] * each[1], -each[1]),
            default=None,
        )
        if best is None:
            result.extend(lines[place])
            place += 1
            continue
        count, size = best
        rows = [
            [each for line in lines[at : at + size] for each in line]
            for at in range(place, place + count * size, size)
        ]
        result.append(_table(rows))
        place += count * size
    return result


def _lines(found: Sequence[Found]) -> list[list[Found]]:
    """Return the blanks line by line; a section does not share a line with the next."""
    lines: list[list[Found]] = []
    for each in sorted(found, key=_middle):
        last = lines[-1] if lines else []
        if (
            last
            and _middle(each) - _middle(last[0]) < _LEVEL_MM
            and last[0].heading == each.heading
        ):
            last.append(each)
        else:
            lines.append([each])
    return [sorted(line, key=lambda each: each.extent.left) for line in lines]


def _middle(each: Found) -> float:
    extent = each.extent
    return extent.top + extent.height / 2


def _repeats(lines: Sequence[list[Found]], start: int, size: int) -> int:
    """Return how often the block of ``size`` lines from ``start`` on stands there."""
    block = lines[start : start + size]
    if len(block) < size:
        return 0
    count = 1
    pitch = None
    while True:
        at = start + count * size
        others = lines[at : at + size]
        if len(others) < size or not _are_alike(block, others):
            return count
        step = _middle(others[0][0]) - _middle(lines[at - size][0])
        if pitch is not None and abs(step - pitch) > _ALIKE_MM:
            return count
        pitch = step
        count += 1


def _are_alike(block: Sequence[list[Found]], others: Sequence[list[Found]]) -> bool:
    pairs = []
    for line, other in zip(block, others, strict=True):
        if len(line) != len(other):
            return False
        pairs += list(zip(line, other, strict=True))
    if not all(_has_shape_of(one, other) for one, other in pairs):
        return False
    same = sum(_say_the_same(one.label, other.label) for one, other in pairs)
    return same >= 0.6 * len(pairs)


def _has_shape_of(one: Found, other: Found) -> bool:
    a, b = one.extent, other.extent
    return (
        one.heading == other.heading
        and abs(a.left - b.left) < _ALIKE_MM
        and abs(a.width - b.width) < 2 * _ALIKE_MM
        and [run.count for run in one.runs] == [run.count for run in other.runs]
        and len(one.options) == len(other.options)
        and one.is_tick == other.is_tick
    )


def _say_the_same(one: str, other: str) -> bool:
    one, other = _ROW_HEAD.sub("", one), _ROW_HEAD.sub("", other)
    return SequenceMatcher(None, one, other).ratio() > _SAME_WORDS or one == other


def _table(rows: Sequence[Sequence[Found]]) -> FoundTable:
    tops = [median([each.extent.top for each in row]) for row in rows]
    pitch = (tops[-1] - tops[0]) / (len(rows) - 1)
    columns = [
        _typical(
            [_moved(row[place], -number * pitch) for number, row in enumerate(rows)]
        )
        for place in range(len(rows[0]))
    ]
    return FoundTable(
        heading=rows[0][0].heading,
        page=rows[0][0].page,
        columns=tuple(columns),
        rows=len(rows),
        pitch=pitch,
    )


def _typical(same: Sequence[Found]) -> Found:
    """Return one column from all its rows: what most say, where they lie on average."""
    first = same[0]
    runs = tuple(
        _typical_run([each.runs[place] for each in same])
        for place in range(len(first.runs))
    )
    options = tuple(
        FoundOption(
            word=_most([each.options[place].word for each in same]),
            box=_typical_box([each.options[place].box for each in same]),
        )
        for place in range(len(first.options))
    )
    return replace(
        first,
        label=_most([_ROW_HEAD.sub("", each.label) for each in same]),
        box=_typical_box([each.box for each in same if each.box])
        if first.box
        else None,
        runs=runs,
        options=options,
    )


def _most(words: Sequence[str]) -> str:
    return Counter(words).most_common(1)[0][0]


def _typical_box(boxes: Sequence[Box]) -> Box:
    return Box(
        left=median([b.left for b in boxes]),
        top=median([b.top for b in boxes]),
        width=median([b.width for b in boxes]),
        height=median([b.height for b in boxes]),
    )


def _typical_run(runs: Sequence[CellRun]) -> CellRun:
    return CellRun(
        left=median([run.left for run in runs]),
        top=median([run.top for run in runs]),
        count=runs[0].count,
        cell_width=median([run.cell_width for run in runs]),
        cell_height=median([run.cell_height for run in runs]),
    )


def _moved(each: Found, down: float) -> Found:
    """Return a blank ``down`` mm lower."""
    return replace(
        each,
        box=replace(each.box, top=each.box.top + down) if each.box else None,
        runs=tuple(replace(run, top=run.top + down) for run in each.runs),
        options=tuple(
            replace(o, box=replace(o.box, top=o.box.top + down)) for o in each.options
        ),
    )


def moved_up(columns: Sequence[Found], by: float) -> Iterator[Found]:
    """Yield columns as counted from the top of their row."""
    for column in columns:
        yield _moved(column, -by)
