"""Letters stroke by stroke, as a pen draws them: KanjiVG with an unsteady hand.

KanjiVG (CC BY-SA 3.0, Ulrich Apel) gives every stroke as a curve; here the curve's
points wander, strokes begin too early or end too late, and the pen has a width.
"""

import random
import xml.etree.ElementTree as ET
from functools import cache
from importlib.metadata import files

import cv2
import numpy as np
from numpy.typing import NDArray

_GRID = 109.0  # KanjiVG's drawing area
_POINTS = 24  # a stroke


@cache
def _drawings() -> dict[str, str]:
    """Return character to the file of its strokes, the ordinary form only."""
    found = {}
    for file in files("kanjivg") or []:
        stem = file.name.removesuffix(".svg")
        if file.name.endswith(".svg") and len(stem) == 5:
            found[chr(int(stem, 16))] = str(file.locate())
    return found


@cache
def strokes_of(
    char: str, count: int = _POINTS
) -> tuple[NDArray[np.float32], ...] | None:
    """Return the strokes of a character, points (n, 2) from 0 to 1; None if unknown."""
    path = _drawings().get(char)
    if path is None:
        return None
    # Comes with the drawings, in the dependency group ``train``.
    from svg.path import parse_path

    strokes = []
    for node in ET.parse(path).iter("{http://www.w3.org/2000/svg}path"):
        # Segment by segment: the package's own way along a whole path takes seconds.
        way = [
            segment.point(t)
            for segment in parse_path(node.attrib["d"])
            for t in np.linspace(0, 1, _POINTS)
        ]
        strokes.append(_spaced(np.array([[p.real, p.imag] for p in way]), count))
    return tuple(strokes)


def _spaced(way: NDArray[np.float64], count: int) -> NDArray[np.float32]:
    """Return points at equal distances along a way, in shares of the drawing area."""
    steps = np.hypot(*np.diff(way, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0, along[-1], count)
    spaced = np.column_stack([np.interp(at, along, way[:, axis]) for axis in (0, 1)])
    return (spaced / _GRID).astype(np.float32)


def draw_letter(
    char: str, size: int, draw: random.Random
) -> NDArray[np.float32] | None:
    """Return the ink of a letter on a square of ``size`` pixels; None if unknown."""
    strokes = strokes_of(char)
    if strokes is None:
        return None
    noise = np.random.default_rng(draw.getrandbits(32))
    canvas = np.zeros((size, size), np.uint8)
    width = max(1, round(size * draw.uniform(0.04, 0.10)))
    unsteady = draw.uniform(0.0, 0.035)
    for stroke in strokes:
        moved = stroke + noise.normal(0, unsteady, 2)
        middle = moved.mean(axis=0)
        moved = middle + (moved - middle) * (1 + noise.normal(0, 0.08, 2))
        wander = np.cumsum(noise.normal(0, unsteady * 0.25, moved.shape), axis=0)
        moved = moved + wander - wander.mean(axis=0)
        shifted = np.round(moved * size * 16).astype(np.int32)[None]
        cv2.polylines(canvas, [shifted], False, (255,), width, cv2.LINE_AA, shift=4)
    return canvas.astype(np.float32) / np.float32(255)
