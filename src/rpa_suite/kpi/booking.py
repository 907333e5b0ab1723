"""From finished items and runs to ledger rows, exactly by DOMAIN.md §5.2.

before = N×b;  after = Nr×v + Ne×(b+x) + runs×(prep+sup) + maintenance.  The robot's own
time is nobody's; what counts is how long people looked.
"""

from datetime import datetime
from decimal import Decimal

from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.robots import Baseline, Robot
from rpa_suite.model.savings import Saving, SavingKind
from rpa_suite.model.work import Run, WorkItem

_NO_BASELINE = "基準時間が未計測のため、0分"
_ZERO = Decimal(0)


def item_saving(item: WorkItem, robot: Robot, run: Run) -> Saving:
    """Return the row of an item that the robot finished: b before, v after."""
    baseline = _baseline_on(robot, item.updated_at)
    return _saving(
        SavingKind.ITEM,
        robot,
        run,
        item.updated_at,
        baseline,
        before=baseline.minutes if baseline else _ZERO,
        after=_looked(item) if baseline else _ZERO,
        item_id=item.id,
        items=1,
    )


def exception_saving(item: WorkItem, robot: Robot, run: Run) -> Saving:
    """Return the row of an item finished by hand: b before, b + x + looks after."""
    baseline = _baseline_on(robot, item.updated_at)
    after = (
        baseline.minutes + baseline.exception_minutes + _looked(item)
        if baseline
        else _ZERO
    )
    return _saving(
        SavingKind.EXCEPTION,
        robot,
        run,
        item.updated_at,
        baseline,
        before=baseline.minutes if baseline else _ZERO,
        after=after,
        item_id=item.id,
        items=1,
    )


def run_saving(run: Run, robot: Robot) -> Saving:
    """Return the row of a run's overhead: preparation and watching."""
    at = run.ended_at or run.started_at
    baseline = _baseline_on(robot, at)
    after = (
        baseline.preparation_minutes + baseline.supervision_minutes
        if baseline
        else _ZERO
    )
    return _saving(
        SavingKind.RUN,
        robot,
        run,
        at,
        baseline,
        before=_ZERO,
        after=after,
        item_id=None,
        items=0,
    )


def _saving(
    kind: SavingKind,
    robot: Robot,
    run: Run,
    at: datetime,
    baseline: Baseline | None,
    *,
    before: Decimal,
    after: Decimal,
    item_id: str | None,
    items: int,
) -> Saving:
    return Saving(
        kind=kind,
        robot_id=robot.id,
        task=robot.task,
        section=robot.section,
        at=at,
        fiscal_year=fiscal_year(at.astimezone(JST).date()),
        minutes_before=before,
        minutes_after=after,
        environment=run.environment,
        items=items,
        item_id=item_id,
        run_id=run.id,
        baseline_id=f"{robot.id}@{baseline.valid_from}" if baseline else None,
        note="" if baseline else _NO_BASELINE,
    )


def _baseline_on(robot: Robot, at: datetime) -> Baseline | None:
    """Return the baseline if it was valid on that day in Japan."""
    baseline = robot.baseline
    if baseline and baseline.valid_from <= at.astimezone(JST).date():
        return baseline
    return None


def _looked(item: WorkItem) -> Decimal:
    """Return the minutes for which people looked at the item."""
    return Decimal(str(round(item.review_seconds, 3))) / 60
