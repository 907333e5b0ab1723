"""Fields that do not apply, crossed out by one long stroke (斜線).

Whoever has one child draws a line through the rows of the others.  Field by field that
looks like a 1, a long vowel or a mark; as a whole it says that nothing is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import MARKS, Box, Field
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import CELL_REACH_MM
from rpa_suite.ocr.overlays import halved

_Point = NDArray[np.float64]
_LONG_MM = 8.5  # no character has so long a stroke, unless it stands upright
_STRAIGHT_MM = 6.0  # before it bends
_RULE_MM, _WORD_MM = 1.5, 9.0  # so much of it a printed rule or word hides
_INKED = 0.6  # so much of it is seen
_AROUND_LINE_MM, _THIN = 4.0, 0.3  # of a window, a pen's line fills no more
# It is followed step by step, gives way to bends, and holds the line of so many steps.
_STEP_MM, _BEND, _STEPS = 0.5, 0.3, 30
_ASIDE_MM, _TURN = 0.6, 0.1  # beneath a rule it leaves its way, and turns, by no more
_FADED_MM = 1.0  # a pen skips no more
_COARSER = 2  # looking for lines needs no fine picture
_FULL = 0.95  # of what is to be seen of it, it is ink
_BARE = 0.85  # and along so much of it nothing stands beside
_NEAR_MM = (-0.5, -0.25, 0.0, 0.25, 0.5)
_BESIDE_MM = (-2.2, -1.9, -1.6, -1.3, 1.3, 1.6, 1.9, 2.2)
_OF_CELL = 1.1  # a stroke through cells is wider than one
_WIDE_MM = 0.7  # from the middle of the stroke, bent a little by the hand
_STEEPEST = 1.5  # of its width, a stroke is high; who draws down a column means 同上
_AROUND_MM = 3.0  # as far from a printed word a mark may be its own
_LEFT_MM2 = 0.2  # what else stands in a field, if nothing is written there


def cross_out(page: InkPage, fields: Sequence[Field]) -> None:
    """Take strokes off a page's ink where nothing else stands in the fields they cross.

    What is written in a field that a stroke crosses stays with the stroke.  One through
    nothing but a box to tick, or a word to circle, may be meant as the mark.

    Args:
        page: Its ``ink`` loses the strokes; where others stay, they cover marks.
        fields: Those of this page.
    """
    strokes = _long_strokes(page)
    if strokes is None:
        return
    bare: list[Field] = []
    written: list[Field] = []
    for field in fields:
        is_bare = _has_nothing_else(page, field, strokes)
        (bare if is_bare else written).append(field)
    meant = {
        stroke
        for field in bare
        if field.kind not in MARKS
        for stroke in np.unique(_cut(page, field.extent, strokes))
        if stroke and _goes_through(page, field, strokes, stroke)
    }
    erased = np.zeros(strokes.shape, bool)
    for field in bare:
        _cut(page, field.extent.grown(_AROUND_MM), erased)[...] = True
    for field in written:
        for zone in field.zones:
            _cut(page, zone.grown(CELL_REACH_MM), erased)[...] = False
    at = np.flatnonzero(strokes)
    gone = erased.ravel()[at] & np.isin(strokes.ravel()[at], list(meant))
    page.ink.ravel()[at[gone]] = False
    # No mark is sure through which a row is crossed out, and none that is nothing but a
    # piece of a stroke: that may go on behind a printed rule.
    lone = range(1, int(strokes.max()) + 1)
    for marked, unsure in ((bare, lone), (written, meant)):
        for zone in (zone for f in marked if f.kind in MARKS for zone in f.zones):
            left = np.isin(_cut(page, zone, strokes), list(unsure))
            _cut(page, zone, page.covered)[left & page.ink_in(zone)] = True


def _goes_through(
    page: InkPage, field: Field, strokes: NDArray[np.int32], stroke: int
) -> bool:
    """Whether a stroke spans more of a field than a character does."""
    inside = _cut(page, field.extent, strokes) == stroke
    wide = np.flatnonzero(inside.any(axis=0))
    least = _LONG_MM if field.box else _OF_CELL * field.cells[0].cell_width
    return bool(np.ptp(wide) >= least * page.dots_per_mm) if wide.size else False


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


def _long_strokes(page: InkPage) -> NDArray[np.int32] | None:
    """Return the number of the straight stroke that ink belongs to, 0 for none.

    Only strokes longer than any of a character count; None where a page has none.
    """
    sheet = _Sheet(
        ink=halved(page.ink),
        hidden=halved(page.hidden),
        dots_per_mm=page.dots_per_mm / _COARSER,
    )
    found = np.zeros(sheet.ink.shape, np.uint8)
    wide = 2 * round(_WIDE_MM * sheet.dots_per_mm) + 1
    paths: list[list[_Point]] = []
    for start, end in sheet.straight_lines():
        if found[_pixel(start)] and found[_pixel(end)]:
            continue  # of a stroke that was followed already
        if sheet.stands_alone(start, end):
            ends = [sheet.followed(end, start), sheet.followed(start, end)]
            path = [*ends[0][::-1], *ends[1]]
            if np.hypot(*(path[-1] - path[0])) < _LONG_MM * sheet.dots_per_mm:
                continue
            paths.append(path)
            cv2.polylines(found, [np.rint(path).astype(np.int32)], False, (1,), wide)
    if not paths:
        return None
    for gap in sheet.gaps_beneath_rules(paths):
        cv2.polylines(found, [np.rint(gap).astype(np.int32)], False, (1,))
    _, numbers = cv2.connectedComponents(found)
    rows, columns = np.nonzero(page.ink)
    strokes = np.zeros(page.ink.shape, np.int32)
    strokes[rows, columns] = numbers[rows // _COARSER, columns // _COARSER]
    return strokes


def _aside(gap: _Point, way: _Point) -> float:
    """Return how far the end of a gap lies from the line on which it begins."""
    return float(abs(gap[0] * way[1] - gap[1] * way[0]) / np.hypot(*way))


def _pixel(place: _Point) -> tuple[int, int]:
    return int(place[1]), int(place[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sheet:
    """A page on which lines are looked for.

    Attributes:
        ink: True where somebody wrote.
        hidden: True where print may hide that.
    """

    ink: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    dots_per_mm: float

    def straight_lines(self) -> Iterator[tuple[_Point, _Point]]:
        """Yield the ends of whatever looks straight and is not drawn down a column."""
        dots = self.dots_per_mm
        around = round(_AROUND_LINE_MM * dots)
        ink = self.ink.astype(np.uint8) * 255
        thin = cv2.blur(ink, (around, around)) < 255 * _THIN
        lines = cv2.HoughLinesP(
            np.where(thin, ink, 0).astype(np.uint8),
            rho=1,
            theta=np.pi / 360,
            threshold=round(_INKED * _STRAIGHT_MM * dots),
            minLineLength=_STRAIGHT_MM * dots,
            maxLineGap=_RULE_MM * dots,
        )
        for ends in () if lines is None else lines.reshape(-1, 4).astype(float):
            along = np.abs(ends[2:] - ends[:2])
            if along[1] <= _STEEPEST * along[0]:
                yield ends[:2], ends[2:]

    def stands_alone(self, start: _Point, end: _Point) -> bool:
        """Whether a line is ink all along, where that can be seen, and bare beside.

        A row of handwriting has many a line through it, none of which is bare beside.
        """
        along = end - start
        length = float(np.hypot(*along))
        ways = np.linspace(0, 1, round(length))[:, None]
        places = start + ways * along
        near = self._beside(places, along / length, _NEAR_MM)
        seen = ~np.asarray(self.hidden[near].any(axis=1))
        if seen.sum() < _INKED * _STRAIGHT_MM * self.dots_per_mm:
            return False
        on = np.asarray(self.ink[near].any(axis=1))
        if on[seen].mean() < _FULL:
            return False
        far = self._beside(places, along / length, _BESIDE_MM)
        bare = ~np.asarray(self.ink[far].any(axis=1))
        return bool(bare.mean() >= _BARE)

    def followed(self, start: _Point, end: _Point) -> list[_Point]:
        """Return where a line from ``start`` goes on behind ``end``, step by step.

        It goes on beneath printed words, and may bend a little.
        """
        step = _STEP_MM * self.dots_per_mm
        place, path = end, [end]
        way = (end - start) / np.hypot(*(end - start))
        beneath = bare = 0.0
        while beneath <= _WORD_MM and bare <= _FADED_MM:
            place = place + step * way
            if (place < 0).any() or (place[::-1] >= self.ink.shape).any():
                break
            near = self._beside(place[None], way, _NEAR_MM)
            stands = self.ink[near][0]
            if stands.any():
                aside = float(np.mean(np.array(_NEAR_MM)[stands]))
                across = np.array([-way[1], way[0]]) * self.dots_per_mm
                place = place + _BEND * aside * across
                path.append(place)
                before = path[-_STEPS] if len(path) >= _STEPS else start
                way = (place - before) / np.hypot(*(place - before))
                beneath = bare = 0.0
            elif self.hidden[near].any():
                beneath += _STEP_MM
            else:
                bare += _STEP_MM
        return path

    def gaps_beneath_rules(
        self, paths: Sequence[list[_Point]]
    ) -> Iterator[tuple[_Point, _Point]]:
        """Yield the ends of what printed rules hide between two pieces of a stroke.

        One that lies along a rule may be under it for longer than a word is.
        """
        pieces = [path if path[0][0] <= path[-1][0] else path[::-1] for path in paths]
        for before, after in permutations(pieces, 2):
            gap = after[0] - before[-1]
            if gap[0] <= 0:
                continue
            length = float(np.hypot(*gap))
            most = _ASIDE_MM * self.dots_per_mm + _TURN * length
            ways = before[-1] - before[-_STEPS:][0], after[:_STEPS][-1] - after[0]
            if max(_aside(gap, way) for way in ways) > most:
                continue
            places = before[-1] + np.linspace(0, 1, round(length))[:, None] * gap
            near = self._beside(places, gap / length, _NEAR_MM)
            bare = ~np.asarray(self.hidden[near].any(axis=1))
            if bare.sum() <= _FADED_MM * self.dots_per_mm:
                yield before[-1], after[0]

    def _beside(
        self, places: NDArray[np.float64], way: _Point, off_mm: Sequence[float]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return rows and columns of what lies so far to the sides of places."""
        across = np.array([-way[1], way[0]]) * self.dots_per_mm
        at = np.rint(places[:, None] + np.array(off_mm)[:, None] * across)
        x = np.minimum(np.maximum(at[..., 0], 0), self.ink.shape[1] - 1)
        y = np.minimum(np.maximum(at[..., 1], 0), self.ink.shape[0] - 1)
        return y.astype(np.intp), x.astype(np.intp)
