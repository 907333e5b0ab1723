"""The figures on a terminal."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from rpa_suite.jp.eras import Era
from rpa_suite.kpi.figures import (
    GroupFigures,
    KpiFigures,
    Sums,
    YearFigures,
    hours,
    percent,
)

FOOTNOTES = (
    "純削減時間 = 導入前 − 導入後（確認・例外・準備・見守り・保守を含む）。"
    "端数は合計してから一度だけ丸めます。",
    "練習・試験の登録は算入しません。開発時間は差し引かず、別に記録します。",
)


def year_name(fiscal_year: int) -> str:
    """Return 令和3年度（2021）."""
    return f"令和{fiscal_year - Era.REIWA.first.year + 1}年度（{fiscal_year}）"


def print_figures(shown: KpiFigures, *, console: Console | None = None) -> None:
    """Print the KPI, then 課 and 業務 of every year with bookings."""
    console = console or Console()
    console.print(_years(shown))
    for title, groups in (("課別", shown.sections), ("業務別", shown.tasks)):
        if groups:
            console.print(_groups(title, groups))
    for note in (*FOOTNOTES, shown.plan.note):
        console.print(f"※ {note}", style="dim")


def _years(shown: KpiFigures) -> Table:
    table = Table(title=shown.plan.title, title_justify="left")
    for header in (
        "年度",
        "業務数",
        "計画",
        "年間削減",
        "計画",
        "累計",
        "削減率",
        "総量（参考）",
    ):
        table.add_column(header, justify="left" if header == "年度" else "right")
    for year in shown.years:
        table.add_row(
            year_name(year.fiscal_year),
            str(year.tasks) if year.tasks else "—",
            planned_tasks(year),
            _saved(year.sums),
            planned_hours(year),
            _coloured(year.cumulative),
            percent(year.sums.rate),
            f"{hours(year.sums.gross)}",
        )
    return table


def planned_tasks(year: YearFigures) -> str:
    """Return what the plan says of 業務, with 現状 or 目標."""
    if year.plan is None or year.plan.tasks is None:
        return "—"
    return f"{year.plan.tasks}（{_kind(year)}）"


def planned_hours(year: YearFigures) -> str:
    """Return what the plan says of hours, with 現状 or 目標."""
    if year.plan is None or year.plan.hours is None:
        return "—"
    return f"{year.plan.hours}（{_kind(year)}）"


def _kind(year: YearFigures) -> str:
    return "現状" if year.plan and year.plan.kind == "actual" else "目標"


def _groups(title: str, groups: tuple[GroupFigures, ...]) -> Table:
    table = Table(title=title, title_justify="left")
    for header in (
        "年度",
        "課",
        "業務",
        "完了",
        "例外",
        "導入前",
        "導入後",
        "削減（時間）",
        "率",
    ):
        left = header in ("年度", "課", "業務")
        table.add_column(header, justify="left" if left else "right")
    for each in groups:
        name = f"{each.task} {each.title}".strip() if each.task else "計"
        if each.task == each.title:
            name = each.task
        table.add_row(
            year_name(each.fiscal_year),
            each.section,
            name,
            f"{each.sums.items:,}",
            f"{each.sums.exceptions:,}",
            f"{hours(each.sums.before):,}",
            f"{hours(each.sums.after):,}",
            _saved(each.sums),
            percent(each.sums.rate),
        )
    return table


def _saved(sums: Sums) -> str:
    return _coloured(sums.saved)


def _coloured(minutes: Decimal) -> str:
    shown = f"{hours(minutes):,}"
    return f"[red]{shown}[/red]" if minutes < 0 else shown
