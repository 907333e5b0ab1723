"""What an editor does to a draft: pure steps that return a new draft.

A *part* is a field, or one column of a table; its key is (entry id, column id or "").
All lengths are millimetres from the top-left corner of the paper.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from rpa_suite.model.forms import Box, FieldKind, around
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_file import FieldShape, OptionShape, TableShape

Key = tuple[str, str]
_LEAST_MM = 1.0
_TICK_MM = 4.0


class Side(StrEnum):
    """Along which edge parts are brought into line."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


def parts_of(draft: Draft) -> Iterator[Key]:
    """Yield the keys of all parts in the order of the file."""
    for entry in draft.entries:
        if isinstance(entry, TableShape):
            for column in entry.column:
                yield entry.id, column.id
        else:
            yield entry.id, ""


def part(draft: Draft, key: Key) -> FieldShape:
    """Return a field, or a column whose places count from the top of its row.

    Raises:
        KeyError: There is no such part.
    """
    entry = draft.entry(key[0])
    if isinstance(entry, FieldShape):
        return entry
    for column in entry.column:
        if column.id == key[1]:
            return column
    raise KeyError(key)


def page_of(draft: Draft, key: Key) -> int:
    """Return the page on which a part lies."""
    return draft.entry(key[0]).page


def with_part(draft: Draft, key: Key, shape: FieldShape) -> Draft:
    """Return the draft with one part replaced."""
    entry = draft.entry(key[0])
    if isinstance(entry, FieldShape):
        return draft.with_entry(key[0], shape)
    columns = [shape if column.id == key[1] else column for column in entry.column]
    return draft.with_entry(key[0], entry.model_copy(update={"column": columns}))


def zones(draft: Draft, key: Key) -> list[tuple[Box, ...]]:
    """Return the rectangles of a part on the paper; one tuple for each row."""
    entry, shape = draft.entry(key[0]), part(draft, key)
    if isinstance(entry, FieldShape):
        return [shape.to_field().zones]
    return [
        shape.to_field(down=entry.top + row * entry.pitch).zones
        for row in range(entry.rows)
    ]


def extent(draft: Draft, key: Key) -> Box:
    """Return the smallest rectangle around a part; of a table's the first row."""
    return around(zones(draft, key)[0])


def moved(draft: Draft, keys: Iterable[Key], right: float, down: float) -> Draft:
    """Return the draft with parts moved, kept on the paper."""
    keys = list(keys)
    width, height = draft.paper_mm
    boxes = [extent(draft, key) for key in keys]
    if not boxes:
        return draft
    right = min(max(right, -min(b.left for b in boxes)), _room(width, boxes, "right"))
    down = min(max(down, -min(b.top for b in boxes)), _room(height, boxes, "bottom"))
    for key in keys:
        draft = with_part(draft, key, _moved(part(draft, key), right, down))
    return draft


def _room(size: float, boxes: Sequence[Box], edge: str) -> float:
    return size - max(float(getattr(box, edge)) for box in boxes)


def _moved(shape: FieldShape, right: float, down: float) -> FieldShape:
    def at(numbers: Sequence[float]) -> list[float]:
        left, top, *rest = numbers
        # A column may lie above the top of its row by no more than rounding.
        return [_tenth(left + right), max(0.0, _tenth(top + down)), *rest]

    return shape.model_copy(
        update={
            "box": at(shape.box) if shape.box else None,
            "cells": [at(run) for run in shape.cells],
            "options": {
                value: OptionShape(at=at(where.at), word=where.word)
                if isinstance(where, OptionShape)
                else at(where)
                for value, where in shape.options.items()
            },
        }
    )


def _tenth(value: float) -> float:
    return round(value, 2)


def resized(draft: Draft, key: Key, box: Box) -> Draft:
    """Return the draft with a part stretched to ``box``; choices are only moved."""
    shape, before = part(draft, key), extent(draft, key)
    width, height = max(_LEAST_MM, box.width), max(_LEAST_MM, box.height)
    draft = moved(draft, [key], box.left - before.left, box.top - before.top)
    shape = part(draft, key)
    across, down = width / before.width, height / before.height
    left, top = extent(draft, key).left, _own_top(shape)
    update: dict[str, object] = {}
    if shape.box:
        update["box"] = [*shape.box[:2], _tenth(width), _tenth(height)]
    if shape.cells and not shape.options:
        update["cells"] = [
            [
                _tenth(left + (run[0] - left) * across),
                _tenth(top + (run[1] - top) * down),
                run[2],
                round((run[3] if len(run) > 3 else 6.0) * across, 3),
                round((run[4] if len(run) > 4 else 8.0) * down, 3),
            ]
            for run in shape.cells
        ]
    return with_part(draft, key, shape.model_copy(update=update))


