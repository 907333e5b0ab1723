"""The finished scans of every form, from its file to its values."""

import json
from pathlib import Path

import pytest

from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.templates import load_templates
from tests.ocr.conftest import TODAY

ROOT = Path(__file__).parents[2] / "ocr_templates"
TEMPLATES = load_templates(ROOT)
SAMPLES = sorted(
    path
    for path in ROOT.glob("*/samples/*")
    if path.suffix != ".json" and path.parts[-3] != "child_allowance_claim"
)
_FREE = (FieldKind.TEXT, FieldKind.CODE)
_SURE = (FieldKind.DATE, FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def sample(request, recogniser):
    """A scan's truth, its form and its template, found among all."""
    path = request.param
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    (result,) = read_file(path, TEMPLATES, recogniser, today=TODAY)
    assert result.error is None
    return path.parts[-3], truth, result.form


def test_a_scan_is_known_among_all_forms_and_read(sample):
    folder, truth, form = sample
    assert form.template_id == folder
    template = TEMPLATES[folder]
    wrong = []
    for reading in form.readings:
        kind = template.field_named(reading.field_id).kind
        value, written = reading.value or "", truth.get(reading.field_id, "")
        if kind in _FREE:
            # Where a line is parted is no matter of reading it right.
            value, written = "".join(value.split()), "".join(written.split())
        if value != written:
            wrong.append(reading)
    assert len(wrong) <= len(truth) / 10
    accepted = [template.field_named(r.field_id) for r in wrong if not r.doubt]
    # A number that nothing speaks for beside its digits is at times misread surely.
    assert len(accepted) <= 1
    assert [each.id for each in accepted if each.checks or each.kind in _SURE] == []


def test_numbers_that_the_form_relates_are_sure(recogniser):
    (path,) = [p for p in SAMPLES if p.parts[-3] == "employee_transfer_notice"]
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    (result,) = read_file(path, TEMPLATES, recogniser, today=TODAY)
    amounts = {r.field_id: r for r in result.form.readings}
    for name in ("annual_tax", "paid", "unpaid"):
        assert amounts[name].value == truth[name]
        assert amounts[name].confidence > 0.99
