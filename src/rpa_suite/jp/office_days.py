"""Days on which the office is open (開庁日)."""

import datetime as dt

import jpholiday


def is_open_day(day: dt.date) -> bool:
    """True unless ``day`` is a weekend, a national holiday or 12/29-1/3."""
    if day.weekday() >= 5 or (day.month, day.day) >= (12, 29):
        return False
    if (day.month, day.day) <= (1, 3):
        return False
    return not jpholiday.is_holiday(day)


def next_open_day(day: dt.date) -> dt.date:
    """Return ``day`` itself if the office is open, else the first open day after it."""
    while not is_open_day(day):
        day += dt.timedelta(days=1)
    return day
