"""Rows of a table put right in the preview, and duplicates held against each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rpa_suite.app.item_records import flattened, is_personal, label_of, masked
from rpa_suite.app.previewing import FindLive, settle_duplicates, table_row
from rpa_suite.app.records import Edits, Preview, PreviewRow, RowFate, Severity
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import WorkItem
from rpa_suite.tables.reading import check_row


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One field of a row beside the earlier entry of the same case.

    Attributes:
        there: What the earlier entry holds; masked where it is personal and differs.
    """

    label: str
    here: str
    there: str
    is_same: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """The stored entry that a row repeats, and how the two differ."""

    item: WorkItem
    fields: tuple[Compared, ...]


def mended(
    robot: Robot,
    record: type[Any],
    original: Preview,
    edits: Edits,
    *,
    keyed_hash: Callable[[str], str],
    find_live: FindLive,
) -> Preview:
    """Return the preview as it would be had the file said what the clerk typed.

    Args:
        robot: Takes the items.
        record: Type of the robot's items.
        original: The preview of the file as it is.
        edits: Everything that was typed so far.
        keyed_hash: Makes entry keys.
        find_live: (robot id, entry key) to the id of a live item, or None.
    """
    assert robot.table is not None
    by_row: dict[int, dict[str, str]] = {}
    for (number, column), text in edits.items():
        by_row.setdefault(number, {})[column] = text

    def again(row: PreviewRow) -> PreviewRow:
        typed = {
            column: text
            for column, text in by_row.get(row.number, {}).items()
            if text != row.cells.get(column, "")
        }
        if not typed and row.fate is not RowFate.DUPLICATE:
            return row
        assert robot.table is not None
        checked = check_row(row.number, {**row.cells, **typed}, robot.table)
        fresh = table_row(robot, record, checked, original.sha256, keyed_hash)
        # What is wrong with the row as a whole cannot be put right cell by cell.
        broken = tuple(
            each
            for each in row.problems
            if each.column is None and each.severity is Severity.ERROR
        )
        return replace(
            fresh,
            fate=RowFate.ERROR if broken else fresh.fate,
            problems=(*broken, *fresh.problems),
            mended={column: row.cells.get(column, "") for column in typed},
        )

    rows = settle_duplicates(robot, map(again, original.rows), find_live)
    return replace(original, rows=tuple(rows))


def compared(
    robot: Robot, here: Mapping[str, Any], there: Mapping[str, Any], *, veiled: bool
) -> Iterator[Compared]:
    """Yield the fields of two entries of the same case, those that differ first.

    Args:
        robot: Knows labels, and what is personal.
        here: The values of the row.
        there: The values of the earlier entry.
        veiled: The earlier one was stored: its personal values stay masked.
    """
    ours, theirs = dict(flattened(here)), dict(flattened(there))
    rows = []
    for name in dict.fromkeys((*ours, *theirs)):
        mine, other = ours.get(name, ""), theirs.get(name, "")
        hide = veiled and mine != other and is_personal(robot, name)
        rows.append(
            Compared(
                label=label_of(robot, name),
                here=mine,
                there=masked(other) if hide else other,
                is_same=mine == other,
            )
        )
    yield from sorted(rows, key=lambda each: each.is_same)
