from decimal import Decimal

import pytest

from rpa_suite.kpi.example import ExampleTask, example_figures, example_tasks
from rpa_suite.kpi.figures import figures, hours, percent
from rpa_suite.kpi.plan import load_plan

SHOWN = example_figures()
# Before, after and saved hours of each 業務, as published with the formula.
ROWS = {
    "T1": ("240.0", "131.0", "109.0"),
    "T3": ("100.0", "58.9", "41.1"),
    "T5": ("105.0", "52.3", "52.8"),
    "T6": ("83.3", "48.2", "35.2"),
    "T7": ("75.0", "31.5", "43.5"),
    "T8": ("60.0", "33.0", "27.0"),
    "C1": ("120.0", "71.0", "49.0"),
    "C2": ("70.0", "41.2", "28.8"),
    "C4": ("112.5", "67.1", "45.4"),
    "C5": ("80.0", "50.0", "30.0"),
    "C7": ("50.0", "31.2", "18.8"),
    "C8": ("30.0", "17.5", "12.5"),
    "T2": ("80.0", "38.8", "41.2"),
    "T4": ("60.0", "35.1", "24.9"),
    "C3": ("46.7", "27.6", "19.1"),
    "C6": ("38.6", "16.8", "21.8"),
}
NEW = ("T2", "T4", "C3", "C6")


def year(number):
    return next(y for y in SHOWN.years if y.fiscal_year == number)


def tasks(number):
    return [t for t in SHOWN.tasks if t.fiscal_year == number]


@pytest.mark.parametrize(("task", "row"), ROWS.items())
def test_each_task_takes_and_saves_what_the_table_says(task, row):
    found = [t.sums for t in SHOWN.tasks if t.task == task]
    assert len(found) == (1 if task in NEW else 2)
    for sums in found:
        assert tuple(map(str, map(hours, (sums.before, sums.after, sums.saved)))) == row


def test_twelve_tasks_save_493_hours_and_sixteen_600():
    assert (year(2020).tasks, year(2020).sums.saved) == (12, Decimal(29580))
    assert (year(2021).tasks, year(2021).sums.saved) == (16, Decimal(36000))
    assert str(hours(year(2020).sums.saved)) == "493.0"
    assert str(hours(year(2021).sums.saved)) == "600.0"


def test_the_four_new_tasks_save_107_hours():
    assert sum(t.sums.saved for t in tasks(2021) if t.task in NEW) == 6420


def test_the_years_take_the_hours_the_table_says():
    assert [str(hours(year(2020).sums.before)), str(hours(year(2020).sums.after))] == [
        "1125.8",
        "632.8",
    ]
    assert [str(hours(year(2021).sums.before)), str(hours(year(2021).sums.after))] == [
        "1351.1",
        "751.1",
    ]


def test_the_plan_carries_the_same_figures():
    assert (year(2020).plan.tasks, year(2020).plan.hours) == (12, 493)
    assert (year(2021).plan.tasks, year(2021).plan.hours) == (16, 600)


@pytest.mark.parametrize(
    ("fiscal_year", "sections"),
    [
        (
            2020,
            [
                ("課税課", 16889),
                ("納税課", 1620),
                ("子育て支援課", 6547),
                ("保育サービス課", 4524),
            ],
        ),
        (
            2021,
            [
                ("課税課", 20856),
                ("納税課", 1620),
                ("子育て支援課", 7692),
                ("保育サービス課", 5832),
            ],
        ),
    ],
)
def test_sections_save_what_the_table_says_in_its_order(fiscal_year, sections):
    assert [
        (s.section, s.sums.saved)
        for s in SHOWN.sections
        if s.fiscal_year == fiscal_year
    ] == sections


def test_hours_are_rounded_once_after_the_sum():
    rounded = [hours(t.sums.saved) for t in tasks(2020)]
    assert str(sum(rounded)) == "493.1"
    assert str(hours(year(2020).sums.saved)) == "493.0"


def test_gross_is_twice_the_kpi():
    assert year(2020).sums.gross == Decimal("1043.05") * 60
    # Published as 1252.83, half up.
    assert year(2021).sums.gross == Decimal("1252.825") * 60
    assert percent(year(2020).sums.rate) == "43.8%"
    assert percent(year(2021).sums.rate) == "44.4%"


def test_heavy_verification_makes_the_saving_negative_and_it_counts():
    t1 = next(t for t in example_tasks() if t.id == "T1")
    heavy = ExampleTask(**{**t1.model_dump(), "v": Decimal("3.5")})
    shown = figures(list(heavy.totals(2020)), load_plan())
    assert shown.years[0].sums.after == 19260
    assert str(hours(shown.years[0].sums.saved)) == "-81.0"
    assert shown.years[1].cumulative == shown.years[0].sums.saved
