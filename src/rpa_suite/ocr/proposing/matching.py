"""Which entry of last year's form is which of this year's: words, place and build."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rpa_suite.model.forms import Box, Field
from rpa_suite.ocr.template_draft import Entry
from rpa_suite.ocr.template_file import FieldShape, TableShape

_LEAST_SCORE = 1.5
_FAR_MM = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """An entry with the words printed beside it and the section it stands in."""

    entry: Entry
    label: str
    heading: str
    extent: Box
    page: int


def fields_of(entry: Entry) -> list[Field]:
    """Return an entry as fields; of a table the first row."""
    if isinstance(entry, FieldShape):
        return [entry.to_field()]
    return [
        column.to_field(
            down=entry.top, id=f"{entry.id}[1].{column.id}", page=entry.page
        )
        for column in entry.column
    ]


def seen_entry(entry: Entry, label: str, heading: str) -> Seen:
    """Return an entry as it is seen on the paper."""
    boxes = [zone for field in fields_of(entry) for zone in field.zones]
    left, top = min(b.left for b in boxes), min(b.top for b in boxes)
    return Seen(
        entry=entry,
        label=label.replace(" ", ""),
        heading=heading,
        extent=Box(
            left=left,
            top=top,
            width=max(b.right for b in boxes) - left,
            height=max(b.bottom for b in boxes) - top,
        ),
        page=entry.page,
    )


def off_by(one: Box, other: Box) -> float:
    """Return how far the edges of two boxes lie apart at most, in millimetres."""
    return max(
        abs(one.left - other.left),
        abs(one.top - other.top),
        abs(one.right - other.right),
        abs(one.bottom - other.bottom),
    )


def matched(before: Sequence[Seen], after: Sequence[Seen]) -> dict[int, int]:
    """Return place in ``before`` to place in ``after``; the likeliest pairs first.

    Pairs that are sure tell how far things moved; the others are sought there.
    """
    sure = _best_pairs(before, after, shift=lambda each: 0.0)
    moved = sorted(
        (before[one].page, before[one].extent.top, after[other].extent.top)
        for one, other in sure.items()
        if before[one].label == after[other].label
    )

    def shift(each: Seen) -> float:
        near = [m for m in moved if m[0] == each.page]
        if not near:
            return 0.0
        _, top, now = min(near, key=lambda m: abs(m[1] - each.extent.top))
        return now - top

    return _best_pairs(before, after, shift=shift)


def _best_pairs(
    before: Sequence[Seen], after: Sequence[Seen], *, shift: Callable[[Seen], float]
) -> dict[int, int]:
    scored = sorted(
        (
            (_score(one, other, shift(one)), i, j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
            if isinstance(one.entry, TableShape) == isinstance(other.entry, TableShape)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, one, other in scored:
        if score < _LEAST_SCORE:
            break
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _score(one: Seen, other: Seen, shift: float) -> float:
    """Return how likely two entries are the same blank: 0 to 4.5."""
    words = SequenceMatcher(None, one.label, other.label).ratio()
    section = 0.5 * SequenceMatcher(None, one.heading, other.heading).ratio()
    down = abs(one.extent.top + shift - other.extent.top)
    across = abs(one.extent.left - other.extent.left)
    near = max(0.0, 1 - (down + 0.5 * across) / _FAR_MM)
    if one.page != other.page:
        near = 0.0
    return 1.5 * words + section + near + 1.5 * _alike(one.entry, other.entry)


def _alike(one: Entry, other: Entry) -> float:
    """Return how far two entries are built alike, 0 to 1."""
    if isinstance(one, TableShape) or isinstance(other, TableShape):
        if not (isinstance(one, TableShape) and isinstance(other, TableShape)):
            return 0.0
        shared = min(len(one.column), len(other.column))
        return shared / max(len(one.column), len(other.column))
    counts = [[int(run[2]) for run in each.cells] for each in (one, other)]
    if bool(one.cells) != bool(other.cells) or bool(one.box) != bool(other.box):
        return 0.0
    if one.cells:
        return 1.0 if counts[0] == counts[1] else 0.4
    if one.options:
        shared = len(set(one.options) & set(other.options))
        return 0.3 + 0.7 * shared / max(len(one.options), len(other.options))
    return 1.0 if (one.kind == "check") == (other.kind == "check") else 0.0
