"""The words around the figures, the same on the terminal and on the page."""

from decimal import Decimal

from rpa_suite.jp.eras import Era
from rpa_suite.kpi.figures import (
    NOTHING,
    GroupFigures,
    KpiFigures,
    Sums,
    YearFigures,
    hours,
)
from rpa_suite.model.savings import SavingKind

MODE_NAMES = {"annual": "年間合計", "cumulative": "累計"}
KIND_NAMES = {
    SavingKind.ITEM: "ロボット",
    SavingKind.EXCEPTION: "例外",
    SavingKind.RUN: "準備・見守り",
    SavingKind.SUPERVISION: "見守り実測",
    SavingKind.MAINTENANCE: "保守",
    SavingKind.CORRECTION: "訂正",
}
_KINDS = {"actual": "現状", "target": "目標"}


def year_name(fiscal_year: int) -> str:
    """Return 令和3年度; the years before 令和元年度 (2019) are 平成."""
    era = Era.REIWA if fiscal_year >= Era.REIWA.first.year else Era.HEISEI
    year = fiscal_year - era.first.year + 1
    return f"{era.kanji}{'元' if year == 1 else year}年度"


def task_name(group: GroupFigures) -> str:
    """Return the 業務 number with its title, where the title is known."""
    return group.task if group.task == group.title else f"{group.task} {group.title}"


def saved_text(sums: Sums) -> str:
    """Return the hours saved, or 未計測 where no baseline was measured."""
    return saved_words(sums.saved, unmeasured=sums.is_unmeasured)


def saved_words(minutes: Decimal, *, unmeasured: bool, marked: bool = False) -> str:
    """Return minutes saved as hours, or 未計測.

    What maintenance cost is known even then: it is shown, for the total holds it.

    Args:
        minutes: Saved.
        unmeasured: There is no baseline.
        marked: Hours below zero carry ▼, for paper without colour.
    """
    text = f"{hours(minutes):,}"
    if unmeasured:
        return f"未計測（{text}）" if minutes else "未計測"
    return f"▼{text}" if marked and minutes < 0 else text


def planned_tasks(year: YearFigures) -> str:
    """Return what the plan says of 業務, with 現状 or 目標."""
    if year.plan is None or year.plan.tasks is None:
        return NOTHING
    return f"{_KINDS[year.plan.kind]} {year.plan.tasks}"


def planned_hours(year: YearFigures) -> str:
    """Return what the plan says of hours, with 現状 or 目標."""
    if year.plan is None or year.plan.hours is None:
        return NOTHING
    return f"{_KINDS[year.plan.kind]} {year.plan.hours:,}"


def footnotes(shown: KpiFigures) -> tuple[str, ...]:
    """Return what must stand under the figures wherever they are shown."""
    return (
        "純削減時間 = 導入前 － 導入後（確認・例外・準備・見守り・保守を含む）。"
        "端数は合計してから一度だけ丸めるので、内訳の和と合わないことがあります。",
        "開発時間は含まない（別に記録します）。練習・試験は算入しない。",
        "総量は、ロボットが完了した件数×手作業の時間。参考であり、指標ではありません。",
        f"計画の時間は{MODE_NAMES[shown.plan.mode]}と比べています。{shown.plan.note}",
    )
