"""Ages, 年度, 児童手当 months and the 15日特例."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.ages import (
    age_on,
    attainment_day,
    class_age,
    end_of_school_year,
    fiscal_year,
    income_year,
    reiwa_fiscal_year,
    tax_year,
)
from rpa_suite.jp.child_allowance import allowance_start, last_infant_month, last_month
from rpa_suite.jp.office_days import is_open_day, next_open_day

births = st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("birth", "end"),
    [
        (dt.date(2008, 4, 1), dt.date(2026, 3, 31)),
        (dt.date(2008, 4, 2), dt.date(2027, 3, 31)),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 31)),
    ],
)
def test_the_school_year_of_eighteen_ends_by_the_day_before_the_birthday(
    birth: dt.date, end: dt.date
) -> None:
    assert end_of_school_year(birth, 18) == end
    assert last_month(birth) == end.replace(day=1)


def test_a_leap_day_child_attains_on_28_february() -> None:
    assert attainment_day(dt.date(2008, 2, 29), 18) == dt.date(2026, 2, 28)
    assert attainment_day(dt.date(2008, 2, 29), 20) == dt.date(2028, 2, 28)
    assert age_on(dt.date(2008, 2, 29), dt.date(2026, 2, 28)) == 17
    assert age_on(dt.date(2008, 2, 29), dt.date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("birth", "attained", "month"),
    [
        (dt.date(2023, 5, 1), dt.date(2026, 4, 30), dt.date(2026, 4, 1)),
        (dt.date(2023, 5, 2), dt.date(2026, 5, 1), dt.date(2026, 5, 1)),
    ],
)
def test_the_infant_rate_ends_in_the_month_in_which_three_is_attained(
    birth: dt.date, attained: dt.date, month: dt.date
) -> None:
    assert attainment_day(birth, 3) == attained
    assert last_infant_month(birth) == month


@pytest.mark.parametrize(
    ("request_day", "first_month", "by_rule"),
    [
        (dt.date(2026, 3, 25), dt.date(2026, 4, 1), False),
        (dt.date(2026, 3, 31), dt.date(2026, 4, 1), False),
        (dt.date(2026, 4, 9), dt.date(2026, 4, 1), True),
        (dt.date(2026, 4, 10), dt.date(2026, 5, 1), False),
    ],
)
def test_fifteen_days_after_a_birth_count_as_the_month_of_the_birth(
    request_day: dt.date, first_month: dt.date, by_rule: bool
) -> None:
    start = allowance_start(dt.date(2026, 3, 25), request_day)
    assert (start.first_month, start.by_special_rule) == (first_month, by_rule)
    assert start.deadline == dt.date(2026, 4, 9)
    assert not start.deadline_moved


def test_a_deadline_on_closed_days_moves_to_the_next_open_day_and_says_so() -> None:
    # Day 15 of 2026-04-20 is Tuesday 5 May; 6 May is a substitute holiday.
    start = allowance_start(dt.date(2026, 4, 20), dt.date(2026, 5, 7))
    assert (start.deadline, start.deadline_moved) == (dt.date(2026, 5, 7), True)
    assert start.first_month == dt.date(2026, 5, 1)


def test_a_december_birth_is_paid_from_january() -> None:
    start = allowance_start(dt.date(2025, 12, 31), dt.date(2026, 1, 15))
    assert start.first_month == dt.date(2026, 1, 1)


def test_a_request_before_the_event_is_refused() -> None:
    with pytest.raises(ValueError):
        allowance_start(dt.date(2026, 4, 2), dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (dt.date(2026, 5, 1), True),
        (dt.date(2026, 5, 2), False),  # Saturday
        (dt.date(2026, 5, 6), False),  # 振替休日
        (dt.date(2026, 12, 28), True),
        (dt.date(2026, 12, 29), False),
        (dt.date(2026, 12, 31), False),
        (dt.date(2027, 1, 3), False),
        (dt.date(2027, 1, 4), True),
    ],
)
def test_the_office_is_closed_on_weekends_holidays_and_at_new_year(
    day: dt.date, is_open: bool
) -> None:
    assert is_open_day(day) is is_open
    assert is_open_day(next_open_day(day))


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (dt.date(2025, 4, 2), 0),
        (dt.date(2025, 4, 1), 1),
        (dt.date(2024, 4, 2), 1),
        (dt.date(2026, 4, 1), 0),
        (dt.date(2026, 9, 1), 0),
        (dt.date(2020, 4, 2), 5),
    ],
)
def test_class_age_is_the_age_on_1_april(birth: dt.date, expected: int) -> None:
    assert class_age(birth, 2026) == expected


def test_a_child_born_after_the_year_has_no_class() -> None:
    with pytest.raises(ValueError):
        class_age(dt.date(2027, 4, 1), 2026)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2026, 3, 31), 2025),
        (dt.date(2026, 4, 1), 2026),
        (dt.date(2027, 1, 1), 2026),
    ],
)
def test_the_fiscal_year_begins_in_april(day: dt.date, year: int) -> None:
    assert fiscal_year(day) == year
    assert reiwa_fiscal_year(day) == year - 2018


def test_incomes_of_reiwa_8_are_taxed_in_reiwa_9() -> None:
    assert tax_year(2026) == 2027
    assert income_year(2027) == 2026


def test_years_before_reiwa_have_no_reiwa_number() -> None:
    with pytest.raises(ValueError):
        reiwa_fiscal_year(dt.date(2019, 3, 31))


@given(births, st.integers(0, 100))
def test_an_age_is_reached_on_the_day_after_its_attainment(
    birth: dt.date, age: int
) -> None:
    attained = attainment_day(birth, age)
    assert age_on(birth, attained + dt.timedelta(days=1)) == age
    if age:
        assert age_on(birth, attained) == age - 1


@given(births)
def test_the_eighteenth_year_ends_on_31_march_within_a_year(birth: dt.date) -> None:
    end = end_of_school_year(birth, 18)
    assert (end.month, end.day) == (3, 31)
    assert 0 <= (end - attainment_day(birth, 18)).days < 366
