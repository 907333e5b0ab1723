"""Draw the blank form of a template as a vector PDF (author time).

``python -m rpa_suite.ocr.drawing FOLDER`` writes FOLDER/blank.pdf.  Everything that the
reader looks for comes from template.toml; layout.toml adds what only people read.  A
label stands to the left of its field, as large as the gap allows.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import segno
from pydantic import BaseModel, ConfigDict
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from rpa_suite.errors import TemplateError
from rpa_suite.model import forms
from rpa_suite.model.forms import Box, FieldKind, FormTemplate, MarkStyle
from rpa_suite.ocr.pdf_font import PDF_FONT, register_pdf_font
from rpa_suite.ocr.templates import load_template

# Drop-out colour: scanners see it, the eye follows it, ink is told from it.
FRAME = HexColor("#7FB7D6")
BLACK = HexColor("#111111")
GUIDE = Color(0.7, 0.7, 0.7)
FRAME_WIDTH = 0.3 * mm
_LABEL_PT = 7.0
_SMALLEST_PT = 4.6
_WORD_PT = 9.0
_DATE_WORDS = ("年", "月", "日")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Shape):
    """One printed line; ``at`` is its left end on the baseline, in millimetres."""

    page: int = 1
    at: tuple[float, float]
    text: str
    size: float = _LABEL_PT
    grey: bool = False


class Section(_Shape):
    """A framed part of the form with its title written downwards at the left."""

    page: int = 1
    title: str
    top: float
    bottom: float
    shaded: bool = False


class Layout(_Shape):
    """The whole of layout.toml."""

    left: float = 12.0
    right: float = 198.0
    title_width: float = 6.0
    section: tuple[Section, ...] = ()
    text: tuple[Text, ...] = ()
    # Field id to the words printed beside it, where its label would not do.
    printed: dict[str, str] = {}


def load_layout(folder: Path) -> Layout:
    """Read layout.toml.

    Raises:
        TemplateError: It is missing or malformed.
    """
    try:
        text = (folder / "layout.toml").read_text(encoding="utf-8")
        return Layout.model_validate(tomllib.loads(text))
    except (OSError, ValueError) as error:
        raise TemplateError(f"{folder / 'layout.toml'}: {error}") from error


def draw_blank(template: FormTemplate, layout: Layout, path: Path) -> None:
    """Write the blank form of all pages to ``path``.

    Raises:
        SetupError: No embeddable Japanese font is installed.
    """
    register_pdf_font()
    width, height = template.paper_mm
    canvas = Canvas(str(path), pagesize=(width * mm, height * mm), invariant=True)
    canvas.setTitle(template.title)
    for page in range(1, template.pages + 1):
        _Page(canvas, template, layout, page).draw()
        canvas.showPage()
    canvas.save()


def draw_marks(canvas: Canvas, marks: Mapping[str, Box], height: float) -> None:
    """Print the registration marks; ``height`` is that of the paper in millimetres."""
    canvas.setFillColor(BLACK)
    for corner, box in marks.items():
        canvas.setStrokeColor(BLACK)
        if corner == "top_right":
            line = 1.2
            canvas.setLineWidth(line * mm)
            _rectangle(canvas, box.grown(-line / 2), height, stroke=1, fill=0)
        else:
            _rectangle(canvas, box, height, stroke=0, fill=1)


def draw_qr(canvas: Canvas, text: str, box: Box, height: float) -> None:
    """Print ``text`` as a QR; ``height`` is that of the paper in millimetres."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = box.width / len(rows)
    canvas.setFillColor(BLACK)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                square = Box(
                    left=box.left + x * module,
                    top=box.top + y * module,
                    width=module * 1.02,
                    height=module * 1.02,
                )
                _rectangle(canvas, square, height, stroke=0, fill=1)


def _rectangle(
    canvas: Canvas, box: Box, height: float, *, stroke: int, fill: int
) -> None:
    canvas.rect(
        box.left * mm,
        (height - box.bottom) * mm,
        box.width * mm,
        box.height * mm,
        stroke=stroke,
        fill=fill,
    )


