"""What is struck out on paper is told to the clerk, with its seal; digits are not."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.forms.digits import Part
from bench.forms.pen import Hand
from rpa_suite.model.forms import Box, PaperEvent
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.lines import cell_line
from rpa_suite.ocr.read_field import FieldReader
from rpa_suite.ocr.strikes import STRUCK_MARK, has_additions, paper_events
from rpa_suite.ocr.templates import load_templates

DOTS = FLAT_DPI / MM_PER_INCH
DIGITS, WORDS = "claimant_my_number", "address"


def hand_of(seed, *, corrected=0.0):
    return Hand(
        draw=random.Random(seed),
        font="klee-one",
        ink="black",
        dots_per_mm=DOTS,
        sheet=np.zeros((2339, 1654), np.float32),
        corrected=corrected,
    )


def seen(template, hand, *, seal=None):
    """Return the page with what the hand wrote, and a round red seal somewhere."""
    page = render_blank(template).copy()
    ink = hand.sheet[: page.shape[0], : page.shape[1]]
    page[: ink.shape[0], : ink.shape[1]][ink > 0.4] = (30, 30, 35)
    if seal is not None:
        middle = round(seal[0] * DOTS), round(seal[1] * DOTS)
        cv2.circle(page, middle, round(3.5 * DOTS), (205, 50, 50), 4)
        cv2.line(page, (middle[0], middle[1] - 12), (middle[0], middle[1] + 12), 0, 1)
    flat = FlatPage(image=page, dots_per_mm=DOTS, residual_mm=0.0)
    return ink_with_corrections(flat, template)


def digits_written(template, seed, *, corrected):
    field = template.field_named(DIGITS)
    hand = hand_of(seed, corrected=corrected)
    cells = [run.cell(at) for run in field.cells for at in range(run.count)]
    hand.write_digits("".join(hand.draw.choices("0123456789", k=12)), cells)
    return hand


@pytest.mark.parametrize("seed", range(8))
def test_a_struck_digit_is_told_and_a_plain_row_is_not(template, seed):
    field = template.field_named(DIGITS)
    struck = seen(template, digits_written(template, seed, corrected=1.0))
    assert paper_events(struck, field) == (PaperEvent.STRUCK_OUT,)
    plain = seen(template, digits_written(template, seed, corrected=0.0))
    assert paper_events(plain, field) == ()


def test_a_seal_beside_the_lines_is_told_with_them(template):
    field = template.field_named(DIGITS)
    hand = digits_written(template, 3, corrected=1.0)
    beside = field.extent.right + 6, field.extent.top + 3
    assert paper_events(seen(template, hand, seal=beside), field) == (
        PaperEvent.STRUCK_OUT,
        PaperEvent.CORRECTION_SEAL,
    )
    far = field.extent.left, field.extent.bottom + 80
    assert paper_events(seen(template, hand, seal=far), field) == (
        PaperEvent.STRUCK_OUT,
    )


def test_words_struck_out_are_told_and_kanji_of_level_strokes_are_not(template):
    field = template.field_named(WORDS)
    line = Box(
        left=field.box.left,
        top=field.box.top,
        width=field.box.width,
        height=field.box.height / field.lines,
    )
    hand = hand_of(5)
    hand.write_line("三三二一日目言", line)
    assert paper_events(seen(template, hand), field) == ()
    words = Box(left=line.left + 2, top=line.top, width=22, height=line.height)
    hand.strike_out(words)
    assert paper_events(seen(template, hand), field) == (PaperEvent.STRUCK_OUT,)


WAYS = {
    "two": lambda hand, box: hand.strike_out(box.grown(1.0)),
    "one": lambda hand, box: hand.cross_out(replace(box.grown(1.0), top=box.top - 1.5)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["has_spouse", "reason", "child[1].relationship"])
@pytest.mark.parametrize("seed", range(3))
def test_a_circle_that_is_struck_out_is_none_and_is_told(
    template, read_scribbled, way, name, seed
):
    word = template.field_named(name).options[0].box

    def scribble(hand):
        hand.circle(word)
        WAYS[way](hand, word)

    found = read_scribbled(scribble, seed)[name]
    assert (found.value, found.events) == ("", (PaperEvent.STRUCK_OUT,))
    assert found.doubt == STRUCK_MARK


@pytest.mark.parametrize("name", ["reason", "child[1].relationship"])
def test_the_circle_that_is_not_struck_out_is_the_value(template, read_scribbled, name):
    first, *_, last = template.field_named(name).options

    def scribble(hand):
        hand.circle(first.box)
        hand.strike_out(first.box)
        hand.circle(last.box)

    found = read_scribbled(scribble)[name]
    assert (found.value, found.doubt) == (last.value, STRUCK_MARK)


def test_a_word_that_is_struck_out_was_not_chosen(template, read_scribbled):
    """Some strike out what does not apply and circle nothing."""
    word = template.field_named("has_spouse").options[1]
    found = read_scribbled(lambda hand: hand.strike_out(word.box))["has_spouse"]
    assert (found.value, found.doubt) == ("", STRUCK_MARK)


@pytest.mark.parametrize("seed", range(4))
def test_a_tick_that_is_struck_out_is_told(template, read_scribbled, seed):
    box = template.field_named("consent").box
    around = box.grown(3.0)

    def scribble(hand):
        hand.tick(box)
        hand.strike_out(around)

    found = read_scribbled(scribble, seed)["consent"]
    assert (found.value, found.events) == ("", (PaperEvent.STRUCK_OUT,))


def test_what_is_written_anew_above_a_struck_digit_is_read(template, recogniser):
    field = template.field_named("account_number")
    right = 0
    for seed in range(20):
        hand, number = corrected_number(template, seed)
        page = seen(template, hand)
        assert paper_events(page, field) == (PaperEvent.STRUCK_OUT,)
        reader = FieldReader(page, recogniser, today=dt.date(2026, 6, 30))
        right += reader.read(field).value == number
    assert right >= 16


@pytest.mark.parametrize("part", [Part.TUNE, Part.PROOF])
def test_lines_through_a_thick_digit_are_told_by_what_stands_above(template, part):
    field = template.field_named("account_number")
    for seed in range(50, 80):
        hand, _ = corrected_number(template, seed, part)
        events = paper_events(seen(template, hand), field)
        assert events == (PaperEvent.STRUCK_OUT,), seed


def corrected_number(template, seed, part=Part.TUNE):
    """Return a hand that put one digit of an account number right, and the number."""
    field = template.field_named("account_number")
    cells = [run.cell(at) for run in field.cells for at in range(run.count)]
    hand = hand_of(seed, corrected=1.0)
    hand.digits = part
    number = "".join(hand.draw.choices("0123456789", k=len(cells)))
    hand.write_digits(number, cells)
    return hand, number


def test_writing_above_a_digit_that_is_not_struck_out_asks_for_a_look(template):
    field = template.field_named("account_number")
    cell = field.cells[0].cell(3)
    hand = hand_of(58)
    hand.write_digit(5, cell)
    hand.write_digit(
        8, Box(left=cell.left + 1, top=cell.top - 3.2, width=3.6, height=4.2)
    )
    page = seen(template, hand)
    assert paper_events(page, field) == ()
    assert has_additions(page, field)


def test_a_circle_around_a_word_above_adds_nothing_to_the_cells_below(template):
    lower = template.field_named("child[2].my_number")
    above = ("birth_date", "relationship", "lives_together")
    for seed in range(20):
        hand = hand_of(seed)
        for name in above:
            for option in template.field_named(f"child[2].{name}").options:
                hand.circle(option.box)
        cells = [run.cell(at) for run in lower.cells for at in range(run.count)]
        hand.write_digits("".join(hand.draw.choices("0123456789", k=12)), cells)
        page = seen(template, hand)
        assert not has_additions(page, lower), seed


def test_nothing_is_added_above_plain_rows(template):
    field = template.field_named(DIGITS)
    for seed in range(20):
        page = seen(template, digits_written(template, seed, corrected=0.0))
        assert not has_additions(page, field)


def test_what_is_written_anew_is_read_however_faint_the_lines_and_over_a_rule(
    template, recogniser
):
    field = template.field_named("account_number")
    cells = [run.cell(at) for run in field.cells for at in range(run.count)]
    hand = hand_of(2)
    for digit, cell in zip("1234567", cells, strict=True):
        hand.write_digit(int(digit), cell)
    cell = cells[2]
    middle = Box(
        left=cell.left + cell.width * 0.17,
        top=cell.top,
        width=cell.width * 0.66,
        height=cell.height,
    )
    hand.strike_out(middle)
    plain = seen(template, hand)
    assert not plain.struck
    hand.write_digit(
        8, Box(left=cell.left + 1, top=cell.top - 3, width=3.6, height=4.4)
    )
    page = seen(template, hand)
    assert page.struck == set(page.anew) == {cell}
    reader = FieldReader(page, recogniser, today=dt.date(2026, 6, 30))
    assert reader.read(field).value == "1284567"


def test_what_is_written_anew_fills_in_no_field_above():
    template = load_templates(Path("ocr_templates"))["wage_report"]
    runs = [(f, run) for f in template.fields for run in f.cells if run.count > 4]
    upper, lower = next(
        (one, other)
        for field, one in runs
        for other_field, other in runs
        if field is not other_field
        and 0 <= other.top - one.box.bottom < 3
        and one.left == other.left
    )
    hand = hand_of(4, corrected=1.0)
    cells = [lower.cell(at) for at in range(lower.count)]
    hand.write_digits("7" * lower.count, cells)
    page = seen(template, hand)
    assert len(page.anew) == 1
    assert cell_line(page, (upper,)).line is None


def test_digits_of_the_row_above_put_nothing_right():
    template = load_templates(Path("ocr_templates"))["wage_report"]
    hand = hand_of(6)
    for field in template.fields:
        for run in field.cells:
            cells = [run.cell(at) for at in range(run.count)]
            hand.write_digits("".join(hand.draw.choices("235689", k=run.count)), cells)
    page = seen(template, hand)
    assert page.struck == set()
