"""The report as a PDF for 議会 and 課長会: two or three pages, plain Japanese."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, PolyLine, String
from reportlab.graphics.shapes import Rect as Box
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from rpa_suite.kpi import scene
from rpa_suite.kpi.dashboard_text import (
    hours_text,
    key_figures,
)
from rpa_suite.kpi.figures import NOTHING, percent
from rpa_suite.kpi.labels import saved_words
from rpa_suite.kpi.report import Report, TaskLine

_FONT = "report"
_INK = HexColor(scene.INK)
_LINE = HexColor("#c9d3dc")


def write_pdf(path: Path, report: Report, *, font: str) -> None:
    """Write the PDF.

    Args:
        path: Where to.
        report: What it says.
        font: A font with Japanese that ReportLab knows by this name; it is embedded.
    """
    known: Any = pdfmetrics.getFont(font)
    pdfmetrics.registerFont(TTFont(_FONT, known.face.filename))
    document = BaseDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=16 * mm,
        bottomMargin=16 * mm,
        title=report.title,
        author="",
        invariant=True,
    )
    frame = Frame(
        document.leftMargin, document.bottomMargin, document.width, document.height
    )

    def footer(canvas: Any, page: Any) -> None:
        canvas.setFont(_FONT, 8)
        canvas.setFillColor(_INK)
        words = f"{report.title}　{report.shown.status}"
        canvas.drawString(18 * mm, 9 * mm, words)
        canvas.drawRightString(A4[0] - 18 * mm, 9 * mm, f"{page.page} ページ")

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=footer))
    document.build(_story(report, document.width))


def _story(report: Report, width: float) -> list[Flowable]:
    shown = report.shown
    story: list[Flowable] = [
        _text(report.title, _style(17, 24)),
        _text(f"{report.made_on:%Y年%m月%d日} 作成", _style(9, 14)),
        Spacer(1, 4 * mm),
    ]
    story += [_text(each, _style(11, 18, after=4)) for each in report.sentences]
    story += [Spacer(1, 3 * mm), _pairs(key_figures(shown), width)]
    story += [
        KeepTogether([_heading(each.caption), _drawing(each, width)])
        for each in (
            scene.curve(shown),
            scene.waterfall(shown),
            scene.bars("業務別の純削減（時間）", shown.tasks),
        )
    ]
    story += [_heading("業務別の内訳（時間）"), _task_table(report.lines, width)]
    if shown.reasons:
        told = {each.text: f"{each.items:,} 件" for each in shown.reasons[:10]}
        story += [KeepTogether([_heading("人が入力した理由"), _pairs(told, width)])]
    if shown.health:
        health = {each.title: each.words for each in shown.health}
        story += [KeepTogether([_heading("ロボットの稼働"), _pairs(health, width)])]
    story.append(Spacer(1, 4 * mm))
    story += [_text(f"※ {note}", _style(8.5, 13)) for note in report.notes]
    return story


def _task_table(lines: Sequence[TaskLine], width: float) -> Flowable:
    heads = ("業務", "課", "完了", "例外", "導入前", "導入後", "純削減", "率")
    rows: list[list[Any]] = [[_cell(head, bold=True) for head in heads]]
    for line in lines:
        rate = line.saved / line.before if line.before else None
        rows.append(
            [
                _cell(f"{line.task} {line.title}"),
                _cell(line.section),
                _cell(f"{line.items:,}", right=True),
                _cell(f"{line.exceptions:,}", right=True),
                _cell(hours_text(line.before), right=True),
                _cell(hours_text(line.before - line.saved), right=True),
                _cell(
                    saved_words(line.saved, unmeasured=line.unmeasured, marked=True),
                    right=True,
                ),
                _cell(NOTHING if line.unmeasured else percent(rate), right=True),
            ]
        )
    before = sum((line.before for line in lines), Decimal(0))
    saved = sum((line.saved for line in lines), Decimal(0))
    if lines:
        rows.append(
            [
                _cell("計", bold=True),
                "",
                _cell(f"{sum(line.items for line in lines):,}", right=True),
                _cell(f"{sum(line.exceptions for line in lines):,}", right=True),
                _cell(hours_text(before), right=True),
                _cell(hours_text(before - saved), right=True),
                _cell(hours_text(saved), right=True),
                _cell(percent(saved / before if before else None), right=True),
            ]
        )
    parts = (0.3, 0.16, 0.08, 0.07, 0.1, 0.09, 0.11, 0.09)
    return _table(rows, [width * part for part in parts], head=True)


def _pairs(pairs: dict[str, str], width: float) -> Flowable:
    rows = [[_cell(title, bold=True), _cell(text)] for title, text in pairs.items()]
    return _table(rows, [width * 0.4, width * 0.6], head=False)


def _table(rows: list[list[Any]], widths: list[float], *, head: bool) -> Flowable:
    table = Table(rows, colWidths=widths, repeatRows=1 if head else 0)
    style: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if head:
        style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#e4ecf3")))
    table.setStyle(TableStyle(style))
    return table


def _drawing(chart: scene.Scene, width: float) -> Drawing:
    """Paint a scene; a PDF's y goes up."""
    scale = width / scene.WIDTH
    drawing = Drawing(width, chart.height * scale)
    for shape in chart.shapes:
        match shape:
            case scene.Rect():
                box = Box(
                    shape.x * scale,
                    (chart.height - shape.y - shape.height) * scale,
                    shape.width * scale,
                    shape.height * scale,
                )
                box.strokeColor = HexColor(shape.fill)
                box.strokeWidth = 0.8
                box.fillColor = HexColor("#e3e8ec" if shape.hatched else shape.fill)
                drawing.add(box)
                if shape.hatched:
                    for hatch in _hatches(shape, chart.height, scale):
                        drawing.add(hatch)
            case scene.Line():
                flat = [
                    c
                    for x, y in shape.points
                    for c in (x * scale, (chart.height - y) * scale)
                ]
                line = PolyLine(flat)
                line.strokeColor = HexColor(shape.colour)
                line.strokeWidth = shape.width
                if shape.dash:
                    line.strokeDashArray = list(shape.dash)
                drawing.add(line)
            case scene.Words():
                words = String(
                    shape.x * scale, (chart.height - shape.y) * scale, shape.text
                )
                words.fontName, words.fontSize = _FONT, shape.size
                words.textAnchor, words.fillColor = shape.anchor, _INK
                drawing.add(words)
    return drawing


