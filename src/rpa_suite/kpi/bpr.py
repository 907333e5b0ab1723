"""業務 that might be automated: what each would save, and what it saved in the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from rpa_suite.kpi.dashboard import Group

_ZERO = Decimal(0)
# Shares of the minutes before that are saved. Other cities publish 30 to 85 % net;
# the steps between are our own estimate and give way to this office's own results.
_BEST, _LEAST = Decimal("0.75"), Decimal("0.05")
_PAPER = Decimal("0.20")  # less where everything comes on paper: people verify
_JUDGEMENT = Decimal("0.30")  # less where nothing follows from rules
_PER_SYSTEM = Decimal("0.05")
_PER_DIFFICULTY = Decimal("0.05")
_SPREAD, _SPREAD_PAPER = Decimal("0.15"), Decimal("0.10")
_ENOUGH_RESULTS = 3

Share = Annotated[Decimal, Field(ge=0, le=1)]


class Candidate(BaseModel):
    """One 業務 of the register (BPR台帳).

    Attributes:
        yearly_items: Items a year that could go to a robot.
        minutes: By hand per item, as measured or asked.
        rules: Share of items decided by rules alone; the rest needs judgement.
        systems: Business systems touched.
        paper: Share of items that come on paper.
        difficulty: 1 easy, 2 middling, 3 hard to automate.
        development_hours: Wanted once; recorded beside the saving, never taken off it.
        robot_task: 業務 number of the robot, once there is one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    section: Annotated[str, Field(min_length=1, max_length=40)]
    yearly_items: Annotated[int, Field(ge=0)]
    minutes: Annotated[Decimal, Field(gt=0, le=480)]
    rules: Share = Decimal(1)
    systems: Annotated[int, Field(ge=1, le=9)] = 1
    paper: Share = Decimal(0)
    difficulty: Annotated[int, Field(ge=1, le=3)] = 1
    development_hours: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    robot_task: str = ""
    note: Annotated[str, Field(max_length=200)] = ""

    @property
    def before(self) -> Decimal:
        """Minutes a year by hand."""
        return self.yearly_items * self.minutes

    @property
    def rate(self) -> Decimal:
        """Share of those minutes that the register's rule expects to be saved."""
        rate = (
            _BEST
            - _PAPER * self.paper
            - _JUDGEMENT * (1 - self.rules)
            - _PER_SYSTEM * (self.systems - 1)
            - _PER_DIFFICULTY * (self.difficulty - 1)
        )
        return max(rate, _LEAST)


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """What a candidate would save in a year, in minutes; the range may go below 0.

    Attributes:
        payback_years: Development over expected saving; None where nothing is saved
            or nothing is known of the development.
    """

    candidate: Candidate
    expected: Decimal
    low: Decimal
    high: Decimal
    payback_years: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """A candidate that was introduced: minutes per item expected against measured."""

    expectation: Expectation
    items: int
    measured: Decimal
    verdict: str

    @property
    def expected_per_item(self) -> Decimal:
        """Minutes per item that were expected to be saved."""
        items = self.expectation.candidate.yearly_items
        return self.expectation.expected / items if items else _ZERO

    @property
    def measured_per_item(self) -> Decimal | None:
        """Minutes per item that were saved; None where no item was done."""
        return self.measured / self.items if self.items else None


def ranked(
    candidates: Iterable[Candidate], measured: Mapping[str, Group]
) -> list[Expectation]:
    """Return what is not automated yet, the biggest expected saving first.

    Args:
        candidates: The register.
        measured: 業務 number to what the ledger holds of it: this office's own results
            move the expectations once there are three of them.
    """
    register = list(candidates)
    shift = own_results(register, measured)
    waiting = [expectation(c, shift=shift) for c in register if not c.robot_task]
    return sorted(waiting, key=lambda e: (-e.expected, e.candidate.id))


def expectation(candidate: Candidate, *, shift: Decimal = _ZERO) -> Expectation:
    """Return what a candidate would save.

    Args:
        candidate: The 業務.
        shift: What this office's results differ from the rule, as a share.
    """
    spread = _SPREAD + _SPREAD_PAPER * candidate.paper
    rate = min(candidate.rate + shift, Decimal("0.85"))
    expected = candidate.before * rate
    hours = candidate.development_hours
    return Expectation(
        candidate=candidate,
        expected=expected,
        low=candidate.before * (rate - spread),
        high=candidate.before * min(rate + spread, Decimal("0.90")),
        payback_years=hours * 60 / expected if hours and expected > 0 else None,
    )


def own_results(
    candidates: Sequence[Candidate], measured: Mapping[str, Group]
) -> Decimal:
    """Return how far results lie from the rule, as a share; 0 while there are few."""
    away = [
        group.sums.rate - candidate.rate
        for candidate in candidates
        if (group := measured.get(candidate.robot_task)) and group.sums.rate is not None
    ]
    if len(away) < _ENOUGH_RESULTS:
        return _ZERO
    return sum(away, _ZERO) / len(away)


def compared(
    candidates: Iterable[Candidate], measured: Mapping[str, Group]
) -> list[Comparison]:
    """Hold every introduced candidate against what the ledger says, worst first."""
    found = []
    for candidate in candidates:
        if not candidate.robot_task:
            continue
        group = measured.get(candidate.robot_task)
        expected = expectation(candidate)
        items = group.sums.items + group.sums.exceptions if group else 0
        minutes = group.sums.saved if group else _ZERO
        found.append(
            Comparison(
                expectation=expected,
                items=items,
                measured=minutes,
                verdict=_verdict(expected, items, minutes, group),
            )
        )
    return sorted(found, key=lambda c: (c.measured, c.expectation.candidate.id))


def _verdict(
    expected: Expectation, items: int, minutes: Decimal, group: Group | None
) -> str:
    if not items:
        return "実績なし"
    if group is not None and group.sums.is_unmeasured:
        return "未計測"
    if minutes < 0:
        return "かかる時間の方が多い"
    share = (
        Decimal(items) / expected.candidate.yearly_items
        if (expected.candidate.yearly_items)
        else Decimal(1)
    )
    if minutes < expected.low * share:
        return "見込みを下回る"
    if minutes > expected.high * share:
        return "見込みを上回る"
    return "見込みどおり"
