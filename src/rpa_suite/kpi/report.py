"""What the reports say: one record, so that every file says the same."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rpa_suite.kpi.dashboard import Dashboard
from rpa_suite.kpi.dashboard_text import (
    forecast_text,
    hours_text,
)
from rpa_suite.kpi.figures import percent, task_order
from rpa_suite.kpi.labels import footnotes, year_name


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskLine:
    """One 業務 in the reports; exact minutes, no person.

    Attributes:
        since: Year and month of the first booking (``2026-04``), empty when unknown.
    """

    task: str
    title: str
    section: str
    items: int
    exceptions: int
    before: Decimal
    gross: Decimal
    review: Decimal
    exception_minutes: Decimal
    supervision: Decimal
    maintenance: Decimal
    corrections: Decimal
    unmeasured: bool
    since: str

    @property
    def saved(self) -> Decimal:
        """純削減, in minutes."""
        spent = self.review + self.exception_minutes + self.supervision
        return self.gross - spent - self.maintenance + self.corrections


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything the files are made of.

    Attributes:
        what: 本番, 練習 or 計算例; said on every page.
        sentences: The year in plain Japanese.
    """

    title: str
    what: str
    made_on: date
    shown: Dashboard
    sentences: tuple[str, ...]
    lines: tuple[TaskLine, ...]
    notes: tuple[str, ...]


def report(
    shown: Dashboard, *, what: str, made_on: date, since: dict[str, str]
) -> Report:
    """Put a report together.

    Args:
        shown: The 年度.
        what: Empty for the real books; else said beside the title.
        made_on: Today in Japan.
        since: 業務 number to the month of its first booking.
    """
    sections = {
        g.task: g.section
        for g in shown.kpi.tasks
        if g.fiscal_year == shown.year.fiscal_year
    }
    lines = tuple(
        TaskLine(
            task=group.key,
            title=group.title,
            section=sections[group.key],
            items=group.sums.items,
            exceptions=group.sums.exceptions,
            before=group.sums.before,
            gross=group.parts.gross,
            review=group.parts.review,
            exception_minutes=group.parts.exceptions,
            supervision=group.parts.supervision,
            maintenance=group.parts.maintenance,
            corrections=group.parts.corrections,
            unmeasured=group.sums.is_unmeasured,
            since=since.get(group.key, ""),
        )
        for group in sorted(shown.tasks, key=lambda g: task_order(g.key))
    )
    suffix = f"（{what}）" if what else ""
    return Report(
        title=f"{year_name(shown.year.fiscal_year)} RPAによる削減時間{suffix}",
        what=what,
        made_on=made_on,
        shown=shown,
        sentences=sentences(shown),
        lines=lines,
        notes=(
            *footnotes(shown.kpi),
            f"金額は1時間 {shown.kpi.plan.yen_per_hour:,} 円で直した目安です。"
            f"{shown.kpi.plan.yen_note}",
            "個人の情報は含んでいません。",
        ),
    )


def sentences(shown: Dashboard) -> tuple[str, ...]:
    """Return the year in plain Japanese, for people who never saw a robot."""
    year, sums, parts = shown.year, shown.year.sums, shown.parts
    name = year_name(year.fiscal_year)
    if not year.booked:
        return (f"{name}の計上はまだありません。",)
    found = [
        f"{name}は、{year.tasks}の業務でシステムへの入力をRPA（自動入力）に任せ、"
        + (
            f"職員の作業を正味 {hours_text(sums.saved)} 時間減らしました。"
            if sums.saved >= 0
            else f"職員の作業は正味 {hours_text(-sums.saved)} 時間増えました。"
        ),
        f"手で入力すれば {hours_text(sums.before)} 時間かかる仕事でした"
        f"（減った割合 {percent(sums.rate)}）。"
        "正味とは、人が読み取りを確かめた時間、ロボットが扱えず人が入力した時間、"
        "準備・見守り・保守の時間を差し引いた値です。",
        f"ロボットが入力したのは {sums.items:,} 件、人が入力したのは "
        f"{sums.exceptions:,} 件です。",
    ]
    if shown.target is not None:
        reached = shown.counted / shown.target if shown.target else None
        found.append(
            f"計画の {hours_text(shown.target)} 時間に対する達成率は "
            f"{percent(reached)} です。"
        )
    if shown.forecast is not None:
        found.append(
            f"年度末の見込みは {forecast_text(shown)} です。{shown.forecast.method}"
        )
    if shown.losing:
        names = "、".join(f"{g.task} {g.title}" for g in shown.losing)
        found.append(
            f"{names} は、減らした時間よりかかった時間の方が多い業務です。"
            "やり方の見直しが必要です。"
        )
    unmeasured = [g.title for g in shown.tasks if g.sums.is_unmeasured]
    if unmeasured:
        found.append(
            f"{'、'.join(unmeasured)} は手作業の時間を計っていないため、"
            "件数だけを示し、減った時間には数えていません（かかった保守の時間は差し引いています）。"
        )
    if shown.reasons and shown.reasons[0].code:
        most = shown.reasons[0]
        found.append(
            f"人が入力した理由で最も多いのは「{most.text}」（{most.items:,} 件）です。"
        )
    if parts.corrections:
        found.append(f"訂正は {hours_text(parts.corrections)} 時間です。")
    found.append(f"この数字は「{shown.status}」です。")
    return tuple(found)
