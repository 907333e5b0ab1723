"""Printed words and boxes to tick that are struck out (二重線), marked or not.

A circle taken back by a line through it still looks like a circle, and some strike out
what does not apply instead of circling what does.  Lines through a printed word are
hardly seen for the print, but they make it darker than the other words of the page.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, Field, FieldKind, MarkStyle
from rpa_suite.ocr.ink import InkPage

# Of a word, where no circle around it comes; one around a long word leans.
_MIDDLE, _WIDEST_MM = 0.4, 5.0
# Black ink in a word's middle, in mm²: 1 of 1,000 words in a circle seems to have more.
_IN_MIDDLE = 0.35
_SEEN_MM2 = 1.0  # with less ink around it, nothing was done to a word
_AROUND_MM = 0.6
# So far beside a box lines through it are two, where print does not hide them.
_BESIDE_MM, _TWO_LINES = (0.3, 2.0), 0.6
_HIDDEN, _LEAST_SEEN_MM = 0.5, 0.3


def find_struck_marks(
    page: InkPage, fields: Sequence[Field], blank: NDArray[np.uint8]
) -> None:
    """Note on a page which words and boxes to mark are struck out.

    Args:
        page: Its ``struck`` is filled.
        fields: Those of this page.
        blank: The page as it is printed, RGB of the same height and width.
    """
    page.struck.update(box for box in _boxes(fields) if _is_crossed(page, box))
    circled = [f for f in fields if f.options and f.mark_style is MarkStyle.CIRCLE]
    words = [option.box for field in circled for option in field.options]
    seen = {word: _black(page, page.grey, 1.0, word) for word in words}
    printed = {word: _black(page, blank[..., 1], 255.0, word) for word in words}
    shares = [seen[word] / printed[word] for word in words if printed[word]]
    usual = median(shares) if shares else 1.0
    more = {word: seen[word] - usual * printed[word] for word in words}
    for field in circled:
        # What runs through all words of a field is a fold.
        least = min(more[option.box] for option in field.options)
        through = max(0.0, least) if len(field.options) > 1 else 0.0
        page.struck.update(
            option.box
            for option in field.options
            if more[option.box] - through >= _IN_MIDDLE
            and page.area_in(option.box.grown(_AROUND_MM)) >= _SEEN_MM2
        )


def _black(page: InkPage, light: NDArray[Any], white: float, word: Box) -> float:
    """Return how much black the middle of a word has, in square millimetres.

    Args:
        page: On which it stands.
        light: Of every dot of the page, 0 to ``white``.
        white: The light of paper.
        word: The printed word.
    """
    wide, high = min(_MIDDLE * word.width, _WIDEST_MM), _MIDDLE * word.height
    left, top, right, bottom = Box(
        left=word.left + (word.width - wide) / 2,
        top=word.top + (word.height - high) / 2,
        width=wide,
        height=high,
    ).in_pixels(page.dots_per_mm)
    dark = 1 - light[top:bottom, left:right] / white
    return float(dark.sum()) / page.dots_per_mm**2


def _boxes(fields: Sequence[Field]) -> list[Box]:
    """Return the boxes to tick."""
    of_checks = [f.box for f in fields if f.kind is FieldKind.CHECK and f.box]
    return of_checks + [
        option.box
        for field in fields
        if field.mark_style is MarkStyle.TICK
        for option in field.options
    ]


def _is_crossed(page: InkPage, box: Box) -> bool:
    """Whether two lines come out of a box to tick, to the left or to the right."""
    near, far = _BESIDE_MM
    for left in (box.left - far, box.right + near):
        beside = replace(box, left=left, width=far - near)
        ink, hidden = page.ink_in(beside), page.hidden_in(beside)
        seen = ink[:, hidden.mean(axis=0) < _HIDDEN].astype(np.int8)
        begun = (np.diff(seen, axis=0, prepend=0) == 1).sum(axis=0)
        least_wide = _LEAST_SEEN_MM * page.dots_per_mm
        if begun.size >= least_wide and (begun == 2).mean() >= _TWO_LINES:
            return True
    return False
