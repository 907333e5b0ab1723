"""Months of 児童手当; a month is given as its first day."""

import datetime as dt
from dataclasses import dataclass

from rpa_suite.jp.ages import attainment_day, end_of_school_year
from rpa_suite.jp.office_days import next_open_day


@dataclass(frozen=True, kw_only=True, slots=True)
class AllowanceStart:
    """From when 児童手当 is paid after a birth or a move.

    Attributes:
        first_month: First month paid, as its first day.
        deadline: Last day on which the 15日特例 holds.
        by_special_rule: The request came in a later month but within the 15 days.
        deadline_moved: Day 15 was a closed day and the deadline moved to the next open
            day. That shift is practice, not in the text of the law: a person looks.
    """

    first_month: dt.date
    deadline: dt.date
    by_special_rule: bool
    deadline_moved: bool


def allowance_start(event: dt.date, request: dt.date) -> AllowanceStart:
    """Return the start for a request on ``request`` after ``event`` (事由発生日).

    The day after the event is day 1. Up to day 15 the request counts as made in the
    month of the event, so payment starts in the month after the event.

    Raises:
        ValueError: The request is before the event.
    """
    if request < event:
        raise ValueError("請求日が事由発生日より前です。")
    fifteenth = event + dt.timedelta(days=15)
    deadline = next_open_day(fifteenth)
    same_month = _month(request) == _month(event)
    in_time = request <= deadline
    counted = event if in_time else request
    return AllowanceStart(
        first_month=_month_after(counted),
        deadline=deadline,
        by_special_rule=in_time and not same_month,
        deadline_moved=deadline != fifteenth,
    )


def last_infant_month(birth: dt.date) -> dt.date:
    """Return the last month of the 0-2歳 rate: the month in which 3 is attained."""
    return _month(attainment_day(birth, 3))


def last_month(birth: dt.date) -> dt.date:
    """Return the last month paid: March after the day on which 18 is attained."""
    return _month(end_of_school_year(birth, 18))


def _month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _month_after(day: dt.date) -> dt.date:
    return _month(_month(day) + dt.timedelta(days=31))
