"""Rectangles of a form to the blanks that people fill: runs of cells, ticks, boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rpa_suite.model.forms import Box, CellRun
from rpa_suite.ocr.proposing.captions import Caption
from rpa_suite.ocr.proposing.words import Word

# In millimetres: what one character is written in, and what is only ticked.
_CELL = (3.0, 9.6, 4.0, 14.0)  # width from, to; height from, to
_TICK = (2.4, 6.2)
_TOUCH = 0.9
_ALIKE = 0.5
_LEAST_BOX = (8.0, 4.0)
_MOST_SHARE = 0.25  # of the page: larger frames are no blanks
_AFTER_WORDS_MM = 0.6


class Shape(StrEnum):
    """How a blank is filled."""

    BOX = "box"
    CELLS = "cells"
    TICK = "tick"


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """One place to write in; ``run`` for cells, ``lines`` for boxes."""

    shape: Shape
    box: Box
    run: CellRun | None = None
    lines: int = 1


def find_blanks(
    faces: Sequence[Box],
    captions: Sequence[Caption],
    words: Sequence[Word],
    dashed: Mapping[Box, Sequence[float]],
    size_mm: tuple[float, float],
) -> list[Blank]:
    """Return the blanks of a page, in reading order.

    Args:
        faces: What lines enclose.
        captions: What is printed for the blanks.
        words: Everything that is printed, the title too: its 口 is no tick box.
        dashed: Faces that dashes divide, and where.
        size_mm: Of the page.
    """
    inside = {face: [c for c in captions if _holds(face, c)] for face in faces}
    empty = [face for face in faces if not inside[face]]
    runs, rest = _runs([face for face in empty if _is_cell(face)])
    blanks = [Blank(shape=Shape.CELLS, box=run.box, run=run) for run in map(_run, runs)]
    for face in rest + [face for face in empty if not _is_cell(face)]:
        if _is_tick(face):
            if not _is_letter(face, words):
                blanks.append(Blank(shape=Shape.TICK, box=face))
        elif _is_box(face, size_mm):
            lines = len(dashed.get(face, ())) + 1
            blanks.append(Blank(shape=Shape.BOX, box=face, lines=lines))
    for face, held in inside.items():
        free = _free_part(face, held) if held else None
        if free and _is_box(free, size_mm):
            blanks.append(Blank(shape=Shape.BOX, box=free))
    return sorted(blanks, key=lambda each: (round(each.box.top), each.box.left))


def rows_of_cells(faces: Sequence[Box]) -> list[Box]:
    """Return the boxes around cells that touch: a number or a part of a date."""
    rows, _ = _runs([face for face in faces if _is_cell(face)])
    return [_run(row).box for row in rows]


def _holds(face: Box, caption: Caption) -> bool:
    box = caption.box
    # A label that runs over the frame of a blank does not fill it.
    return (
        face.left - 0.3 < box.left
        and box.right < face.right + 0.3
        and face.top < caption.middle < face.bottom
    )


def _is_cell(face: Box) -> bool:
    narrow, wide, low, high = _CELL
    return narrow <= face.width <= wide and low <= face.height <= high


def _is_tick(face: Box) -> bool:
    least, most = _TICK
    return (
        least <= face.width <= most
        and least <= face.height <= most
        and abs(face.width - face.height) < 0.9
    )


def _is_letter(face: Box, words: Sequence[Word]) -> bool:
    """Whether a small square is a 口 or 回 in a word."""
    return any(
        word.box.left - 0.5 < face.left
        and face.right < word.box.right + 0.5
        and word.box.top - 0.5 < face.top
        and face.bottom < word.box.bottom + 0.5
        for word in words
    )


def _is_box(face: Box, size_mm: tuple[float, float]) -> bool:
    area = face.width * face.height
    return (
        face.width >= _LEAST_BOX[0]
        and face.height >= _LEAST_BOX[1]
        and area < _MOST_SHARE * size_mm[0] * size_mm[1]
    )


def _runs(cells: Sequence[Box]) -> tuple[list[list[Box]], list[Box]]:
    """Return rows of touching cells of one size, and the cells that stand alone."""
    rows: list[list[Box]] = []
    for cell in sorted(cells, key=lambda each: (round(each.top), each.left)):
        for row in rows:
            last = row[-1]
            if (
                abs(last.top - cell.top) < _ALIKE
                and abs(last.height - cell.height) < _ALIKE
                and abs(last.width - cell.width) < 0.6
                and abs(cell.left - last.right) < _TOUCH
            ):
                row.append(cell)
                break
        else:
            rows.append([cell])
    return (
        [row for row in rows if len(row) > 1],
        [row[0] for row in rows if len(row) == 1],
    )


def _run(row: Sequence[Box]) -> CellRun:
    left, right = row[0].left, row[-1].right
    return CellRun(
        left=left,
        top=sum(cell.top for cell in row) / len(row),
        count=len(row),
        cell_width=(right - left) / len(row),
        cell_height=sum(cell.height for cell in row) / len(row),
    )


def _free_part(face: Box, held: Sequence[Caption]) -> Box | None:
    """Return what is left to write in beside or below a label in the same frame."""
    if len(held) > 2:
        return None
    left = min(c.box.left for c in held)
    right = max(c.box.right for c in held) + _AFTER_WORDS_MM
    bottom = max(c.box.bottom for c in held) + _AFTER_WORDS_MM
    at_left = left - face.left < 3.0
    at_top = min(c.box.top for c in held) - face.top < 2.5
    if at_left and at_top and face.bottom - bottom > max(5.5, 0.5 * face.height):
        return Box(
            left=face.left,
            top=bottom,
            width=face.width,
            height=face.bottom - bottom,
        )
    if at_left and face.right - right > max(25.0, 0.6 * face.width):
        return Box(
            left=right,
            top=face.top,
            width=face.right - right,
            height=face.height,
        )
    return None
