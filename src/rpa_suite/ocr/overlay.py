"""The scan with its readings drawn on it, for people to look at."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.ocr.flatten import FlatPage

ACCEPTED = (20, 130, 60)
DOUBTFUL = (205, 30, 30)
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "C:/Windows/Fonts/meiryo.ttc",
    "C:/Windows/Fonts/YuGothM.ttc",
)


def draw_readings(
    flat: FlatPage, form: FilledForm, template: FormTemplate, *, page: int = 1
) -> NDArray[np.uint8]:
    """Return the page with every read field framed: accepted green, doubtful red.

    Each value stands above its field; the doubts are numbered and listed beside the
    page.
    """
    sheet = Image.fromarray(flat.image)
    doubts = [r for r in form.doubts if template.field_named(r.field_id).page == page]
    side = 620 if doubts else 0
    canvas = Image.new("RGB", (sheet.width + side, sheet.height), "white")
    canvas.paste(sheet, (0, 0))
    pen = ImageDraw.Draw(canvas)
    numbers = {reading.field_id: n for n, reading in enumerate(doubts, start=1)}
    for reading in form.readings:
        field = template.field_named(reading.field_id)
        if field.page != page or not (reading.value or reading.doubt):
            continue
        colour = DOUBTFUL if reading.doubt else ACCEPTED
        frame = field.extent.grown(0.6).in_pixels(flat.dots_per_mm)
        pen.rectangle(frame, outline=colour, width=3)
        said = reading.value or "？"
        if reading.field_id in numbers:
            said = f"{numbers[reading.field_id]}: {said}"
        pen.text(
            (frame[0] + 3, frame[1] - 21),
            said,
            fill=colour,
            font=_font(19),
            stroke_width=3,
            stroke_fill="white",
        )
    y = 40
    if doubts:
        pen.text((sheet.width + 20, y), "人が見る項目", fill="black", font=_font(26))
    for reading in doubts:
        y += 50
        label = template.field_named(reading.field_id).label
        number = numbers[reading.field_id]
        pen.text(
            (sheet.width + 20, y), f"{number}. {label}", fill=DOUBTFUL, font=_font(20)
        )
        y += 24
        for line in _wrapped(reading.doubt or "", 30):
            pen.text((sheet.width + 44, y), line, fill="black", font=_font(18))
            y += 22
        y -= 22
    return np.asarray(canvas)


def _wrapped(text: str, width: int) -> list[str]:
    """Cut a sentence into lines; its full stop never stands alone (行頭禁則)."""
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    if lines[1:] and lines[-1] == "。":
        lines[-2:] = ["".join(lines[-2:])]
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in _FONTS:
        if Path(name).is_file():
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)
