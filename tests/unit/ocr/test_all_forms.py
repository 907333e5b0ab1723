"""Every shipped form: its template, its blank, and what people write on it."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from bench.forms.papers import PAPERS
from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.checks import CHECKS, first_objection
from rpa_suite.ocr.drawing import draw_blank, load_layout
from rpa_suite.ocr.rules import RULES
from rpa_suite.ocr.templates import load_templates

ROOT = Path(__file__).parents[3] / "ocr_templates"
TEMPLATES = load_templates(ROOT)
TODAY = dt.date(2026, 7, 31)


@pytest.fixture(params=sorted(PAPERS))
def template(request):
    return TEMPLATES[request.param]


def test_there_is_a_writer_for_every_template():
    assert set(TEMPLATES) == set(PAPERS)
    assert sorted(t.code for t in TEMPLATES.values()) == [
        f"OTA-F{number}" for number in range(1, 7)
    ]


def test_every_rule_and_check_of_a_template_exists(template):
    assert {rule.kind for rule in template.rules} <= set(RULES)
    assert {check for field in template.fields for check in field.checks} <= set(CHECKS)


def test_the_blank_is_what_the_template_draws(template, tmp_path):
    draw_blank(template, load_layout(ROOT / template.id), tmp_path / "blank.pdf")
    fresh = type(template)(
        **{
            name: getattr(template, name)
            for name in template.__dataclass_fields__
            if name != "folder"
        },
        folder=str(tmp_path),
    )
    for page in range(1, template.pages + 1):
        drawn = render_blank(fresh, page=page, dpi=72)
        shipped = render_blank(template, page=page, dpi=72)
        assert np.abs(drawn.astype(int) - shipped).max() < 8


def test_what_people_write_fits_the_form_and_breaks_no_rule(template):
    fields = {field.id: field for field in template.fields}
    for values in PAPERS[template.id](25, seed=7):
        for name, value in values.items():
            field = fields[name]
            cells = sum(run.count for run in field.cells)
            if cells and field.kind is not FieldKind.DATE:
                assert len(value) <= cells, (name, value)
            if field.options and field.kind is FieldKind.CHOICE:
                assert value in {option.value for option in field.options}
        written = Case(template=template, values=values, today=TODAY)
        for rule in template.rules:
            if rule.kind == "look_when" or not written.applies(rule):
                continue
            broken = list(RULES[rule.kind](written, rule))
            assert not broken, (rule.message, {n: values.get(n) for n in broken})


def test_all_that_is_written_passes_the_checks_but_a_slip_now_and_then(template):
    objections = values_seen = 0
    for values in PAPERS[template.id](25, seed=7):
        for field in template.fields:
            if value := values.get(field.id):
                values_seen += 1
                objections += first_objection(field.checks, value) is not None
    assert objections <= values_seen / 100