def _hatches(rect: scene.Rect, height: float, scale: float) -> list[Line]:
    """Return slanting lines that fill a rectangle, for print without colour."""
    lines = []
    left, right = rect.x * scale, (rect.x + rect.width) * scale
    low = (height - rect.y - rect.height) * scale
    high = (height - rect.y) * scale
    at = left - (high - low)
    while at < right:
        x1, y1 = max(at, left), low + max(left - at, 0)
        reach = min(right - x1, high - y1)
        line = Line(x1, y1, x1 + reach, y1 + reach)
        line.strokeColor, line.strokeWidth = HexColor(rect.fill), 0.5
        lines.append(line)
        at += 5
    return lines


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """Return words as they stand: ReportLab would read < and & as its own marks."""
    return Paragraph(escape(text), style)


def _heading(text: str) -> Paragraph:
    return _text(text, _style(12, 17, before=10, after=3))


def _cell(text: str, *, bold: bool = False, right: bool = False) -> Paragraph:
    size = 9.0
    return _text(text, _style(size, 12, right=right, dark=bold))


def _style(
    size: float,
    leading: float,
    *,
    before: float = 0,
    after: float = 0,
    right: bool = False,
    dark: bool = True,
) -> ParagraphStyle:
    return ParagraphStyle(
        "report",
        fontName=_FONT,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        alignment=2 if right else 0,
        wordWrap="CJK",
        textColor=_INK if dark else HexColor("#33404c"),
    )
