"""Numbers that a form relates: rules on them, and reading them together."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.model.forms import Candidate, Reading, Rule
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.doubts import REPAIRED_BY_SUM
from rpa_suite.ocr.rules import RULES
from rpa_suite.ocr.sums import with_sums
from rpa_suite.ocr.templates import load_template

NOTICE = load_template(
    Path(__file__).parents[3] / "ocr_templates" / "employee_transfer_notice"
)
NAMES = ("unpaid", "annual_tax", "paid")


def broken(kind, fields, values, /, **arguments):
    rule = Rule(kind=kind, fields=tuple(fields), message="", arguments=arguments)
    written = {name: str(value) for name, value in values.items() if value != ""}
    case = Case(template=NOTICE, values=written, today=dt.date(2026, 6, 30))
    return list(RULES[kind](case, rule))


@pytest.mark.parametrize(
    ("kind", "fields", "good", "bad"),
    [
        (
            "difference",
            "abc",
            {"a": 3, "b": 10, "c": 7},
            {"a": 4, "b": 10, "c": 7},
        ),
        ("equal", "ab", {"a": 5, "b": 5}, {"a": 5, "b": 6}),
        ("at_least_sum", "abc", {"a": 9, "b": 4, "c": 5}, {"a": 8, "b": 4, "c": 5}),
        ("not_more_than", "ab", {"a": 1, "b": 2}, {"a": 3, "b": 2}),
        ("wage_income", "abc", {"a": 0, "b": 500000, "c": 7}, {"a": 1, "b": 0, "c": 7}),
    ],
)
def test_a_relation_of_numbers(kind, fields, good, bad):
    assert broken(kind, fields, good) == []
    assert "a" in broken(kind, fields, bad)
    # What is not written relates to nothing.
    assert broken(kind, fields, {"b": 1}) == []


def test_limits():
    assert broken("at_most", "ab", {"a": 5, "b": 6}, limit=5) == ["b"]
    assert broken(
        "number_between", "abc", {"a": 0, "b": 1, "c": 13}, min=1, max=12
    ) == [
        "a",
        "c",
    ]


def test_rows_are_counted():
    values = {"n": 2, "young[1].name": "甲", "young[2].name": "乙"}
    assert broken("rows_counted", ("n", "young[].name"), values) == []
    assert broken("rows_counted", ("n", "young[].name"), values | {"n": ""}) == ["n"]


def test_a_row_left_out_is_named():
    values = {"choice[1].code": 1201, "choice[3].code": 1203}
    assert broken("no_gaps", ("choice[].code",), values) == ["choice[2].code"]
    assert broken("no_gaps", ("choice[].code",), {}) == []


def test_groups_and_values():
    groups = [["a"], ["b", "c"]]
    assert broken("at_most_one_of", "a", {"a": 1}, groups=groups) == []
    assert broken("at_most_one_of", "a", {"a": 1, "c": 1}, groups=groups) == ["a", "c"]
    assert broken("goes_with", "a", {"a": 2}, values=["1"]) == ["a"]
    assert broken("any_row_is", ("t[].a",), {"t[1].a": 1, "t[2].a": 2}, value="2") == []
    assert broken("any_row_is", ("t[].a",), {"t[1].a": 1}, value="2") == ["t[1].a"]


def reading(name, *candidates, doubt=None):
    best = candidates[0]
    return Reading(
        field_id=name,
        text=str(best[0]),
        value=str(best[0]),
        confidence=best[1],
        doubt=doubt,
        candidates=tuple(Candidate(text=str(n), probability=p) for n, p in candidates),
    )


def together(unpaid, annual, paid):
    found = with_sums([unpaid, annual, paid], NOTICE)
    return {each.field_id: each for each in found}


@given(st.integers(1000, 10**7), st.integers(0, 10**7))
def test_numbers_that_fit_make_each_other_sure(paid, rest):
    found = together(
        reading("unpaid", (rest, 0.6), (rest + 1, 0.3)),
        reading("annual_tax", (paid + rest, 0.9)),
        reading("paid", (paid, 0.9)),
    )
    for name in NAMES:
        assert found[name].doubt is None
        assert found[name].confidence > 0.99


@given(st.integers(1000, 10**7), st.integers(10, 10**7))
def test_a_number_that_does_not_fit_is_read_anew_and_shown(paid, rest):
    found = together(
        reading("unpaid", (rest, 0.9)),
        reading("annual_tax", (paid + rest, 0.9)),
        reading("paid", (paid + 6, 0.7), (paid, 0.3)),
    )
    assert found["paid"].value == str(paid)
    assert found["paid"].doubt == REPAIRED_BY_SUM
    assert (found["unpaid"].doubt, found["annual_tax"].doubt) == (None, None)


def test_numbers_of_which_none_fit_are_left_as_they_are():
    readings = [
        reading("unpaid", (100, 0.9)),
        reading("annual_tax", (900, 0.9)),
        reading("paid", (700, 0.9)),
    ]
    assert with_sums(readings, NOTICE) == readings


def test_a_struck_out_digit_stays_for_a_person():
    found = together(
        reading("unpaid", (200, 0.9), doubt="struck"),
        reading("annual_tax", (900, 0.9)),
        reading("paid", (700, 0.9)),
    )
    assert found["unpaid"].doubt == "struck"


def test_a_blank_relates_to_nothing():
    blank = replace(reading("paid", (0, 0.99)), value="", text="", candidates=())
    readings = [reading("unpaid", (5, 0.9)), reading("annual_tax", (5, 0.9)), blank]
    assert with_sums(readings, NOTICE) == readings
