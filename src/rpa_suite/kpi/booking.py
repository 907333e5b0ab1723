"""From finished items and runs to ledger rows, exactly by DOMAIN.md §5.2.

before = N×b;  after = Nr×v + Ne×(b+x) + runs×(prep+sup) + maintenance.  The robot's own
time is nobody's; what counts is how long people looked.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.robots import Baseline, Robot
from rpa_suite.model.savings import Saving, SavingKind
from rpa_suite.model.work import Environment, Run, WorkItem

_NO_BASELINE = "基準時間が未計測のため、0分"
_NOT_ENTERED = "登録しなかった明細の確認"
_CLOCKS = "PCの時計のずれ: 完了が取込より前のため、取込の時刻で計上"
_ZERO = Decimal(0)


def baseline_on(versions: Iterable[Baseline], day: date) -> Baseline | None:
    """Return the version in force on a day: the last whose 適用開始日 has come.

    Of two that begin on one day the later version counts (0 is robot.toml's).
    """
    begun = [each for each in versions if each.valid_from <= day]
    return max(begun, key=lambda each: (each.valid_from, each.version), default=None)


def item_saving(
    item: WorkItem, robot: Robot, run: Run, versions: Iterable[Baseline]
) -> Saving:
    """Return the row of an item that the robot finished: b before, v after."""
    at, clocks = _finished(item)
    baseline = _in_force(versions, at)
    return _saving(
        SavingKind.ITEM,
        robot,
        at,
        baseline,
        environment=run.environment,
        run_id=run.id,
        before=baseline.minutes if baseline else _ZERO,
        after=_looked(item) if baseline else _ZERO,
        item_id=item.id,
        items=1,
        note=clocks,
    )


def exception_saving(
    item: WorkItem, robot: Robot, run: Run, versions: Iterable[Baseline]
) -> Saving:
    """Return the row of an item finished by hand: b before, b + x + looks after."""
    at, clocks = _finished(item)
    baseline = _in_force(versions, at)
    after = (
        baseline.minutes + baseline.exception_minutes + _looked(item)
        if baseline
        else _ZERO
    )
    return _saving(
        SavingKind.EXCEPTION,
        robot,
        at,
        baseline,
        environment=run.environment,
        run_id=run.id,
        before=baseline.minutes if baseline else _ZERO,
        after=after,
        item_id=item.id,
        items=1,
        note=clocks,
    )


def looks_saving(
    item: WorkItem,
    robot: Robot,
    versions: Iterable[Baseline],
    *,
    environment: Environment,
    run_id: str | None = None,
) -> Saving:
    """Return the row of looks at what was not entered: registered already, withdrawn.

    Nobody would have typed it, so nothing is saved; the minutes are spent all the same.

    Args:
        item: It was looked at.
        robot: Whose item it is.
        versions: The robot's baselines.
        environment: Where it would have been entered.
        run_id: The run that opened it; None if none did.
    """
    at, clocks = _finished(item)
    baseline = _in_force(versions, at)
    return _saving(
        SavingKind.ITEM,
        robot,
        at,
        baseline,
        environment=environment,
        run_id=run_id,
        before=_ZERO,
        after=_looked(item) if baseline else _ZERO,
        item_id=item.id,
        items=0,
        note="／".join(filter(None, (_NOT_ENTERED, clocks))),
    )


def run_saving(
    run: Run, robot: Robot, versions: Iterable[Baseline], *, is_watched: bool
) -> Saving:
    """Return the row of a run's overhead: preparation and watching.

    Args:
        run: It has ended.
        robot: Whose run it is.
        versions: The robot's baselines.
        is_watched: The program measured the watching, which then is booked by
            ``supervision_saving``; the baseline's minutes for it do not count.
    """
    at = run.ended_at or run.started_at
    baseline = _in_force(versions, at)
    after = _ZERO
    if baseline:
        after = baseline.preparation_minutes
        after += _ZERO if is_watched else baseline.supervision_minutes
    return _saving(
        SavingKind.RUN,
        robot,
        at,
        baseline,
        environment=run.environment,
        run_id=run.id,
        before=_ZERO,
        after=after,
        item_id=None,
        items=0,
    )


def supervision_saving(
    run: Run, robot: Robot, versions: Iterable[Baseline], watched: Decimal
) -> Saving:
    """Return the row of the minutes for which people watched a run, in all."""
    at = run.ended_at or run.started_at
    baseline = _in_force(versions, at)
    return _saving(
        SavingKind.SUPERVISION,
        robot,
        at,
        baseline,
        environment=run.environment,
        run_id=run.id,
        before=_ZERO,
        after=watched if baseline else _ZERO,
        item_id=None,
        items=0,
    )


def _in_force(versions: Iterable[Baseline], at: datetime) -> Baseline | None:
    return baseline_on(versions, at.astimezone(JST).date())


def _saving(
    kind: SavingKind,
    robot: Robot,
    at: datetime,
    baseline: Baseline | None,
    *,
    environment: Environment,
    run_id: str | None,
    before: Decimal,
    after: Decimal,
    item_id: str | None,
    items: int,
    note: str = "",
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
        environment=environment,
        items=items,
        item_id=item_id,
        run_id=run_id,
        baseline_id=baseline.id_of(robot.id) if baseline else None,
        note="／".join(filter(None, (note, "" if baseline else _NO_BASELINE))),
    )


def _finished(item: WorkItem) -> tuple[datetime, str]:
    """Return when the item was finished, and what is odd about that.

    Two PCs with different clocks may put the end before the import; a year must not be
    decided by that.
    """
    if item.updated_at < item.created_at:
        return item.created_at, _CLOCKS
    return item.updated_at, ""


def _looked(item: WorkItem) -> Decimal:
    """Return the minutes for which people looked at the item."""
    return Decimal(str(round(item.review_seconds, 3))) / 60
