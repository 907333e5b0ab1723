"""Round stamps of an office (受付印・収受印), and which marks are of their rims."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# They are larger than any circle around a word.
_LEAST_RADIUS_MM, _MOST_RADIUS_MM = 9.0, 20.0
_COARSE = 2.0  # dots a millimetre are enough to find one
_VOTES = 26  # few, since a fax breaks rims up; the share of the rim decides
_RIM_MM = 1.1
_SEEN = 0.45  # of a rim; frames cut it, and stamps are patchy
_BINS = 72
_BAND_MM = 2.2  # a second rim lies within the first, or around it
_ARC_MM, _OF_ARC = 8.0, 0.5  # so far a rim goes on, with gaps
_OFF_MM = 0.7  # so far from its middle may the one lie that was found
_CRUMB_MM2 = 1.2
_ACROSS_MM = 1.2  # a rim is thinner: marks on both its sides are of one stroke
_GOES_ROUND = 0.5  # do the rims of stamps; writing by chance a third of it
_ASIDE = np.ones((1, 3), np.uint8)
_EDGE = 100  # of 255: as soft as rolling up makes it
_UNROLL = cv2.INTER_LINEAR | cv2.WARP_FILL_OUTLIERS


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp on a page, (height, width).

    Attributes:
        disc: All that it covers.
        rims: Which marks are of its rims, and not of a pen that crosses them; none
            where it may be writing that lies in a circle by chance.
    """

    disc: Mask
    rims: Mask


@dataclass(frozen=True, slots=True)
class _Circle:
    """Middle and radius, in pixels of the page."""

    x: float
    y: float
    radius: float


def find_stamps(marked: Mask, dots_per_mm: float) -> Iterator[Stamp]:
    """Yield the round stamps among the marks of a page."""
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
        if _share_of_rim(small, float(x), float(y), float(radius)) < _SEEN:
            continue
        rough = _Circle(*(float(each) * dots_per_mm for each in (x, y, radius)))
        yield _stamp(rough, marked, dots_per_mm)


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


def _stamp(rough: _Circle, marked: Mask, dots_per_mm: float) -> Stamp:
    """Return what lies in a circle, looking at no more of the page than that."""
    reach = rough.radius + (_BAND_MM + _OFF_MM) * dots_per_mm
    left, top = (max(0, round(at - reach)) for at in (rough.x, rough.y))
    here = np.s_[top : round(rough.y + reach), left : round(rough.x + reach)]
    near = marked[here]
    inside = _Circle(rough.x - left, rough.y - top, rough.radius)
    circle = _centred(inside, near, dots_per_mm)
    disc, rims = np.zeros(marked.shape, bool), np.zeros(marked.shape, bool)
    disc[here] = _disc(circle, near, dots_per_mm)
    rims[here] = _rims(circle, near, dots_per_mm)
    return Stamp(disc, rims)


def _centred(circle: _Circle, marked: Mask, dots_per_mm: float) -> _Circle:
    """Return the circle about the middle from where its rims are thinnest."""
    rows, columns = np.nonzero(marked)
    x, y = columns - circle.x, rows - circle.y
    near = np.abs(np.hypot(x, y) - circle.radius) < _BAND_MM * dots_per_mm
    x, y = x[near].astype(np.float32), y[near].astype(np.float32)
    off = round(_OFF_MM * dots_per_mm)
    steps = range(-off, off + 1)

    def sharpness(step: tuple[int, int]) -> int:
        away = np.hypot(x - step[0], y - step[1]).astype(np.intp)
        return int((np.bincount(away) ** 2).sum())

    right, down = max(product(steps, steps), key=sharpness)
    return _Circle(circle.x + right, circle.y + down, circle.radius)


def _rims(circle: _Circle, marked: Mask, dots_per_mm: float) -> Mask:
    """Return which marks are of the rims; none where they do not go round.

    The page is unrolled about the stamp's middle, so that rims run straight down.
    """
    middle = circle.x, circle.y
    reach = round(circle.radius + _BAND_MM * dots_per_mm)
    size = reach, round(2 * np.pi * reach)
    shades = marked.astype(np.uint8) * 255
    unrolled = cv2.warpPolar(shades, size, middle, reach, _UNROLL)
    begin = max(0, round(circle.radius - _BAND_MM * dots_per_mm))
    band = unrolled[:, begin:] > 127
    rims = _running_down(band, dots_per_mm)
    if (rims & band).any(axis=1).mean() < _GOES_ROUND:
        return np.zeros(marked.shape, bool)
    rims |= _crumbs(band & ~rims, _CRUMB_MM2 * dots_per_mm**2)
    found = np.zeros(unrolled.shape, np.uint8)
    found[:, begin:][rims] = 255
    rolled = cv2.warpPolar(
        found, marked.shape[::-1], middle, reach, _UNROLL | cv2.WARP_INVERSE_MAP
    )
    return np.asarray((rolled > _EDGE) & marked)


def _running_down(band: Mask, dots_per_mm: float) -> Mask:
    """Return what goes on from row to row, less strokes that cross it."""
    arc = round(_ARC_MM * dots_per_mm)
    # Once round, and on: a rim has no end.
    around = np.concatenate((band[-arc:], band, band[:arc])).view(np.uint8)
    # No stamp is quite round: its rim leans by a dot.
    wide = cv2.dilate(around, _ASIDE).astype(np.float32)
    share = cv2.blur(wide, (1, arc))[arc:-arc]
    rims = cv2.dilate((share > _OF_ARC).view(np.uint8), _ASIDE).view(bool)
    across = np.ones((1, round(_ACROSS_MM * dots_per_mm)), np.uint8)
    beside = np.ascontiguousarray(band & ~rims).view(np.uint8)
    crossing = cv2.morphologyEx(beside, cv2.MORPH_CLOSE, across).view(bool)
    return np.asarray(rims & ~crossing)


def _crumbs(band: Mask, most: float) -> Mask:
    """Return what is left of a patchy rim: small, and nothing that leaves the band."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(band.view(np.uint8))
    small = stats[:, cv2.CC_STAT_AREA] < most
    small[0] = False
    small[labels[:, [0, -1]]] = False
    return np.asarray(small[labels])


def _disc(circle: _Circle, like: Mask, dots_per_mm: float) -> Mask:
    disc = np.zeros(like.shape, np.uint8)
    middle = round(circle.x), round(circle.y)
    cv2.circle(disc, middle, round(circle.radius + _RIM_MM * dots_per_mm), (1,), -1)
    return disc.view(bool)
