"""What a person wrote: the page less what was printed on the blank."""

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, FormTemplate
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.overlays import find_overlay
from rpa_suite.ocr.red_ink import (
    UNDER_RED,
    around,
    light_of,
    red_marks,
    seen_through,
)

_PAPER_MM = 12.0  # the shade of the paper changes no faster than over this
_DARKEST_PAPER = 0.2
_DARKER = 0.16  # ink is at least this much darker than what is printed there
_SLACK_MM = 0.35  # printed lines may lie this far off
_PAPER = 0.95  # what is brighter on the blank is not printed
_DARK_PRINT = 0.5
_FEW_SHADES = 15.0  # times what is black: edges are 0.4 to 3 of it, shades over 100
_SPECK_MM2 = 0.08  # less than the dot of a pen
_OVERLAID_MM2 = 0.4


class InkPage:
    """The ink of one flattened page.

    Attributes:
        ink: True where a person wrote, (height, width).
        specks: True where something stands that is too small for a pen's dot.
        printed: True where the blank is not white.
        hidden: True where what is printed, or lies a little off, may hide ink.
        covered: True where a stamp, the line of a fold or a stroke that crosses things
            out may hide or add something.
        seals: Small red seals on it, in millimetres.
        struck: Cells, printed words and boxes to tick that are struck out; empty until
            corrections are looked for.
        anew: What was written anew for such a cell: grey on white, as high as the cell.
        added: Cells, not surely struck, above which something is written.
        grey: Page brightness relative to its paper, 0 to 1.
        is_black_and_white: Whether it came by fax, or through an old copier.
        print_kept: Share of the dark print that is dark on the page.
    """

    def __init__(
        self, flat: FlatPage, template: FormTemplate, *, page: int = 1
    ) -> None:
        self.dots_per_mm = flat.dots_per_mm
        self.grey = evened(flat.image, flat.dots_per_mm)
        blank = render_blank(template, page=page)
        printed = _grey(blank)
        self.is_black_and_white = _is_black_and_white(self.grey, printed)
        self.print_kept = _print_kept(self.grey, printed)
        if self.is_black_and_white:
            # By fax the light frames come black, or not at all.
            printed = np.where(printed < _PAPER, 0.0, printed).astype(np.float32)
        self.printed = printed < _PAPER
        expected = self._darkest_near(printed)
        marked = self.grey < expected - np.float32(_DARKER)
        self.hidden = expected < _PAPER
        red = red_marks(flat.image, marked)
        overlay = find_overlay(
            self.grey, marked, red=red, hidden=self.hidden, dots_per_mm=flat.dots_per_mm
        )
        if red.any():
            self._see_through(red, flat.image, blank, marked)
        written = marked & ~overlay.ink
        self.ink = _without_specks(written, flat.dots_per_mm)
        self.specks = written & ~self.ink
        self.covered = overlay.covers
        self.seals = overlay.seals
        self.struck: set[Box] = set()
        self.anew: dict[Box, NDArray[np.uint8]] = {}
        self.added: set[Box] = set()

    def _darkest_near(self, printed: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how dark print may make each dot, since it may lie a little off."""
        slack = 2 * round(_SLACK_MM * self.dots_per_mm) + 1
        darkest = cv2.erode(printed, np.ones((slack, slack), np.uint8))
        return np.asarray(darkest, np.float32)

    def _see_through(
        self,
        red: NDArray[np.bool_],
        image: NDArray[np.uint8],
        blank: NDArray[np.uint8],
        marked: NDArray[np.bool_],
    ) -> None:
        """Look through red ink: ``grey`` and ``marked`` become what is beneath it."""
        near = around(red)
        seen = seen_through(evened_light(light_of(image), self.dots_per_mm), red)
        expected = self._darkest_near(light_of(blank))
        self.grey[near] = np.maximum(self.grey, seen)[near]
        marked[near] = (seen < expected - np.float32(UNDER_RED))[near]

    def ink_in(self, box: Box) -> NDArray[np.bool_]:
        """Return the ink inside a box, clipped to the page."""
        left, top, right, bottom = box.in_pixels(self.dots_per_mm)
        return self.ink[max(0, top) : bottom, max(0, left) : right]

    def hidden_in(self, box: Box) -> NDArray[np.bool_]:
        """Return where print may hide ink inside a box, clipped to the page."""
        left, top, right, bottom = box.in_pixels(self.dots_per_mm)
        return self.hidden[max(0, top) : bottom, max(0, left) : right]

    def is_overlaid(self, box: Box) -> bool:
        """Whether a stamp, a fold or a stroke that crosses out lies over a box."""
        left, top, right, bottom = box.in_pixels(self.dots_per_mm)
        over = self.covered[max(0, top) : bottom, max(0, left) : right]
        return float(over.sum()) / self.dots_per_mm**2 > _OVERLAID_MM2

    def specks_share(self, box: Box) -> float:
        """Return the share of specks in what stands in a box, 0 to 1.

        Writing that a weak fax has broken up leaves many, whole strokes few.
        """
        left, top, right, bottom = box.in_pixels(self.dots_per_mm)
        specks = self.specks[max(0, top) : bottom, max(0, left) : right].sum()
        return float(specks / max(1, specks + self.ink_in(box).sum()))

    def area_in(self, box: Box) -> float:
        """Return the ink inside a box in square millimetres."""
        return float(self.ink_in(box).sum()) / self.dots_per_mm**2

    def writing_in(self, box: Box) -> NDArray[np.uint8]:
        """Return the writing inside a box, grey on pure white, without what is printed.

        A rim of half a stroke keeps the soft edges that the recogniser knows.
        """
        left, top, right, bottom = box.in_pixels(self.dots_per_mm)
        left, top = max(0, left), max(0, top)
        near = cv2.dilate(
            self.ink[top:bottom, left:right].astype(np.uint8), np.ones((3, 3), np.uint8)
        )
        grey = np.clip(self.grey[top:bottom, left:right] * 255, 0, 255)
        return np.where(near > 0, grey, 255).astype(np.uint8)


def _grey(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return np.asarray(grey, np.float32) * np.float32(1 / 255)


def evened(image: NDArray[np.uint8], dots_per_mm: float) -> NDArray[np.float32]:
    """Return the brightness divided by that of the paper around."""
    return evened_light(_grey(image), dots_per_mm)


def evened_light(grey: NDArray[np.float32], dots_per_mm: float) -> NDArray[np.float32]:
    """Return one light of a page, 0 to 1, divided by that of the paper around."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    reach = 2 * round(_PAPER_MM * dots_per_mm / 8 / 2) + 1
    paper = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), reach / 2)
    paper = np.maximum(paper, np.float32(_DARKEST_PAPER))
    whole = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    relative = np.asarray(cv2.divide(grey, whole), np.float32)
    return np.minimum(relative, np.float32(1.0), out=relative)


