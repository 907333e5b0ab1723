"""Write the values of a form onto its blank, field by field, as a person does."""

import datetime as dt
import random
import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bench.forms.digits import Part
from bench.forms.fonts import FONTS, HELD_OUT, can_write
from bench.forms.pen import INKS, Hand, Strokes
from rpa_suite.jp.eras import to_era
from rpa_suite.model.forms import Field, FieldKind, FormTemplate, MarkStyle, around
from rpa_suite.ocr.blank import MM_PER_INCH, render_blank

PAPER_DPI = 300.0
_DITTO = 0.5  # of what is the same as above, by hands in a hurry
_CROSSED_ROWS, _CROSSED_FIELDS = 0.4, 0.03  # of those left blank, by hard hands
_ACROSS_LINES = 0.25  # of single lines where two are ruled: over both
_ROW = re.compile(r"^([a-z_]+\[\d+\])\.")
_FROM_THE_RIGHT = (FieldKind.AMOUNT, FieldKind.DIGITS)


def fill(
    template: FormTemplate,
    values: Mapping[str, str],
    draw: random.Random,
    *,
    digits: Part = Part.TUNE,
    hard: bool = False,
    habits: Mapping[int, Strokes] | None = None,
) -> list[NDArray[np.uint8]]:
    """Return the pages of the form filled in by one hand, RGB at ``PAPER_DPI``.

    Args:
        template: The form.
        values: Field id to value, in the conventions of readings.
        draw: Source of everything random.
        digits: Whose digits; for ``HELD_OUT`` the fonts, too, are others.
        habits: Digits that this writer writes in a way of his own.
        hard: Carelessly, and with a digit struck out and written anew here and there.
    """
    blanks = [
        render_blank(template, page=page, dpi=PAPER_DPI).astype(np.float32)
        for page in range(1, template.pages + 1)
    ]
    written = "".join(values.get(f.id, "") for f in template.fields)
    text = "".join(c for c in written if not c.isascii())
    # Fonts lack some 異体字; such a writer takes the fullest font.
    others = digits is Part.HELD_OUT
    names = [n for n in FONTS if (n in HELD_OUT) is others and can_write(n, text)]
    hand = Hand(
        draw=draw,
        font=draw.choice(names or ["klee-one"]),
        ink=draw.choices(list(INKS), (3, 3, 3) if hard else (6, 3, 1))[0],
        dots_per_mm=PAPER_DPI / MM_PER_INCH,
        sheet=np.zeros(blanks[0].shape[:2], np.float32),
        digits=digits,
        unrest=1.8 if hard else 1.0,
        corrected=0.04 if hard else 0.0,
        habits=habits or {},
    )
    pages = []
    for number, paper in enumerate(blanks, start=1):
        hand.sheet = np.zeros(paper.shape[:2], np.float32)
        for each in template.fields:
            value = values.get(each.id, "")
            if not value or each.page != number:
                continue
            if hard and value == values.get(each.same_as or "") and _is_lazy(draw):
                _write_ditto(hand, each)
            else:
                _write(hand, each, value, _signer(template, values))
        if hard:
            _cross_out(hand, template, values, page=number)
        pages.append(_inked(paper, hand))
    return pages


def _cross_out(
    hand: Hand, template: FormTemplate, values: Mapping[str, str], *, page: int
) -> None:
    """Draw lines through rows of tables that are left blank, and through a few fields.

    Rows that lie beside each other are crossed out together, or one by one.
    """
    rows: dict[str, list[Field]] = {}
    for each in template.fields:
        if each.page == page and (row := _ROW.match(each.id)):
            rows.setdefault(row[1], []).append(each)
    blank = [
        around(each.extent for each in fields)
        for fields in rows.values()
        if not any(values.get(each.id) for each in fields)
    ]
    if hand.draw.random() < _CROSSED_ROWS:
        together = [around(blank)] if blank else []
        for box in blank if hand.draw.random() < 0.5 else together:
            hand.cross_out(box)
    for each in template.fields:
        if (
            each.page == page
            and not (values.get(each.id) or _ROW.match(each.id) or each.options)
            and each.kind not in (FieldKind.CHECK, FieldKind.SIGNATURE)
            and hand.draw.random() < _CROSSED_FIELDS
        ):
            hand.cross_out(each.extent)


