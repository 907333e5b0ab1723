"""Everything the manager's window shows of one 年度, out of the ledger's sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rpa_suite.kpi.figures import (
    GroupFigures,
    KpiFigures,
    Sums,
    YearFigures,
    figures,
    sums_of,
)
from rpa_suite.kpi.forecast import MONTHS, Forecast, forecast
from rpa_suite.kpi.plan import Plan
from rpa_suite.kpi.reasons import Reason, reasons_of
from rpa_suite.model.savings import (
    Closing,
    ReadingCount,
    ReadingTotal,
    SavingKind,
    SavingTotal,
)

_ZERO = Decimal(0)
SOURCES = {"scan": "紙（AI-OCR）", "csv": "CSV", "excel": "Excel", "": "実行・保守"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Where the gross minutes went: what is left of them is the saving."""

    gross: Decimal = _ZERO
    review: Decimal = _ZERO
    exceptions: Decimal = _ZERO
    supervision: Decimal = _ZERO
    maintenance: Decimal = _ZERO
    corrections: Decimal = _ZERO

    @property
    def net(self) -> Decimal:
        """純削減; the same minutes as ``Sums.saved`` of the same rows."""
        spent = self.review + self.exceptions + self.supervision + self.maintenance
        return self.gross - spent + self.corrections

    @property
    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """The steps from gross to net with their signs, in the order they are drawn."""
        return (
            ("総量（参考）", self.gross),
            ("確認・訂正", -self.review),
            ("例外（人手）", -self.exceptions),
            ("準備・見守り", -self.supervision),
            ("保守", -self.maintenance),
            ("訂正行", self.corrections),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One month of the 年度.

    Attributes:
        cumulative: Minutes counted from the year's (or the whole's) beginning.
        is_over: False for months that have not begun.
    """

    month: int
    sums: Sums
    cumulative: Decimal
    has_begun: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A bar: its key for the way down, its name, its sums."""

    key: str
    title: str
    sums: Sums
    parts: Parts


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotHealth:
    """How a robot did lately against the time before.

    Attributes:
        success: Share of attempts that ended in 完了 or 既登録.
        seconds: Per item done; None where none was.
        seconds_before: The same in the time before.
        words: What a manager should know, or 良好.
    """

    robot_id: str
    title: str
    attempts: int
    success: float | None
    seconds: float | None
    seconds_before: float | None
    screens_changed: int
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dashboard:
    """One 年度 in all its views; the same rows under each of them.

    Attributes:
        target: Minutes that the plan wants; None where it says nothing.
        start: Minutes counted before the year began (累計), else 0.
        reasons: Why people finished items, most first.
        losing: 業務 that cost more than they save, worst first; of those without a
            baseline nobody knows.
        closing: The signature in force; None means 速報.
        booked_after: Rows booked after it (訂正).
    """

    kpi: KpiFigures
    year: YearFigures
    months: tuple[Month, ...]
    parts: Parts
    target: Decimal | None
    start: Decimal
    forecast: Forecast | None
    sections: tuple[Group, ...]
    tasks: tuple[Group, ...]
    sources: tuple[Group, ...]
    reasons: tuple[Reason, ...]
    reading: ReadingCount
    health: tuple[RobotHealth, ...]
    losing: tuple[GroupFigures, ...]
    closing: Closing | None = None
    booked_after: int = 0

    @property
    def counted(self) -> Decimal:
        """Minutes held against the plan, as the mode wants."""
        return self.kpi.counted(self.year)

    @property
    def yen(self) -> Decimal:
        """The net minutes in yen at the plan's rate, rounded to whole yen."""
        worth = self.year.sums.saved / 60 * self.kpi.plan.yen_per_hour
        return worth.quantize(Decimal(1), ROUND_HALF_UP)

    @property
    def status(self) -> str:
        """速報 or 確定, and what came after."""
        if self.closing is None:
            return "速報"
        if self.booked_after:
            return f"確定（その後の訂正 {self.booked_after}行）"
        return "確定"


