"""Lay a crooked page onto its template."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, FormTemplate
from rpa_suite.ocr.blank import FLAT_DPI
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.registration import DOTS_PER_MM, Registration, register

__all__ = ["DOTS_PER_MM", "FlatPage", "flatten"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FlatPage:
    """A page as if scanned exactly straight.

    Attributes:
        image: RGB pixels (height, width, 3) at 200 dpi, origin at the paper's corner.
        residual_mm: 80th percentile of what printed patches are off by.
        registration: Where it came from; None for pages that were never crooked.
        scan_dpi: Resolution that it was scanned with.
    """

    image: NDArray[np.uint8]
    dots_per_mm: float
    residual_mm: float
    registration: Registration | None = field(default=None, repr=False)
    scan_dpi: float = FLAT_DPI

    @property
    def found(self) -> float:
        """Share of what is printed that was found on the page, 0 to 1."""
        return self.registration.found if self.registration else 1.0

    def is_loose(self, box: Box) -> bool:
        """Whether the print around a box lies elsewhere than it should."""
        return self.registration is not None and self.registration.is_loose(box)


def flatten(page: Page, template: FormTemplate, *, page_number: int = 1) -> FlatPage:
    """Return the page laid onto page ``page_number`` of the template.

    Raises:
        FormMismatch: It is another form, or too crumpled to read the right boxes.
    """
    found = register(page, template, page_number=page_number)
    return FlatPage(
        image=found.warp(page.image),
        dots_per_mm=DOTS_PER_MM,
        residual_mm=found.residual_mm,
        registration=found,
        scan_dpi=page.dpi,
    )
