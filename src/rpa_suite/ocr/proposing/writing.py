"""A proposal as a template folder: template.toml and blank.pdf, ready to be checked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from rpa_suite.errors import PageError
from rpa_suite.model.forms import Box
from rpa_suite.ocr.blank import FLAT_DPI
from rpa_suite.ocr.drawing import draw_marks, draw_qr
from rpa_suite.ocr.proposing.propose import Proposal
from rpa_suite.ocr.proposing.sheet import DOTS_PER_MM, SHEET_DPI, Sheet
from rpa_suite.ocr.template_draft import Draft, Entry
from rpa_suite.ocr.template_file import MarksShape, QrShape, TableShape, box_of
from rpa_suite.ocr.template_saving import check_names, write_draft
from rpa_suite.ocr.template_text import text_of
from rpa_suite.ocr.templates import problems_of

_MARK_MM, _FROM_EDGE_MM = 6.0, 8.0
_QR = (15.0, 15.0, 16.0)  # side; from the right edge; from the top
_QUIET_MM = 1.0
_CLEAR = 0.002  # of a place that is free to print on


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A template folder that was made.

    Attributes:
        marks_added: The blank had no registration marks; blank.pdf now has them.
        left_out: Labels of proposed fields that lay on others.
    """

    folder: Path
    draft: Draft
    marks_added: bool
    left_out: tuple[str, ...]


def draft_of_proposal(
    proposal: Proposal,
    name: str,
    *,
    code: str | None = None,
    edition: str | None = None,
) -> Draft:
    """Return the proposal as a draft; the QR says what nobody gave."""
    first = proposal.sheets[0]
    said = first.qr[1].split("|") if first.qr else []
    from_qr = said if len(said) == 3 else []
    headings: dict[str, str] = {}
    before = ""
    for each in proposal.entries:
        if each.heading and each.heading != before:
            headings[each.entry.id] = each.heading
        before = each.heading or before
    marks = first.marks or _house_marks(first.size_mm)
    return Draft(
        id=name,
        code=code or (from_qr[0] if from_qr else name.upper().replace("_", "-")),
        title=proposal.title.replace("\u3000", " "),
        edition=edition or (from_qr[1] if from_qr else "v1"),
        pages=len(proposal.sheets),
        paper_mm=first.size_mm,
        marks=MarksShape(**{corner: _numbers(box) for corner, box in marks.items()}),
        qr=QrShape(box=_numbers(first.qr[0])) if from_qr and first.qr else None,
        entries=tuple(each.entry for each in proposal.entries),
        headings=headings,
    )


def write_template(
    proposal: Proposal,
    source: Path,
    folder: Path,
    *,
    code: str | None = None,
    edition: str | None = None,
) -> Written:
    """Write template.toml and blank.pdf into ``folder``.

    A form without registration marks gets them, and a QR, on its blank.pdf: from then
    on that file is the one to print.

    Raises:
        InputError: A name cannot be used, or the folder cannot be written.
        PageError: Something is printed where the marks have to be.
    """
    check_names(folder, code=code, edition=edition)
    draft = draft_of_proposal(proposal, folder.name, code=code, edition=edition)
    draft, left_out = without_overlaps(draft, folder)
    marked = all(sheet.marks for sheet in proposal.sheets)
    if not marked:
        draft = _with_marks(draft, proposal.sheets)
    blank = blank_pdf(proposal.sheets, source, draft, add_marks=not marked)
    write_draft(draft, blank, folder)
    return Written(
        folder=folder, draft=draft, marks_added=not marked, left_out=left_out
    )


def without_overlaps(draft: Draft, folder: Path) -> tuple[Draft, tuple[str, ...]]:
    """Leave out what lies on another field, on a mark or off the paper."""
    if not problems_of(text_of(draft), folder):
        return draft, ()
    kept: list[Entry] = []
    left_out = []
    for entry in draft.entries:
        trial = replace(draft, entries=(*kept, entry), text="")
        if problems_of(text_of(trial), folder):
            left_out.append(entry.label)
        else:
            kept.append(entry)
    return (
        draft.without(frozenset(e.id for e in draft.entries if e not in kept)),
        tuple(left_out),
    )


