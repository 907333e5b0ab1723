"""The figures on a terminal, 80 columns wide or more."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rpa_suite.kpi.figures import (
    NOTHING,
    GroupFigures,
    KpiFigures,
    Sums,
    hours,
    percent,
)
from rpa_suite.kpi.labels import (
    MODE_NAMES,
    footnotes,
    planned_hours,
    planned_tasks,
    saved_text,
    task_name,
    year_name,
)

_NUMBERS = ("完了", "例外", "導入前", "導入後", "削減(h)", "率")


def print_figures(shown: KpiFigures, *, console: Console | None = None) -> None:
    """Print the KPI, then 課 and 業務 of every year with bookings."""
    console = console or Console()
    console.print(_years(shown))
    for year, groups in groupby(shown.sections, key=lambda g: g.fiscal_year):
        console.print(_sections(f"課別 {year_name(year)}", groups))
    for year, groups in groupby(shown.tasks, key=lambda g: g.fiscal_year):
        console.print(_tasks(f"業務別 {year_name(year)}", groups))
    for note in footnotes(shown):
        console.print(f"※ {escape(note)}", style="dim")


def _years(shown: KpiFigures) -> Table:
    table = _table(
        shown.plan.title,
        ("年度",),
        (
            "業務数",
            "計画",
            "年間\n削減(h)",
            "累計(h)",
            f"計画(h)\n{MODE_NAMES[shown.plan.mode]}",
            "削減率",
            "総量(h)\n参考",
        ),
    )
    for year in shown.years:
        figures = (
            str(year.tasks),
            _saved(year.sums),
            _red_below_zero(f"{hours(year.cumulative):,}", year.cumulative),
            _rate(year.sums),
            f"{hours(year.sums.gross):,}",
        )
        tasks, saved, cumulative, rate, gross = (
            figures if year.booked else (NOTHING,) * len(figures)
        )
        table.add_row(
            year_name(year.fiscal_year),
            tasks,
            planned_tasks(year),
            saved,
            cumulative,
            planned_hours(year),
            rate,
            gross,
        )
    return table


def _sections(title: str, groups: Iterable[GroupFigures]) -> Table:
    table = _table(title, ("課",), _NUMBERS)
    for each in groups:
        table.add_row(escape(each.section), *_numbers(each.sums))
    return table


def _tasks(title: str, groups: Iterable[GroupFigures]) -> Table:
    # A line for the 課 rather than a column: the names of 業務 need the room.
    table = _table(title, ("業務",), _NUMBERS)
    for section, of_section in groupby(groups, key=lambda g: g.section):
        table.add_row(f"[bold]{escape(section)}[/bold]")
        for each in of_section:
            table.add_row(escape(task_name(each)), *_numbers(each.sums))
    return table


def _numbers(sums: Sums) -> tuple[str, ...]:
    return (
        f"{sums.items:,}",
        f"{sums.exceptions:,}",
        f"{hours(sums.before):,}",
        f"{hours(sums.after):,}",
        _saved(sums),
        _rate(sums),
    )


def _table(title: str, names: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    table = Table(
        title=escape(title),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    for name in names:
        # Only the name of a 業務 is long enough to be folded.
        table.add_column(name, no_wrap=name != "業務", overflow="fold")
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    return table


def _saved(sums: Sums) -> str:
    return _red_below_zero(saved_text(sums), sums.saved)


def _rate(sums: Sums) -> str:
    return _red_below_zero(percent(sums.rate), sums.saved)


def _red_below_zero(text: str, minutes: Decimal) -> str:
    return f"[red]{text}[/red]" if minutes < 0 else text
