"""Fields that do not apply, crossed out by one long stroke (斜線).

Whoever has one child draws a line through the rows of the others.  Field by field that
looks like a 1, a long vowel or a mark; as a whole it says that nothing is written.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, Field, FieldKind
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import CELL_REACH_MM

_MARKS = (FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE)
_LONG_MM = 10.0  # no character has so long a stroke
_GAP_MM = 9.0  # so much of it is hidden by a printed word
_INKED = 0.6  # so much of it is seen
_AROUND_LINE_MM, _THIN = 4.0, 0.3  # of a window, a pen's line fills no more
_COARSER = 2  # looking for lines needs no fine picture
_FULL = 0.95  # of what is to be seen of it, it is ink
_BARE = 0.85  # and along so much of it nothing stands beside
_NEAR_MM = (-0.5, -0.25, 0.0, 0.25, 0.5)
_BESIDE_MM = (-2.2, -1.9, -1.6, -1.3, 1.3, 1.6, 1.9, 2.2)
_WIDE_MM = 0.7  # from the middle of the stroke, bent a little by the hand
_STEEPEST = 1.5  # of its width, a stroke is high; who draws down a column means 同上
_AROUND_MM = 3.0  # as far from a printed word a mark may be its own
_LEFT_MM2 = 0.2  # what else stands in a field, if nothing is written there


def cross_out(page: InkPage, fields: Sequence[Field]) -> None:
    """Take strokes off a page's ink where nothing else stands in the fields they cross.

    What is written in a field that a stroke crosses stays with the stroke.  One through
    nothing but a box to tick, or a word to circle, may be meant as the mark.

    Args:
        page: Its ``ink`` loses the strokes.
        fields: Those of this page.
    """
    strokes = _long_strokes(page)
    if not strokes.any():
        return
    bare = [field for field in fields if _has_nothing_else(page, field, strokes)]
    meant = {
        stroke
        for field in bare
        if field.kind not in _MARKS
        for zone in field.zones
        for stroke in np.unique(_cut(page, zone, strokes))
        if stroke
    }
    erased = np.zeros(strokes.shape, bool)
    for field in bare:
        _cut(page, field.extent.grown(_AROUND_MM), erased)[...] = True
    for field in fields:
        if field not in bare:
            for zone in field.zones:
                _cut(page, zone.grown(CELL_REACH_MM), erased)[...] = False
    page.ink[erased & np.isin(strokes, list(meant))] = False


def _has_nothing_else(page: InkPage, field: Field, strokes: NDArray[np.int32]) -> bool:
    """Whether all that stands in a field is part of a long stroke, or nothing is."""
    left_over = sum(
        int((page.ink_in(zone) & (_cut(page, zone, strokes) == 0)).sum())
        for zone in (zone.grown(CELL_REACH_MM) for zone in field.zones)
    )
    return left_over / page.dots_per_mm**2 < _LEFT_MM2


def _cut(page: InkPage, box: Box, whole: NDArray[Any]) -> NDArray[Any]:
    left, top, right, bottom = box.in_pixels(page.dots_per_mm)
    return whole[max(0, top) : bottom, max(0, left) : right]


def _long_strokes(page: InkPage) -> NDArray[np.int32]:
    """Return the number of the straight stroke that ink belongs to, 0 for none.

    Only strokes longer than any of a character count.
    """
    dots = page.dots_per_mm / _COARSER
    ink, hidden = _coarser(page.ink), _coarser(page.hidden) > 0
    around = round(_AROUND_LINE_MM * dots)
    thin = cv2.blur(ink * 255, (around, around)) < 255 * _THIN
    lines = cv2.HoughLinesP(
        np.where(thin, ink * 255, 0).astype(np.uint8),
        rho=1,
        theta=np.pi / 360,
        threshold=round(_INKED * _LONG_MM * dots),
        minLineLength=_LONG_MM * dots,
        maxLineGap=_GAP_MM * dots,
    )
    found = np.zeros_like(ink)
    for x, y, other_x, other_y in () if lines is None else lines.reshape(-1, 4):
        ends = (int(x), int(y)), (int(other_x), int(other_y))
        if abs(other_y - y) <= _STEEPEST * abs(other_x - x) and _stands_alone(
            ink > 0, hidden, *ends, dots
        ):
            cv2.line(found, *ends, (1,), 2 * round(_WIDE_MM * dots) + 1)
    _, numbers = cv2.connectedComponents(found)
    size = page.ink.shape[1], page.ink.shape[0]
    near = cv2.resize(numbers.astype(np.float32), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(np.where(page.ink, near, 0), np.int32)


def _coarser(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    scale = 1 / _COARSER
    small = cv2.resize(
        mask.astype(np.uint8) * 255,
        None,
        fx=scale,
        fy=scale,
        interpolation=cv2.INTER_AREA,
    )
    return np.asarray(small > 0, np.uint8)


def _stands_alone(
    ink: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
    start: tuple[int, int],
    end: tuple[int, int],
    dots: float,
) -> bool:
    """Whether a line is ink all along, where print does not hide it, and bare beside.

    A row of handwriting has many a line through it, none of which is bare beside.
    """
    along = np.subtract(end, start)
    length = float(np.hypot(*along))
    ways = np.linspace(0, 1, round(length))[:, None, None]
    across = np.array([-along[1], along[0]]) / length

    def at(off_mm: Sequence[float]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        off = np.array(off_mm)[:, None] * dots
        places = np.rint(start + ways * along + off * across).astype(np.intp)
        x = np.minimum(np.maximum(places[..., 0], 0), ink.shape[1] - 1)
        y = np.minimum(np.maximum(places[..., 1], 0), ink.shape[0] - 1)
        return y, x

    near = at(_NEAR_MM)
    seen = ~np.asarray(hidden[near].any(axis=1))
    if seen.sum() < _INKED * _LONG_MM * dots:
        return False
    on = np.asarray(ink[near].any(axis=1))
    if on[seen].mean() < _FULL:
        return False
    bare = np.logical_not(ink[at(_BESIDE_MM)].any(axis=1))
    return bool(bare.mean() >= _BARE)