class _Page:
    def __init__(
        self, canvas: Canvas, template: FormTemplate, layout: Layout, number: int
    ) -> None:
        self._canvas = canvas
        self._template = template
        self._layout = layout
        self._number = number
        self._height = template.paper_mm[1]
        self._fields = [f for f in template.fields if f.page == number]

    def draw(self) -> None:
        """Draw the whole page."""
        self._draw_sections()
        draw_marks(self._canvas, self._template.marks, self._height)
        self._draw_qr()
        for text in self._layout.text:
            if text.page == self._number:
                colour = GUIDE if text.grey else BLACK
                self._say(text.text, *text.at, text.size, colour)
        self._draw_row_heads()
        for each in self._fields:
            self._draw_field(each)

    def _draw_sections(self) -> None:
        layout = self._layout
        for section in layout.section:
            if section.page != self._number:
                continue
            frame = Box(
                left=layout.left,
                top=section.top,
                width=layout.right - layout.left,
                height=section.bottom - section.top,
            )
            if section.shaded:
                self._canvas.setFillColor(Color(0.93, 0.93, 0.93))
                self._rectangle(frame, fill=1)
            self._rectangle(frame)
            title = Box(
                left=layout.left,
                top=section.top,
                width=layout.title_width,
                height=frame.height,
            )
            self._rectangle(title)
            middle = title.left + title.width / 2
            step = min(3.2, (title.height - 1) / max(1, len(section.title)))
            start = title.top + (title.height - step * len(section.title)) / 2
            for place, char in enumerate(section.title):
                self._say(
                    char, middle, start + step * (place + 0.8), _LABEL_PT, centred=True
                )

    def _draw_qr(self) -> None:
        box = self._template.qr
        if box is None:
            return
        template = self._template
        text = f"{template.code}|{template.edition}|p{self._number}"
        draw_qr(self._canvas, text, box, self._height)
        said = f"{template.code} {template.edition} p{self._number}"
        self._say(said, box.left + box.width / 2, box.bottom + 2.2, 5, centred=True)

    def _draw_row_heads(self) -> None:
        for table in self._template.tables:
            for row in range(1, table.rows + 1):
                fields = [
                    f for f in self._fields if f.id.startswith(f"{table.id}[{row}]")
                ]
                if not fields:
                    continue
                top = min(f.extent.top for f in fields) - 0.5
                if row > 1:
                    self._line(self._layout.left + self._layout.title_width, top)
                self._say(str(row), self._layout.left + 8.2, top + 4.5, _LABEL_PT)

    def _draw_field(self, each: forms.Field) -> None:
        self._draw_label(each)
        if each.kind is FieldKind.CHECK and each.box:
            self._rectangle(each.box)
        elif each.box:
            self._rectangle(each.box)
            for line in range(1, each.lines):
                y = each.box.top + each.box.height * line / each.lines
                self._dashes(each.box.left, each.box.right, y)
        for run in each.cells:
            for index in range(run.count):
                self._rectangle(run.cell(index))
        for option in each.options:
            if each.mark_style is MarkStyle.TICK:
                self._rectangle(option.box)
                left, base = option.box.right + 1.0, option.box.bottom - 0.9
                self._say(option.label, left, base, _LABEL_PT)
                continue
            middle = option.box.left + option.box.width / 2
            base = option.box.top + option.box.height / 2 + 1.15
            self._say(option.label, middle, base, _WORD_PT, centred=True)
        if each.kind is FieldKind.DATE:
            for run, word in zip(each.cells, _DATE_WORDS, strict=True):
                base = run.top + run.cell_height / 2 + 1.1
                self._say(word, run.box.right + 0.5, base, _LABEL_PT)
            if not each.options:
                first = each.cells[0]
                base = first.top + first.cell_height / 2 + 1.15
                self._say("令和", first.left - 7.0, base, _WORD_PT)
        if each.kind is FieldKind.POSTAL_CODE:
            first, second = each.cells
            base = first.top + first.cell_height / 2 + 1.1
            self._say("〒", first.left - 3.6, base, _WORD_PT)
            middle = (first.box.right + second.left) / 2
            self._say("-", middle, base, _WORD_PT, centred=True)

    def _draw_label(self, each: forms.Field) -> None:
        text = self._label_of(each)
        extent = each.extent
        right = extent.left - (7.6 if _has_printed_era(each) else 0.8)
        if each.kind is FieldKind.POSTAL_CODE:
            right -= 4.0
        if each.kind is FieldKind.CHECK:
            self._say(text, extent.right + 1.0, extent.bottom - 0.9, _LABEL_PT)
            return
        gap = right - self._left_neighbour(each, right)
        lines, size = _fitted(text, gap)
        for place, line in enumerate(lines):
            width = pdfmetrics.stringWidth(line, PDF_FONT, size) / mm
            leading = size * 0.42
            middle = extent.top + min(extent.height, 9.0) / 2
            base = middle + leading * (place - (len(lines) - 1) / 2) + size * 0.12
            self._say(line, right - width, base, size)

    def _label_of(self, each: forms.Field) -> str:
        """Table columns say their own name; the row's number stands at its head."""
        if each.id in self._layout.printed:
            return self._layout.printed[each.id]
        return each.label.split(" ", 1)[1] if "[" in each.id else each.label

    def _left_neighbour(self, each: forms.Field, right: float) -> float:
        """Return where the nearest printed thing to the left ends."""
        ends = [self._layout.left + self._layout.title_width + 0.5]
        if "[" in each.id:
            ends.append(self._layout.left + 10.2)
        for other in self._fields:
            if other is each:
                continue
            for zone in other.zones:
                level = zone.top < each.extent.bottom and zone.bottom > each.extent.top
                if level and zone.right <= right + 0.1:
                    ends.append(zone.right + self._printed_after(other))
        return max(ends)

    def _printed_after(self, other: forms.Field) -> float:
        """Return how far the words to the right of a field reach, in millimetres."""
        if other.kind is FieldKind.CHECK:
            words = self._label_of(other)
            return 1.8 + float(pdfmetrics.stringWidth(words, PDF_FONT, _LABEL_PT)) / mm
        return 4.2 if other.kind is FieldKind.DATE else 0.8

    # In millimetres from the top left.

    def _rectangle(self, box: Box, *, fill: int = 0) -> None:
        self._canvas.setStrokeColor(FRAME)
        self._canvas.setLineWidth(FRAME_WIDTH)
        _rectangle(self._canvas, box, self._height, stroke=1, fill=fill)

    def _line(self, left: float, y: float) -> None:
        self._canvas.setStrokeColor(FRAME)
        self._canvas.setLineWidth(FRAME_WIDTH)
        level = (self._height - y) * mm
        self._canvas.line(left * mm, level, self._layout.right * mm, level)

    def _dashes(self, left: float, right: float, y: float) -> None:
        self._canvas.setDash(1.0 * mm, 1.0 * mm)
        self._canvas.setStrokeColor(FRAME)
        level = (self._height - y) * mm
        self._canvas.line(left * mm, level, right * mm, level)
        self._canvas.setDash()

    def _say(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: Color = BLACK,
        *,
        centred: bool = False,
    ) -> None:
        self._canvas.setFillColor(colour)
        self._canvas.setFont(PDF_FONT, size)
        write = self._canvas.drawCentredString if centred else self._canvas.drawString
        write(x * mm, (self._height - y) * mm, text)


def _has_printed_era(each: forms.Field) -> bool:
    return each.kind is FieldKind.DATE and not each.options


def _fitted(text: str, gap: float) -> tuple[list[str], float]:
    """Return the label in one or two lines, and the size that fits into ``gap`` mm."""

    def size_of(lines: Iterable[str]) -> float:
        widest = max(pdfmetrics.stringWidth(line, PDF_FONT, 1) for line in lines)
        return min(_LABEL_PT, gap * mm / widest)

    best = [text], size_of([text])
    for lines in _halves(text):
        if best[1] < _LABEL_PT - 0.5 and size_of(lines) > best[1]:
            best = lines, size_of(lines)
    return best[0], max(best[1], _SMALLEST_PT)


def _halves(text: str) -> Iterator[list[str]]:
    if " " in text:
        yield text.split(" ", 1)
    elif len(text) > 3:
        middle = (len(text) + 1) // 2
        yield [text[:middle], text[middle:]]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        folder = Path(name)
        draw_blank(load_template(folder), load_layout(folder), folder / "blank.pdf")
