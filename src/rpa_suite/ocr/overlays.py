"""What lies over a form and nobody wrote: red ink, round stamps, the lines of folds."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_REDDER = 35  # of 255: the ink of stamps; pens write black or blue
# 受付印 and 収受印 are round and larger than any circle around a word.
_LEAST_RADIUS_MM, _MOST_RADIUS_MM = 9.0, 20.0
_COARSE = 2.0  # dots a millimetre are enough to find one
_VOTES = 26  # few, since a fax breaks rims up; the share of the rim decides
_RIM_MM = 1.1
_SEEN = 0.45  # of a rim; frames cut it, and stamps are patchy
_BINS = 72
_GAP_MM = 1.4  # where printed frames cut a line
_LINE_MM, _THIN_MM = 60.0, 1.4  # longer and thinner than a row of writing


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlay:
    """What lies over a page, (height, width).

    Attributes:
        ink: What of the marks is no writing.
        covers: Where marks may be of the one or the other: for a person.
    """

    ink: Mask
    covers: Mask


def find_overlay(image: NDArray[np.uint8], marked: Mask, dots_per_mm: float) -> Overlay:
    """Return what of the marks on a page is no writing.

    Args:
        image: RGB pixels of the page.
        marked: True where something stands that was not printed.
        dots_per_mm: Of both.
    """
    red = marked & _red(image)
    lines = _lines(marked & ~red, dots_per_mm) & marked
    rims = np.zeros(marked.shape, np.uint8)
    discs = np.zeros(marked.shape, np.uint8)
    for x, y, radius in _stamps(marked, dots_per_mm):
        middle = round(x * dots_per_mm), round(y * dots_per_mm)
        size = round(radius * dots_per_mm)
        thick = round(2 * _RIM_MM * dots_per_mm)
        cv2.circle(rims, middle, size, (1,), thick)
        cv2.circle(discs, middle, size + thick // 2, (1,), -1)
    ink = red | lines | (rims.astype(bool) & marked)
    return Overlay(ink=ink, covers=ink | (discs.astype(bool) & marked))


def _red(image: NDArray[np.uint8]) -> Mask:
    red, green, blue = (image[..., channel].astype(np.int16) for channel in range(3))
    return np.asarray(red - np.maximum(green, blue) > _REDDER)


def _lines(marked: Mask, dots_per_mm: float) -> Mask:
    """Return long thin lines across the page: folds, and what a scanner draws."""
    found = np.zeros(marked.shape, bool)
    plain = marked.astype(np.uint8)
    gap, length = round(_GAP_MM * dots_per_mm), round(_LINE_MM * dots_per_mm)
    for across in (True, False):

        def bar(size: int, across: bool = across) -> NDArray[np.uint8]:
            return np.ones((1, size) if across else (size, 1), np.uint8)

        closed = cv2.morphologyEx(plain, cv2.MORPH_CLOSE, bar(gap))
        runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(length))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
        side = cv2.CC_STAT_HEIGHT if across else cv2.CC_STAT_WIDTH
        # Rows of writing are long after closing as well, but not thin.
        is_thin = stats[:, side] < _THIN_MM * dots_per_mm
        is_thin[0] = False
        # A line leans by a dot or two, and has soft edges.
        found |= cv2.dilate(
            is_thin[labels].astype(np.uint8), np.ones((5, 5), np.uint8)
        ).astype(bool)
    return found


def _stamps(marked: Mask, dots_per_mm: float) -> Iterator[tuple[float, float, float]]:
    """Yield middle and radius of round stamps, in millimetres."""
    size = tuple(round(side * _COARSE / dots_per_mm) for side in marked.shape[::-1])
    whole = marked.astype(np.uint8) * 255
    small = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
    found = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=_LEAST_RADIUS_MM * _COARSE,
        param1=100,
        param2=_VOTES,
        minRadius=round(_LEAST_RADIUS_MM * _COARSE),
        maxRadius=round(_MOST_RADIUS_MM * _COARSE),
    )
    if found is None:
        return
    for x, y, radius in found[0] / _COARSE:
        if _share_of_rim(small, float(x), float(y), float(radius)) >= _SEEN:
            yield float(x), float(y), float(radius)


def _share_of_rim(small: NDArray[np.uint8], x: float, y: float, radius: float) -> float:
    """Return how much of a circle's rim is marked, going round it in steps."""
    angles = np.linspace(0, 2 * np.pi, _BINS, endpoint=False)
    seen = np.zeros(_BINS, bool)
    for away in np.arange(-_RIM_MM, _RIM_MM + 0.1, 0.4):
        across = np.round((x + (radius + away) * np.cos(angles)) * _COARSE).astype(int)
        down = np.round((y + (radius + away) * np.sin(angles)) * _COARSE).astype(int)
        inside = (across >= 0) & (down >= 0)
        inside &= (across < small.shape[1]) & (down < small.shape[0])
        seen[inside] |= small[down[inside], across[inside]] > 60
    return float(seen.mean())
