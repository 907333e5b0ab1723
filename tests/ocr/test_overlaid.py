"""Stamps, folds and the lines of a fax are told from what a person wrote."""

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
