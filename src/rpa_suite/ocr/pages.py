"""Scanned files to pages: PDF, TIFF, JPEG and PNG, one page in memory at a time."""

import re
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from rpa_suite.errors import PageError
from rpa_suite.ocr.blank import MM_PER_INCH
from rpa_suite.ocr.pdfium_lock import PDFIUM

# Pillow would tell the clerk's screen of damaged metadata; a picture that cannot be
# read is refused in words.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

_PDF_DPI = 200.0
# A side of this many pixels is no office scan: A3 at 400 dpi has 6,614.
LONGEST_SIDE = 10_000
# An open document keeps the scan of every page that was once looked at.
_PAGES_AN_OPENING = 20
_A4_LONG_INCHES = 297 / 25.4
_EDGE_MM = 14.0
_DARKER, _MOST_DARK = 30, 0.00005  # of 255; of the page, 3 mm²
# Scanners add a margin, and copiers shrink; A5 and A3 lie outside.
_LEAST_A4, _MOST_A4 = 0.8, 1.25


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of a file.

    Attributes:
        number: From 1.
        image: RGB pixels of shape (height, width, 3).
        dpi: Resolution; guessed from A4 where the file does not say.
        total: Pages of the file.
    """

    number: int
    image: NDArray[np.uint8]
    dpi: float
    total: int


def load_pages(path: Path, only: Collection[int] | None = None) -> Iterator[Page]:
    """Yield the pages of a file, one by one; ``only`` these numbers, or all.

    Raises:
        PageError: Missing, corrupt, encrypted, empty or too large.
    """
    if not path.is_file():
        raise PageError(
            f"「{path.name}」が見つかりません。場所と名前を確かめてください。"
        )
    if path.stat().st_size == 0:
        raise PageError(
            f"「{path.name}」は空のファイルです。スキャンし直してください。"
        )
    if path.suffix.lower() == ".pdf":
        yield from _pdf_pages(path, only)
    else:
        yield from _image_pages(path, only)


def _pdf_pages(path: Path, only: Collection[int] | None) -> Iterator[Page]:
    with _opened(path) as document:
        total = len(document)
    if total == 0:
        raise _no_pages(path)
    numbers = list(only or range(1, total + 1))
    for first in range(0, len(numbers), _PAGES_AN_OPENING):
        with _opened(path) as document:
            for number in numbers[first : first + _PAGES_AN_OPENING]:
                yield Page(
                    number=number,
                    image=_pdf_page(document, number, path),
                    dpi=_PDF_DPI,
                    total=total,
                )


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            raise _why_shut(path) from error
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()


def is_blank(page: Page) -> bool:
    """Whether nothing is printed or written on a page.

    A note of three characters on the back of a form is enough to be no blank.  What
    lies at the edge, the scanner's lid and punch holes, does not count.
    """
    # The median takes the noise of the scanner, not the stroke of a pen.
    grey = cv2.medianBlur(cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY), 3)
    edge = round(_EDGE_MM / MM_PER_INCH * page.dpi)
    inner = grey[edge:-edge, edge:-edge]
    if not inner.size:
        return False
    paper = cv2.blur(inner, (51, 51)).astype(np.int16)
    dark = paper - inner > _DARKER
    return float(dark.mean()) < _MOST_DARK


def _why_shut(path: Path) -> PageError:
    """Return what keeps a PDF from opening.

    The library's error code is that of an earlier file where a PDF has no pages, so the
    file itself is asked.
    """
    content = path.read_bytes()
    if re.search(rb"/Encrypt\b", content):
        return PageError(
            f"「{path.name}」はパスワードで保護されています。"
            "保護を外して保存し直してから取り込んでください。"
        )
    if re.search(rb"/Count\s+0\b", content):
        return _no_pages(path)
    return _corrupt(path)


def _no_pages(path: Path) -> PageError:
    return PageError(
        f"「{path.name}」にはページがありません。スキャンし直してください。"
    )


def _pdf_page(
    document: pdfium.PdfDocument, number: int, path: Path
) -> NDArray[np.uint8]:
    with PDFIUM:
        try:
            sheet = document[number - 1]
            _check_size(
                tuple(side / 72 * _PDF_DPI for side in sheet.get_size()), path, number
            )
            pixels = sheet.render(scale=_PDF_DPI / 72).to_numpy()
            sheet.close()
        except pdfium.PdfiumError as error:
            raise _corrupt(path, number) from error
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)


def _image_pages(path: Path, only: Collection[int] | None) -> Iterator[Page]:
    try:
        # Nothing else is ever opened, whatever a file calls itself.
        opened = Image.open(path, formats=("TIFF", "JPEG", "PNG"))
    except UnidentifiedImageError as error:
        raise PageError(
            f"「{path.name}」は画像として開けません。"
            "PDF・TIFF・JPEG・PNG で保存し直してください。"
        ) from error
    except (OSError, Image.DecompressionBombError) as error:
        raise _corrupt(path) from error
    with opened as image:
        total = getattr(image, "n_frames", 1)
        for number in only or range(1, total + 1):
            yield _image_page(image, number, total, path)


def _image_page(image: Any, number: int, total: int, path: Path) -> Page:
    try:
        image.seek(number - 1)
        _check_size(image.size, path, number)
        dpi = _dpi_of(image)
        pixels = _rgb(image)
    except (OSError, ValueError, EOFError, SyntaxError) as error:
        raise _corrupt(path, number) from error
    return Page(number=number, image=pixels, dpi=dpi, total=total)


def _rgb(image: Any) -> NDArray[np.uint8]:
    """Return the pixels; from grey in a fifth of the time that PIL takes."""
    if image.mode in ("1", "L"):
        grey = np.asarray(image.convert("L"))
        return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.asarray(image.convert("RGB"))


def guessed_dpi(width: int, height: int) -> float:
    """Return the resolution that makes a sheet of A4 of so many pixels."""
    return float(max(width, height) / _A4_LONG_INCHES)


def _dpi_of(image: Any) -> float:
    """Return the stated resolution if it makes a sheet of A4 of the image.

    Some programs state the resolution of another page, or of a screen.
    """
    as_a4 = guessed_dpi(*image.size)
    stated = float(image.info.get("dpi", (0, 0))[0])
    if 100 <= stated <= 800 and _LEAST_A4 <= as_a4 / stated <= _MOST_A4:
        return stated
    return as_a4


def _check_size(size: tuple[float, ...], path: Path, number: int) -> None:
    if max(size) > LONGEST_SIDE:
        raise PageError(
            f"「{path.name}」の {number} ページ目は大きすぎます"
            f"（長辺 {max(size):,.0f} 画素、上限 {LONGEST_SIDE:,}）。"
            "A4・200〜300dpi でスキャンし直してください。"
        )


def _corrupt(path: Path, number: int | None = None) -> PageError:
    where = f"の {number} ページ目" if number else ""
    return PageError(
        f"「{path.name}」{where}が壊れていて読めません。スキャンし直してください。"
    )
