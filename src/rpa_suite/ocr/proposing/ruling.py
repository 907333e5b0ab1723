"""Ruled lines of a blank form, and the rectangles that they close."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box

_LINE_MM = 2.4  # shorter strokes belong to letters
_THICKEST_MM = 2.2  # thicker ones are marks and bars; double lines stay below
_SMALLEST_MM = 2.2
_FILLED = 0.9  # of its frame, for a region to count as a rectangle
# Darker than the paper: light frames that a scan made lighter still; printed letters.
_RULED, _PRINTED = 0.07, 0.15
_BRIDGED_MM = 0.7  # where noise broke a line; frames above each other lie wider apart
# The long lines of a frame are bridged farther: nothing stands in their way.
_FRAME_MM, _FRAME_BRIDGED_MM = 15.0, 3.0
_MEET_MM = 0.15  # lines end short of each other at corners
_SOFT_MM = 0.25  # how far the edge of a line reaches beyond its middle
_LEAST_REGION_MM = 25.0

Mask = NDArray[np.uint8]  # (height, width), 1 where something is


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What is ruled on a page.

    Attributes:
        faces: Smallest closed rectangles, to the middle of their lines, top down.
        regions: Frames around other things: the parts of a form.
        print_: True where something is printed that is no line.
        dashed: Face to the heights at which dashes divide it.
    """

    faces: tuple[Box, ...]
    regions: tuple[Box, ...]
    print_: NDArray[np.bool_]
    dashed: dict[Box, tuple[float, ...]]


def find_ruling(grey: NDArray[np.float32], dots: float) -> Ruling:
    """Find lines and rectangles of a straight page.

    Args:
        grey: Brightness relative to the paper, 0 to 1.
        dots: Pixels a millimetre.
    """
    calm = cv2.GaussianBlur(grey, (0, 0), 1.0)
    dark = (calm < 1 - _RULED).astype(np.uint8)
    printed = (calm < 1 - _PRINTED).astype(np.uint8)
    lines = _lines(dark, dots)
    faces, regions = _rectangles(lines, dots)
    soft = 2 * round(_SOFT_MM * dots) + 1
    lined = _mask(cv2.MORPH_DILATE, _only_of(lines, faces + regions, dots), soft, soft)
    print_ = (printed & ~lined).astype(bool)
    dashed = {}
    for face in faces:
        if at := _dashes(dark, face, dots):
            dashed[face] = at
            left, _, right, _ = face.in_pixels(dots)
            for y in at:
                middle = round(y * dots)
                print_[middle - 4 : middle + 5, left:right] = False
    return Ruling(
        faces=tuple(faces), regions=tuple(regions), print_=print_, dashed=dashed
    )


def _lines(dark: Mask, dots: float) -> Mask:
    """Return long straight strokes, level and upright; what is broken is bridged."""
    lengths = ((_LINE_MM, _BRIDGED_MM), (_FRAME_MM, _FRAME_BRIDGED_MM))
    meet = round(2 * _MEET_MM * dots)
    thick = round(_THICKEST_MM * dots)
    solid = _mask(cv2.MORPH_OPEN, dark, thick, thick)
    thin = dark & ~_mask(cv2.MORPH_DILATE, solid, 5, 5)
    # Upright strokes are those that are level once the page is turned.
    level = _strokes(thin, lengths, meet, dots)
    upright = _strokes(np.ascontiguousarray(thin.T), lengths, meet, dots)
    return level | upright.T


def _strokes(
    thin: Mask, lengths: tuple[tuple[float, float], ...], meet: int, dots: float
) -> Mask:
    """Return the level strokes of a page."""
    # A line that is not quite level goes over in steps of a pixel.
    side = _mask(cv2.MORPH_DILATE, thin, 3, 1)
    found, strokes = np.zeros_like(thin), side
    for long, bridged in lengths:
        strokes = _mask(cv2.MORPH_OPEN, strokes, 1, round(long * dots))
        strokes = _mask(cv2.MORPH_CLOSE, strokes, 1, round(bridged * dots))
        found |= strokes
        strokes = found
    found = _mask(cv2.MORPH_ERODE, found, 3, 1)
    return _mask(cv2.MORPH_DILATE, found, 1, meet)


def _mask(operation: int, mask: Mask, high: int, wide: int) -> Mask:
    """Apply a morphological operation with a rectangle of pixels."""
    kernel = np.ones((high, wide), np.uint8)
    return np.asarray(cv2.morphologyEx(mask, operation, kernel), np.uint8)


def _rectangles(lines: Mask, dots: float) -> tuple[list[Box], list[Box]]:
    """Return what lines enclose: rectangles, and frames around other things."""
    height, width = lines.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(
        (1 - lines).astype(np.uint8), connectivity=4
    )
    half = 0.5 * _line_width(lines, dots)
    faces, regions = [], []
    for x, y, w, h, area in stats[1:].tolist():
        if x == 0 or y == 0 or x + w == width or y + h == height:
            continue
        if min(w, h) < _SMALLEST_MM * dots:
            continue
        box = Box(
            left=x / dots - half,
            top=y / dots - half,
            width=w / dots + 2 * half,
            height=h / dots + 2 * half,
        )
        if area >= _FILLED * w * h:
            faces.append(box)
        elif w >= _LEAST_REGION_MM * dots and h >= _SMALLEST_MM * dots:
            regions.append(box)

    def order(box: Box) -> tuple[float, float]:
        return round(box.top), box.left

    return sorted(faces, key=order), sorted(regions, key=order)


def _line_width(lines: Mask, dots: float) -> float:
    """Return how thick the lines are, in millimetres."""
    distance = cv2.distanceTransform(lines, cv2.DIST_L2, 3)
    inside = distance[distance > 0]
    if not inside.size:
        return 0.0
    return float(np.percentile(inside, 75)) * 2 / dots


def _only_of(lines: Mask, boxes: list[Box], dots: float) -> Mask:
    """Keep what runs along a rectangle; other strokes belong to letters."""
    kept = np.zeros_like(lines)
    reach = round(0.5 * dots)
    for box in boxes:
        corners = box.in_pixels(dots)
        cv2.rectangle(kept, corners[:2], corners[2:], 1, 2 * reach)
    return lines & kept


def _dashes(dark: Mask, face: Box, dots: float) -> tuple[float, ...]:
    """Return the heights in a face at which a dashed line crosses it."""
    left, top, right, bottom = face.grown(-0.6).in_pixels(dots)
    inside = dark[top:bottom, left:right]
    if inside.shape[0] < 8 * dots or inside.shape[1] < 15 * dots:
        return ()
    changes = np.abs(np.diff(inside.astype(np.int8), axis=1)).sum(axis=1)
    share = inside.mean(axis=1)
    # Ten dashes or more, as much ink as paper, from one side to the other.
    rows = (
        (share > 0.25) & (share < 0.8) & (changes > max(10, (right - left) / dots / 4))
    )
    found: list[list[int]] = []
    for y in np.flatnonzero(rows):
        if found and y - found[-1][-1] <= dots:
            found[-1].append(int(y))
        else:
            found.append([int(y)])
    return tuple(
        (top + sum(ys) / len(ys)) / dots for ys in found if len(ys) < 1.2 * dots
    )
