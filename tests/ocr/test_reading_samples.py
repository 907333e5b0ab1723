"""The committed scans, read as a clerk's PC reads them."""

import json
import os
import subprocess
import sys

import pytest

from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.overlay import draw_readings
from tests.ocr.conftest import SAMPLES

pytestmark = pytest.mark.ocr
MARKS = (FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE)


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_a_sample_is_laid_onto_its_template(read_samples, name):
    _, result = read_samples[name]
    assert result.error is None
    assert result.form.residual_mm < 0.2


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_every_circle_and_tick_is_read(read_samples, template, name):
    truth, result = read_samples[name]
    for reading in result.form.readings:
        if template.field_named(reading.field_id).kind in MARKS:
            assert reading.value == truth.get(reading.field_id, ""), reading.field_id


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_what_is_accepted_is_right(read_samples, name):
    truth, result = read_samples[name]
    wrong = [
        r.field_id
        for r in result.form.readings
        if not r.doubt and (r.value or "") != truth.get(r.field_id, "")
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_nine_of_ten_written_fields_are_read_right(read_samples, name):
    truth, result = read_samples[name]
    values = {r.field_id: r.value for r in result.form.readings}
    right = sum(values[field_id] == value for field_id, value in truth.items())
    assert right >= 0.9 * len(truth)


def test_the_overlay_frames_every_reading(read_samples, template):
    _, result = read_samples[SAMPLES[0].name]
    flat = result.flats[1]
    drawn = draw_readings(flat, result.form, template)
    height, width = flat.image.shape[:2]
    assert drawn.shape[0] == height
    assert drawn.shape[1] >= width
    assert (drawn[:, :width] != flat.image).any(axis=2).mean() > 0.005


@pytest.mark.slow
def test_all_text_of_a_page_is_found_without_a_template():
    """In a process of its own, as ``rpa-suite read --text`` runs it."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "rpa_suite.cli",
            "read",
            str(SAMPLES[1]),
            "--text",
            "--json",
        ],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    (page,) = json.loads(done.stdout)
    text = "".join(page["lines"])
    assert "認定請求書" in text
    assert "児童手当の受給資格と額の認定を請求します" in text


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_characters_in_cells_are_remembered_one_by_one(read_samples, template, name):
    _, result = read_samples[name]
    in_cells = {f.id: f for f in template.fields if f.cells}
    sure = right = 0
    for reading in result.form.readings:
        field = in_cells.get(reading.field_id)
        assert bool(reading.glyphs) == bool(field and reading.text), reading.field_id
        for char, glyph in reading.characters:
            inside = field.extent.grown(0.01)
            assert inside.left <= glyph.box.left
            assert glyph.box.right <= inside.right
            sure += glyph.chance_of(char)
            right += 1
    # What was read is what the cells look like, nearly always.
    assert right >= 60
    assert sure >= 0.9 * right
