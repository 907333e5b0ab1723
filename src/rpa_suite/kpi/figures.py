"""Sums of the ledger against the plan; minutes stay exact until they are shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from rpa_suite.kpi.plan import Plan, PlanYear
from rpa_suite.model.robots import plan_task
from rpa_suite.model.savings import SavingKind, SavingTotal

#: Stands where there is no figure. U+2015: unlike U+2014 it is a character of
#: Windows-31J too, should a console or an office file want that.
NOTHING = "―"
_TASK = re.compile(r"([A-Za-z]+)(\d+)(.*)")
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

    @property
    def is_unmeasured(self) -> bool:
        """Work was done but no baseline tells what it saved: show items, not hours."""
        return bool(self.items or self.exceptions) and not self.before


@dataclass(frozen=True, kw_only=True, slots=True)
class YearFigures:
    """One 年度.

    Attributes:
        tasks: 業務 in which a robot finished anything; work by hand does not count.
        cumulative: Minutes saved since the first row of the ledger, through this year.
        booked: False before the first and after the last year of the ledger, where
            a zero would be read as a result.
    """

    fiscal_year: int
    sums: Sums
    tasks: int
    cumulative: Decimal
    booked: bool
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

    def counted(self, year: YearFigures) -> Decimal:
        """Return the minutes held against the plan: 年間合計 or 累計, as configured."""
        return year.cumulative if self.plan.mode == "cumulative" else year.sums.saved


def figures(
    totals: Sequence[SavingTotal],
    plan: Plan,
    *,
    titles: dict[str, str] | None = None,
    with_year: int | None = None,
) -> KpiFigures:
    """Sum the ledger by 年度, 課 and 業務.

    Args:
        totals: Exact sums of ledger rows; 課 are shown in the order they come here.
        plan: History and targets; its years appear even where nothing was booked.
        titles: 業務 number to its name.
        with_year: This 年度 appears even where neither says anything of it.
    """
    names = titles or {}
    sections: dict[tuple[int, str], list[SavingTotal]] = {}
    tasks: dict[tuple[int, str, str], list[SavingTotal]] = {}
    for total in totals:
        year, section, task = total.fiscal_year, total.section, total.task
        sections.setdefault((year, section), []).append(total)
        tasks.setdefault((year, section, task), []).append(total)
    place = {name: n for n, name in enumerate(dict.fromkeys(t.section for t in totals))}
    return KpiFigures(
        plan=plan,
        years=_years(totals, plan, with_year),
        sections=tuple(
            GroupFigures(
                fiscal_year=year,
                section=section,
                task="",
                title=section,
                sums=sums_of(sections[year, section]),
            )
            for year, section in sorted(sections, key=lambda k: (k[0], place[k[1]]))
        ),
        tasks=tuple(
            GroupFigures(
                fiscal_year=year,
                section=section,
                task=task,
                title=names.get(task, task),
                sums=sums_of(tasks[year, section, task]),
            )
            for year, section, task in sorted(
                tasks, key=lambda k: (k[0], place[k[1]], task_order(k[2]))
            )
        ),
    )


def _years(
    totals: Sequence[SavingTotal], plan: Plan, with_year: int | None
) -> tuple[YearFigures, ...]:
    booked = {t.fiscal_year for t in totals}
    cumulative = _ZERO
    found = []
    wanted = booked | {y.fiscal_year for y in plan.year}
    wanted |= {with_year} if with_year is not None else set()
    for year in sorted(wanted):
        rows = [t for t in totals if t.fiscal_year == year]
        sums = sums_of(rows)
        cumulative += sums.saved
        used = {
            plan_task(t.task) for t in rows if t.kind is SavingKind.ITEM and t.items > 0
        }
        found.append(
            YearFigures(
                fiscal_year=year,
                sums=sums,
                tasks=len(used),
                cumulative=cumulative,
                booked=bool(booked) and min(booked) <= year <= max(booked),
                plan=plan.of(year),
            )
        )
    return tuple(found)


def task_order(task: str) -> tuple[str, int, str]:
    """Return where a 業務 number comes in a list: T3, T3b, T9, T10."""
    found = _TASK.fullmatch(task)
    return (found[1], int(found[2]), found[3]) if found else (task, 0, "")


def hours(minutes: Decimal) -> Decimal:
    """Return minutes as hours, rounded half up to 0.1 (a half away from zero): once.

    The ledger holds milliseconds, and thirds of a minute have no exact decimal; the
    first step takes that dust away, far below a millisecond, before the half decides.
    """
    exact = (minutes / 60).quantize(Decimal("1e-9"))
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0  # no "-0.0"


def percent(rate: Decimal | None) -> str:
    """Return a rate as people read it."""
    return NOTHING if rate is None else f"{in_percent(rate)}%"


def in_percent(rate: Decimal) -> Decimal:
    """Return a rate in percent, rounded half up to one place: once."""
    return (rate * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) + 0


def to_json(shown: KpiFigures) -> dict[str, Any]:
    """Return the figures as a JSON object; numbers as decimal strings.

    Minutes carry six places, finer than the ledger's milliseconds; ``counted_hours``
    is what stands against the plan.
    """
    return {
        "title": shown.plan.title,
        "mode": shown.plan.mode,
        "note": shown.plan.note,
        "years": [
            {
                "fiscal_year": year.fiscal_year,
                "tasks": year.tasks,
                "booked": year.booked,
                "counted_hours": str(hours(shown.counted(year))),
                "cumulative_minutes": _plain(year.cumulative),
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
        "unmeasured": sums.is_unmeasured,
        "minutes_before": _plain(sums.before),
        "minutes_after": _plain(sums.after),
        "minutes_saved": _plain(sums.saved),
        "hours_saved": str(hours(sums.saved)),
        "rate": None if sums.rate is None else str(round(sums.rate, 6)),
        "gross_hours": str(hours(sums.gross)),
    }


def _plain(minutes: Decimal) -> str:
    return f"{(minutes.quantize(Decimal('1e-6')) + 0).normalize():f}"


def sums_of(rows: Iterable[SavingTotal]) -> Sums:
    """Add up any rows of the ledger."""
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
