"""What lies over a form and nobody wrote: red ink, round stamps, the lines of folds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box
from rpa_suite.ocr.stamps import find_stamps

Mask = NDArray[np.bool_]

_COARSE = 2.0  # dots a millimetre are enough for a seal
_REDDISH = 0.2  # so much of a red stamp is, at least, where it is pale
_DARKER = 0.15  # is a pen than the ink of a stamp, and ink upon ink
_SOFT = np.ones((5, 5), np.uint8)  # the edge of a stroke is as pale as a stamp
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
    grey: NDArray[np.float32],
    marked: Mask,
    *,
    red: Mask,
    hidden: Mask,
    dots_per_mm: float,
) -> Overlay:
    """Return what of the marks on a page is no writing.

    Args:
        grey: How bright the page is, relative to its paper.
        marked: True where something stands that was not printed.
        red: Which of the marks are red.
        hidden: True where print would hide a faint mark.
        dots_per_mm: Of all of them.
    """
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(_lines, marked & ~red, hidden, dots_per_mm)
        stamps = list(find_stamps(marked, dots_per_mm))
        lines, crossing = looking.result()
    lines &= marked
    ink = _paler(grey, lines) & ~crossing
    covers = red | lines
    for stamp in stamps:
        covers |= stamp.disc & marked
    if not stamps:
        return Overlay(ink=ink, covers=covers, seals=tuple(_seals(red, dots_per_mm)))
    written = grey[marked & ~covers]
    # The edges of strokes are pale.
    pen = float(np.quantile(written, 0.25)) if written.size else 1.0
    for stamp in stamps:
        if (stamp.rims & red).sum() >= _REDDISH * stamp.rims.sum():
            continue  # seen through, or no stamp
        ink |= _paler(grey, stamp.rims)
        darker = _usual(grey, stamp.rims) - _DARKER
        if pen < darker:
            dark = np.asarray(marked & (grey < darker), np.uint8)
            ink |= stamp.disc & marked & ~cv2.dilate(dark, _SOFT).view(bool)
    return Overlay(ink=ink, covers=covers, seals=tuple(_seals(red, dots_per_mm)))


def _usual(grey: NDArray[np.float32], marks: Mask) -> float:
    return float(np.median(grey[marks])) if marks.any() else 1.0


def _paler(grey: NDArray[np.float32], over: Mask) -> Mask:
    """Return what lies over a page, less where a pen makes it darker."""
    return over & (grey > np.float32(_usual(grey, over) - _DARKER))


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
    half, under = halved(marked), halved(hidden)
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


def halved(mask: Mask) -> Mask:
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