def _is_black_and_white(
    grey: NDArray[np.float32], printed: NDArray[np.float32]
) -> bool:
    """Whether what is not printed dark has no shades: by fax, or an old copier."""
    # A quarter of the dots tells as well.
    seen = grey[::2, ::2][printed[::2, ::2] > _DARK_PRINT]
    black = seen <= np.float32(0.16)
    middle = ~black & (seen < np.float32(0.85))
    return int(middle.sum()) < _FEW_SHADES * int(black.sum())


def _print_kept(grey: NDArray[np.float32], printed: NDArray[np.float32]) -> float:
    """Return the share of the dark print that the page shows: light scans thin it."""
    seen = grey[::2, ::2][printed[::2, ::2] < _DARK_PRINT]
    return float((seen < np.float32(0.5)).mean()) if seen.size else 1.0


def _without_specks(marked: NDArray[np.bool_], dots_per_mm: float) -> NDArray[np.bool_]:
    """Drop what is smaller than the dot of a pen."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        marked.astype(np.uint8), connectivity=8
    )
    large = stats[:, cv2.CC_STAT_AREA] >= _SPECK_MM2 * dots_per_mm**2
    large[0] = False
    # Little of a page is marked: no need to look all of it up.
    at = np.flatnonzero(marked)
    kept = np.zeros(marked.shape, bool)
    kept.ravel()[at] = large[labels.ravel()[at]]
    return kept
