"""Where each point of a template lies on a scan of it.

The marks say roughly where (a perspective); printed patches all over the page then pull
a surface straight, and once more a finer one, so that a curled page or a copier's
uneven feed is followed to the field.  What the patches still disagree by can refuse.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.errors import FormMismatch
from rpa_suite.model.forms import Box, FormTemplate
from rpa_suite.ocr.anchors import Look, anchors_of, find_anchors, look_grey
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.corner_marks import Points, find_marks, wanted_marks
from rpa_suite.ocr.mesh import SmoothMap, fit_spline, fit_surface
from rpa_suite.ocr.pages import Page

DOTS_PER_MM = FLAT_DPI / MM_PER_INCH
LARGEST_RESIDUAL_MM = 0.5
_FEWEST_ANCHORS = 12
_FEWEST_SHARE = 0.35  # of what is printed; another form has some words in common
_FIRST = Look(dpi=50.0, apart_mm=24.0, reach_mm=4.5)
_THEN = Look(dpi=100.0, apart_mm=14.0, reach_mm=1.6)
_CELL, _LOOK_CELL = 48, 24  # pixels between two nodes of a map
_NEAR_MM, _NEAREST = 28.0, 3
_LOOSE_MM = 0.7
_WHOLE = 0.01  # so near to a whole number of dots


# OpenCV takes both maps in one.
_NO_SECOND = np.empty(0, np.float32)


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """How a page lies on its template.

    Attributes:
        nodes: (rows, columns, 2) places on the scan, in pixels, of points of the flat
            page that lie ``_CELL`` apart; the first lies one cell outside its corner.
        size: Width and height of the flat page in pixels.
        residual_mm: 80th percentile of what printed patches are off by.
        found: Share of the printed patches that were found, 0 to 1.
        anchors_mm: (n, 3) middle of each patch on the paper, and what it is off by.
    """

    nodes: NDArray[np.float32]
    size: tuple[int, int]
    residual_mm: float
    found: float
    anchors_mm: NDArray[np.float64]

    def warp(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the scan laid straight."""
        return _remapped(image, self.nodes, _CELL, self.size)

    def on_scan(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of the flat page, in pixels, lie on the scan."""
        at = (points + 0.5) / _CELL + 1.0
        x, y = np.clip(at, 0, np.array(self.nodes.shape[1::-1]) - 1.001).T
        column, row = x.astype(int), y.astype(int)
        right, down = (x - column)[:, None], (y - row)[:, None]
        above = self.nodes[row, column] * (1 - right)
        above = above + self.nodes[row, column + 1] * right
        below = self.nodes[row + 1, column] * (1 - right)
        below = below + self.nodes[row + 1, column + 1] * right
        return np.asarray(above * (1 - down) + below * down, np.float64)

    def is_loose(self, box: Box) -> bool:
        """Whether the print around a box lies elsewhere than the map says."""
        if not len(self.anchors_mm):
            return True
        middle = box.left + box.width / 2, box.top + box.height / 2
        away = np.linalg.norm(self.anchors_mm[:, :2] - middle, axis=1)
        near = np.argsort(away)[:_NEAREST]
        return bool(
            away[near].max() < _NEAR_MM
            and np.median(self.anchors_mm[near, 2]) > _LOOSE_MM
        )


def register(
    page: Page, template: FormTemplate, *, page_number: int = 1
) -> Registration:
    """Return how the page lies on page ``page_number`` of the template.

    Raises:
        FormMismatch: It is another form, or too crumpled to read the right boxes.
    """
    scan, shrink = _small(page)
    marks = find_marks(scan, page.dpi * float(shrink[0]) / MM_PER_INCH, template)
    if marks is None:
        raise FormMismatch(
            "用紙の四隅の位置合わせ印が見つかりません。"
            "用紙全体が入るように、折り目を伸ばしてスキャンし直してください。"
        )
    height, width = render_blank(template, page=page_number).shape[:2]
    look = _THEN.size_of((width, height))
    # Flat pixels a pixel of the look: a page of an odd height is not halved exactly.
    ratio = np.array([width / look[0], height / look[1]])
    on_look = wanted_marks(template) * DOTS_PER_MM / ratio - 0.5
    onto_scan = np.asarray(
        cv2.getPerspectiveTransform(on_look.astype(np.float32), marks), np.float64
    )
    scan = look_grey(scan)
    length = float(max(look))
    first = _first_surface(scan, onto_scan, template, page_number)
    nodes = _onto(onto_scan, _node_places(look, _LOOK_CELL), first)
    straighter = _remapped(scan, nodes, _LOOK_CELL, look)
    anchors = anchors_of(template, page_number, _THEN)
    start, end = find_anchors(straighter, anchors, _THEN)
    if len(start) < max(_FEWEST_ANCHORS, _FEWEST_SHARE * len(anchors)):
        raise _other_form(template)
    # What was found on the page laid by the first map, on the page as the marks lay it.
    second = fit_spline(start, first.moved(end), length)
    if second is None:
        raise _other_form(template)
    residual = float(np.percentile(second.off, 80)) / _THEN.dots_per_mm
    if residual > LARGEST_RESIDUAL_MM:
        raise FormMismatch(
            f"用紙がゆがんでいて、記入欄の位置が合いません（ずれ {residual:.1f} mm）。"
            "平らにしてスキャンし直してください。"
        )
    places = (_node_places((width, height), _CELL) + 0.5) / ratio - 0.5
    return Registration(
        nodes=((_onto(onto_scan, places, second) + 0.5) / shrink - 0.5).astype(
            np.float32
        ),
        size=(width, height),
        residual_mm=residual,
        found=len(start) / len(anchors),
        anchors_mm=np.column_stack(
            [(start + 0.5) * ratio / DOTS_PER_MM, second.off / _THEN.dots_per_mm]
        ),
    )


def _first_surface(
    scan: NDArray[np.uint8],
    onto_scan: NDArray[np.float64],
    template: FormTemplate,
    page_number: int,
) -> SmoothMap:
    """Return how the page differs from what its marks alone say, roughly.

    Raises:
        FormMismatch: Too little of what is printed was found.
    """
    height, width = render_blank(template, page=page_number).shape[:2]
    look, rough = (each.size_of((width, height)) for each in (_THEN, _FIRST))
    coarser = np.array(look) / rough
    onto_look = np.diag([*coarser, 1.0])
    onto_look[:2, 2] = (coarser - 1) / 2
    laid = cv2.warpPerspective(
        scan,
        onto_scan @ onto_look,
        rough,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
    )
    anchors = anchors_of(template, page_number, _FIRST)
    start, end = (
        (places + 0.5) * coarser - 0.5
        for places in find_anchors(np.asarray(laid, np.uint8), anchors, _FIRST)
    )
    surface = fit_surface(start, end, float(max(look)))
    if surface is None:
        raise _other_form(template)
    return surface


def mark_centres(page: Page) -> Points | None:
    """Return the middles of a page's marks in pixels, from the paper's top left on.

    For pages whose template is not known; None where there are no marks.
    """
    scan, shrink = _small(page)
    marks = find_marks(scan, page.dpi * float(shrink[0]) / MM_PER_INCH, None)
    if marks is None:
        return None
    return np.asarray((marks + 0.5) / shrink - 0.5, np.float32)


def _other_form(template: FormTemplate) -> FormMismatch:
    return FormMismatch(
        f"この用紙は「{template.title}」({template.edition}) ではありません。"
        "帳票の種類を確かめてください。"
    )


def _small(page: Page) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return the page in grey at about _THEN.dpi, and how much smaller in x and y."""
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    step = max(1.0, page.dpi / _THEN.dpi)
    if abs(step - round(step)) < _WHOLE:
        # By a whole number, which takes a tenth of the time; less than a dot is cut.
        step = round(step)
        high, wide = (side - side % step for side in grey.shape)
        grey = grey[:high, :wide]
    height, width = grey.shape
    size = round(width / step), round(height / step)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), np.array([size[0] / width, size[1] / height])


