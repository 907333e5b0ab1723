"""What a light or coarse fax has lost is never taken for a blank unseen."""

import cv2
import pytest
from PIL import Image

from bench.forms.make import TEMPLATES, make_forms
from rpa_suite.model.forms import MARKS
from rpa_suite.ocr.pages import load_pages
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.templates import load_templates
from tests.ocr.conftest import TODAY

FORM = "nursery_application"


@pytest.fixture(scope="module")
def nursery():
    return load_templates(TEMPLATES)[FORM]


@pytest.fixture(scope="module")
def pale(tmp_path_factory):
    """A form filled in with pale ink: its truth and its pages."""
    *_, made = make_forms(
        2, seed=8840, out=tmp_path_factory.mktemp("pale"), template_id=FORM
    )
    return made.values, [page.image for page in load_pages(made.path)]


def faxed(pages, path, *, dpi, darkest):
    """Save pages of 200 dpi black and white: black is what is darker than that."""
    sheets = []
    for page in pages:
        size = tuple(round(side * dpi / 200) for side in page.shape[1::-1])
        grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        sheets.append(Image.fromarray(small > darkest))
    first, *others = sheets
    first.save(path, save_all=True, append_images=others, dpi=(dpi, dpi))
    return path


@pytest.mark.parametrize(
    ("dpi", "darkest"), [(200, 110), (200, 130), (100, 130), (100, 150)]
)
def test_nothing_that_was_written_is_accepted_as_blank(
    nursery, recogniser, pale, tmp_path, dpi, darkest
):
    truth, pages = pale
    path = faxed(pages, tmp_path / "fax.tif", dpi=dpi, darkest=darkest)
    (result,) = read_file(path, {FORM: nursery}, recogniser, today=TODAY)
    lost = [
        reading.field_id
        for reading in result.form.readings
        if truth.get(reading.field_id) and not reading.value and not reading.doubt
    ]
    assert lost == []


def test_on_the_lightest_page_rows_without_any_writing_are_doubted(
    nursery, recogniser, pale, tmp_path
):
    _, pages = pale
    path = faxed(pages, tmp_path / "fax.tif", dpi=200, darkest=110)
    (result,) = read_file(path, {FORM: nursery}, recogniser, today=TODAY)
    assert all(reading.doubt for reading in result.form.readings)


@pytest.mark.parametrize(
    ("dpi", "darkest", "advice"), [(200, 110, "濃くして"), (100, 150, "粗い画像")]
)
def test_what_to_do_about_the_scan_comes_before_what_it_lost(
    nursery, recogniser, pale, tmp_path, dpi, darkest, advice
):
    _, pages = pale
    path = faxed(pages, tmp_path / "fax.tif", dpi=dpi, darkest=darkest)
    (result,) = read_file(path, {FORM: nursery}, recogniser, today=TODAY)
    doubts = [reading.doubt for reading in result.form.readings if reading.doubt]
    assert sum(advice in doubt for doubt in doubts) > len(doubts) / 2
    lost = ("かすれ", "消えている", "記入がありません")
    assert [doubt for doubt in doubts if any(why in doubt for why in lost)] == []


def test_marks_of_a_coarse_page_go_to_a_person_too(nursery, recogniser, pale, tmp_path):
    _, pages = pale
    path = faxed(pages, tmp_path / "fax.tif", dpi=100, darkest=150)
    (result,) = read_file(path, {FORM: nursery}, recogniser, today=TODAY)
    marks = [
        reading
        for reading in result.form.readings
        if reading.value and nursery.field_named(reading.field_id).kind in MARKS
    ]
    assert len(marks) > 5
    assert all(reading.doubt for reading in marks)


def test_blanks_of_a_form_that_is_filled_in_are_blank(read_samples):
    for truth, result in read_samples.values():
        blank = [r for r in result.form.readings if not truth.get(r.field_id)]
        doubted = [reading for reading in blank if reading.doubt]
        assert len(doubted) <= len(blank) / 4
