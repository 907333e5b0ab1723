"""Load the pages of a blank form, straight and at one resolution.

A PDF that holds its own text is taken at its word; a scan is laid straight first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from numpy.typing import NDArray

from rpa_suite.errors import PageError
from rpa_suite.model.forms import Box
from rpa_suite.ocr.blank import MM_PER_INCH
from rpa_suite.ocr.pages import Page, is_blank, load_pages
from rpa_suite.ocr.proposing.straighten import HOUSE_CENTRES, straightened
from rpa_suite.ocr.proposing.words import Letter
from rpa_suite.ocr.registration import mark_centres

SHEET_DPI = 300.0
DOTS_PER_MM = SHEET_DPI / MM_PER_INCH
# A page of a form says more than this; a scan with a page number typed on it less.
_FEWEST_LETTERS = 20
_MOST_PAGES = 20
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_MARK_MM = 6.0
_AS_RULED_MM = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One page of a blank form.

    Attributes:
        image: RGB pixels (height, width, 3) at 300 dpi, origin at the paper's corner.
        size_mm: Width and height of the paper.
        letters: What a PDF says is printed where; None where only pixels are known.
        marks: Corner to the outer square of its registration mark; empty without.
        qr: Where the QR is printed, and what it says.
    """

    number: int
    image: NDArray[np.uint8]
    size_mm: tuple[float, float]
    letters: tuple[Letter, ...] | None
    marks: dict[str, Box]
    qr: tuple[Box, str] | None


def load_sheets(path: Path) -> list[Sheet]:
    """Return the pages of a blank form; the blank backs of a scan are left out.

    Raises:
        PageError: The file cannot be opened, or holds no page of a form.
    """
    sheets: list[Sheet] = []
    letters = _letters_of(path) if path.suffix.lower() == ".pdf" else {}
    for page in load_pages(path):
        if is_blank(page):
            continue
        if len(sheets) == _MOST_PAGES:
            raise PageError(
                f"「{path.name}」は {_MOST_PAGES} ページを超えています。"
                "1 つの帳票だけを含むファイルを指定してください。"
            )
        sheets.append(_sheet(page, path, letters.get(page.number), len(sheets) + 1))
    if not sheets:
        raise PageError(
            f"「{path.name}」は白紙です。記入前の帳票の PDF か画像を指定してください。"
        )
    return sheets


def _sheet(
    page: Page, path: Path, letters: tuple[Letter, ...] | None, number: int
) -> Sheet:
    if letters is None:
        image, size = straightened(page, SHEET_DPI)
    else:
        image, size = _rendered(path, page.number)
    straight = Page(number=number, image=image, dpi=SHEET_DPI, total=page.total)
    return Sheet(
        number=number,
        image=image,
        size_mm=size,
        letters=letters,
        marks=_marks(straight),
        qr=_qr(image),
    )


def _rendered(path: Path, number: int) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    document = pdfium.PdfDocument(path)
    try:
        sheet = document[number - 1]
        width, height = (round(side / 72 * MM_PER_INCH, 1) for side in sheet.get_size())
        pixels = sheet.render(scale=SHEET_DPI / 72).to_numpy()
    finally:
        document.close()
    return np.ascontiguousarray(pixels[..., 2::-1]), (width, height)


def _letters_of(path: Path) -> dict[int, tuple[Letter, ...]]:
    """Return page number to the letters of a PDF, for pages that hold text."""
    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, FileNotFoundError):
        return {}  # load_pages says why
    found = {}
    try:
        for number in range(1, len(document) + 1):
            sheet = document[number - 1]
            # A page that is shown turned has its letters in another direction.
            if sheet.get_rotation():
                continue
            letters = tuple(_letters(sheet))
            if len(letters) >= _FEWEST_LETTERS:
                found[number] = letters
    finally:
        document.close()
    return found


def _letters(sheet: pdfium.PdfPage) -> Iterator[Letter]:
    to_mm = MM_PER_INCH / 72
    left_edge, _, _, top_edge = sheet.get_mediabox()
    text = sheet.get_textpage()
    for place in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, place))
        if not char.isprintable() or (char.isspace() and char != " "):
            continue
        if pdfium_c.FPDFText_IsGenerated(text.raw, place):
            continue
        left, bottom, right, top = text.get_charbox(place, loose=True)
        yield Letter(
            char=char,
            box=Box(
                left=(left - left_edge) * to_mm,
                top=(top_edge - top) * to_mm,
                width=(right - left) * to_mm,
                height=(top - bottom) * to_mm,
            ),
            size=float(pdfium_c.FPDFText_GetFontSize(text.raw, place)) * to_mm,
        )


def _marks(page: Page) -> dict[str, Box]:
    """Return the marks found; where they follow the house rule, to the hundredth."""
    centres = mark_centres(page)
    if centres is None:
        return {}
    middles = [(float(x) / DOTS_PER_MM, float(y) / DOTS_PER_MM) for x, y in centres]
    if all(
        abs(x - house_x) < _AS_RULED_MM and abs(y - house_y) < _AS_RULED_MM
        for (x, y), (house_x, house_y) in zip(middles, HOUSE_CENTRES, strict=True)
    ):
        middles = list(HOUSE_CENTRES)
    return {
        corner: Box(
            left=round(x - _MARK_MM / 2, 1),
            top=round(y - _MARK_MM / 2, 1),
            width=_MARK_MM,
            height=_MARK_MM,
        )
        for corner, (x, y) in zip(_CORNERS, middles, strict=True)
    }


def _qr(image: NDArray[np.uint8]) -> tuple[Box, str] | None:
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for found in zxingcpp.read_barcodes(image, formats=formats):
        corners = [
            getattr(found.position, name)
            for name in ("top_left", "top_right", "bottom_left", "bottom_right")
        ]
        xs = [corner.x / DOTS_PER_MM for corner in corners]
        ys = [corner.y / DOTS_PER_MM for corner in corners]
        # A QR is square; half a millimetre is as exact as its corners are found.
        side = round(max(xs) - min(xs) + max(ys) - min(ys)) / 2
        box = Box(
            left=round(min(xs), 1), top=round(min(ys), 1), width=side, height=side
        )
        return box, found.text
    return None


def without(sheet: Sheet, box: Box) -> Sheet:
    """Return the sheet with ``box`` painted white: a QR is no writing."""
    image = sheet.image.copy()
    left, top, right, bottom = box.in_pixels(DOTS_PER_MM)
    cv2.rectangle(image, (left, top), (right, bottom), (255, 255, 255), -1)
    return replace(sheet, image=image)