def _node_places(size: tuple[int, int], cell: int) -> NDArray[np.float64]:
    """Return (rows, columns, 2) points that lie ``cell`` pixels apart on a page.

    The first lies one cell outside the page's corner, the last one beyond it.
    """
    columns, rows = (-(-side // cell) + 3 for side in size)
    y, x = np.mgrid[0:rows, 0:columns]
    return (np.stack([x, y], axis=-1) - 1.0) * cell - 0.5


def _onto(
    onto_scan: NDArray[np.float64],
    places: NDArray[np.float64],
    bend: SmoothMap | None,
) -> NDArray[np.float32]:
    """Return where on the scan points of the look lie; any leading shape."""
    points = places.reshape(-1, 2)
    if bend:
        points = bend.moved(points)
    found = cv2.perspectiveTransform(points[None], onto_scan)
    return np.asarray(found, np.float32).reshape(places.shape)


def _remapped(
    image: NDArray[np.uint8],
    nodes: NDArray[np.float32],
    cell: int,
    size: tuple[int, int],
) -> NDArray[np.uint8]:
    """Return the image drawn by the nodes, straight lines between them."""
    rows, columns = nodes.shape[:2]
    whole = cv2.resize(
        nodes, (columns * cell, rows * cell), interpolation=cv2.INTER_LINEAR
    )
    # A node stands in the middle of its cell, the first one before the page's corner.
    skip = cell + cell // 2
    width, height = size
    part = whole[skip : skip + height, skip : skip + width]
    # What a scanner's glass shows beside the paper is bright.
    drawn = np.full((height, width, *image.shape[2:]), 255, np.uint8)
    cv2.remap(image, part, _NO_SECOND, cv2.INTER_LINEAR, drawn, cv2.BORDER_TRANSPARENT)
    return drawn
