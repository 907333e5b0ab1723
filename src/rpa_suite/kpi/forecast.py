"""What the year will end with, and how sure that is (年度末の見込み)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

# Months of a 年度 in their order.
MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
LEAST_MONTHS = 3
# Student's t, 90 % one-sided, so that 8 of 10 years end inside; by degrees of freedom.
_T = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363)


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """Minutes at the year's end, with the range in which 8 of 10 such years end.

    Attributes:
        months: Whole months it was drawn from.
        by_last_year: Last year's months gave the seasons; else every month is alike.
    """

    expected: Decimal
    low: Decimal
    high: Decimal
    months: int
    by_last_year: bool

    @property
    def method(self) -> str:
        """How it was reckoned, for the reader."""
        how = (
            "前年度の月ごとの形に今年度の伸びを掛けて"
            if self.by_last_year
            else "これまでの月平均が続くとして"
        )
        return f"{self.months}か月の実績から、{how}計算。幅は10年に8年が入る範囲。"


def forecast(
    saved: Mapping[int, Decimal],
    last_year: Mapping[int, Decimal],
    *,
    fiscal_year: int,
    today: date,
) -> Forecast | None:
    """Return the forecast, or None while fewer than three months are whole.

    A year that is over needs none either.

    Args:
        saved: Minutes saved by month (1 to 12) of this 年度.
        last_year: The same of the 年度 before; used only when all its months are there.
        fiscal_year: The 年度.
        today: In Japan; the month under way counts as whole only when it is over.
    """
    past, rest = _halves(fiscal_year, today)
    booked = [month for month in MONTHS if month in saved]
    if not booked or not rest or today < date(fiscal_year, 4, 1):
        return None
    # Before the first booking nothing was automated: those months say nothing.
    whole = [m for m in past if MONTHS.index(m) >= MONTHS.index(booked[0])]
    if len(whole) < LEAST_MONTHS:
        return None
    seasons = _seasons(last_year)
    weight = seasons or dict.fromkeys(MONTHS, 1.0)
    heard = [float(saved.get(month, 0)) for month in whole]
    level = sum(heard) / sum(weight[month] for month in whole)
    spread = [h - level * weight[m] for h, m in zip(heard, whole, strict=True)]
    deviation = sqrt(sum(e * e for e in spread) / (len(whole) - 1))
    months_left = sum(rest.values())
    expected = sum(saved.values(), Decimal(0)) + Decimal(
        str(round(level * sum(weight[m] * share for m, share in rest.items()), 6))
    )
    # The sum of the months to come, and the level itself, are both uncertain.
    error = deviation * sqrt(months_left + months_left**2 / len(whole))
    reach = Decimal(str(round(_T[min(len(whole) - 1, len(_T)) - 1] * error, 6)))
    return Forecast(
        expected=expected,
        low=expected - reach,
        high=expected + reach,
        months=len(whole),
        by_last_year=seasons is not None,
    )


def _halves(fiscal_year: int, today: date) -> tuple[list[int], dict[int, float]]:
    """Return the whole months of the past, and what is left of those to come."""
    past: list[int] = []
    rest: dict[int, float] = {}
    for month in MONTHS:
        first = date(fiscal_year + (month < 4), month, 1)
        after = (first + timedelta(days=32)).replace(day=1)
        if after <= today:
            past.append(month)
        else:
            left = (after - max(first, today)).days
            rest[month] = left / (after - first).days
    return past, rest


def _seasons(last_year: Mapping[int, Decimal]) -> dict[int, float] | None:
    """Return last year's months against their mean, where they can say anything."""
    if any(last_year.get(month, Decimal(0)) <= 0 for month in MONTHS):
        return None
    mean = float(sum(last_year.values(), Decimal(0))) / len(MONTHS)
    return {month: float(last_year[month]) / mean for month in MONTHS}
