"""Printed patches of a blank form, and where they lie on a scan of it."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank

Places = NDArray[np.float64]  # (n, 2), x and y in pixels

_PATCH_MM = 9.0
_SURE = 0.55  # normalised correlation
# A weaker corner may slide along its line.
_LEAST_CORNER = 0.002
# What is darker than a printed frame, ink above all, is as dark as the frame.
_DARKEST = 110


@dataclass(frozen=True, slots=True)
class Look:
    """How closely a page is looked at.

    Attributes:
        dpi: Resolution; patches are matched to a tenth of a pixel.
        apart_mm: One patch in every square of this side, where something is printed.
        reach_mm: How far from its place each may lie.
    """

    dpi: float
    apart_mm: float
    reach_mm: float

    @property
    def dots_per_mm(self) -> float:
        """Pixels a millimetre."""
        return self.dpi / MM_PER_INCH

    def size_of(self, flat: tuple[int, int]) -> tuple[int, int]:
        """Return width and height of a page that has these when laid flat."""
        width, height = (round(side * self.dpi / FLAT_DPI) for side in flat)
        return width, height


@dataclass(frozen=True, slots=True)
class Anchor:
    """One patch that pins both directions."""

    x: int
    y: int
    patch: NDArray[np.uint8]


def anchors_of(template: FormTemplate, page: int, look: Look) -> tuple[Anchor, ...]:
    """Return the patches of a blank page, spread over all that is printed.

    Frames of fields are printed, so every field has some of its own beside it.
    """
    return _anchors_on(_SharedBlank(render_blank(template, page=page)), look)


class _SharedBlank:
    """A blank that is rendered once and then shared: known by being the same."""

    def __init__(self, image: NDArray[np.uint8]) -> None:
        self.image = image

    def __hash__(self) -> int:
        return id(self.image)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SharedBlank) and self.image is other.image


@lru_cache(maxsize=32)
def _anchors_on(blank: _SharedBlank, look: Look) -> tuple[Anchor, ...]:
    high, wide = blank.image.shape[:2]
    size = look.size_of((wide, high))
    small = cv2.resize(blank.image, size, interpolation=cv2.INTER_AREA)
    grey = look_grey(np.asarray(small, np.uint8))
    corner = cv2.cornerMinEigenVal(cv2.GaussianBlur(grey, (0, 0), 0.8), 7)
    half = round(_PATCH_MM * look.dots_per_mm / 2)
    apart = round(look.apart_mm * look.dots_per_mm)
    found = []
    for top in range(half, grey.shape[0] - half, apart):
        for left in range(half, grey.shape[1] - half, apart):
            bottom = min(top + apart, grey.shape[0] - half)
            right = min(left + apart, grey.shape[1] - half)
            _, best, _, (x, y) = cv2.minMaxLoc(corner[top:bottom, left:right])
            if best < _LEAST_CORNER:
                continue
            x, y = left + x, top + y
            patch = np.ascontiguousarray(
                grey[y - half : y + half + 1, x - half : x + half + 1]
            )
            found.append(Anchor(x, y, patch))
    return tuple(found)


def look_grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the page as patches are compared: grey, ink no darker than frames."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return np.asarray(np.maximum(grey, _DARKEST), np.uint8)


def find_anchors(
    grey: NDArray[np.uint8], anchors: tuple[Anchor, ...], look: Look
) -> tuple[Places, Places]:
    """Return where anchors stand on the blank and where on the page.

    Args:
        grey: The page, about where the template has it.
        anchors: Which to look for.
        look: How closely.
    """
    reach = round(look.reach_mm * look.dots_per_mm)
    on_blank: list[tuple[float, float]] = []
    on_page: list[tuple[float, float]] = []
    half = anchors[0].patch.shape[0] // 2 if anchors else 0
    border = half + reach
    padded = cv2.copyMakeBorder(grey, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    for each in anchors:
        top, left = each.y + reach - border, each.x + reach - border
        around = padded[top : top + 2 * border + 1, left : left + 2 * border + 1]
        score = cv2.matchTemplate(around, each.patch, cv2.TM_CCOEFF_NORMED)
        _, best, _, (x, y) = cv2.minMaxLoc(score)
        if best < _SURE:
            continue
        dx, dy = _subpixel(np.asarray(score, np.float32), x, y)
        on_blank.append((each.x, each.y))
        on_page.append((each.x - reach + dx, each.y - reach + dy))
    blank, page = (np.array(each, np.float64) for each in (on_blank, on_page))
    return blank.reshape(-1, 2), page.reshape(-1, 2)


def _subpixel(score: NDArray[np.float32], x: int, y: int) -> tuple[float, float]:
    """Refine the peak of a correlation by a parabola in each direction."""

    def shift(before: float, at: float, after: float) -> float:
        bend = before - 2 * at + after
        return 0.0 if bend >= 0 else float(0.5 * (before - after) / bend)

    dx = dy = 0.0
    if 0 < x < score.shape[1] - 1:
        dx = shift(score[y, x - 1], score[y, x], score[y, x + 1])
    if 0 < y < score.shape[0] - 1:
        dy = shift(score[y - 1, x], score[y, x], score[y + 1, x])
    return x + dx, y + dy
