"""What lies over a form and nobody wrote: red ink, round stamps, the lines of folds."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box

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
_PRINT_MM, _FRAME_MM = 30.0, 20.0  # where printed words do; longer are frames
_SEEN_OF_LINE = 0.8  # marks to each dot of its length: it is two wide or three
_SEAL_MM, _ROUND = (5.0, 14.0), 1.5  # 認印 are 9 to 12, 訂正印 6
_LINE_MM, _THIN_MM = 60.0, 1.9  # longer and thinner than a row of writing


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlay:
    """What lies over a page, (height, width).

    Attributes:
        ink: What of the marks is no writing.
        covers: Where marks may be of the one or the other: for a person.
        seals: Small red seals (認印・訂正印).
    """

    ink: Mask
    covers: Mask
    seals: tuple[Box, ...]


def find_overlay(
    image: NDArray[np.uint8], marked: Mask, hidden: Mask, dots_per_mm: float
) -> Overlay:
    """Return what of the marks on a page is no writing.

    Args:
        image: RGB pixels of the page.
        marked: True where something stands that was not printed.
        hidden: True where print would hide a faint mark.
        dots_per_mm: Of all of them.
    """
    red = marked & _red(image)
    lines, crossing = _lines(marked & ~red, hidden, dots_per_mm)
    lines &= marked
    rims = np.zeros(marked.shape, np.uint8)
    discs = np.zeros(marked.shape, np.uint8)
    for x, y, radius in _stamps(marked, dots_per_mm):
        middle = round(x * dots_per_mm), round(y * dots_per_mm)
        size = round(radius * dots_per_mm)
        thick = round(2 * _RIM_MM * dots_per_mm)
        cv2.circle(rims, middle, size, (1,), thick)
        cv2.circle(discs, middle, size + thick // 2, (1,), -1)
    over = red | lines | (rims.astype(bool) & marked)
    return Overlay(
        ink=over & ~crossing,
        covers=over | (discs.astype(bool) & marked),
        seals=tuple(_seals(red, dots_per_mm)),
    )


def _red(image: NDArray[np.uint8]) -> Mask:
    red, green, blue = cv2.split(image)
    return np.asarray(cv2.subtract(red, cv2.max(green, blue)) > _REDDER)


def _seals(red: Mask, dots_per_mm: float) -> Iterator[Box]:
    """Yield what is red, as wide as high, and of the size of a personal seal."""
    if not red.any():
        return
    size = tuple(round(side * _COARSE / dots_per_mm) for side in red.shape[::-1])
    small = cv2.resize(red.view(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    # Names in a seal are thin strokes with gaps between them.
    joined = cv2.dilate(np.asarray(small > 30, np.uint8), np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for label in range(1, count):
        x, y, wide, high = (float(side) / _COARSE for side in stats[label, :4])
        least, most = sorted((wide, high))
        if least >= _SEAL_MM[0] and most <= _SEAL_MM[1] and most < _ROUND * least:
            yield Box(left=x, top=y, width=wide, height=high)


def _lines(marked: Mask, hidden: Mask, dots_per_mm: float) -> tuple[Mask, Mask]:
    """Return long thin lines across the page: folds, and what a scanner draws.

    Returns:
        The lines, and what of them is writing that crosses one.
    """
    height, width = marked.shape
    half, under = _halved(marked), _halved(hidden)
    down = _thin_runs_down(half, under, dots_per_mm / 2)
    across = _thin_runs_down(half.T, under.T, dots_per_mm / 2).T
    crossing = _crossing(half, down, dots_per_mm / 2)
    crossing |= _crossing(half.T, across.T, dots_per_mm / 2).T
    found, crossed = (
        each.repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
        for each in (down | across, crossing)
    )
    return found, crossed


def _crossing(marked: Mask, lines: Mask, dots_per_mm: float) -> Mask:
    """Return what lies on lines down the page between marks to their left and right."""
    if not lines.any():
        return lines
    beside = np.ascontiguousarray(marked & ~lines, np.uint8)
    bar = np.ones((1, round(_THIN_MM * dots_per_mm)), np.uint8)
    return cv2.morphologyEx(beside, cv2.MORPH_CLOSE, bar).view(bool) & lines


def _halved(mask: Mask) -> Mask:
    """Return the mask at half the dots, True where any of four was."""
    pairs = np.pad(mask, ((0, mask.shape[0] % 2), (0, mask.shape[1] % 2)))
    half = pairs[::2] | pairs[1::2]
    return half[:, ::2] | half[:, 1::2]


def _thin_runs_down(marked: Mask, hidden: Mask, dots_per_mm: float) -> Mask:
    length = round(_LINE_MM * dots_per_mm)
    # A line leans by a dot or two.
    plain = cv2.dilate(
        np.ascontiguousarray(marked, np.uint8), np.ones((1, 3), np.uint8)
    )
    closed, under_print = (
        cv2.morphologyEx(
            plain, cv2.MORPH_CLOSE, np.ones((round(gap * dots_per_mm), 1), np.uint8)
        ).view(bool)
        for gap in (_GAP_MM, _PRINT_MM)
    )
    # Print hides a little more than it covers. Along a frame, which would hide all of
    # a line, writing that leaves its cells must not make one.
    near = cv2.dilate(np.ascontiguousarray(hidden, np.uint8), np.ones((5, 1), np.uint8))
    frame = np.ones((round(_FRAME_MM * dots_per_mm), 1), np.uint8)
    words = cv2.subtract(near, cv2.morphologyEx(near, cv2.MORPH_OPEN, frame))
    ends = _full_below(closed | (under_print & words.view(bool)), length)
    if not ends.any():
        return np.zeros(marked.shape, bool)
    runs = np.zeros(marked.shape, bool)
    runs[: len(ends)] = ends
    for step in _doubling(length):
        runs[step:] |= runs[:-step]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        runs.view(np.uint8), connectivity=8
    )
    # Rows of writing are long after closing as well, but not thin.
    is_thin = stats[:, cv2.CC_STAT_WIDTH] < _THIN_MM * dots_per_mm
    seen = np.bincount(labels[marked], minlength=len(stats))
    is_thin &= seen > _SEEN_OF_LINE * stats[:, cv2.CC_STAT_HEIGHT]
    is_thin[0] = False
    # It has soft edges.
    lines = cv2.dilate(is_thin[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(lines, bool)


def _full_below(marked: Mask, length: int) -> Mask:
    """Return where a run of ``length`` marks begins, downwards.

    An erosion by a long bar; OpenCV's, step by single step, takes ten times as long.
    """
    full = marked
    for step in _doubling(length):
        full = full[:-step] & full[step:]
    return full


def _doubling(length: int) -> Iterator[int]:
    """Yield the shifts by which one mark grows to ``length`` of them."""
    done = 1
    while done < length:
        yield min(done, length - done)
        done = min(2 * done, length)


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
