"""The blank form of a template as pictures for a window."""

from pathlib import Path

from PySide6.QtGui import QImage

from rpa_suite.ocr.blank import render_page
from rpa_suite.ocr.template_draft import Draft

_SCREEN_DPI = 150.0


def page_pictures(folder: Path, draft: Draft) -> dict[int, QImage]:
    """Return the blank pages as pictures; made off the window's thread."""
    pages = {}
    for page in range(1, draft.pages + 1):
        pixels = render_page(str(folder), draft.paper_mm, page=page, dpi=_SCREEN_DPI)
        height, width = pixels.shape[:2]
        pages[page] = QImage(
            pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888
        ).copy()
    return pages
