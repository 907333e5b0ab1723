from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.kpi.example import ExampleTask, example_figures, example_tasks
from rpa_suite.kpi.figures import figures, hours, percent, to_json
from rpa_suite.kpi.page import render_html
from rpa_suite.kpi.plan import load_plan
from rpa_suite.kpi.text import print_figures
from rpa_suite.model.savings import SavingKind, SavingTotal

SHOWN = example_figures()
# The column "saved h" of the worked example, as published with the formula.
SAVED = {
    "T1": "109.0",
    "T3": "41.1",
    "T5": "52.8",
    "T6": "35.2",
    "T7": "43.5",
    "T8": "27.0",
    "C1": "49.0",
    "C2": "28.8",
    "C4": "45.4",
    "C5": "30.0",
    "C7": "18.8",
    "C8": "12.5",
    "T2": "41.2",
    "T4": "24.9",
    "C3": "19.1",
    "C6": "21.8",
}


def year(number):
    return next(y for y in SHOWN.years if y.fiscal_year == number)


@pytest.mark.parametrize(("task", "saved"), SAVED.items())
def test_each_task_of_the_example_saves_what_the_table_says(task, saved):
    row = next(t for t in SHOWN.tasks if t.task == task)
    assert str(hours(row.sums.saved)) == saved


def test_twelve_tasks_save_493_hours_and_sixteen_600():
    assert (year(2020).tasks, year(2020).sums.saved) == (12, Decimal(29580))
    assert (year(2021).tasks, year(2021).sums.saved) == (16, Decimal(36000))
    assert str(hours(year(2020).sums.saved)) == "493.0"
    assert str(hours(year(2021).sums.saved)) == "600.0"


def test_the_plan_carries_the_same_figures():
    assert (year(2020).plan.tasks, year(2020).plan.hours) == (12, 493)
    assert (year(2021).plan.tasks, year(2021).plan.hours) == (16, 600)
    assert year(2024).plan.hours is None


@pytest.mark.parametrize(
    ("fiscal_year", "section", "minutes"),
    [
        (2020, "課税課", 16889),
        (2020, "納税課", 1620),
        (2020, "子育て支援課", 6547),
        (2020, "保育サービス課", 4524),
        (2021, "課税課", 20856),
        (2021, "納税課", 1620),
        (2021, "子育て支援課", 7692),
        (2021, "保育サービス課", 5832),
    ],
)
def test_sections_save_what_the_table_says(fiscal_year, section, minutes):
    found = next(
        s
        for s in SHOWN.sections
        if (s.fiscal_year, s.section) == (fiscal_year, section)
    )
    assert found.sums.saved == minutes


def test_hours_are_rounded_once_after_the_sum():
    rounded = [hours(t.sums.saved) for t in SHOWN.tasks if t.fiscal_year == 2020]
    assert str(sum(rounded)) == "493.1"
    assert str(hours(year(2020).sums.saved)) == "493.0"


def test_gross_is_twice_the_kpi_and_only_for_reference():
    assert hours(year(2020).sums.gross) == hours(Decimal("62583"))
    assert percent(year(2020).sums.rate) == "43.8%"
    assert percent(year(2021).sums.rate) == "44.4%"


def test_heavy_verification_makes_the_saving_negative_and_it_counts():
    t1 = next(t for t in example_tasks() if t.id == "T1")
    heavy = ExampleTask(**{**t1.model_dump(), "v": Decimal("3.5")})
    shown = figures(list(heavy.totals(2020)), load_plan())
    assert str(hours(shown.years[0].sums.saved)) == "-81.0"
    assert shown.years[1].cumulative == shown.years[0].sums.saved


def test_a_negative_year_shows_in_red():
    totals = [total(2020, "T1", "1.6", "16.2", minutes=False)]
    shown = figures(totals, load_plan())
    assert str(hours(shown.years[0].sums.saved)) == "-14.6"
    assert percent(shown.years[0].sums.rate) == "-912.5%"
    assert '<td class="bad">-14.6</td>' in render_html(shown)


def total(fiscal_year, task, before, after, *, minutes=True, section="課税課"):
    factor = 1 if minutes else 60
    return SavingTotal(
        fiscal_year=fiscal_year,
        section=section,
        task=task,
        robot_id=task,
        kind=SavingKind.ITEM,
        items=1,
        minutes_before=Decimal(before) * factor,
        minutes_after=Decimal(after) * factor,
    )


TOTALS = st.lists(
    st.builds(
        lambda y, t, s, b, a: total(y, t, b, a, section=s),
        st.integers(2019, 2026),
        st.sampled_from(["T1", "T2", "C1"]),
        st.sampled_from(["課税課", "子育て支援課"]),
        st.decimals(0, 9999, places=3),
        st.decimals(0, 9999, places=3),
    ),
    max_size=20,
)


@given(TOTALS)
def test_years_sections_and_tasks_add_up_to_the_same(totals):
    shown = figures(totals, load_plan())
    for each in shown.years:
        for groups in (shown.sections, shown.tasks):
            parts = [g.sums.saved for g in groups if g.fiscal_year == each.fiscal_year]
            assert sum(parts, Decimal(0)) == each.sums.saved
    assert shown.years[-1].cumulative == sum((t.saved for t in totals), Decimal(0))


def test_the_page_stands_alone_and_holds_the_figures():
    page = render_html(SHOWN)
    for text in ("493.0", "600.0", "計画 493", "計画 600", "T1 給与所得者異動届出書"):
        assert text in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page


def test_the_terminal_shows_the_same_figures(capsys):
    print_figures(SHOWN)
    shown = capsys.readouterr().out
    assert "493.0" in shown
    assert "600.0" in shown


def test_json_keeps_exact_minutes():
    years = {y["fiscal_year"]: y for y in to_json(SHOWN)["years"]}
    assert Decimal(years[2021]["minutes_saved"]) == 36000
    assert years[2021]["hours_saved"] == "600.0"
