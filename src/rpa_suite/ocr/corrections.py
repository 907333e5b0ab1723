"""Digits put right by hand: struck out by two lines, and written anew above (書き直し).

What is written anew belongs to the cell below it, though it may reach into the field
above.  So a page is searched as a whole, before any of its fields is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, Field, FieldKind, FormTemplate
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.crossed_out import cross_out
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import CELL_REACH_MM
from rpa_suite.ocr.strikes import THIN, has_double_line
from rpa_suite.ocr.struck_marks import find_struck_marks

# Of a cell's width: no digit has two such strokes, and kana not so near.
_OF_CELL, _OF_KANA_CELL = 0.78, 0.86
_OF_CELL_BELOW = 0.55  # with writing above that is no other field's
_THIN_BELOW = 0.12  # the same: a thick digit hides most of its lines
_BENEATH_MM = 1.0  # no field's writing hangs down as far from it
_WRITTEN_MM2 = 0.35  # less ink than this is no character
_ABOVE_MM, _ASIDE_MM = 6.5, 3.0  # where it is looked for
_ENDS_MM = (-2.5, 1.2)  # its lower end, from the upper edge of the cell down
_HIGH_MM, _WIDE_MM = (1.2, 4.6), 4.6
_RULE_MM = 0.9  # so wide a rule is bridged
_UPRIGHT_MM = 4.8  # as long is the side of a frame, not a stroke
_DARKER, _BLACK = 0.82, 0.4  # of the paper's brightness
_PRINTED = 0.9  # so much of it stands on the blank already
_LIKE_OTHERS = 0.7  # of a cell's height is a digit high


@dataclass(frozen=True, kw_only=True, slots=True)
class _Above:
    """What stands above a cell.

    Attributes:
        left, top: Of the window, in pixels of the page.
        mine: True where it stands, by the window.
        middle, bottom: In millimetres of the page.
    """

    left: int
    top: int
    mine: NDArray[np.bool_]
    middle: tuple[float, float]
    bottom: float

    def is_of(self, box: Box) -> bool:
        """Whether it fills in a field that has this box."""
        x, y = self.middle
        hangs = self.bottom - box.bottom
        return (
            box.left <= x <= box.right
            and box.top <= y <= box.bottom
            and hangs < _BENEATH_MM
        )


def ink_with_corrections(
    flat: FlatPage, template: FormTemplate, *, page: int = 1
) -> InkPage:
    """Return the ink of a page on which it is known what was put right, or left out."""
    ink = InkPage(flat, template, page=page)
    fields = [each for each in template.fields if each.page == page]
    find_corrections(ink, fields)
    cross_out(ink, fields)
    find_struck_marks(ink, fields, render_blank(template, page=page))
    return ink


def find_corrections(page: InkPage, fields: Sequence[Field]) -> None:
    """Note on a page which cells are struck out, and what was written anew for them.

    What was written anew is taken off the page's ink: it fills in no field above.

    Args:
        page: Its ``struck``, ``anew`` and ``added`` are filled.
        fields: Those of this page.
    """
    zones = [(each, box) for each in fields for box in each.zones]
    for field in fields:
        others = [box for owner, box in zones if owner is not field]
        share = _OF_KANA_CELL if field.kind is FieldKind.KANA else _OF_CELL
        for run in field.cells:
            for index in range(run.count):
                _look_at(page, run.cell(index), share, others)


def _look_at(page: InkPage, cell: Box, share: float, others: Sequence[Box]) -> None:
    ink = page.ink_in(cell)
    if ink.any(axis=0).sum() < _OF_CELL_BELOW * cell.width * page.dots_per_mm:
        return
    above = _above(page, cell)
    is_its_own = above and not any(above.is_of(box) for box in others)
    least_thin = THIN
    if is_its_own:
        share, least_thin = _OF_CELL_BELOW, _THIN_BELOW
    least_mm = cell.width * share
    if not has_double_line(ink, page.dots_per_mm, least_mm, least_thin=least_thin):
        if is_its_own:
            page.added.add(cell)
        return
    page.struck.add(cell)
    if above:
        page.anew[cell] = _as_in_a_cell(page, above, cell)
        height, width = above.mine.shape
        page.ink[above.top :, above.left :][:height, :width][above.mine] = False


def _above(page: InkPage, cell: Box) -> _Above | None:
    """Return what is written small above a cell; nothing that goes on elsewhere."""
    dots = page.dots_per_mm
    left, top, right, bottom = (
        max(0, at)
        for at in Box(
            left=cell.left - _ASIDE_MM,
            top=cell.top - _ABOVE_MM,
            width=cell.width + 2 * _ASIDE_MM,
            height=_ABOVE_MM + _ENDS_MM[1] + 1.0,
        ).in_pixels(dots)
    )
    grey = page.grey[top:bottom, left:right]
    printed = page.printed[top:bottom, left:right]
    beside = round(_ASIDE_MM * dots)
    lowest = max(0, round((cell.top + _ENDS_MM[0]) * dots) - top)
    middle = np.s_[lowest:, beside:-beside]
    if not ((grey[middle] < _DARKER) & ~printed[middle]).any():
        return None  # as in nearly all cells
    near = cv2.dilate(printed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    marks = _marks(grey, dots)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(marks)
    found = []
    for label in range(1, count):
        x, y, wide, high, area = (int(each) for each in stats[label])
        at = (left + middles[label][0]) / dots, (top + middles[label][1]) / dots
        lower = (top + y + high) / dots - cell.top
        if (
            x > 0
            and y > 0
            and x + wide < marks.shape[1]
            and y + high < marks.shape[0]
            and cell.left < at[0] < cell.right
            and _ENDS_MM[0] < lower < _ENDS_MM[1]
            and _HIGH_MM[0] <= high / dots <= _HIGH_MM[1]
            and wide / dots <= _WIDE_MM
            and area / dots**2 >= _WRITTEN_MM2
            and near[labels == label].mean() < _PRINTED
            and not _goes_on(page, left, top, labels == label)
        ):
            found.append((lower, label, at))
    if not found:
        return None
    lower, label, at = max(found)
    return _Above(
        left=left,
        top=top,
        mine=labels == label,
        middle=at,
        bottom=cell.top + lower,
    )


def _goes_on(page: InkPage, left: int, top: int, mine: NDArray[np.bool_]) -> bool:
    """Whether the ink there goes on: a piece of the circle around a word above."""
    reach = round(_WIDE_MM * page.dots_per_mm)
    up, aside = min(reach, top), min(reach, left)
    height, width = mine.shape
    ink = page.ink[top - up : top + height + reach, left - aside : left + width + reach]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    touched = np.unique(labels[up:, aside:][:height, :width][mine])
    spans = stats[touched[touched > 0]][:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return bool((spans > 1.2 * reach).any())


def _marks(grey: NDArray[np.float32], dots: float) -> NDArray[np.uint8]:
    """Return 1 where it is darker than the row is: on paper, in a fold, on a grey rule.

    On a black rule nothing is darker: strokes are taken to go on across it.
    """
    usual = np.median(grey, axis=1, keepdims=True)
    dark = (grey < _DARKER * usual).astype(np.uint8)
    bridge = np.ones((2 * round(_RULE_MM * dots / 2) + 1, 1), np.uint8)
    across = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, bridge)
    marks = np.where(usual < _BLACK, across, dark).astype(np.uint8)
    upright = np.ones((round(_UPRIGHT_MM * dots), 1), np.uint8)
    return np.asarray(marks - cv2.morphologyEx(marks, cv2.MORPH_OPEN, upright))


def _as_in_a_cell(page: InkPage, above: _Above, cell: Box) -> NDArray[np.uint8]:
    """Return what was written anew, grey on white, as large as in a cell."""
    height = round(cell.grown(CELL_REACH_MM).height * page.dots_per_mm)
    rows = np.flatnonzero(above.mine.any(axis=1))
    columns = np.flatnonzero(above.mine.any(axis=0))
    rim = cv2.dilate(above.mine.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    bottom, right = above.top + rim.shape[0], above.left + rim.shape[1]
    grey = np.clip(page.grey[above.top : bottom, above.left : right] * 255, 0, 255)
    writing = np.where(rim, grey, 255).astype(np.uint8)
    cut = writing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = _LIKE_OTHERS * height / cut.shape[0]
    size = max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale))
    large = cv2.resize(cut, size, interpolation=cv2.INTER_CUBIC)
    begin = (height - size[1]) // 2
    padded = np.full((height, size[0]), 255, np.uint8)
    padded[begin : begin + size[1]] = large
    return padded
