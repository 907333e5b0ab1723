"""斜線: long strokes through what does not apply, drawn by the bench's hand."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from rpa_suite.model.forms import Box, FieldKind, around
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.crossed_out import cross_out
from rpa_suite.ocr.ink import InkPage

pytestmark = pytest.mark.ocr


def row_of(template, number):
    return [f for f in template.fields if f.id.startswith(f"child[{number}].")]


def by_fax(flat):
    """Return the page in black and white, on which frames come black."""
    grey = cv2.cvtColor(flat.image, cv2.COLOR_RGB2GRAY)
    fax = np.where(grey < 200, 0, 255).astype(np.uint8)
    return replace(flat, image=cv2.cvtColor(fax, cv2.COLOR_GRAY2RGB))


def ink_left_in(fields, page):
    """Return the ink of all their zones in square millimetres."""
    return sum(page.area_in(zone) for field in fields for zone in field.zones)


@pytest.mark.parametrize("seed", range(3))
def test_a_row_that_is_crossed_out_is_blank_and_asks_nobody(
    template, read_scribbled, seed
):
    rows = [*row_of(template, 2), *row_of(template, 3)]

    found = read_scribbled(
        lambda hand: hand.cross_out(around(f.extent for f in rows)), seed
    )

    for field in rows:
        assert (field.id, found[field.id].value) == (field.id, "")
        assert found[field.id].doubt is None


def test_rows_above_are_read_as_if_nothing_were_crossed_out(template, read_scribbled):
    first, second = row_of(template, 1), row_of(template, 2)
    kana = template.field_named("child[1].kana")

    def scribble(hand):
        hand.write_line("スズキ ハナコ", kana.box)
        hand.circle(template.field_named("child[1].custody").options[0].box)
        hand.cross_out(around(f.extent for f in second))

    found = read_scribbled(scribble)

    assert found["child[1].kana"].value == "スズキ　ハナコ"
    assert found["child[1].custody"].value == "有"
    assert not any(found[field.id].value for field in second)
    assert any(found[field.id].doubt == "記入がありません。" for field in first)


@pytest.mark.parametrize("seed", range(6))
def test_a_stroke_through_two_cells_is_no_number(template, read_scribbled, seed):
    day = template.field_named("claimant_birth_date").cells[2]

    found = read_scribbled(lambda hand: hand.cross_out(day.box), seed)

    assert found["claimant_birth_date"].value == ""


@pytest.mark.parametrize("seed", range(6))
def test_two_ones_are_a_number(template, flat_with, seed):
    run = template.field_named("phone").cells[0]

    def scribble(hand):
        hand.write_digits("1117", [run.cell(n) for n in range(4)])

    page = InkPage(flat_with(scribble, seed), template)
    before = page.ink.copy()
    cross_out(page, template.fields)

    assert (page.ink == before).all()


def test_a_field_that_is_needed_and_crossed_out_is_missing(template, read_scribbled):
    name = template.field_named("claimant_name")

    found = read_scribbled(lambda hand: hand.cross_out(name.box))

    assert (found["claimant_name"].value, found["claimant_name"].doubt) == (
        "",
        "記入がありません。",
    )


def test_writing_that_is_crossed_out_stays_for_a_person(template, flat_with):
    phone = template.field_named("phone")

    def scribble(hand):
        hand.write_digits("0312345678", [phone.cells[0].cell(n) for n in range(10)])
        hand.cross_out(phone.extent)

    flat = flat_with(scribble)
    before, after = InkPage(flat, template), ink_with_corrections(flat, template)

    assert (after.ink_in(phone.extent) == before.ink_in(phone.extent)).all()


def test_a_long_stroke_through_a_box_alone_is_a_mark(template, read_scribbled):
    field = next(f for f in template.fields if f.kind is FieldKind.CHECK)
    box = field.box
    wide = Box(left=box.left - 5, top=box.top - 1, width=15, height=box.height + 2)

    found = read_scribbled(lambda hand: hand.cross_out(wide))

    assert found[field.id].value == "true"


@pytest.mark.parametrize("seed", range(3))
def test_handwriting_has_no_long_strokes(template, flat_with, seed):
    def scribble(hand):
        for name, text in (
            ("claimant_name", "鈴木 一二三"),
            ("address", "一ノ宮一丁目11番1号"),
        ):
            hand.write_line(text, template.field_named(name).box)
        for field in template.fields:
            if field.kind is FieldKind.MY_NUMBER:
                cells = [run.cell(n) for run in field.cells for n in range(run.count)]
                hand.write_digits("111171111117", cells)

    page = InkPage(flat_with(scribble, seed), template)
    before = page.ink.copy()
    cross_out(page, template.fields)

    assert (page.ink == before).all()


def test_by_fax_where_frames_come_black_rows_are_told_as_well(template, flat_with):
    rows = row_of(template, 2)
    flat = flat_with(lambda hand: hand.cross_out(around(f.extent for f in rows)))

    page = ink_with_corrections(by_fax(flat), template)

    assert ink_left_in(rows, page) < 1.0


@pytest.mark.parametrize("seed", range(6))
def test_a_stroke_that_a_rule_hides_for_long_is_one(template, flat_with, seed):
    """It is so flat that the rule between two rows lies along it for centimetres.

    Behind the rule it goes through nothing but words to circle.
    """
    rows = [*row_of(template, 2), *row_of(template, 3)]
    both, below = around(f.extent for f in rows), row_of(template, 3)[0].extent
    flat = Box(left=both.left, top=below.top - 4, width=both.width, height=9.0)

    page = ink_with_corrections(
        by_fax(flat_with(lambda hand: hand.cross_out(flat), seed)), template
    )

    assert ink_left_in(rows, page) < 1.0


@pytest.mark.parametrize("seed", range(6))
def test_a_circle_that_is_crossed_out_with_the_row_is_no_sure_mark(
    template, read_scribbled, seed
):
    number = template.field_named("child[2].my_number")
    custody = template.field_named("child[2].custody")

    def scribble(hand):
        hand.circle(custody.options[0].box)
        hand.cross_out(around([number.extent, custody.extent]))

    found = read_scribbled(scribble, seed)

    assert found[custody.id].doubt


@pytest.mark.parametrize("seed", range(6))
def test_a_piece_of_a_long_stroke_over_words_to_circle_is_no_sure_mark(
    template, read_scribbled, seed
):
    """What crosses a row out may be cut in two by a rule that lies along it."""
    field = template.field_named("reason")
    word = field.options[-1].box
    piece = Box(
        left=word.left, top=word.top, width=word.width + 11.0, height=word.height
    )

    found = read_scribbled(lambda hand: hand.cross_out(piece), seed)[field.id]

    assert found.doubt or not found.value
