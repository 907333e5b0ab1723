"""How the robots do (稼働の健康): success, time per item, what drifts."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from rpa_suite.kpi.dashboard import RobotHealth
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Environment
from rpa_suite.store.ledger_views import LedgerViews, RobotAttempts

LATELY = timedelta(days=30)
BEFORE = timedelta(days=90)
_LEAST_SUCCESS = 0.9
_SLOWER = 1.3


def health_of(
    views: LedgerViews,
    robots: Mapping[str, Robot],
    environment: Environment,
    *,
    now: datetime,
) -> tuple[RobotHealth, ...]:
    """Return how each robot did in the last 30 days against the 90 before.

    Robots without an attempt in both spans are left out.
    """
    lately = views.attempts(environment, since=now - LATELY, until=now)
    before = views.attempts(
        environment, since=now - LATELY - BEFORE, until=now - LATELY
    )
    return tuple(
        _health(robot, lately.get(robot.id), before.get(robot.id))
        for robot in sorted(robots.values(), key=lambda r: (r.section, r.task))
        if robot.id in lately or robot.id in before
    )


def _health(
    robot: Robot, lately: RobotAttempts | None, before: RobotAttempts | None
) -> RobotHealth:
    success = lately.done / lately.attempts if lately else None
    seconds = _per_item(lately)
    seconds_before = _per_item(before)
    changed = lately.screens_changed if lately else 0
    words = []
    if lately is None:
        words.append("30日間動いていません")
    if changed:
        words.append(f"画面が変わって止まりました（{changed}回）")
    if success is not None and success < _LEAST_SUCCESS:
        words.append("成功が9割に届きません")
    if seconds and seconds_before and seconds > seconds_before * _SLOWER:
        words.append(f"1件が以前の{seconds / seconds_before:.1f}倍かかっています")
    return RobotHealth(
        robot_id=robot.id,
        title=f"{robot.task} {robot.title}",
        attempts=lately.attempts if lately else 0,
        success=success,
        seconds=seconds,
        seconds_before=seconds_before,
        screens_changed=changed,
        words="、".join(words) or "良好",
    )


def _per_item(attempts: RobotAttempts | None) -> float | None:
    return attempts.seconds / attempts.done if attempts and attempts.done else None
