"""Other ways to read the same fields, each on our own flattened page.

They are helped where they lack a template: each gets the field cut out, and whatever
cannot stand in a field of its kind is removed from what it says.
"""

import datetime as dt
import time
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.reading.page_readers import PageReader
from rpa_suite.jp.eras import to_era
from rpa_suite.jp.kana import normalise_kana
from rpa_suite.model.forms import Box, Field, FieldKind, FormTemplate
from rpa_suite.ocr import ctc
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH
from rpa_suite.ocr.charsets import charset_of
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.lines import cell_line, free_lines
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.recogniser import Recogniser

_DOTS = FLAT_DPI / MM_PER_INCH
RAW, MASKED = "raw_recogniser", "masked_recogniser"
# Field id to what was read in it, as ``plain`` makes it comparable.
Texts = Mapping[str, str]


def plain(each: Field, text: str) -> str:
    """Return a text as it is compared for a field: digits of numbers, else no gaps."""
    text = "".join(text.split())
    if kind_of(each) in ("name", "address", "text", "code"):
        return text
    if each.kind is FieldKind.KANA:
        return normalise_kana(text)
    digits = "".join(char for char in text if char.isdecimal() and char.isascii())
    return digits.lstrip("0") if each.kind is FieldKind.AMOUNT else digits


def written(each: Field, truth: str) -> set[str]:
    """Return what a perfect reader may say of a field: dates with zeros or without."""
    if each.kind is not FieldKind.DATE:
        return {plain(each, truth)}
    era = to_era(dt.date.fromisoformat(truth))
    parts = (era.year, era.month, era.day)
    return {"".join(f"{n:02}" for n in parts), "".join(str(n) for n in parts)}


def raw(
    flats: Mapping[int, FlatPage],
    template: FormTemplate,
    recogniser: Recogniser,
    fields: Sequence[Field],
    *,
    fitting: bool = False,
) -> Texts:
    """Read each field cut out with its frame: what PP-OCRv6 does alone.

    ``fitting``: only what the field may hold.
    """

    def read(each: Field) -> str:
        image = flats[each.page].image
        lines = []
        for box in _lines_of(each):
            left, top, right, bottom = box.in_pixels(_DOTS)
            lines.append(np.ascontiguousarray(image[top:bottom, left:right]))
        if fitting:
            return _within(lines, each, recogniser.stock)
        return "".join(_greedy(line, recogniser.stock) for line in lines)

    return {each.id: plain(each, read(each)) for each in fields}


def masked(
    flats: Mapping[int, FlatPage],
    template: FormTemplate,
    recogniser: Recogniser,
    fields: Sequence[Field],
) -> Texts:
    """Read the ink alone, only what the field may hold: no knowledge beyond that."""
    pages = {
        n: ink_with_corrections(flat, template, page=n) for n, flat in flats.items()
    }
    net = recogniser.stock

    def read(each: Field) -> str:
        page = pages[each.page]
        if each.cells:
            row = cell_line(page, each.cells)
            lines = [] if row.line is None else [row.line]
        else:
            assert each.box is not None
            lines = [free.line for free in free_lines(page, each.box, each.lines)]
        return _within(lines, each, net)

    return {each.id: plain(each, read(each)) for each in fields}


def _within(
    lines: Sequence[NDArray[np.uint8]], each: Field, recogniser: Recogniser
) -> str:
    charset = charset_of(each)
    known = recogniser.known(charset)
    text = ""
    for posteriors in recogniser.posteriors(lines):
        scores, kept = ctc.masked(posteriors, recogniser.classes_of(charset))
        text += "".join(known[at] for at in ctc.decode(scores, kept).labels)
    return text


def whole_pages(
    flats: Mapping[int, FlatPage], template: FormTemplate, reader: PageReader
) -> tuple[Texts, float]:
    """Read whole pages; a line belongs to the field its middle is in.

    Returns:
        The texts, and the seconds that the reader took.
    """
    seconds = 0.0
    found: dict[str, str] = {}
    for number, flat in flats.items():
        page = Page(number=number, image=flat.image, dpi=FLAT_DPI, total=1)
        started = time.perf_counter()
        lines = reader.read(page)
        seconds += time.perf_counter() - started
        for each in template.fields:
            if each.page != number:
                continue
            inside = [line for line in lines if _holds(each.extent, line.box)]
            inside.sort(key=lambda line: (round(line.box.top / 4), line.box.left))
            found[each.id] = plain(each, "".join(line.text for line in inside))
    return found, seconds


def _lines_of(each: Field) -> Iterable[Box]:
    if each.cells:
        # 年・月・日 and the eras are printed between: one line from the first cell on.
        left, top = each.cells[0].left, each.cells[0].top
        last = each.cells[-1].box
        yield Box(left=left, top=top, width=last.right - left, height=last.height)
        return
    assert each.box is not None
    height = each.box.height / each.lines
    for line in range(each.lines):
        yield Box(
            left=each.box.left,
            top=each.box.top + line * height,
            width=each.box.width,
            height=height,
        )


def _greedy(line: NDArray[np.uint8], recogniser: Recogniser) -> str:
    (posteriors,) = recogniser.posteriors([line])
    best = posteriors.argmax(axis=1)
    kept = [b for b, before in zip(best, [0, *best[:-1]], strict=True) if b != before]
    return "".join(recogniser.characters[each] for each in kept if each)


def _holds(box: Box, other: Box) -> bool:
    x, y = other.left + other.width / 2, other.top + other.height / 2
    return box.left <= x <= box.right and box.top <= y <= box.bottom
