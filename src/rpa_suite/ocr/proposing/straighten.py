"""Lay the scan of a blank form straight: by its marks, else by its ruled lines."""

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.errors import PageError
from rpa_suite.ocr.blank import MM_PER_INCH
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.registration import mark_centres

_A4 = 210.0, 297.0
# Centres of the marks of a form that follows the house rule, in mm: squares of 6 mm
# whose outer edges lie 8 mm from the edges of the paper.
HOUSE_CENTRES = ((11.0, 11.0), (199.0, 11.0), (199.0, 286.0), (11.0, 286.0))
_MOST_SKEW = 6.0  # degrees
_MOST_EDGES = 0.2  # of the page: print has a tenth, a photograph far more
_LEAST_SHARE = 0.12  # of the page's width that a ruled line has


def straightened(
    page: Page, dpi: float
) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """Return the page at ``dpi`` with level lines, and the size of its paper in mm.

    Raises:
        PageError: Nothing on it is ruled: it is no form.
    """
    centres = mark_centres(page)
    if centres is not None:
        return _on_marks(page, centres, dpi), _A4
    angle = _skew(page)
    height, width = page.image.shape[:2]
    size = width / page.dpi * MM_PER_INCH, height / page.dpi * MM_PER_INCH
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = cv2.warpAffine(
        page.image,
        turn,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderValue=(255, 255, 255),
    )
    scale = dpi / page.dpi
    resized = cv2.resize(level, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(resized, np.uint8), (round(size[0], 1), round(size[1], 1))


def _on_marks(
    page: Page, centres: NDArray[np.float32], dpi: float
) -> NDArray[np.uint8]:
    dots = dpi / MM_PER_INCH
    wanted = np.array(HOUSE_CENTRES, np.float32) * np.float32(dots)
    matrix = cv2.getPerspectiveTransform(centres, wanted)
    size = round(_A4[0] * dots), round(_A4[1] * dots)
    laid = cv2.warpPerspective(
        page.image, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return np.asarray(laid, np.uint8)


def _skew(page: Page) -> float:
    """Return by how many degrees the ruled lines rise to the right."""
    scale = 150.0 / page.dpi
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(small, 40, 120)
    if float((edges > 0).mean()) > _MOST_EDGES:
        raise _no_form()
    least = small.shape[1] * _LEAST_SHARE
    lines = cv2.HoughLinesP(
        edges, 1, np.pi / 1800, 60, minLineLength=least, maxLineGap=6
    )
    angles = []
    for x1, y1, x2, y2 in [] if lines is None else lines[:, 0]:
        angle = float(np.degrees(np.arctan2(y2 - y1, x2 - x1)))
        # Upright lines say the same as level ones.
        angle = (angle + 45) % 90 - 45
        if abs(angle) <= _MOST_SKEW:
            angles.append(angle)
    if len(angles) < 4:
        raise _no_form()
    return float(np.median(angles))


def _no_form() -> PageError:
    return PageError(
        "罫線が見つかりません。記入前の帳票を、影や傾きのないように"
        "スキャンし直して指定してください。写真は使えません。"
    )
