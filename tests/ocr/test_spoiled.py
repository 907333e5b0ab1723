"""What the paper or the scan has spoiled is looked at, however sure the reading is."""

import cv2
import numpy as np
import pytest

from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.spoiled import is_faded, why_spoiled

DOTS = FLAT_DPI / MM_PER_INCH
KANA = "claimant_kana"
FIELDS = (KANA, "claimant_name", "claimant_my_number", "postal_code", "address")


@pytest.fixture
def page(template):
    return render_blank(template).copy()


def inked(page, template):
    flat = FlatPage(image=page, dots_per_mm=DOTS, residual_mm=0.0)
    return InkPage(flat, template)


def strokes(page, template, *, broken):
    """Write into some fields; ``broken``: as a weak fax leaves it."""
    for name in FIELDS:
        box = template.field_named(name).extent
        left, top = round((box.left + 2) * DOTS), round((box.top + 2) * DOTS)
        area = page[top : top + 30, left : left + 200]
        ink = np.zeros(area.shape[:2], np.uint8)
        for x in range(0, 180, 30):
            cv2.line(ink, (x, 2), (x + 18, 26), (255,), 3)
        if broken:
            noise = np.random.default_rng(1).random(ink.shape) < 0.25
            ink[:, 60:] = np.where(noise[:, 60:], ink[:, 60:], 0)
        area[ink > 0] = (20, 20, 20)


@pytest.mark.parametrize("broken", [False, True])
def test_a_page_whose_strokes_are_broken_up_is_faded(page, template, broken):
    strokes(page, template, broken=broken)
    ink = inked(page, template)
    faded = is_faded(ink, template.fields)
    assert faded is broken
    field = template.field_named("claimant_name")
    why = why_spoiled(ink, field, faded=faded)
    assert (why is not None and "かすれて" in why) is broken


def test_what_was_left_blank_is_not_faded(page, template):
    ink = inked(page, template)
    assert not is_faded(ink, template.fields)
    assert why_spoiled(ink, template.field_named(KANA), faded=False) is None


@pytest.mark.parametrize("name", [KANA, "has_spouse"])
def test_a_blank_on_a_faded_page_may_have_been_written(page, template, name):
    why = why_spoiled(inked(page, template), template.field_named(name), faded=True)
    assert why is not None
    assert "消えている" in why


@pytest.mark.parametrize(
    ("places", "is_apart"), [((0, 1, 3), False), ((0, 1, 6), True)]
)
def test_writing_far_into_empty_cells_is_for_a_person(page, template, places, is_apart):
    (run,) = template.field_named(KANA).cells
    for place in places:
        cell = run.cell(place)
        left, top = round((cell.left + 1.5) * DOTS), round((cell.top + 2) * DOTS)
        cv2.line(page, (left, top), (left + 14, top + 24), (20, 20, 20), 3)
    why = why_spoiled(inked(page, template), template.field_named(KANA), faded=False)
    assert (why is not None and "離れた" in why) is is_apart
