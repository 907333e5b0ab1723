"""Stamps, folds and the lines of a fax are told from what a person wrote."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from rpa_suite.model.forms import Box
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.ink import InkPage

DOTS = FLAT_DPI / MM_PER_INCH
FIELD = "claimant_kana"


@pytest.fixture
def page(template):
    """A clean copy of the blank to draw on."""
    return render_blank(template).copy()


def inked(page, template):
    return InkPage(FlatPage(image=page, dots_per_mm=DOTS, residual_mm=0.0), template)


def write(page, box, colour=(30, 40, 90)):
    """A stroke in the first cell of a field."""
    left, top = round((box.left + 2) * DOTS), round((box.top + 2) * DOTS)
    cv2.line(page, (left, top), (left + 12, top + 30), colour, 4)


@pytest.mark.parametrize("colour", [(205, 60, 60), (90, 90, 90)], ids=["red", "grey"])
def test_a_stamp_is_no_writing_and_what_it_lies_over_is_known(page, template, colour):
    box = template.field_named(FIELD).extent
    write(page, box)
    before = inked(page, template).area_in(box)
    middle = round((box.right - 15) * DOTS), round((box.top - 5) * DOTS)
    cv2.circle(page, middle, round(15 * DOTS), colour, 3)
    ink = inked(page, template)
    assert ink.area_in(box) == pytest.approx(before, rel=0.1)
    assert ink.is_overlaid(box)
    assert not ink.is_overlaid(template.field_named("spouse_kana").extent)


PENS = {"black": (30, 30, 30), "blue": (50, 70, 160), "pencil": (120, 120, 120)}


def stamped(page, middle, colour, *, said="8. 5.24"):
    """A 受付印 of two rims, two lines and a date; ink upon ink stays dark."""
    under = page.copy()
    for radius in (15.0, 13.8):
        cv2.circle(page, middle, round(radius * DOTS), colour, 3)
    for level in (-4, 4):
        y = middle[1] + round(level * DOTS)
        cv2.line(page, (middle[0] - 100, y), (middle[0] + 100, y), colour, 2)
    at = middle[0] - 75, middle[1] + 12
    cv2.putText(page, said, at, cv2.FONT_HERSHEY_SIMPLEX, 1.2, colour, 3)
    np.minimum(page, under, out=page)


def seen_by_a_scanner(page, *, grey):
    """JPEG keeps colours at half the dots; many scanners are set to grey."""
    if grey:
        page = cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    soft = cv2.GaussianBlur(page, (0, 0), 0.7)
    _, packed = cv2.imencode(".jpg", soft, [cv2.IMWRITE_JPEG_QUALITY, 75])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def kept_and_added(page, template, box, middle, *, grey):
    """The shares of the ink in a box that stamping takes away, and that it adds."""
    plain = inked(seen_by_a_scanner(page, grey=grey), template).ink_in(box)
    stamped(page, middle, (205, 60, 60))
    ink = inked(seen_by_a_scanner(page, grey=grey), template)
    assert ink.is_overlaid(box)
    found = ink.ink_in(box)
    near = cv2.dilate(plain.view(np.uint8), np.ones((3, 3), np.uint8)).view(bool)
    return (found & plain).sum() / plain.sum(), (found & ~near).sum() / plain.sum()


def written_digits(page, box, colour):
    """Twelve digits in the cells of a field."""
    for at, digit in enumerate("938475261047"):
        left = round((box.left + 6.2 * at + 1.2) * DOTS)
        where = left, round((box.bottom - 1.5) * DOTS)
        cv2.putText(page, digit, where, cv2.FONT_HERSHEY_SIMPLEX, 1.5, colour, 4)


@pytest.mark.parametrize("pen", PENS)
@pytest.mark.parametrize("away", [(-15.0, -12.0), (-20.0, 0.0), (0.0, 9.0)])
def test_what_a_red_stamp_lies_over_is_read_as_if_it_were_not_there(
    page, template, pen, away
):
    box = template.field_named("claimant_my_number").extent
    written_digits(page, box, PENS[pen])
    middle = round((box.right + away[0]) * DOTS), round((box.top + away[1]) * DOTS)
    kept, added = kept_and_added(page, template, box, middle, grey=False)
    assert kept > 0.95
    assert added < 0.03


def test_a_pen_darker_than_a_grey_stamp_is_all_that_stays(page, template):
    box = template.field_named("claimant_my_number").extent
    written_digits(page, box, PENS["black"])
    middle = round((box.right - 20) * DOTS), round(box.top * DOTS)
    kept, added = kept_and_added(page, template, box, middle, grey=True)
    assert kept > 0.95
    assert added < 0.05


def test_a_pencil_stays_where_it_crosses_the_rim_of_a_grey_stamp(page, template):
    box = template.field_named("claimant_my_number").extent
    written_digits(page, box, PENS["pencil"])
    # Only the rims reach into the field.
    middle = round((box.right - 30) * DOTS), round((box.top - 11) * DOTS)
    kept, added = kept_and_added(page, template, box, middle, grey=True)
    assert kept > 0.9
    assert added < 0.1


def test_a_patchy_rim_leaves_nothing_in_empty_cells(page, template):
    box = template.field_named("claimant_my_number").extent
    middle = round((box.right - 20) * DOTS), round((box.top - 11) * DOTS)
    stamped(page, middle, (90, 90, 90))
    rows, columns = np.nonzero((page == 90).all(axis=2))
    lost = np.random.default_rng(5).random((90, 90)) < 0.3
    holes = lost[rows // 3 % 90, columns // 3 % 90]
    page[rows[holes], columns[holes]] = 255
    both = np.where(page.min(axis=2, keepdims=True) < 150, 0, 255).astype(np.uint8)
    ink = inked(np.repeat(both, 3, axis=2), template)
    assert ink.area_in(box) < 0.4


def test_writing_that_lies_in_a_circle_by_chance_is_not_taken_away(page, template):
    middle = round(95 * DOTS), round(150 * DOTS)
    before = inked(page, template).ink.sum()
    for angle in range(0, 360, 36):  # ten strokes, each a third of its part
        cv2.ellipse(page, middle, (118, 118), 0, angle, angle + 12, (30, 30, 30), 4)
    drawn = 10 * np.radians(12) * 118 * 4
    assert inked(page, template).ink.sum() - before > 0.8 * drawn


def test_the_line_of_a_fold_is_no_writing(page, template):
    box = template.field_named(FIELD).extent
    y = round((box.top + 4) * DOTS)
    cv2.line(page, (0, y), (page.shape[1], y), (150, 150, 150), 2)
    ink = inked(page, template)
    assert ink.area_in(box) == 0
    assert ink.is_overlaid(box)


def test_a_stroke_that_crosses_a_fold_stays_whole(page, template):
    box = template.field_named(FIELD).extent
    write(page, box)
    before = inked(page, template).ink_in(box).any(axis=1)
    y = round((box.top + 2) * DOTS) + 15  # halfway down the stroke
    stroke = page[y - 1 : y + 2].copy()
    cv2.line(page, (0, y), (page.shape[1], y), (150, 150, 150), 2)
    page[y - 1 : y + 2] = np.minimum(page[y - 1 : y + 2], stroke)
    ink = inked(page, template)
    assert np.array_equal(ink.ink_in(box).any(axis=1), before)
    assert ink.is_overlaid(box)


def test_the_line_of_a_fold_through_printed_words_marks_none_of_them(page, template):
    words = template.field_named("reason").options
    y = round((words[0].box.top + words[0].box.height / 2) * DOTS)
    cv2.line(page, (0, y - 1), (page.shape[1], y + 2), (150, 150, 150), 2)
    ink = inked(page, template)
    assert max(ink.area_in(word.box.grown(2)) for word in words) < 0.3


def test_a_circle_around_a_long_word_is_writing(page, template):
    option = max(template.field_named("reason").options, key=lambda o: o.box.width)
    box: Box = option.box
    middle = (
        round((box.left + box.width / 2) * DOTS),
        round((box.top + box.height / 2) * DOTS),
    )
    axes = round(box.width / 2 * DOTS), round(box.height / 2 * DOTS)
    cv2.ellipse(page, middle, axes, 0, 0, 360, (40, 40, 60), 4)
    assert inked(page, template).area_in(box.grown(1)) > 3


def test_the_frames_of_a_fax_are_not_ink(page, template):
    write(page, template.field_named(FIELD).extent, (0, 0, 0))
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    both = np.where(grey < 210, 0, 255).astype(np.uint8)  # the light frames come black
    ink = inked(cv2.cvtColor(both, cv2.COLOR_GRAY2RGB), template)
    assert ink.area_in(template.field_named(FIELD).extent) > 0.5
    assert ink.area_in(template.field_named("spouse_kana").extent) == 0


def test_nor_are_they_where_a_fax_is_full_of_writing(page, template):
    """Laid straight, every stroke has a grey edge."""
    empty = template.field_named("spouse_kana")
    for field in template.fields:
        if field is not empty:
            for x in np.arange(field.extent.left, field.extent.right - 3, 2.0):
                write(page, replace(field.extent, left=float(x)), (0, 0, 0))
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    both = np.where(grey < 210, 0, 255).astype(np.uint8)
    soft = cv2.GaussianBlur(both, (0, 0), 1.2)
    ink = inked(cv2.cvtColor(soft, cv2.COLOR_GRAY2RGB), template)
    assert ink.area_in(template.field_named(FIELD).extent) > 0.5
    assert ink.area_in(empty.extent) == 0


def test_writing_that_leaves_its_cells_along_a_frame_is_no_fold(page, template):
    field = template.field_named("claimant_my_number")
    for run in field.cells:
        for at in range(run.count):
            cell = run.cell(at)
            middle = round((cell.left + cell.width / 2) * DOTS)
            bottom = round(cell.bottom * DOTS)
            cv2.line(page, (middle, bottom - 30), (middle, bottom + 6), (30, 30, 30), 4)
    ink = inked(page, template)
    assert not ink.is_overlaid(field.extent)
    assert ink.area_in(field.extent) > 12
