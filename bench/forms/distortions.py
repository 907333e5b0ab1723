"""What happens to the shape of a sheet between the pen and the pixels, exactly known.

A distortion says for every point of the scan which point of the paper it shows; so the
error of a registration is known at every point, in millimetres of the paper.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.ocr.blank import MM_PER_INCH

Points = NDArray[np.float64]  # (..., 2), x and y
Bend = Callable[[Points], Points]  # millimetres, from the middle of the sheet
_MARGIN_MM = 14.0
_MARK_MM = 6.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Distortion:
    """How one scan shows one sheet.

    Attributes:
        skew: Degrees.
        scale: 1.0 is true to size.
        corners_mm: How far each corner of the picture is pulled, (4, 2): perspective.
        bend: What is no perspective, from where it is seen to where it is printed.
        torn: Corner without its mark, or None.
        shadow: How much darker one side is, 0 to 1.
    """

    skew: float = 0.0
    scale: float = 1.0
    corners_mm: Points | None = None
    bend: Bend | None = None
    torn: str | None = None
    shadow: float = 0.0

    def on_paper(
        self, seen: Points, paper_mm: tuple[float, float], dpi: float
    ) -> Points:
        """Return what points of the scan, in pixels, show: millimetres of the paper."""
        middle = np.array(paper_mm) / 2
        points = (seen + 0.5) / dpi * MM_PER_INCH - _MARGIN_MM - middle
        angle = np.radians(self.skew)
        turn = np.array(
            [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
        )
        points = points @ turn.T / self.scale
        if self.corners_mm is not None:
            sheet = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * middle
            matrix = cv2.getPerspectiveTransform(
                (sheet + self.corners_mm).astype(np.float32), sheet.astype(np.float32)
            )
            shape = points.shape
            points = cv2.perspectiveTransform(
                points.reshape(1, -1, 2), np.asarray(matrix, np.float64)
            ).reshape(shape)
        if self.bend:
            points = self.bend(points)
        return np.asarray(points + middle)

    def scanned(
        self,
        paper: NDArray[np.uint8],
        size_mm: tuple[float, float],
        paper_dpi: float,
        dpi: float,
    ) -> NDArray[np.uint8]:
        """Return the picture of a sheet, soft and clean."""
        wide, high = (
            round((side + 2 * _MARGIN_MM) / MM_PER_INCH * dpi) for side in size_mm
        )
        y, x = np.mgrid[0:high, 0:wide]
        place = self.on_paper(np.stack([x, y], -1).astype(float), size_mm, dpi)
        place = place / MM_PER_INCH * paper_dpi - 0.5
        soft = cv2.GaussianBlur(paper, (0, 0), 0.35 * paper_dpi / dpi + 0.3)
        across, down = (
            np.ascontiguousarray(place[..., axis], np.float32) for axis in (0, 1)
        )
        lid = (236, 236, 236)
        seen = cv2.remap(soft, across, down, cv2.INTER_LINEAR, borderValue=lid)
        if self.shadow:
            fall = 1 - self.shadow * np.linspace(0, 1, wide, dtype=np.float32) ** 2
            seen = (seen * fall[None, :, None]).astype(np.uint8)
        return np.asarray(seen, np.uint8)


def without_mark(
    paper: NDArray[np.uint8], paper_dpi: float, box: tuple[float, float]
) -> NDArray[np.uint8]:
    """Return the sheet with the corner mark at ``box`` (left, top in mm) torn off."""
    left, top = (round((side - 1) / MM_PER_INCH * paper_dpi) for side in box)
    size = round((_MARK_MM + 2) / MM_PER_INCH * paper_dpi)
    torn = paper.copy()
    torn[max(0, top) : top + size, max(0, left) : left + size] = 236
    return torn


def _skew(draw: random.Random) -> Distortion:
    return Distortion(skew=draw.uniform(-5, 5))


def _scale(draw: random.Random) -> Distortion:
    return Distortion(skew=draw.uniform(-1, 1), scale=draw.uniform(0.95, 1.05))


def _shake(draw: random.Random, most: float) -> Points:
    return np.array([[draw.uniform(-most, most) for _ in "xy"] for _ in range(4)])


def _perspective(draw: random.Random) -> Distortion:
    return Distortion(skew=draw.uniform(-2, 2), corners_mm=_shake(draw, 4.0))


def _stretch(draw: random.Random) -> Distortion:
    """A copier whose drum does not turn evenly, and is longer than wide."""
    return Distortion(skew=draw.uniform(-1, 1), bend=_feed(draw, 0.3, 0.9))


def _feed(draw: random.Random, least: float, most: float) -> Bend:
    size, length = draw.uniform(least, most), draw.uniform(70, 200)
    phase, longer = draw.uniform(0, 6.28), draw.uniform(-0.015, 0.015)

    def bend(points: Points) -> Points:
        x, y = points[..., 0], points[..., 1]
        y = y * (1 + longer) + size * np.sin(2 * np.pi * y / length + phase)
        return np.stack([x, y], -1)

    return bend


def _curl(draw: random.Random) -> Distortion:
    """A sheet that lifts off the glass along one side, as a bound page does."""
    side, reach = draw.choice((-1, 1)), draw.uniform(50, 90)
    shorter, bow = draw.uniform(1.0, 3.0), draw.uniform(-2.5, 2.5)

    def bend(points: Points) -> Points:
        x, y = points[..., 0], points[..., 1]
        lifted = np.clip((side * x - (105 - reach)) / reach, 0, None) ** 2
        # The page is seen shorter there, and its lines rise.
        return np.stack([x + side * shorter * lifted, y + bow * lifted * y / 148], -1)

    return Distortion(skew=draw.uniform(-1, 1), bend=bend)


def _missing_mark(draw: random.Random) -> Distortion:
    corner = draw.choice(("top_left", "top_right", "bottom_right", "bottom_left"))
    shake = _shake(draw, 1.5)
    return Distortion(skew=draw.uniform(-3, 3), corners_mm=shake, torn=corner)


def _phone(draw: random.Random) -> Distortion:
    """A photograph from above: perspective, a lens that bulges, a shadow."""
    bulge = draw.uniform(-0.012, 0.012)

    def bend(points: Points) -> Points:
        away = (points**2).sum(-1, keepdims=True) / 180.0**2
        return np.asarray(points * (1 + bulge * (away - 0.5)))

    return Distortion(
        skew=draw.uniform(-4, 4),
        scale=draw.uniform(0.93, 1.0),
        corners_mm=_shake(draw, 7.0),
        bend=bend,
        shadow=draw.uniform(0.2, 0.5),
    )


def _all(draw: random.Random) -> Distortion:
    return Distortion(
        skew=draw.uniform(-5, 5),
        scale=draw.uniform(0.95, 1.05),
        corners_mm=_shake(draw, 2.0),
        bend=_feed(draw, 0.2, 0.5),
    )


def _crumpled(draw: random.Random) -> Distortion:
    """A sheet that was a ball of paper: too far off to be read."""
    waves = [
        (draw.uniform(2.0, 4.0), draw.uniform(22, 40), draw.uniform(0, 6.28))
        for _ in range(4)
    ]

    def bend(points: Points) -> Points:
        x, y = points[..., 0], points[..., 1]
        (a, b, c, d) = (
            size * np.sin(2 * np.pi * along / length + phase)
            for (size, length, phase), along in zip(waves, (x, y, y, x), strict=True)
        )
        return np.stack([x + a + b, y + c + d], -1)

    return Distortion(bend=bend)


DISTORTIONS: Mapping[str, Callable[[random.Random], Distortion]] = {
    "skew": _skew,
    "scale": _scale,
    "perspective": _perspective,
    "stretch": _stretch,
    "curl": _curl,
    "missing_mark": _missing_mark,
    "phone": _phone,
    "all": _all,
}
HOPELESS: Mapping[str, Callable[[random.Random], Distortion]] = {"crumpled": _crumpled}
