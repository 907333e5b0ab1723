"""月は1から12: a number outside its limits is read again within them."""

import datetime as dt

from rpa_suite.model.forms import Candidate, FormTemplate, Reading, Rule
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.doubts import REPAIRED
from rpa_suite.ocr.limits import limits_of, within_limits


def template_with(*rules):
    return FormTemplate(
        id="form",
        code="F",
        title="",
        edition="",
        pages=1,
        paper_mm=(210, 297),
        fields=(),
        rules=tuple(
            Rule(kind=kind, fields=("month",), message="", arguments=arguments)
            for kind, arguments in rules
        ),
    )


def read(*candidates, value=None, kind="number_between", when=None, **values):
    """Return the reading of a month with these candidates, likeliest first."""
    arguments = {"min": 1, "max": 12} | ({"when": when} if when else {})
    template = template_with((kind, arguments))
    best = value or candidates[0][0]
    reading = Reading(
        field_id="month",
        text=best,
        value=best,
        confidence=candidates[0][1],
        candidates=tuple(Candidate(text=t, probability=p) for t, p in candidates),
    )
    values = {"month": best, **values}
    case = Case(template=template, values=values, today=dt.date(2026, 6, 1))
    (found,) = within_limits([reading], case)
    return found


def test_a_month_outside_the_year_is_the_likeliest_one_inside():
    found = read(("71", 0.7), ("77", 0.2), ("11", 0.06), ("12", 0.04))
    assert (found.value, found.doubt, found.confidence) == ("11", REPAIRED, 0.06)


def test_a_month_of_the_year_is_left_alone():
    found = read(("7", 0.6), ("1", 0.4))
    assert (found.value, found.doubt) == ("7", None)


def test_where_nothing_likely_fits_the_rule_has_its_say():
    assert read(("71", 0.99), ("11", 0.001)).value == "71"


def test_a_limit_that_does_not_apply_changes_nothing():
    seen = (("71", 0.7), ("11", 0.3))
    assert read(*seen, when={"special": "有"}).value == "71"
    assert read(*seen, when={"special": "有"}, special="有").value == "11"
    assert read(*seen, kind="at_least_sum").value == "71"


def test_only_limits_that_always_hold_are_known_before_the_form_is_read():
    always, at_times = {"min": 1, "max": 12}, {"min": 1, "max": 6, "when": {"a": "b"}}
    template = template_with(("number_between", always), ("number_between", at_times))
    assert limits_of(template) == {"month": (1, 12)}
    assert limits_of(template_with(("at_most", {"limit": 5}))) == {}
