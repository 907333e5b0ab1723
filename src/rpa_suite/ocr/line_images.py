"""Line images as the recogniser takes them: how high, how wide, with how much margin.

Nothing here knows pages or templates: what makes lines to learn from (bench/hands) lays
them out by the same code that reads.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

LINE_HEIGHT = 48  # pixels, as the model was trained
_NARROWEST = 48
_WIDEST = 1600
_GAP = 0.28  # of the line's height, between two cells' writing
_MARGIN = 0.10  # of the line's height, above and below the writing
_WRITTEN = 200  # darker than this is writing

Grey = NDArray[np.uint8]  # (height, width), dark ink on white
Line = NDArray[np.uint8]  # (height, width, 3), RGB


def set_side_by_side(pieces: Sequence[Grey]) -> Line:
    """Return cells' writing as one line, cut above and below what is written.

    Args:
        pieces: The writing of each cell, as high as the cell, as wide as the writing.
    """
    height = max(piece.shape[0] for piece in pieces)
    padded = [
        np.pad(p, ((0, height - p.shape[0]), (0, 0)), constant_values=255)
        for p in pieces
    ]
    rows = np.flatnonzero(
        np.any([(piece < _WRITTEN).any(axis=1) for piece in padded], axis=0)
    )
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, height)
    margin = max(2, round((bottom - top) * _MARGIN))
    gap = np.full((bottom - top, max(3, round((bottom - top) * _GAP))), 255, np.uint8)
    parts = [gap]
    for piece in padded:
        parts += [piece[top:bottom], gap]
    line = np.concatenate(parts, axis=1)
    return _rgb(np.pad(line, ((margin, margin), (0, 0)), constant_values=255))


def with_margin(cut: Grey) -> Line:
    """Return a free line, cut to its writing, with paper around it."""
    margin = max(2, round(cut.shape[0] * _MARGIN))
    side = max(margin, round(LINE_HEIGHT * 0.15))
    return _rgb(np.pad(cut, ((margin, margin), (side, side)), constant_values=255))


def scaled(line: Line) -> Line:
    """Return the line as high as the model wants it, and wide enough."""
    height, width = line.shape[:2]
    target = min(_WIDEST, max(8, round(width * LINE_HEIGHT / height)))
    resized = cv2.resize(
        line,
        (target, LINE_HEIGHT),
        interpolation=cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC,
    )
    if target < _NARROWEST:
        resized = cv2.copyMakeBorder(
            resized,
            *(0, 0, 0, _NARROWEST - target),
            cv2.BORDER_CONSTANT,
            value=(255, 255, 255),
        )
    return np.asarray(resized, np.uint8)


def _rgb(grey: Grey) -> Line:
    return np.repeat(grey[..., None], 3, axis=2)
