"""Lay a crooked page onto its template: marks, then patches, then a residual.

The four registration marks give a homography (the hollow one tells which way is up);
patches of the printed form around the whole page then pull it straight, and what they
still disagree by is the residual that refuses a wrong or crumpled page.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.errors import FormMismatch
from rpa_suite.model.forms import Box, FormTemplate
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.pages import Page

DOTS_PER_MM = FLAT_DPI / MM_PER_INCH
LARGEST_RESIDUAL_MM = 0.5
_FEWEST_PATCHES = 12
_PATCH_MM = 9.0
_SEARCH_MM = 2.0
_SURE_PATCH = 0.55  # normalised correlation
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")

Points = NDArray[np.float32]  # (n, 2), x and y in pixels


@dataclass(frozen=True, kw_only=True, slots=True)
class FlatPage:
    """A page as if scanned exactly straight.

    Attributes:
        image: RGB pixels (height, width, 3) at 200 dpi, origin at the paper's corner.
        residual_mm: 80th percentile of what printed patches are off by.
    """

    image: NDArray[np.uint8]
    dots_per_mm: float
    residual_mm: float


def flatten(page: Page, template: FormTemplate, *, page_number: int = 1) -> FlatPage:
    """Return the page laid onto page ``page_number`` of the template.

    Raises:
        FormMismatch: It is another form, or too crumpled to read the right boxes.
    """
    found = mark_centres(page)
    if found is None:
        raise FormMismatch(
            "用紙の四隅の位置合わせ印が見つかりません。"
            "用紙全体が入るように、折り目を伸ばしてスキャンし直してください。"
        )
    blank = render_blank(template, page=page_number)
    size = blank.shape[1], blank.shape[0]
    wanted = np.array(
        [_centre(template.marks[c]) for c in _CORNERS], np.float32
    ) * np.float32(DOTS_PER_MM)
    coarse = np.asarray(cv2.getPerspectiveTransform(found, wanted), np.float64)
    flat = _warped(page.image, coarse, size)
    on_blank, on_page = _patches(blank, flat)
    if len(on_blank) < _FEWEST_PATCHES:
        raise _other_form(template)
    fine, inliers = cv2.findHomography(on_page, on_blank, cv2.RANSAC, 3.0)
    if fine is None or inliers.sum() < _FEWEST_PATCHES:
        raise _other_form(template)
    flat = _warped(page.image, np.asarray(fine @ coarse, np.float64), size)
    on_blank, on_page = _patches(blank, flat)
    if len(on_blank) < _FEWEST_PATCHES:
        raise _other_form(template)
    off = np.linalg.norm(on_blank - on_page, axis=1) / DOTS_PER_MM
    # A patch under thick writing may be found in the wrong place; a fifth of them may,
    # a curled page moves more.
    residual = float(np.percentile(off, 80))
    if residual > LARGEST_RESIDUAL_MM:
        raise FormMismatch(
            f"用紙がゆがんでいて、記入欄の位置が合いません（ずれ {residual:.1f} mm）。"
            "平らにしてスキャンし直してください。"
        )
    return FlatPage(image=flat, dots_per_mm=DOTS_PER_MM, residual_mm=residual)


def _other_form(template: FormTemplate) -> FormMismatch:
    return FormMismatch(
        f"この用紙は「{template.title}」({template.edition}) ではありません。"
        "帳票の種類を確かめてください。"
    )


def _centre(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def _warped(
    image: NDArray[np.uint8], matrix: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.uint8]:
    warped = cv2.warpPerspective(
        image, matrix, size, flags=cv2.INTER_AREA, borderValue=(255, 255, 255)
    )
    return np.asarray(warped, np.uint8)


def mark_centres(page: Page) -> Points | None:
    """Return the mark centres in the order of ``_CORNERS``, or None."""
    squares = _squares(page)
    if len(squares) < 4:
        return None
    height, width = page.image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    centres = np.array([centre for centre, _ in squares], np.float32)
    nearest = [
        int(np.linalg.norm(centres - corner, axis=1).argmin()) for corner in corners
    ]
    if len(set(nearest)) < 4:
        return None
    # The hollow square belongs to the top right of the paper.
    hollow = [place for place, which in enumerate(nearest) if squares[which][1]]
    if len(hollow) != 1:
        return None
    start = (hollow[0] - _CORNERS.index("top_right")) % 4
    ordered = [nearest[(start + step) % 4] for step in range(4)]
    return np.array([centres[which] for which in ordered], np.float32)


def _squares(page: Page) -> list[tuple[tuple[float, float], bool]]:
    """Return (centre, hollow) of everything that looks like a 6 mm square mark."""
    # 100 dpi is plenty to find them; the centre is weighed on the mask itself.
    scale = min(1.0, 100.0 / page.dpi)
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    side = 6.0 / MM_PER_INCH * page.dpi * scale
    paper = float(np.percentile(small, 90))
    dark = np.asarray(small < 0.5 * paper, np.uint8)
    contours, hierarchy = cv2.findContours(
        dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE
    )
    found = []
    for index, contour in enumerate(contours):
        if hierarchy[0][index][3] >= 0:
            continue
        (x, y), (wide, high), _ = cv2.minAreaRect(contour)
        if not (0.75 * side < min(wide, high) <= max(wide, high) < 1.3 * side):
            continue
        if cv2.contourArea(contour) < 0.82 * wide * high:
            continue
        inside = hierarchy[0][index][2]
        hole = cv2.contourArea(contours[inside]) if inside >= 0 else 0.0
        hollow = hole > 0.15 * side * side
        # contour points lie on pixel centres
        found.append((((x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5), hollow))
    return found


def _patches(
    blank: NDArray[np.uint8], flat: NDArray[np.uint8]
) -> tuple[Points, Points]:
    """Return where printed patches lie on the blank and where on the page."""
    form = np.asarray(cv2.cvtColor(blank, cv2.COLOR_RGB2GRAY), np.uint8)
    page = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.uint8)
    half, reach = round(_PATCH_MM * DOTS_PER_MM / 2), round(_SEARCH_MM * DOTS_PER_MM)
    height, width = form.shape
    on_blank: list[tuple[float, float]] = []
    on_page: list[tuple[float, float]] = []
    step = round(18 * DOTS_PER_MM)
    border = half + reach
    for y in range(border, height - border, step):
        for x in range(border, width - border, step):
            patch = form[y - half : y + half, x - half : x + half]
            if not _has_corner(patch):
                continue
            around = page[y - border : y + border, x - border : x + border]
            score = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
            _, best, _, place = cv2.minMaxLoc(score)
            if best < _SURE_PATCH:
                continue
            dx, dy = _subpixel(np.asarray(score, np.float32), *place)
            on_blank.append((float(x), float(y)))
            on_page.append((x - reach + dx, y - reach + dy))
    return np.array(on_blank, np.float32), np.array(on_page, np.float32)


def _has_corner(patch: NDArray[np.uint8]) -> bool:
    """Whether the patch pins both directions: a single line would slide along."""
    eigen = cv2.cornerMinEigenVal(patch, 5)
    return bool((eigen > 0.002).sum() > 12)


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
