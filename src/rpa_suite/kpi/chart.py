"""Where the bars of the figures and the lines of the plan lie in a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 520, 220
# Room above for a number over the tallest bar, below for the years.
_TOP, _BOTTOM = 26, 180
_INSIDE = 26  # a bar this tall holds its own number


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One year of a chart, in SVG units: x to the right, y down from the top.

    Attributes:
        value: None where nothing was booked; no bar then.
        plan: None where the plan says nothing; no line then.
        value_y: Baseline of the number written at the bar.
        value_inside: The number stands in the bar, not above or below it.
        plan_label_y: Baseline of the plan's number, on the side the bar's is not.
        plan_inside: The plan's number stands in the bar.
    """

    label: str
    value: Decimal | None
    plan: Decimal | None
    left: float
    middle: float
    right: float
    top: float
    tall: float
    value_y: float
    value_inside: bool
    plan_left: float
    plan_right: float
    plan_y: float
    plan_label_y: float
    plan_inside: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bars over a line of zero; ``zero`` is its y."""

    caption: str
    unit: str
    colour: str
    zero: float
    bars: tuple[Bar, ...]


def chart(
    caption: str,
    values: Sequence[tuple[str, Decimal | None, Decimal | None]],
    *,
    unit: str = "",
    colour: str,
) -> Chart:
    """Lay out one chart.

    Args:
        caption: What is shown, with its unit.
        values: Label, figure and plan of each year; figures may be negative.
        unit: Written after each number.
        colour: Of the bars at or above zero.
    """
    amounts = [Decimal(0), *(a for _, *pair in values for a in pair if a is not None)]
    high, low = max(amounts), min(amounts)
    per_unit = Decimal(_BOTTOM - _TOP) / ((high - low) or 1)

    def y(amount: Decimal) -> float:
        return round(float(_TOP + (high - amount) * per_unit), 1)

    zero = y(Decimal(0))
    step = WIDTH / max(1, len(values))
    bars = []
    for place, (label, value, plan) in enumerate(values):
        end = zero if value is None else y(value)
        tall = round(abs(zero - end), 1)
        plan_y = zero if plan is None else y(plan)
        plan_inside = (
            plan is not None
            and value is not None
            and value >= plan
            and zero - plan_y >= _INSIDE
        )
        # Below the plan the number moves into the bar and leaves the room to the
        # plan's; at or above it, the other way round.
        short = plan is not None and value is not None and value < plan
        inside = short and tall >= _INSIDE
        if value is not None and value < 0:
            value_y = end - 6 if inside else end + 13
        else:
            value_y = end + 16 if inside else end - 6
        start = step * place
        bars.append(
            Bar(
                label=label,
                value=value,
                plan=plan,
                left=round(start + step * 0.22, 1),
                middle=round(start + step * 0.5, 1),
                right=round(start + step * 0.78, 1),
                top=min(zero, end),
                tall=tall,
                value_y=round(value_y, 1),
                value_inside=inside,
                plan_left=round(start + step * 0.12, 1),
                plan_right=round(start + step * 0.88, 1),
                plan_y=plan_y,
                plan_label_y=plan_y - 6 if short or value is None else plan_y + 15,
                plan_inside=plan_inside,
            )
        )
    return Chart(caption=caption, unit=unit, colour=colour, zero=zero, bars=tuple(bars))
