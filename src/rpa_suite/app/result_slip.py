"""処理結果票: one import on A4, to be filed or signed; numbers only, no names."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from rpa_suite.app.result_book import cannot_write
from rpa_suite.jp.eras import JST
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Batch, ItemState, WorkItem
from rpa_suite.ocr.pdf_font import PDF_FONT, register_pdf_font

_INK, _LINE, _HEAD = HexColor("#1f2a33"), HexColor("#9aa7b0"), HexColor("#edf1f4")
_MARGIN = 18 * mm
_PADDING = 6  # points that a frame of reportlab leaves inside
_WIDTH = A4[0] - 2 * _MARGIN
# What still needs a hand stands above what is done.
_BY_NEED = (
    ItemState.IN_DOUBT,
    ItemState.FAILED,
    ItemState.REJECTED,
    ItemState.HELD,
    ItemState.REVIEW,
    ItemState.SUBMITTING,
    ItemState.ENTERING,
    ItemState.READY,
)
_SEALS = ("担当", "確認", "承認")


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """What the paper tells.

    Attributes:
        site: The business system's name.
        left_out: Row to the reason why it was not imported.
    """

    robot: Robot
    site: str
    batch: Batch
    items: Sequence[WorkItem]
    printed_by: str
    printed_at: datetime
    left_out: Mapping[int, str] = field(default_factory=dict)


def draw_slip(slip: Slip, path: Path) -> None:
    """Write the PDF.

    Raises:
        InputError: The file cannot be written.
        SetupError: No Japanese font that a PDF can carry is installed.
    """
    register_pdf_font()
    draft = path.with_name(f"~{path.name}.draft")
    document = SimpleDocTemplate(
        str(draft),
        pagesize=A4,
        leftMargin=_MARGIN - _PADDING,
        rightMargin=_MARGIN - _PADDING,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        title="処理結果票",
        author="RPAスイート",
    )
    try:
        document.build(
            list(_parts(slip)),
            onFirstPage=_footer(slip),
            onLaterPages=_footer(slip),
        )
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise cannot_write(path) from error


def _parts(slip: Slip) -> list[Flowable]:
    waiting = sorted(
        (item for item in slip.items if item.state in _BY_NEED),
        key=lambda item: (_BY_NEED.index(item.state), item.number),
    )
    ended = [item for item in slip.items if item.state not in _BY_NEED]
    parts: list[Flowable] = [_head(), Spacer(0, 4 * mm), _about(slip)]
    parts += [Spacer(0, 4 * mm), _counts(slip)]
    if waiting:
        parts += [Spacer(0, 5 * mm), _text("対応が残っている明細", 11, bold=True)]
        parts += [Spacer(0, 1.5 * mm), _list(waiting)]
    if ended:
        parts += [Spacer(0, 5 * mm), _text("処理を終えた明細", 11, bold=True)]
        parts += [Spacer(0, 1.5 * mm), _list(ended)]
    if slip.left_out:
        rows = [
            [str(number), "取り込まず", "", told, ""]
            for number, told in sorted(slip.left_out.items())
        ]
        parts += [Spacer(0, 5 * mm), _text("取り込まなかった行", 11, bold=True)]
        parts += [Spacer(0, 1.5 * mm), _grid(rows)]
    return parts


def _head() -> Flowable:
    """Return the title with the frames for the seals of three people."""
    side = 17 * mm
    seals = Table(
        [list(_SEALS), [""] * len(_SEALS)],
        colWidths=[side] * len(_SEALS),
        rowHeights=[5 * mm, side],
        style=TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
                ("FONT", (0, 0), (-1, -1), PDF_FONT, 7.5),
                ("ALIGN", (0, 0), (-1, -1), "CENTER"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )
    width = side * len(_SEALS)
    return Table(
        [[_text("処理結果票", 20, bold=True), seals]],
        colWidths=[_WIDTH - width, width],
        style=TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
    )


def _about(slip: Slip) -> Flowable:
    batch = slip.batch
    approved = (
        f"{_moment(batch.approved_at)}　{batch.approved_by}"
        if batch.approved_at
        else "―"
    )
    rows = [
        ("業務", f"{slip.robot.task}　{slip.robot.title}（{slip.robot.section}）"),
        ("業務システム", slip.site),
        ("取込", f"{_moment(batch.imported_at)}　{batch.imported_by}"),
        ("承認", approved),
        ("取込番号", batch.id[:8]),
    ]
    return Table(
        [[label, _text(value, 9)] for label, value in rows],
        colWidths=[30 * mm, _WIDTH - 30 * mm],
        style=TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
                ("BACKGROUND", (0, 0), (0, -1), _HEAD),
                ("FONT", (0, 0), (-1, -1), PDF_FONT, 9),
                ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ]
        ),
    )


def _counts(slip: Slip) -> Flowable:
    counts = Counter(item.state for item in slip.items)
    told = [f"{s.label} {counts[s]}件" for s in ItemState if counts[s]]
    if slip.left_out:
        told.append(f"取り込まず {len(slip.left_out)}件")
    total = len(slip.items) + len(slip.left_out)
    return _text(f"全 {total}件　　" + "　／　".join(told), 10, bold=True)


def _list(items: Sequence[WorkItem]) -> Flowable:
    return _grid(
        [
            [
                str(item.number),
                item.state.label,
                item.receipt or "",
                item.reason,
                item.updated_at.astimezone(JST).strftime("%m/%d %H:%M"),
            ]
            for item in items
        ]
    )


def _grid(rows: Sequence[Sequence[str]]) -> Flowable:
    widths = [14 * mm, 30 * mm, 34 * mm, _WIDTH - 98 * mm, 20 * mm]
    body = [
        [number, _text(state, 8), _text(receipt, 8), _text(reason, 8), at]
        for number, state, receipt, reason, at in rows
    ]
    return Table(
        [["番号", "状態", "処理番号", "理由", "日時"], *body],
        colWidths=widths,
        repeatRows=1,
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), PDF_FONT, 8),
                ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
                ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, _LINE),
                ("LINEABOVE", (0, 0), (-1, 0), 0.3, _LINE),
                ("ALIGN", (0, 0), (0, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ]
        ),
    )


def _text(text: str, size: float, *, bold: bool = False) -> Paragraph:
    """Return a paragraph; the one font we carry has no bold, so ink is laid on."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    style = ParagraphStyle(
        "text",
        fontName=PDF_FONT,
        fontSize=size,
        leading=size * 1.35,
        textColor=_INK if not bold else Color(0, 0, 0),
        wordWrap="CJK",
    )
    return Paragraph(safe, style)


def _footer(slip: Slip) -> Callable[[Canvas, SimpleDocTemplate], None]:
    def draw(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(PDF_FONT, 7.5)
        canvas.setFillColor(_INK)
        printed = f"{_moment(slip.printed_at)} 作成　{slip.printed_by}"
        canvas.drawString(_MARGIN, 10 * mm, printed)
        canvas.drawRightString(A4[0] - _MARGIN, 10 * mm, f"{document.page} ページ")
        canvas.restoreState()

    return draw


def _moment(at: datetime) -> str:
    return at.astimezone(JST).strftime("%Y/%m/%d %H:%M")