def _own_top(shape: FieldShape) -> float:
    """Return where a shape begins in its own numbers: those of its row in a table."""
    return shape.to_field().extent.top


def aligned(draft: Draft, keys: Sequence[Key], side: Side) -> Draft:
    """Return the draft with parts along the edge of the first of them."""
    if not keys:
        return draft
    goal = float(getattr(extent(draft, keys[0]), side.value))
    for key in keys[1:]:
        step = goal - float(getattr(extent(draft, key), side.value))
        is_across = side in (Side.LEFT, Side.RIGHT)
        draft = moved(draft, [key], step if is_across else 0, 0 if is_across else step)
    return draft


def spaced(draft: Draft, keys: Sequence[Key], *, across: bool) -> Draft:
    """Return the draft with equal gaps between parts; the outermost stay."""

    def begin(key: Key) -> float:
        box = extent(draft, key)
        return box.left if across else box.top

    ordered = sorted(keys, key=begin)
    if len(ordered) < 3:
        return draft
    boxes = [extent(draft, key) for key in ordered]
    sizes = [box.width if across else box.height for box in boxes]
    ends = begin(ordered[0]), begin(ordered[-1]) + sizes[-1]
    gap = (ends[1] - ends[0] - sum(sizes)) / (len(ordered) - 1)
    place = ends[0]
    for key, size in zip(ordered, sizes, strict=True):
        step = place - begin(key)
        draft = moved(draft, [key], step if across else 0, 0 if across else step)
        place += size + gap
    return draft


def snap(box: Box, others: Iterable[Box], reach: float) -> tuple[float, float]:
    """Return how far to move ``box`` so that an edge meets one of ``others``' edges."""
    others = list(others)

    def nearest(mine: Sequence[float], theirs: Sequence[float]) -> float:
        steps = [other - one for one in mine for other in theirs]
        best = min(steps, key=abs, default=0.0)
        return best if abs(best) <= reach else 0.0

    return (
        nearest((box.left, box.right), [x for b in others for x in (b.left, b.right)]),
        nearest((box.top, box.bottom), [y for b in others for y in (b.top, b.bottom)]),
    )


def numbered(draft: Draft, keys: Sequence[Key], name: str, label: str) -> Draft:
    """Return the draft with fields named ``name_1``, ``name_2`` … in reading order."""
    fields = [key for key in keys if not key[1]]

    def place(key: Key) -> tuple[int, int, float]:
        box = extent(draft, key)
        return page_of(draft, key), round((box.top + box.height / 2) / 4), box.left

    for number, key in enumerate(sorted(fields, key=place), start=1):
        shape = part(draft, key)
        taken = {entry.id for entry in draft.entries} - {key[0]}
        wish = f"{name}_{number}"
        draft = with_part(
            draft,
            key,
            shape.model_copy(
                update={
                    "id": draft.free_id(wish) if wish in taken else wish,
                    "label": f"{label} {number}",
                }
            ),
        )
    return draft


def removed(draft: Draft, keys: Iterable[Key]) -> Draft:
    """Return the draft without parts; a table goes with its last column."""
    for key in keys:
        entry = draft.entry(key[0])
        if isinstance(entry, FieldShape):
            draft = draft.without(frozenset({key[0]}))
            continue
        rest = [column for column in entry.column if column.id != key[1]]
        draft = (
            draft.with_entry(key[0], entry.model_copy(update={"column": rest}))
            if rest
            else draft.without(frozenset({key[0]}))
        )
    return draft


def added(draft: Draft, kind: FieldKind, page: int, box: Box) -> tuple[Draft, Key]:
    """Return the draft with a new field drawn onto the form, and its key."""
    name = draft.free_id(kind.value if kind is not FieldKind.TEXT else "field")
    shape = FieldShape(
        id=name, label="新しい項目", kind=FieldKind.TEXT, page=page, box=_numbers(box)
    )
    shape = retyped(shape, kind)
    return replace(draft, entries=(*draft.entries, shape)), (name, "")


def _numbers(box: Box) -> list[float]:
    return [_tenth(v) for v in (box.left, box.top, box.width, box.height)]


