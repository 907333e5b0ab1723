"""Monthly instalments (月割額) of 特別徴収 of the resident tax."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyTax:
    """Yen a month; June takes what the other eleven, rounded to 100, leave over."""

    june: int
    other_months: int

    @property
    def annual(self) -> int:
        """年税額, from June to the next May."""
        return self.june + 11 * self.other_months


def monthly_tax(annual: int) -> MonthlyTax:
    """Return the instalments of ``annual`` yen: 183,400 is 16,200 and 11 of 15,200.

    Raises:
        ValueError: ``annual`` is negative.
    """
    if annual < 0:
        raise ValueError("年税額が負の数です。")
    other = annual // 12 // 100 * 100
    return MonthlyTax(june=annual - 11 * other, other_months=other)
