"""One year in all its views: every view is made of the same minutes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.kpi.bpr import Candidate, compared, expectation, ranked
from rpa_suite.kpi.dashboard import dashboard
from rpa_suite.kpi.example import (
    example_figures,
    example_since_introduction,
    example_titles,
    example_totals,
)
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.forecast import MONTHS, forecast
from rpa_suite.kpi.measuring import missing
from rpa_suite.kpi.plan import load_plan
from rpa_suite.kpi.reading_count import count_reading
from rpa_suite.model.forms import FilledForm, Reading
from rpa_suite.model.savings import SavingKind, SavingTotal
from rpa_suite.model.verifying import FieldLook, LookOutcome

PLAN = load_plan()
TODAY = date(2021, 9, 20)


def total(**changes):
    values = {
        "fiscal_year": 2021,
        "month": 5,
        "section": "課税課",
        "task": "T1",
        "robot_id": "r",
        "kind": SavingKind.ITEM,
        "items": 1,
        "minutes_before": Decimal(3),
        "minutes_after": Decimal(1),
        "source": "csv",
    }
    return SavingTotal(**(values | changes))


def shown(totals, **changes):
    more = {"fiscal_year": 2021, "today": TODAY, "titles": {}} | changes
    return dashboard(totals, more.pop("plan", PLAN), **more)


TOTALS = st.lists(
    st.builds(
        lambda y, m, s, t, k, src, b, a: total(
            fiscal_year=y,
            month=m,
            section=s,
            task=t,
            kind=k,
            source=src,
            reason="E0101" if k is SavingKind.EXCEPTION else "",
            minutes_before=(
                b
                if k in (SavingKind.ITEM, SavingKind.EXCEPTION, SavingKind.CORRECTION)
                else Decimal(0)
            ),
            minutes_after=a,
        ),
        st.integers(2020, 2022),
        st.sampled_from(MONTHS),
        st.sampled_from(["課税課", "子育て支援課"]),
        st.sampled_from(["T1", "C1"]),
        st.sampled_from(SavingKind),
        st.sampled_from(["scan", "csv", ""]),
        st.decimals(0, 9999, places=3),
        st.decimals(0, 9999, places=3),
    ),
    max_size=25,
)


@given(TOTALS)
def test_every_grouping_and_the_waterfall_end_at_the_same_minutes(totals):
    year = shown(totals)
    expected = sum((t.saved for t in totals if t.fiscal_year == 2021), Decimal(0))
    assert year.year.sums.saved == expected
    assert year.parts.net == expected
    assert year.months[-1].cumulative == expected
    for groups in (year.sections, year.tasks, year.sources, year.months):
        assert sum((g.sums.saved for g in groups), Decimal(0)) == expected
    for groups in (year.sections, year.tasks, year.sources):
        assert sum((g.parts.net for g in groups), Decimal(0)) == expected
    assert sum(each.items for each in year.reasons) == year.year.sums.exceptions


@given(TOTALS)
def test_so_far_begins_where_the_year_before_ended(totals):
    since = PLAN.model_copy(update={"mode": "cumulative"})
    year = shown(totals, plan=since)
    before = sum((t.saved for t in totals if t.fiscal_year < 2021), Decimal(0))
    assert year.start == before
    assert year.months[-1].cumulative == year.counted


def test_losing_tasks_are_named_worst_first():
    rows = [
        total(task="T1", minutes_after=Decimal(9)),
        total(task="C1", minutes_after=Decimal(99)),
        total(task="C2"),
    ]
    assert [g.task for g in shown(rows).losing] == ["C1", "T1"]


def test_yen_come_from_the_net_minutes_at_the_stated_rate():
    rate = PLAN.model_copy(update={"yen_per_hour": Decimal(2500)})
    assert shown([total(minutes_before=Decimal(91))], plan=rate).yen == 3750


# The worked example.


def test_the_example_reaches_both_readings_of_the_plan_exactly():
    annual, since = example_figures(), example_since_introduction()
    for year, task_count, goal in ((2020, 12, "493.0"), (2021, 16, "600.0")):
        of_year = next(y for y in annual.years if y.fiscal_year == year)
        so_far = next(y for y in since.years if y.fiscal_year == year)
        assert of_year.tasks == task_count
        assert str(hours(of_year.sums.saved)) == goal
        assert of_year.sums.saved == Decimal(goal) * 60
        assert str(hours(since.counted(so_far))) == goal


def test_the_examples_months_add_up_to_its_year():
    year = dashboard(
        example_totals(),
        PLAN,
        fiscal_year=2021,
        today=date(2022, 4, 1),
        titles=example_titles(),
    )
    assert year.parts.net == 36_000
    assert sum(m.sums.saved for m in year.months) == 36_000
    assert (year.year.sums.items, year.year.sums.exceptions) == (21_529, 1_366)


# Forecast.


def months(*amounts):
    return {m: Decimal(a) for m, a in zip(MONTHS, amounts, strict=False)}


def test_a_steady_year_is_forecast_without_doubt():
    found = forecast(months(*[100] * 5), {}, fiscal_year=2021, today=date(2021, 9, 1))
    assert (found.expected, found.low, found.high) == (1200, 1200, 1200)
    assert (found.months, found.by_last_year) == (5, False)


def test_an_unsteady_year_has_a_range_that_holds_the_expectation():
    found = forecast(
        months(80, 120, 60, 140, 100), {}, fiscal_year=2021, today=date(2021, 9, 1)
    )
    assert found.low < found.expected < found.high
    assert found.expected == 1200


def test_last_years_seasons_are_followed():
    last = months(*[100] * 6, *[300] * 6)
    found = forecast(months(*[50] * 6), last, fiscal_year=2021, today=date(2021, 10, 1))
    assert found.by_last_year
    assert found.expected == pytest.approx(
        Decimal(50 * 6 + 150 * 6), abs=Decimal("0.01")
    )


@pytest.mark.parametrize(
    ("saved", "today"),
    [
        ({}, date(2021, 9, 1)),
        (months(10, 10), date(2021, 6, 1)),
        (months(*[10] * 12), date(2022, 4, 1)),
        (months(10), date(2021, 3, 1)),
    ],
)
def test_too_little_or_a_year_that_is_over_is_not_forecast(saved, today):
    assert forecast(saved, {}, fiscal_year=2021, today=today) is None


def test_the_month_under_way_counts_by_what_is_left_of_it():
    half = forecast(
        months(*[100] * 3, 50), {}, fiscal_year=2021, today=date(2021, 7, 16)
    )
    assert 1195 < half.expected < 1205


# Minutes by hand, readings, candidates.


def test_what_is_missing_is_said_in_numbers():
    assert missing([]) == "あと30件、あと2人の計測が必要です（30件以上・2人以上）。"


def test_a_reading_is_right_where_it_stood():
    form = FilledForm(
        template_id="t",
        edition="1",
        readings=(
            reading("name", "架空花子", doubt=""),
            reading("kana", "カクウハナコ", doubt="薄い"),
            reading("phone", "0312345678", doubt="薄い"),
        ),
    )
    look = FieldLook(
        item_id="i",
        field_id="phone",
        who="clerk",
        at=None,
        seconds=1.0,
        outcome=LookOutcome.VALUE,
        value="0312345679",
    )
    count = count_reading(form, {"phone": [look]})
    assert (count.fields, count.accepted, count.right) == (3, 1, 2)
    assert count.accepted_right == 1
    assert (count.characters, count.right_characters) == (20, 19)


def reading(field_id, value, *, doubt):
    return Reading(
        field_id=field_id, text=value, value=value, confidence=0.9, doubt=doubt or None
    )


def candidate(**changes):
    values = {
        "id": "N1",
        "title": "t",
        "section": "s",
        "yearly_items": 600,
        "minutes": Decimal(10),
    }
    return Candidate(**(values | changes))


@given(
    st.decimals(0, 1, places=2),
    st.decimals(0, 1, places=2),
    st.integers(1, 9),
    st.integers(1, 3),
)
def test_expectations_stay_within_what_cities_report(paper, rules, systems, difficulty):
    found = expectation(
        candidate(paper=paper, rules=rules, systems=systems, difficulty=difficulty)
    )
    before = found.candidate.before
    assert found.low <= found.expected <= found.high
    assert Decimal("0.05") * before <= found.expected <= Decimal("0.85") * before
    assert found.high <= Decimal("0.90") * before


def test_paper_makes_a_candidate_worth_less_and_less_sure():
    paper, file = expectation(candidate(paper=Decimal(1))), expectation(candidate())
    assert paper.expected < file.expected
    assert paper.high - paper.low > file.high - file.low


def test_results_of_this_office_move_the_expectations():
    tasks = [f"T{n}" for n in range(3)]
    rows = [
        total(task=t, minutes_before=Decimal(100), minutes_after=Decimal(70))
        for t in tasks
    ]
    measured = {g.key: g for g in shown(rows).tasks}
    register = [candidate(id=t, robot_task=t) for t in tasks]
    waiting = candidate(id="N9")

    (moved,) = ranked([*register, waiting], measured)
    (plain,) = ranked([waiting], {})

    assert plain.expected == waiting.before * Decimal("0.75")
    assert moved.expected == waiting.before * Decimal("0.30")


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (200, "かかる時間の方が多い"),
        (90, "見込みを下回る"),
        (30, "見込みどおり"),
        (0, "見込みを上回る"),
    ],
)
def test_expected_is_held_against_measured(after, verdict):
    rows = [total(items=10, minutes_before=Decimal(100), minutes_after=Decimal(after))]
    measured = {g.key: g for g in shown(rows).tasks}
    (found,) = compared([candidate(robot_task="T1")], measured)
    assert found.verdict == verdict
