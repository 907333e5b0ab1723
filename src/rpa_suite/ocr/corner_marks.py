"""The four registration marks of a page: where they are, and which way is up.

The hollow mark belongs to the top right of the paper.  One of the four may be missing
(a torn or folded corner, a staple): the other three say where it would be.
"""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import FormTemplate

CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
Points = NDArray[np.float32]  # (n, 2), x and y in pixels

_SIDE_MM = 6.0
# A photographed page need not fill its picture: marks look smaller than the dpi says.
_SMALLEST, _LARGEST = 0.6, 1.35
_DARK = 0.55  # of the paper around
_PAPER_MM = 15.0
_ALIKE = 0.3  # how far the sides of the four may differ
_LONGER = 0.15  # how far the sheet's sides may be out of proportion
_NEAR_MM = 12.0  # a mark is this near to where the other three say


@dataclass(frozen=True, kw_only=True, slots=True)
class _Square:
    x: float
    y: float
    side: float
    hollow: bool


def find_marks(
    grey: NDArray[np.uint8], dots_per_mm: float, template: FormTemplate | None
) -> Points | None:
    """Return the middles of the marks in the order of ``CORNERS``, or None.

    Args:
        grey: The scan, shrunk to about 100 dpi: plenty to find them.
        dots_per_mm: Of that.
        template: Says where they are printed; None where that is not known yet.
    """
    squares = _squares(grey, dots_per_mm)
    height, width = grey.shape
    nearest: list[_Square | None] = []
    for x, y in ((0, 0), (width, 0), (width, height), (0, height)):
        by_distance = sorted(squares, key=lambda s: (s.x - x) ** 2 + (s.y - y) ** 2)
        nearest.append(by_distance[0] if by_distance else None)
    whole = [each for each in nearest if each]
    if len(whole) == 4 and len(set(map(id, whole))) == 4:
        found = _ordered(whole, template)
        if found is not None:
            return found
    for missing in range(4):
        three = [each for n, each in enumerate(nearest) if n != missing and each]
        if len(three) < 3 or len(set(map(id, three))) < 3:
            continue
        found = _with_fourth(three, missing, squares, template)
        if found is not None:
            return found
    return None


def _with_fourth(
    three: list[_Square],
    missing: int,
    squares: list[_Square],
    template: FormTemplate | None,
) -> Points | None:
    """Return all four where a corner shows no mark; the sheet is a parallelogram."""
    before, opposite, after = (three[(missing + step) % 3] for step in (2, 1, 0))
    side = (before.side + after.side) / 2
    x, y = before.x + after.x - opposite.x, before.y + after.y - opposite.y
    reach = _NEAR_MM / _SIDE_MM * side
    if any(abs(s.x - x) < reach and abs(s.y - y) < reach for s in squares):
        # There is one; why the four do not fit is not for guessing.
        return None
    hollow = not any(each.hollow for each in three)
    four = list(three)
    four.insert(missing, _Square(x=x, y=y, side=side, hollow=hollow))
    return _ordered(four, template)


def _ordered(four: list[_Square], template: FormTemplate | None) -> Points | None:
    """Return the middles from the paper's top left on, if they are a sheet's."""
    hollow = [place for place, each in enumerate(four) if each.hollow]
    sides = [each.side for each in four]
    if len(hollow) != 1 or max(sides) > (1 + _ALIKE) * min(sides):
        return None
    start = (hollow[0] - CORNERS.index("top_right")) % 4
    points = np.array(
        [(four[(start + n) % 4].x, four[(start + n) % 4].y) for n in range(4)],
        np.float32,
    )
    if template is not None:
        ratios = _lengths(points) / _lengths(wanted_marks(template))
        if ratios.max() > (1 + _LONGER) * ratios.min():
            return None
    return points if cv2.isContourConvex(points.astype(np.int32)) else None


def wanted_marks(template: FormTemplate) -> Points:
    """Return the middles of the printed marks in millimetres."""
    boxes = [template.marks[corner] for corner in CORNERS]
    return np.array(
        [(b.left + b.width / 2, b.top + b.height / 2) for b in boxes], np.float32
    )


def _lengths(points: Points) -> NDArray[np.float32]:
    round_trip = [*points, points[0]]
    return np.array([np.linalg.norm(b - a) for a, b in pairwise(round_trip)])


def _squares(grey: NDArray[np.uint8], dots: float) -> list[_Square]:
    """Return everything that looks like a mark."""
    dark = cv2.compare(grey, _darkest(grey, dots), cv2.CMP_LT)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    least, most = _SMALLEST * _SIDE_MM * dots, _LARGEST * _SIDE_MM * dots
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    # Of a page full of writing few things have a mark's size, turned by any angle.
    sized = (np.minimum(wide, high) > least) & (
        np.maximum(wide, high) < math.sqrt(2) * (most + 1)
    )
    found = []
    for label in np.flatnonzero(sized):
        left, top, width, height, _ = stats[label]
        alone = labels[top : top + height, left : left + width] == label
        square = _square(alone, least, most)
        if square:
            found.append(replace(square, x=square.x + left, y=square.y + top))
    return found


def _square(alone: NDArray[np.bool_], least: float, most: float) -> _Square | None:
    """Return what is drawn there as a mark, None where it is none."""
    contours, hierarchy = cv2.findContours(
        alone.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE
    )
    outer = next(n for n, links in enumerate(hierarchy[0]) if links[3] < 0)
    (x, y), (wide, high), _ = cv2.minAreaRect(contours[outer])
    side = (wide + high) / 2
    if not least < min(wide, high) <= max(wide, high) < most:
        return None
    if cv2.contourArea(contours[outer]) < 0.82 * wide * high:
        return None
    inside = hierarchy[0][outer][2]
    hole = cv2.contourArea(contours[inside]) if inside >= 0 else 0.0
    return _Square(x=x, y=y, side=side, hollow=hole > 0.15 * side * side)


def _darkest(grey: NDArray[np.uint8], dots: float) -> NDArray[np.uint8]:
    """Return what each pixel has to be darker than: photographs have shadows."""
    tiny = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    reach = 2 * round(_PAPER_MM * dots / 8 / 2) + 1
    paper = cv2.GaussianBlur(
        cv2.dilate(tiny, np.ones((reach, reach), np.uint8)), (0, 0), reach / 3
    )
    darkest = cv2.convertScaleAbs(paper, alpha=_DARK)
    whole = cv2.resize(darkest, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole, np.uint8)
