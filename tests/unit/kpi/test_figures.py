from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.kpi.example import example_figures
from rpa_suite.kpi.figures import figures, hours, percent, to_json
from rpa_suite.kpi.plan import load_plan
from rpa_suite.model.savings import SavingKind, SavingTotal

PLAN = load_plan()


def total(
    fiscal_year,
    task,
    before,
    after=0,
    *,
    section="課税課",
    kind=SavingKind.ITEM,
    items=1,
    robot="r",
):
    return SavingTotal(
        fiscal_year=fiscal_year,
        section=section,
        task=task,
        robot_id=robot,
        kind=kind,
        items=items,
        minutes_before=Decimal(before),
        minutes_after=Decimal(after),
    )


def year(shown, number):
    return next(y for y in shown.years if y.fiscal_year == number)


TOTALS = st.lists(
    st.builds(
        lambda y, t, s, k, b, a: total(y, t, b, a, section=s, kind=k),
        st.integers(2019, 2026),
        st.sampled_from(["T1", "T2", "C1"]),
        st.sampled_from(["課税課", "子育て支援課"]),
        st.sampled_from(SavingKind),
        st.decimals(0, 9999, places=3),
        st.decimals(0, 9999, places=3),
    ),
    max_size=20,
)


@given(TOTALS)
def test_years_sections_and_tasks_add_up_to_the_same(totals):
    shown = figures(totals, PLAN)
    for each in shown.years:
        for groups in (shown.sections, shown.tasks):
            parts = [g.sums for g in groups if g.fiscal_year == each.fiscal_year]
            for minutes in ("before", "after", "saved", "gross"):
                assert sum(getattr(p, minutes) for p in parts) == getattr(
                    each.sums, minutes
                )


@given(TOTALS)
def test_the_cumulative_sum_grows_by_each_year_and_ends_at_the_whole(totals):
    shown = figures(totals, PLAN)
    running = Decimal(0)
    for each in shown.years:
        running += each.sums.saved
        assert each.cumulative == running
    assert running == sum((t.saved for t in totals), Decimal(0))


@given(TOTALS)
def test_only_the_robots_items_are_gross(totals):
    shown = figures(totals, PLAN)
    assert sum(y.sums.gross for y in shown.years) == sum(
        t.minutes_before for t in totals if t.kind is SavingKind.ITEM
    )


def test_a_task_finished_only_by_hand_is_not_automated():
    by_hand = total(2021, "T1", 3, 4, kind=SavingKind.EXCEPTION)
    overhead = total(2021, "T2", 0, 15, kind=SavingKind.RUN, items=0)
    nothing_yet = total(2021, "T3", 0, items=0)
    shown = figures([by_hand, overhead, nothing_yet, total(2021, "C1", 8, 1)], PLAN)
    assert year(shown, 2021).tasks == 1


def test_two_robots_of_one_task_count_once():
    shown = figures(
        [total(2021, "T1", 3, robot="a"), total(2021, "T1", 3, robot="b")], PLAN
    )
    assert year(shown, 2021).tasks == 1
    assert len(shown.tasks) == 1


def test_the_second_screen_of_a_task_is_listed_apart_and_counts_with_it():
    shown = figures([total(2021, "T3", 3), total(2021, "T3b", 3)], PLAN)
    assert year(shown, 2021).tasks == 1
    assert [t.task for t in shown.tasks] == ["T3", "T3b"]


def test_every_kind_of_row_counts_also_corrections():
    rows = [
        total(2021, "T1", 100, 10),
        total(2021, "T1", 3, 4, kind=SavingKind.EXCEPTION),
        total(2021, "T1", 0, 15, kind=SavingKind.RUN, items=0),
        total(2021, "T1", 0, 30, kind=SavingKind.MAINTENANCE, items=0),
        total(2021, "T1", 0, 8, kind=SavingKind.CORRECTION, items=0),
    ]
    sums = year(figures(rows, PLAN), 2021).sums
    assert (sums.saved, sums.gross, sums.items, sums.exceptions) == (36, 100, 1, 1)


def test_the_plan_is_held_against_the_year_or_against_the_sum_as_configured():
    # 181.0 hours in 令和元年度 and 312.0 after make 493.0 since introduction.
    rows = [total(2019, "T1", 181 * 60), total(2020, "T1", 312 * 60)]
    rows.append(total(2021, "T1", 107 * 60))
    annual = figures(rows, PLAN)
    since = figures(rows, PLAN.model_copy(update={"mode": "cumulative"}))
    for number, of_year, so_far in (
        (2019, "181.0", "181.0"),
        (2020, "312.0", "493.0"),
        (2021, "107.0", "600.0"),
    ):
        assert str(hours(annual.counted(year(annual, number)))) == of_year
        assert str(hours(since.counted(year(since, number)))) == so_far


def test_years_outside_the_ledger_have_no_result():
    shown = figures([total(2021, "T1", 9), total(2023, "T1", 9)], PLAN)
    assert [y.fiscal_year for y in shown.years if y.booked] == [2021, 2022, 2023]
    assert not any(y.booked for y in figures([], PLAN).years)


def test_work_without_a_baseline_is_unmeasured_not_worth_nothing():
    assert figures([total(2021, "T1", 0)], PLAN).tasks[0].sums.is_unmeasured
    assert not figures([total(2021, "T1", 3, 3)], PLAN).tasks[0].sums.is_unmeasured
    assert (
        not figures([total(2021, "T1", 0, 15, kind=SavingKind.RUN, items=0)], PLAN)
        .tasks[0]
        .sums.is_unmeasured
    )


def test_the_tenth_task_comes_after_the_ninth():
    shown = figures([total(2021, t, 1) for t in ("T10", "T9", "C1")], PLAN)
    assert [t.task for t in shown.tasks] == ["C1", "T9", "T10"]


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        ("2.999", "0.0"),
        ("3", "0.1"),
        ("-2", "0.0"),
        ("-3", "-0.1"),
        ("-876", "-14.6"),
        ("29583", "493.1"),
    ],
)
def test_hours_round_half_up_and_zero_has_no_sign(minutes, shown):
    assert str(hours(Decimal(minutes))) == shown


def test_thirds_of_a_minute_do_not_push_a_half_down():
    # Nine rows of 20 seconds are three minutes, but not as 28-digit decimals.
    rows = [total(2021, "T1", Decimal(20_000) / 60_000) for _ in range(9)]
    sums = year(figures(rows, PLAN), 2021).sums
    assert sums.saved < 3
    assert str(hours(sums.saved)) == "0.1"


def test_a_negative_rate_is_shown_as_it_is():
    sums = year(figures([total(2020, "T1", 96, 972)], PLAN), 2020).sums
    assert str(hours(sums.saved)) == "-14.6"
    assert percent(sums.rate) == "-912.5%"


def test_json_keeps_exact_minutes():
    found = to_json(example_figures())
    years = {y["fiscal_year"]: y for y in found["years"]}
    assert years[2021]["minutes_saved"] == "36000"
    assert years[2021]["hours_saved"] == years[2021]["counted_hours"] == "600.0"
    assert years[2021]["plan"]["kind"] == "target"
    assert years[2024]["plan"]["hours"] is None
    assert (found["mode"], len(found["tasks"]), len(found["sections"])) == (
        "annual",
        28,
        8,
    )


def test_json_counts_by_the_configured_mode():
    shown = example_figures()
    shown = replace(shown, plan=shown.plan.model_copy(update={"mode": "cumulative"}))
    years = {y["fiscal_year"]: y for y in to_json(shown)["years"]}
    assert years[2021]["counted_hours"] == "1093.0"
