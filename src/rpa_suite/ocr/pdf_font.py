"""The Japanese font that our PDFs carry in themselves."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from rpa_suite.errors import SetupError

_FONTS = (
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "C:/Windows/Fonts/BIZ-UDGothicR.ttc",
    "C:/Windows/Fonts/msgothic.ttc",
)
PDF_FONT = "form"


def register_pdf_font() -> None:
    """Let reportlab know ``PDF_FONT``.

    Raises:
        SetupError: No embeddable Japanese font is installed.
    """
    for name in _FONTS:
        if Path(name).is_file():
            pdfmetrics.registerFont(TTFont(PDF_FONT, name))
            return
    raise SetupError(
        "PDFに使う日本語のフォント(IPAex ゴシックなど)がこのPCにありません。"
        "情報担当へ連絡してください。"
    )
