"""Sums of the ledger against the plan; minutes stay exact until they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from rpa_suite.kpi.plan import Plan, PlanYear
from rpa_suite.model.savings import SavingKind, SavingTotal

_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """Minutes of any group of ledger rows.

    Attributes:
        items: Finished by the robot.
        exceptions: Finished by hand.
        gross: Minutes the robot's items took by hand; 参考, never the KPI.
    """

    items: int = 0
    exceptions: int = 0
    before: Decimal = _ZERO
    after: Decimal = _ZERO
    gross: Decimal = _ZERO

    @property
    def saved(self) -> Decimal:
        """純削減, in minutes; may be negative."""
        return self.before - self.after

    @property
    def rate(self) -> Decimal | None:
        """Saved over before; None where nothing was done before."""
        return self.saved / self.before if self.before else None


@dataclass(frozen=True, kw_only=True, slots=True)
class YearFigures:
    """One 年度.

    Attributes:
        tasks: 業務 in which a robot finished anything.
        cumulative: Minutes saved since introduction, through this year.
    """

    fiscal_year: int
    sums: Sums
    tasks: int
    cumulative: Decimal
    plan: PlanYear | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupFigures:
    """One 課, or one 業務 of a 課, in one 年度."""

    fiscal_year: int
    section: str
    task: str
    title: str
    sums: Sums


@dataclass(frozen=True, kw_only=True, slots=True)
class KpiFigures:
    """Everything a page about hours saved shows."""

    plan: Plan
    years: tuple[YearFigures, ...]
    sections: tuple[GroupFigures, ...]
    tasks: tuple[GroupFigures, ...]


def figures(
    totals: Sequence[SavingTotal], plan: Plan, *, titles: dict[str, str] | None = None
) -> KpiFigures:
    """Sum the ledger by 年度, 課 and 業務.

    Args:
        totals: Exact sums of ledger rows.
        plan: History and targets; its years appear even where nothing was booked.
        titles: 業務 number to its name.
    """
    named = titles or {}
    years = sorted({t.fiscal_year for t in totals} | {y.fiscal_year for y in plan.year})
    cumulative = _ZERO
    found = []
    for year in years:
        rows = [t for t in totals if t.fiscal_year == year]
        sums = _sums(rows)
        cumulative += sums.saved
        found.append(
            YearFigures(
                fiscal_year=year,
                sums=sums,
                tasks=len({t.task for t in rows if t.items}),
                cumulative=cumulative,
                plan=plan.of(year),
            )
        )
    sections = sorted({(t.fiscal_year, t.section) for t in totals})
    tasks = sorted({(t.fiscal_year, t.section, t.task) for t in totals})
    return KpiFigures(
        plan=plan,
        years=tuple(found),
        sections=tuple(
            GroupFigures(
                fiscal_year=year,
                section=section,
                task="",
                title=section,
                sums=_sums(
                    t for t in totals if (t.fiscal_year, t.section) == (year, section)
                ),
            )
            for year, section in sections
        ),
        tasks=tuple(
            GroupFigures(
                fiscal_year=year,
                section=section,
                task=task,
                title=named.get(task, task),
                sums=_sums(
                    t
                    for t in totals
                    if (t.fiscal_year, t.section, t.task) == (year, section, task)
                ),
            )
            for year, section, task in tasks
        ),
    )


def hours(minutes: Decimal) -> Decimal:
    """Return minutes as hours, rounded half up to 0.1: once, for showing."""
    return (minutes / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent(rate: Decimal | None) -> str:
    """Return a rate as people read it."""
    if rate is None:
        return "—"
    return f"{(rate * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def to_json(shown: KpiFigures) -> dict[str, Any]:
    """Return the figures as a JSON object; minutes as exact strings."""
    return {
        "title": shown.plan.title,
        "mode": shown.plan.mode,
        "note": shown.plan.note,
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "tasks": year.tasks,
                "cumulative_minutes": str(year.cumulative),
                "cumulative_hours": str(hours(year.cumulative)),
                "plan": year.plan.model_dump(mode="json") if year.plan else None,
                **_json_sums(year.sums),
            }
            for year in shown.years
        ],
        "sections": [
            {
                "fiscal_year": each.fiscal_year,
                "section": each.section,
                **_json_sums(each.sums),
            }
            for each in shown.sections
        ],
        "tasks": [
            {
                "fiscal_year": each.fiscal_year,
                "section": each.section,
                "task": each.task,
                "title": each.title,
                **_json_sums(each.sums),
            }
            for each in shown.tasks
        ],
    }


def _json_sums(sums: Sums) -> dict[str, Any]:
    return {
        "items": sums.items,
        "exceptions": sums.exceptions,
        "minutes_before": str(sums.before),
        "minutes_after": str(sums.after),
        "minutes_saved": str(sums.saved),
        "hours_saved": str(hours(sums.saved)),
        "gross_hours": str(hours(sums.gross)),
    }


def _sums(rows: Iterable[SavingTotal]) -> Sums:
    items = exceptions = 0
    before = after = gross = _ZERO
    for row in rows:
        before += row.minutes_before
        after += row.minutes_after
        if row.kind is SavingKind.ITEM:
            items += row.items
            gross += row.minutes_before
        elif row.kind is SavingKind.EXCEPTION:
            exceptions += row.items
    return Sums(
        items=items, exceptions=exceptions, before=before, after=after, gross=gross
    )
