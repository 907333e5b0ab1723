"""The figures as one self-contained page: no file beside it, nothing from a network."""

from decimal import Decimal

from jinja2 import Environment, PackageLoader

from rpa_suite.kpi.chart import HEIGHT, WIDTH, Chart, chart
from rpa_suite.kpi.figures import NOTHING, KpiFigures, hours, percent
from rpa_suite.kpi.labels import (
    MODE_NAMES,
    footnotes,
    planned_hours,
    planned_tasks,
    saved_text,
    task_name,
    year_name,
)


def render_html(shown: KpiFigures, *, title: str = "RPAによる削減時間") -> str:
    """Return the page as HTML, ready for A4 landscape."""
    templates = Environment(
        loader=PackageLoader("rpa_suite.kpi"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["hours"] = lambda minutes: f"{hours(minutes):,}"
    templates.globals.update(
        nothing=NOTHING,
        percent=percent,
        planned_hours=planned_hours,
        planned_tasks=planned_tasks,
        saved_text=saved_text,
        task_name=task_name,
        year_name=year_name,
    )
    return templates.get_template("page.html").render(
        title=title,
        shown=shown,
        mode=MODE_NAMES[shown.plan.mode],
        charts=_charts(shown),
        footnotes=footnotes(shown),
        width=WIDTH,
        height=HEIGHT,
    )


def _charts(shown: KpiFigures) -> tuple[Chart, Chart]:
    names = [year_name(year.fiscal_year) for year in shown.years]
    saved = [hours(shown.counted(y)) if y.booked else None for y in shown.years]
    tasks = [Decimal(y.tasks) if y.booked else None for y in shown.years]
    planned = [y.plan for y in shown.years]
    return (
        chart(
            f"純削減時間（{MODE_NAMES[shown.plan.mode]}、時間）と計画",
            list(
                zip(
                    names, saved, [p.hours if p else None for p in planned], strict=True
                )
            ),
            unit="h",
            colour="#2f6f9f",
        ),
        chart(
            "RPAを使う業務の数と計画",
            [
                (name, done, Decimal(p.tasks) if p and p.tasks is not None else None)
                for name, done, p in zip(names, tasks, planned, strict=True)
            ],
            colour="#3f7f68",
        ),
    )
