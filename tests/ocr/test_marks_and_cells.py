"""Marks and cells drawn by the same hand as the samples, one field at a time."""

import datetime as dt

import pytest

from rpa_suite.ocr.lines import cell_line
from rpa_suite.ocr.marks import read_check, read_choice, read_signature
from rpa_suite.ocr.read_field import FieldReader

TODAY = dt.date(2026, 6, 30)


def test_an_empty_form_has_no_ink(write):
    assert write(lambda hand: None).ink.sum() == 0


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("seed", range(4))
def test_a_circle_marks_its_word_and_no_neighbour(template, write, place, seed):
    field = template.field_named("reason")
    option = field.options[place]
    mark = read_choice(write(lambda hand: hand.circle(option.box), seed), field)
    assert (mark.value, mark.doubt) == (option.value, None)


def test_two_circles_are_for_a_person(template, write):
    field = template.field_named("occupation")

    def scribble(hand):
        hand.circle(field.options[0].box)
        hand.circle(field.options[3].box)

    mark = read_choice(write(scribble), field)
    assert mark.value == ""
    assert "両方" in mark.doubt


def test_nothing_circled_is_blank(template, write):
    mark = read_choice(write(lambda hand: None), template.field_named("reason"))
    assert (mark.value, mark.doubt) == ("", None)


@pytest.mark.parametrize("seed", range(8))
def test_a_tick_is_a_tick_however_it_is_made(template, write, seed):
    field = template.field_named("consent")
    assert read_check(write(lambda hand: hand.tick(field.box), seed), field).value
    assert not read_check(write(lambda hand: None), field).value


def test_a_signature_is_present_and_never_read(template, write):
    field = template.field_named("signature")
    page = write(lambda hand: hand.write_line("大田花子", field.box))
    mark = read_signature(page, field)
    assert mark.value == "present"
    assert read_signature(write(lambda hand: None), field).value == ""


def test_written_cells_are_counted_and_set_in_a_row(template, write):
    field = template.field_named("phone")
    (run,) = field.cells

    def scribble(hand):
        for place, digit in enumerate((0, 9, 0, 1, 2)):
            hand.write_digit(digit, run.cell(place))

    cells = cell_line(write(scribble), field.cells)
    assert cells.written == (True,) * 5 + (False,) * 6
    height, width = cells.line.shape[:2]
    assert width > 2 * height


@pytest.mark.ocr
def test_a_number_with_a_missing_digit_says_how_many_are_written(
    template, write, recogniser
):
    field = template.field_named("claimant_my_number")
    cells = [run.cell(i) for run in field.cells for i in range(run.count)]

    def scribble(hand):
        for digit, cell in zip("99900000000", cells, strict=False):
            hand.write_digit(int(digit), cell)

    reading = FieldReader(write(scribble), recogniser, today=TODAY).read(field)
    assert "12桁のうち11桁" in reading.doubt


@pytest.mark.ocr
def test_a_date_without_an_era_mark_asks_for_it(template, write, recogniser):
    field = template.field_named("claimant_birth_date")

    def scribble(hand):
        for run in field.cells:
            hand.write_digit(1, run.cell(0))
            hand.write_digit(2, run.cell(1))

    reading = FieldReader(write(scribble), recogniser, today=TODAY).read(field)
    assert reading.value is None
    assert "元号" in reading.doubt