def retyped(shape: FieldShape, kind: FieldKind) -> FieldShape:
    """Return a field of another kind, with the places that the kind is written in."""
    box = shape.to_field().extent if _has_place(shape) else None
    update: dict[str, object] = {"kind": kind}
    layout = _CELLS.get(kind)
    if box and layout and not shape.cells:
        update |= {"cells": _cells(box, layout), "box": None, "options": {}}
    if box and kind in _BOXES and not shape.box:
        update |= {"box": _numbers(box), "cells": [], "options": {}}
    if box and kind is FieldKind.CHOICE and not shape.options:
        half = box.width / 2
        update |= {
            "options": {
                "有": [_tenth(box.left), _tenth(box.top)],
                "無": [_tenth(box.left + half), _tenth(box.top)],
            },
            "box": None,
            "cells": [],
        }
    if kind is FieldKind.CHECK and box:
        update["box"] = [_tenth(box.left), _tenth(box.top)]
    update["checks"] = _CHECKS.get(kind, [])
    if kind not in (FieldKind.TEXT, FieldKind.KANA):
        update["person"] = None
    return shape.model_copy(update=update)


_BOXES = (FieldKind.TEXT, FieldKind.CODE, FieldKind.SIGNATURE, FieldKind.CHECK)
# How many cells, and with which gaps before each run in millimetres.
_CELLS: dict[FieldKind, tuple[tuple[int, float], ...]] = {
    FieldKind.DATE: ((2, 0.0), (2, 3.6), (2, 3.6)),
    FieldKind.MY_NUMBER: ((4, 0.0), (4, 1.5), (4, 1.5)),
    FieldKind.CORPORATE_NUMBER: ((13, 0.0),),
    FieldKind.POSTAL_CODE: ((3, 0.0), (4, 3.0)),
    FieldKind.PHONE: ((11, 0.0),),
    FieldKind.AMOUNT: ((8, 0.0),),
    FieldKind.DIGITS: ((4, 0.0),),
}
_CHECKS = {
    FieldKind.MY_NUMBER: ["my_number"],
    FieldKind.CORPORATE_NUMBER: ["corporate_number"],
    FieldKind.POSTAL_CODE: ["postal_code"],
    FieldKind.PHONE: ["phone"],
}


def _has_place(shape: FieldShape) -> bool:
    return bool(shape.box or shape.cells or shape.options)


def _cells(box: Box, layout: Sequence[tuple[int, float]]) -> list[list[float]]:
    """Lay runs of cells into a box, gaps kept as they are."""
    count = sum(number for number, _ in layout)
    width = max(2.0, (box.width - sum(gap for _, gap in layout)) / count)
    runs, left = [], box.left
    for number, gap in layout:
        left += gap
        runs.append(
            [
                _tenth(left),
                _tenth(box.top),
                number,
                round(width, 3),
                _tenth(box.height),
            ]
        )
        left += number * width
    return runs


class History:
    """What was done to a draft, step by step, to be undone and done again."""

    def __init__(self, draft: Draft) -> None:
        self._done: list[tuple[str, Draft]] = [("", draft)]
        self._undone: list[tuple[str, Draft]] = []
        self._saved: Draft | None = draft

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._done[-1][1]

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self.draft != self._saved

    @property
    def undo_word(self) -> str:
        """What undo would take back; empty when nothing."""
        return self._done[-1][0]

    @property
    def redo_word(self) -> str:
        """What redo would do again; empty when nothing."""
        return self._undone[-1][0] if self._undone else ""

    def do(self, word: str, step: Callable[[Draft], Draft]) -> bool:
        """Take one step; nothing is remembered where nothing changes."""
        draft = step(self.draft)
        if draft == self.draft:
            return False
        self._done.append((word, draft))
        self._undone.clear()
        return True

    def undo(self) -> bool:
        """Take the last step back."""
        if len(self._done) == 1:
            return False
        self._undone.append(self._done.pop())
        return True

    def redo(self) -> bool:
        """Do what was taken back again."""
        if not self._undone:
            return False
        self._done.append(self._undone.pop())
        return True

    def forget_saved(self) -> None:
        """Note that nothing of it is on disk yet."""
        self._saved = None

    def saved(self, draft: Draft) -> None:
        """Note that the draft is on disk; ``draft`` carries the text written."""
        word, _ = self._done[-1]
        self._done[-1] = (word, draft)
        self._saved = draft
