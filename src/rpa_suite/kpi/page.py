"""The figures as one self-contained page: no file beside it, nothing from a network."""

from decimal import Decimal

from jinja2 import Environment, PackageLoader

from rpa_suite.kpi.figures import KpiFigures, hours, percent
from rpa_suite.kpi.text import FOOTNOTES, planned_hours, planned_tasks, year_name

_WIDTH, _HEIGHT, _BASE = 520, 220, 180
_TOP = 20


def render_html(shown: KpiFigures, *, title: str = "RPAによる削減時間") -> str:
    """Return the page as HTML, ready for A4 landscape."""
    templates = Environment(loader=PackageLoader("rpa_suite.kpi"), autoescape=True)
    templates.filters["hours"] = lambda minutes: f"{hours(minutes):,}"
    templates.globals.update(
        percent=percent,
        year_name=year_name,
        planned_hours=planned_hours,
        planned_tasks=planned_tasks,
    )
    return templates.get_template("page.html").render(
        title=title,
        shown=shown,
        footnotes=(*FOOTNOTES, shown.plan.note),
        hours_bars=_bars(
            [
                (
                    year_name(y.fiscal_year)[:-6],
                    hours(y.sums.saved),
                    y.plan.hours if y.plan else None,
                )
                for y in shown.years
            ]
        ),
        task_bars=_bars(
            [
                (
                    year_name(y.fiscal_year)[:-6],
                    Decimal(y.tasks),
                    Decimal(y.plan.tasks) if y.plan and y.plan.tasks else None,
                )
                for y in shown.years
            ]
        ),
        width=_WIDTH,
        height=_HEIGHT,
        base=_BASE,
    )


def _bars(
    values: list[tuple[str, Decimal, Decimal | None]],
) -> list[dict[str, object]]:
    """Return positions in SVG units of bars for the figures and lines for the plan."""
    amounts = [abs(v) for _, v, _ in values] + [p for _, _, p in values if p]
    most = max(amounts, default=Decimal(1)) or Decimal(1)
    scale = Decimal(_BASE - _TOP) / most
    step = _WIDTH / max(1, len(values))
    bars: list[dict[str, object]] = []
    for place, (label, value, plan) in enumerate(values):
        tall = float(max(Decimal(0), value) * scale)
        bars.append(
            {
                "label": label,
                "value": value,
                "x": round(step * place + step * 0.22, 1),
                "middle": round(step * (place + 0.5), 1),
                "wide": round(step * 0.56, 1),
                "y": round(_BASE - tall, 1),
                "tall": round(tall, 1),
                "plan": plan,
                "plan_y": round(_BASE - float(plan * scale), 1) if plan else None,
                "plan_x": round(step * place + step * 0.12, 1),
                "plan_end": round(step * place + step * 0.88, 1),
            }
        )
    return bars