def blank_pdf(
    sheets: Sequence[Sheet], source: Path, draft: Draft, *, add_marks: bool
) -> bytes:
    """Return the blank form as a PDF: the file itself, or a scan's straight pages."""
    if all(sheet.letters is not None for sheet in sheets):
        content = source.read_bytes()
    else:
        content = _of_pictures([sheet.image for sheet in sheets], draft.paper_mm)
    return _stamped(content, draft) if add_marks else content


def _of_pictures(
    pictures: Sequence[NDArray[np.uint8]], paper_mm: tuple[float, float]
) -> bytes:
    scale = FLAT_DPI / SHEET_DPI
    pages = []
    for picture in pictures:
        page = Image.fromarray(picture)
        size = round(page.width * scale), round(page.height * scale)
        pages.append(page.resize(size, Image.Resampling.LANCZOS))
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        resolution=FLAT_DPI,
        quality=88,
        save_all=True,
        append_images=pages[1:],
    )
    return out.getvalue()


def _house_marks(size_mm: tuple[float, float]) -> dict[str, Box]:
    far_x = size_mm[0] - _FROM_EDGE_MM - _MARK_MM
    far_y = size_mm[1] - _FROM_EDGE_MM - _MARK_MM
    return {
        corner: Box(left=left, top=top, width=_MARK_MM, height=_MARK_MM)
        for corner, left, top in (
            ("top_left", _FROM_EDGE_MM, _FROM_EDGE_MM),
            ("top_right", far_x, _FROM_EDGE_MM),
            ("bottom_left", _FROM_EDGE_MM, far_y),
            ("bottom_right", far_x, far_y),
        )
    }


def _with_marks(draft: Draft, sheets: Sequence[Sheet]) -> Draft:
    """Say where marks and QR will be printed.

    Raises:
        PageError: The form has something printed there.
    """
    for sheet in sheets:
        for box in _house_marks(sheet.size_mm).values():
            if not _is_free(sheet, box):
                raise PageError(
                    "位置合わせ印を置く四隅（用紙の端から 8〜14 mm）に印刷があります。"
                    "四隅を空けた様式で作り直してください。"
                )
    side, from_right, top = _QR
    box = Box(
        left=sheets[0].size_mm[0] - from_right - side, top=top, width=side, height=side
    )
    if all(_is_free(sheet, box) for sheet in sheets):
        return replace(draft, qr=QrShape(box=_numbers(box)))
    return draft


def _is_free(sheet: Sheet, box: Box) -> bool:
    left, top, right, bottom = box.grown(_QUIET_MM).in_pixels(DOTS_PER_MM)
    part = sheet.image[max(0, top) : bottom, max(0, left) : right]
    return float((part.min(axis=2) < 160).mean()) < _CLEAR


def _stamped(content: bytes, draft: Draft) -> bytes:
    """Print marks and QR onto every page."""
    width, height = draft.paper_mm
    marks = {
        corner: box_of(numbers) for corner, numbers in draft.marks.model_dump().items()
    }
    over = io.BytesIO()
    canvas = Canvas(over, pagesize=(width * mm, height * mm), invariant=True)
    for number in range(1, draft.pages + 1):
        draw_marks(canvas, marks, height)
        if draft.qr:
            said = f"{draft.code}|{draft.edition}|p{number}"
            draw_qr(canvas, said, box_of(draft.qr.box), height)
        canvas.showPage()
    canvas.save()
    form, stamps = pdfium.PdfDocument(content), pdfium.PdfDocument(over.getvalue())
    try:
        for number in range(len(form)):
            page = form[number]
            page.insert_obj(stamps.page_as_xobject(number, form).as_pageobject())
            page.gen_content()
        out = io.BytesIO()
        form.save(out)
    finally:
        form.close()
        stamps.close()
    return out.getvalue()


def _numbers(box: Box) -> list[float]:
    return [round(v, 1) for v in (box.left, box.top, box.width, box.height)]


def field_count(draft: Draft) -> int:
    """Return how many fields a draft has; a table counts each of its rows."""
    return sum(
        each.rows * len(each.column) if isinstance(each, TableShape) else 1
        for each in draft.entries
    )
