"""A baseline out of timed items, and what is still missing before it may count."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from rpa_suite.jp.eras import JST
from rpa_suite.model.measuring import LEAST_ITEMS, LEAST_STAFF, Timing
from rpa_suite.model.robots import Baseline


def missing(timings: Sequence[Timing]) -> str:
    """Return what has to be timed still, in a sentence; empty when it is enough."""
    staff = {each.staff for each in timings}
    lacks = []
    if len(timings) < LEAST_ITEMS:
        lacks.append(f"あと{LEAST_ITEMS - len(timings)}件")
    if len(staff) < LEAST_STAFF:
        lacks.append(f"あと{LEAST_STAFF - len(staff)}人")
    if not lacks:
        return ""
    return f"{'、'.join(lacks)}の計測が必要です（30件以上・2人以上）。"


def measured(
    timings: Sequence[Timing],
    *,
    valid_from: date,
    exception_minutes: Decimal,
    preparation_minutes: Decimal,
    supervision_minutes: Decimal,
) -> Baseline:
    """Return the baseline that the timings make: their median, beside the mean.

    Args:
        timings: At least one.
        valid_from: 適用開始日.
        exception_minutes: Extra minutes of an exception (x), as the 課 estimates them.
        preparation_minutes: Of one run.
        supervision_minutes: Of one run that the program did not see watched.
    """
    spans = [each.minutes for each in timings]
    staff = sorted({each.staff for each in timings})
    return Baseline(
        minutes=median(spans),
        mean_minutes=sum(spans, Decimal(0)) / len(spans),
        exception_minutes=exception_minutes,
        preparation_minutes=preparation_minutes,
        supervision_minutes=supervision_minutes,
        items=len(spans),
        staff=len(staff),
        measured_on=max(each.at for each in timings).astimezone(JST).date(),
        measured_by="、".join(staff),
        approved_by="",
        valid_from=valid_from,
    )