def _is_lazy(draw: random.Random) -> bool:
    return draw.random() < _DITTO


def _write_ditto(hand: Hand, each: Field) -> None:
    """Write that it is the same as above, in words or by 〃."""
    if hand.draw.random() < 0.5:
        hand.ditto(each.extent)
    else:
        hand.write_line("同上", each.extent)


def _inked(paper: NDArray[np.float32], hand: Hand) -> NDArray[np.uint8]:
    """Return the paper with what the hand has written on it."""
    draw = hand.draw
    colour, strength = INKS[hand.ink]
    rows, columns = np.nonzero(hand.sheet)
    noise = np.random.default_rng(draw.getrandbits(32))
    pressure = 0.85 + 0.15 * np.clip(noise.normal(0.5, 0.4, len(rows)), 0, 1)
    alpha = (hand.sheet[rows, columns] * strength * pressure)[:, None]
    inked = np.array(paper, np.uint8)
    mixed = paper[rows, columns] * (1 - alpha) + np.array(colour, np.float32) * alpha
    inked[rows, columns] = np.clip(mixed, 0, 255)
    return inked


def _signer(template: FormTemplate, values: Mapping[str, str]) -> str:
    """Return who signs: the first person that the form names."""
    names = (f.id for f in template.fields if f.person and f.kind is FieldKind.TEXT)
    return values.get(next(names, ""), "署名")


def _write(hand: Hand, each: Field, value: str, signer: str) -> None:
    match each.kind:
        case FieldKind.CHOICE:
            box = next(o.box for o in each.options if o.value == value)
            ticks = each.mark_style is MarkStyle.TICK
            hand.tick(box) if ticks else hand.circle(box)
        case FieldKind.CHECK:
            assert each.box is not None
            hand.tick(each.box)
        case FieldKind.SIGNATURE:
            assert each.box is not None
            hand.write_line(signer, each.box)
        case FieldKind.DATE:
            _write_date(hand, each, dt.date.fromisoformat(value))
        case FieldKind.KANA if each.cells:
            cells = [run.cell(i) for run in each.cells for i in range(run.count)]
            for char, cell in zip(value, cells, strict=False):
                if not char.isspace():
                    hand.write_in_cell(char, cell)
        case _ if each.cells:
            cells = [run.cell(i) for run in each.cells for i in range(run.count)]
            if each.kind in _FROM_THE_RIGHT:
                cells = cells[len(cells) - len(value) :]
            hand.write_digits(value, cells)
        case _:
            _write_text(hand, each, value)


def _write_date(hand: Hand, each: Field, day: dt.date) -> None:
    era = to_era(day)
    for option in each.options:
        if option.value == era.era.kanji:
            hand.circle(option.box)
    padded = hand.draw.random() < 0.5
    for run, number in zip(each.cells, (era.year, era.month, era.day), strict=True):
        text = f"{number:02}" if padded else f"{number:>2}"
        for index, char in enumerate(text):
            if char != " ":
                hand.write_digit(int(char), run.cell(index))


def _write_text(hand: Hand, each: Field, value: str) -> None:
    box = each.box
    assert box is not None
    if each.lines == 1 or ("\u3000" not in value and len(value) < 20):
        if each.lines > 1 and hand.draw.random() >= _ACROSS_LINES:
            box = type(box)(
                left=box.left, top=box.top, width=box.width, height=box.height / 2
            )
        hand.write_line(value, box)
        return
    lines = value.split("\u3000", 1)
    for place, line in enumerate(lines):
        height = box.height / each.lines
        hand.write_line(
            line,
            type(box)(
                left=box.left,
                top=box.top + place * height,
                width=box.width,
                height=height,
            ),
        )
