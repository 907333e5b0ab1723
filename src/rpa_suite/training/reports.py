"""帳票: the PDF that a finished entry offers in a window of its own."""

import io
from collections.abc import Sequence
from urllib.parse import quote

from reportlab.lib.pagesizes import A5, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from starlette.responses import Response

from rpa_suite.jp.eras import to_era
from rpa_suite.training.entries import Entry
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.visits import TRANSITION, Visit

_SLOW_SECONDS = 8.0
_FONT = "HeiseiKakuGo-W5"


async def report(visit: Visit) -> Response:
    """The 帳票 of one entry; shown by the browser, or saved by it with F17."""
    entry = visit.system.entries.with_receipt(visit.request.path_params["receipt"])
    if entry is None:
        return visit.refuse(TRANSITION)
    title = SCREENS[entry.screen].report
    content, disposition = draw_report(title, entry), "inline"
    strike = visit.struck(FaultId.REPORT, Occasion.REPORT)
    match strike.way if strike else "":
        case "slow":
            await visit.pause(_SLOW_SECONDS)
        case "blank":
            content = b""
        case "broken":
            content = content[: len(content) // 2]
        case "name":
            name = quote(f"{title}（控）{entry.receipt}.pdf")
            disposition = f"attachment; filename*=UTF-8''{name}"
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )


def draw_report(title: str, entry: Entry) -> bytes:
    """Return one A5 page that names the entry, but nobody."""
    return draw_reports(title, [entry])


def draw_reports(title: str, entries: Sequence[Entry]) -> bytes:
    """Return a PDF with one A5 page for every entry."""
    file = io.BytesIO()
    # No time of making: the same entries give the same bytes.
    canvas = Canvas(file, pagesize=landscape(A5), invariant=True)
    canvas.setTitle(title)
    # A face that every viewer brings along: nothing is embedded.
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    for entry in entries:
        _draw_page(canvas, title, entry)
    canvas.save()
    return file.getvalue()


def _draw_page(canvas: Canvas, title: str, entry: Entry) -> None:
    width, height = landscape(A5)
    canvas.setFont(_FONT, 20)
    canvas.drawCentredString(width / 2, height - 70, title)
    canvas.setFont(_FONT, 12)
    lines = (
        f"業務　　 {SCREENS[entry.screen].title}",
        f"処理番号 {entry.receipt}",
        f"登録日　 {to_era(entry.at.date()).long}",
        f"{SCREENS[entry.screen].named_by} {entry.subject}",
    )
    for row, line in enumerate(lines):
        canvas.drawString(80, height - 130 - 26 * row, line)
    canvas.setFillColorRGB(0.7, 0.07, 0.11)
    canvas.drawCentredString(width / 2, 40, "練習用システム ― 実データ入力禁止")
    canvas.showPage()
