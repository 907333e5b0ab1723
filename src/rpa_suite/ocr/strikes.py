"""What is struck out by two lines (二重線), with or without a seal (訂正印)."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, Field, FieldKind, PaperEvent
from rpa_suite.ocr.ink import InkPage

STRUCK_OUT = "二重線で消されています。書き直された値を原票で確かめてください。"
STRUCK_MARK = "印か印刷の文字が線で消されています。選ばれた方を原票で確かめてください。"
STRUCK_AND_SEALED = (
    "二重線で消され、訂正印があります。書き直された値を原票で確かめてください。"
)
WRITTEN_ABOVE = "マスの上に書き足しがあります。どちらの値か原票で確かめてください。"
_OF_LINE = 1.8  # of its height: wider than the strokes of two kanji like 三 in a row
_LEAST_MM = 3.0
_APART_MM, _APART_SHARE = (0.45, 2.6), 0.34  # between the lines, and of the height
_THICK_MM, THIN = 0.9, 0.3  # so much of it is no thicker than a pen's line
_LEANS = (0.0, -0.06, 0.06, -0.13, 0.13, -0.2, 0.2)  # down a step to the right
_FULL = 0.95  # of its length, a stroke is unbroken
_SEAL_NEAR_MM = 9.0  # a seal is put on the lines or beside them


def paper_events(page: InkPage, field: Field) -> tuple[PaperEvent, ...]:
    """Return what was done to a field besides filling it in.

    Args:
        page: The page that the field stands on.
        field: Any field; nothing is said of signatures.
    """
    if field.kind is FieldKind.SIGNATURE or not is_struck(page, field):
        return ()
    near = field.extent.grown(_SEAL_NEAR_MM)
    if any(_touch(near, seal) for seal in page.seals):
        return PaperEvent.STRUCK_OUT, PaperEvent.CORRECTION_SEAL
    return (PaperEvent.STRUCK_OUT,)


def is_struck(page: InkPage, field: Field) -> bool:
    """Whether lines run through a cell, a mark, or the words of a free line."""
    dots = page.dots_per_mm
    marked = [*_cells_of(field), *(option.box for option in field.options)]
    if marked or field.kind is FieldKind.CHECK:
        return not page.struck.isdisjoint((*marked, field.box))
    assert field.box is not None
    height = field.box.height / field.lines
    return any(
        has_double_line(page.ink_in(line), dots, height * _OF_LINE)
        for line in _lines_of(field.box, field.lines)
    )


def has_additions(page: InkPage, field: Field) -> bool:
    """Whether something is written above a cell that is not surely struck out.

    Thick digits hide the lines through them: what was written anew tells of them.
    """
    return not page.added.isdisjoint(_cells_of(field))


def _cells_of(field: Field) -> list[Box]:
    return [run.cell(at) for run in field.cells for at in range(run.count)]


def _lines_of(box: Box, lines: int) -> Iterator[Box]:
    height = box.height / lines
    for line in range(lines):
        top = box.top + line * height
        yield Box(left=box.left, top=top, width=box.width, height=height)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def has_double_line(
    ink: NDArray[np.bool_], dots: float, least_mm: float, *, least_thin: float = THIN
) -> bool:
    """Whether two straight strokes of that length run side by side, nearly level.

    Args:
        ink: What stands in a cell or a line.
        dots: Pixels of a millimetre.
        least_mm: Shorter strokes are none.
        least_thin: Share of a stroke that is no thicker than a pen's line; a thick
            digit leaves less of it free.
    """
    length = round(max(least_mm, _LEAST_MM) * dots)
    height, width = ink.shape
    if ink.any(axis=0).sum() < length or ink.sum() < 2 * length:
        return False
    plain = ink.astype(np.uint8) * 255
    furthest = min(_APART_MM[1] * dots, _APART_SHARE * height)
    tall = np.ones((round(_THICK_MM * dots) + 1, 1), np.uint8)
    for lean in _LEANS:
        # Strokes that lean so much are level now, whatever they cross.
        turn = np.array([[1, 0, 0], [-lean, 1, lean * width / 2]], np.float64)
        level = cv2.warpAffine(plain, turn, (width, height), flags=cv2.INTER_NEAREST)
        full = _share(level, length) >= _FULL
        if not full.any():
            continue  # as nearly everywhere
        thin = cv2.subtract(level, cv2.morphologyEx(level, cv2.MORPH_OPEN, tall))
        full &= _share(thin, length) >= least_thin
        edges = np.diff(full.astype(np.int8), axis=0, prepend=0, append=0)
        for column in np.flatnonzero((edges == 1).sum(axis=0) > 1):
            starts = np.flatnonzero(edges[:, column] == 1)
            ends = np.flatnonzero(edges[:, column] == -1)
            apart = np.diff((starts + ends) / 2)
            if ((apart >= _APART_MM[0] * dots) & (apart <= furthest)).any():
                return True
    return False


def _share(ink: cv2.typing.MatLike, length: int) -> NDArray[np.float32]:
    """Return how much of a level bar is ink, by the bar's middle; 0 over the edge."""
    share = cv2.blur(ink, (length, 1), borderType=cv2.BORDER_CONSTANT)
    return np.asarray(share, np.float32) / np.float32(255)
