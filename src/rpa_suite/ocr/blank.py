"""The blank form as pixels: what is printed, so that the rest is ink."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from rpa_suite.errors import TemplateError
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.pdfium_lock import PDFIUM

MM_PER_INCH = 25.4
FLAT_DPI = 200.0


def render_blank(
    template: FormTemplate, *, page: int = 1, dpi: float = FLAT_DPI
) -> NDArray[np.uint8]:
    """Return blank.pdf of the template as RGB pixels of shape (height, width, 3).

    The array is shared: do not write into it.

    Raises:
        TemplateError: blank.pdf is missing or has fewer pages.
    """
    return render_page(template.folder, template.paper_mm, page=page, dpi=dpi)


def render_page(
    folder: str, paper_mm: tuple[float, float], *, page: int, dpi: float
) -> NDArray[np.uint8]:
    """Return a page of the blank.pdf in ``folder``, for a template that is made yet.

    The array is shared: do not write into it.

    Raises:
        TemplateError: blank.pdf is missing or has fewer pages.
    """
    width, height = paper_mm
    size = round(width / MM_PER_INCH * dpi), round(height / MM_PER_INCH * dpi)
    return _rendered(folder, page, dpi, size)


@lru_cache(maxsize=16)
def _rendered(
    folder: str, page: int, dpi: float, size: tuple[int, int]
) -> NDArray[np.uint8]:
    with PDFIUM:
        path = Path(folder) / "blank.pdf"
        try:
            document = pdfium.PdfDocument(path)
        except (FileNotFoundError, pdfium.PdfiumError) as error:
            raise TemplateError(
                f"{path}: 空の帳票がありません。"
                f"python -m rpa_suite.ocr.drawing {folder} で作ってください。"
            ) from error
        try:
            if page > len(document):
                raise TemplateError(f"{path}: {page} ページ目がありません。")
            rgb = _drawn(document[page - 1], dpi, size)
        finally:
            document.close()
        rgb.setflags(write=False)
        return rgb


def _drawn(
    sheet: pdfium.PdfPage, dpi: float, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """Draw a page true to size; ``render`` stretches it to whole pixels."""
    width, height = size
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    scale = dpi / 72
    raw.FPDF_RenderPageBitmapWithMatrix(
        bitmap,
        sheet,
        raw.FS_MATRIX(scale, 0, 0, scale, 0, 0),
        raw.FS_RECTF(0, 0, width, height),
        raw.FPDF_ANNOT,
    )
    return np.ascontiguousarray(bitmap.to_numpy()[..., ::-1])
