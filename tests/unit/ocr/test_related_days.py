"""Days that rules relate: what breaks one gives way to a likely day that keeps it."""

import datetime as dt

from rpa_suite.model.forms import (
    Candidate,
    Field,
    FieldKind,
    FormTemplate,
    Reading,
    Rule,
)
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.doubts import REPAIRED_BY_DAY
from rpa_suite.ocr.related_days import with_related_days

TODAY = dt.date(2026, 8, 20)
TEMPLATE = FormTemplate(
    id="form",
    code="F",
    title="",
    edition="",
    pages=1,
    paper_mm=(210, 297),
    fields=tuple(
        Field(id=name, label=name, kind=FieldKind.DATE)
        for name in ("claimed", "born", "birth_date")
    ),
    rules=(
        Rule(
            kind="date_not_after",
            fields=("claimed",),
            message="15日を過ぎています。",
            arguments={"than": "born", "days": 15},
        ),
        Rule(
            kind="age_between",
            fields=("birth_date",),
            message="",
            arguments={"min": 15, "max": 100},
        ),
    ),
)


def read(**fields):
    """Return the values and doubts of days, each given with its candidates."""
    readings = [
        Reading(
            field_id=name,
            text=candidates[0][0],
            value=candidates[0][0],
            confidence=candidates[0][1],
            candidates=tuple(Candidate(text=t, probability=p) for t, p in candidates),
        )
        for name, candidates in fields.items()
    ]
    values = {each.field_id: each.value for each in readings}
    found = with_related_days(
        readings, Case(template=TEMPLATE, values=values, today=TODAY)
    )
    return {each.field_id: (each.value, each.doubt) for each in found}


def test_the_weaker_of_two_days_gives_way_where_the_rule_then_holds():
    found = read(
        claimed=[("2026-08-07", 0.999), ("2026-08-01", 0.001)],
        born=[("2026-07-01", 0.7), ("2026-07-30", 0.25), ("2026-07-31", 0.05)],
    )
    assert found["born"] == ("2026-07-30", REPAIRED_BY_DAY)
    assert found["claimed"] == ("2026-08-07", None)


def test_what_is_clearly_written_stays_however_unusual():
    found = read(
        claimed=[("2026-08-07", 0.999)],
        born=[("2026-07-01", 0.98), ("2026-07-30", 0.015)],
    )
    assert found["born"] == ("2026-07-01", None)


def test_days_that_keep_the_rules_are_left_alone():
    found = read(
        claimed=[("2026-08-07", 0.6), ("2026-08-01", 0.4)],
        born=[("2026-07-30", 0.5), ("2026-07-31", 0.5)],
    )
    assert found == {"claimed": ("2026-08-07", None), "born": ("2026-07-30", None)}


def test_an_age_that_cannot_be_gives_way():
    found = read(birth_date=[("2018-03-04", 0.6), ("1988-03-04", 0.4)])
    assert found["birth_date"] == ("1988-03-04", REPAIRED_BY_DAY)


def test_where_no_candidate_mends_it_nothing_changes():
    found = read(
        claimed=[("2026-08-07", 0.9), ("2026-08-01", 0.1)],
        born=[("2026-03-01", 0.9), ("2026-03-07", 0.1)],
    )
    assert found == {"claimed": ("2026-08-07", None), "born": ("2026-03-01", None)}
