"""What happens to paper in offices: stamps, punch holes, folds, a fax machine."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

_RED = np.array((200, 45, 50), np.float32)
_STAMP_MM = 15.0  # 受付印, from its middle to its rim
_HOLE_MM = 3.0
_FAX_DPI = 200


def worn(
    paper: NDArray[np.uint8], dots_per_mm: float, draw: random.Random
) -> NDArray[np.uint8]:
    """Return the sheet with 受付印, and at times punch holes and a fold."""
    page = paper.astype(np.float32)
    if draw.random() < 0.6:
        _stamp(page, dots_per_mm, draw)
    if draw.random() < 0.4:
        _punch(page, dots_per_mm, draw)
    if draw.random() < 0.4:
        _fold(page, draw)
    return np.asarray(np.clip(page, 0, 255), np.uint8)


def _stamp(page: NDArray[np.float32], dots: float, draw: random.Random) -> None:
    """Print a round 受付印; it may lie over fields below the heading."""
    x, y = draw.uniform(130, 175), draw.uniform(20, 55)
    ink = np.zeros(page.shape[:2], np.uint8)
    middle = round(x * dots), round(y * dots)
    for radius in (_STAMP_MM, _STAMP_MM - 1.2):
        cv2.circle(ink, middle, round(radius * dots), (255,), round(0.4 * dots))
    for level in (-4.0, 4.0):
        ends = [
            (round((x + side * _STAMP_MM * 0.95) * dots), round((y + level) * dots))
            for side in (-1, 1)
        ]
        cv2.line(ink, ends[0], ends[1], (255,), round(0.3 * dots))
    where = (round((x - 10) * dots), round((y + 1.5) * dots))
    said = f"8. {draw.randint(5, 7)}.{draw.randint(1, 28)}"
    cv2.putText(ink, said, where, cv2.FONT_HERSHEY_SIMPLEX, dots / 6, (255,), 3)
    rows, columns = np.nonzero(ink)
    patchy = np.random.default_rng(draw.getrandbits(32)).random(len(rows)) > 0.2
    strength = ink[rows, columns] / 255 * patchy * draw.uniform(0.5, 0.8)
    alpha = strength[:, None].astype(np.float32)
    under = page[rows, columns]
    # Ink upon ink stays dark.
    page[rows, columns] = np.minimum(under, under * (1 - alpha) + _RED * alpha)


def _punch(page: NDArray[np.float32], dots: float, draw: random.Random) -> None:
    """Punch two holes, 80 mm apart, into the left margin; the lid shows through."""
    middle = page.shape[0] / 2 / dots
    for side in (-40, 40):
        at = round(9.5 * dots), round((middle + side + draw.uniform(-1, 1)) * dots)
        lid = draw.randint(30, 90)
        cv2.circle(page, at, round(_HOLE_MM * dots), (lid, lid, lid), -1)


def _fold(page: NDArray[np.float32], draw: random.Random) -> None:
    """Darken a line where the sheet was folded in two or three."""
    height = page.shape[0]
    at = height * draw.choice((0.5, 1 / 3, 2 / 3)) + draw.uniform(-20, 20)
    away = np.abs(np.arange(height, dtype=np.float32) - at)
    shade = 1 - 0.12 * np.exp(-((away / 14) ** 2)) - 0.10 * np.exp(-((away / 2) ** 2))
    page *= shade[:, None, None]


def faxed(image: Image.Image) -> Image.Image:
    """Return the scan in black and white, as a fax or an old copier sends it."""
    grey = np.asarray(image.convert("L"))
    # Locally, as machines do: the light blue of the frames mostly drops out.
    level = cv2.GaussianBlur(grey, (0, 0), 25).astype(np.float32) * 0.72
    both = np.where(grey < level, 0, 255).astype(np.uint8)
    result = Image.fromarray(both)
    result.info["dpi"] = image.info["dpi"]
    return result
