"""The blank form as pixels: what is printed, so that the rest is ink."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from rpa_suite.errors import TemplateError
from rpa_suite.model.forms import FormTemplate

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
        sheet = document[page - 1]
        pixels = sheet.render(scale=dpi / 72).to_numpy()
        rgb = np.ascontiguousarray(pixels[..., 2::-1])
    finally:
        document.close()
    fitted = np.full((size[1], size[0], 3), 255, np.uint8)
    height, width = min(size[1], rgb.shape[0]), min(size[0], rgb.shape[1])
    fitted[:height, :width] = rgb[:height, :width]
    fitted.setflags(write=False)
    return fitted