def dashboard(
    totals: Sequence[SavingTotal],
    plan: Plan,
    *,
    fiscal_year: int,
    today: date,
    titles: Mapping[str, str],
    readings: Iterable[ReadingTotal] = (),
    health: Sequence[RobotHealth] = (),
    closing: Closing | None = None,
    booked_after: int = 0,
    told: Mapping[str, str] | None = None,
) -> Dashboard:
    """Put one 年度 together.

    Args:
        totals: Of all years: the cumulative sum needs those before too.
        plan: History, targets, the mode, the staff's rate.
        fiscal_year: The 年度 shown.
        today: In Japan.
        titles: 業務 number to its name.
        readings: How papers were read, all months.
        health: How the robots do.
        closing: The signature in force, if the year is closed.
        booked_after: Rows booked after it.
        told: What the codes of business systems say.
    """
    shown = figures(totals, plan, titles=dict(titles), with_year=fiscal_year)
    year = next(y for y in shown.years if y.fiscal_year == fiscal_year)
    rows = [t for t in totals if t.fiscal_year == fiscal_year]
    before = [t for t in totals if t.fiscal_year == fiscal_year - 1]
    start = year.cumulative - year.sums.saved if plan.mode == "cumulative" else _ZERO
    return Dashboard(
        kpi=shown,
        year=year,
        months=_months(rows, start, fiscal_year, today),
        parts=parts_of(rows),
        target=(
            year.plan.hours * 60
            if year.plan is not None and year.plan.hours is not None
            else None
        ),
        start=start,
        forecast=forecast(
            _by_month(rows), _by_month(before), fiscal_year=fiscal_year, today=today
        ),
        sections=_groups(rows, lambda t: t.section, {}),
        tasks=_groups(rows, lambda t: t.task, titles),
        sources=_groups(rows, lambda t: t.source, SOURCES),
        reasons=reasons_of(rows, told or {}),
        reading=_readings(readings, fiscal_year),
        health=tuple(health),
        losing=tuple(
            sorted(
                (
                    group
                    for group in shown.tasks
                    if group.fiscal_year == fiscal_year
                    and group.sums.saved < 0
                    and not group.sums.is_unmeasured
                ),
                key=lambda group: group.sums.saved,
            )
        ),
        closing=closing,
        booked_after=booked_after,
    )


def parts_of(rows: Iterable[SavingTotal]) -> Parts:
    """Tell where the gross minutes of some rows went."""
    gross = review = exceptions = supervision = maintenance = corrections = _ZERO
    for row in rows:
        match row.kind:
            case SavingKind.ITEM:
                gross += row.minutes_before
                review += row.minutes_after
            case SavingKind.EXCEPTION:
                exceptions -= row.saved
            case SavingKind.RUN | SavingKind.SUPERVISION:
                supervision -= row.saved
            case SavingKind.MAINTENANCE:
                maintenance -= row.saved
            case SavingKind.CORRECTION:
                corrections += row.saved
    return Parts(
        gross=gross,
        review=review,
        exceptions=exceptions,
        supervision=supervision,
        maintenance=maintenance,
        corrections=corrections,
    )


def _months(
    rows: Sequence[SavingTotal], start: Decimal, fiscal_year: int, today: date
) -> tuple[Month, ...]:
    by_month: dict[int, list[SavingTotal]] = {}
    for row in rows:
        by_month.setdefault(row.month, []).append(row)
    cumulative = start
    found = []
    for month in MONTHS:
        sums = sums_of(by_month.get(month, ()))
        cumulative += sums.saved
        found.append(
            Month(
                month=month,
                sums=sums,
                cumulative=cumulative,
                has_begun=date(fiscal_year + (month < 4), month, 1) <= today,
            )
        )
    return tuple(found)


def _by_month(rows: Iterable[SavingTotal]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for row in rows:
        found[row.month] = found.get(row.month, _ZERO) + row.saved
    return found


def _groups(
    rows: Iterable[SavingTotal],
    key: Callable[[SavingTotal], str],
    titles: Mapping[str, str],
) -> tuple[Group, ...]:
    """Return one bar a key, the one that saves most first."""
    by_key: dict[str, list[SavingTotal]] = {}
    for row in rows:
        by_key.setdefault(key(row), []).append(row)
    groups = [
        Group(
            key=each,
            title=titles.get(each, each),
            sums=sums_of(members),
            parts=parts_of(members),
        )
        for each, members in by_key.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.sums.saved, group.key)))


def _readings(readings: Iterable[ReadingTotal], fiscal_year: int) -> ReadingCount:
    names = ReadingCount.__dataclass_fields__
    sums = dict.fromkeys(names, 0)
    for each in readings:
        if each.fiscal_year == fiscal_year:
            for name in names:
                sums[name] += getattr(each.count, name)
    return ReadingCount(**sums)
