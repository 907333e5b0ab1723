"""Minutes by hand, from the stopwatch to the approved version (基準時間)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from rpa_suite.app.access import robot_called
from rpa_suite.app.booking import baselines_of
from rpa_suite.app.permissions import Permissions
from rpa_suite.errors import InputError, StoreError
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.kpi.measuring import measured, missing
from rpa_suite.model.measuring import Decision, MeasuredBaseline, Timing
from rpa_suite.model.robots import Baseline, Robot
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment
from rpa_suite.store import Store


class Measuring:
    """Keeps timings, proposes versions, lets another person approve them."""

    def __init__(
        self,
        store: Store,
        robots: Mapping[str, Robot],
        permissions: Permissions,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._robots = robots
        self._permissions = permissions
        self._now = now

    def timings(self, robot_id: str) -> list[Timing]:
        """Return what was timed and is in no version yet."""
        return self._store.baselines.timings(self._robot(robot_id).id)

    def time(self, robot_id: str, *, staff: str, minutes: Decimal) -> Timing:
        """Store one item done by hand under the stopwatch.

        Raises:
            InputError: Nobody named, or a span that no item takes.
        """
        robot = self._robot(robot_id)
        self._permissions.require(Duty.BOOK, robot)
        if not staff.strip():
            raise InputError("計った人（職員番号や係の略称）を入力してください。")
        if not 0 < minutes <= 480:
            raise InputError("1件の時間は0分より長く、8時間までにしてください。")
        return self._store.baselines.add_timing(
            Timing(
                robot_id=robot.id,
                staff=staff.strip(),
                at=self._now(),
                minutes=minutes,
            )
        )

    def undo(self, timing: Timing) -> None:
        """Take a timing back (計り直し); both stay on record.

        Raises:
            NotAllowed: He may not time either.
        """
        self._permissions.require(Duty.BOOK, self._robot(timing.robot_id))
        self._store.baselines.void_timing(timing, now=self._now())

    def propose(
        self,
        robot_id: str,
        *,
        valid_from: date,
        exception_minutes: Decimal,
        preparation_minutes: Decimal = Decimal(0),
        supervision_minutes: Decimal = Decimal(0),
    ) -> MeasuredBaseline:
        """Make the next version of what was timed; it waits for approval.

        Raises:
            InputError: Too few items or staff, or the day cannot be.
        """
        robot = self._robot(robot_id)
        self._permissions.require(Duty.BOOK, robot)
        timings = self._store.baselines.timings(robot.id)
        if lacks := missing(timings):
            raise InputError(lacks)
        if min(exception_minutes, preparation_minutes, supervision_minutes) < 0:
            raise InputError("分数は0以上で入力してください。")
        self._check_day(robot, valid_from)
        with self._store.together():
            made = self._store.baselines.propose(
                robot.id,
                measured(
                    timings,
                    valid_from=valid_from,
                    exception_minutes=exception_minutes,
                    preparation_minutes=preparation_minutes,
                    supervision_minutes=supervision_minutes,
                ),
                timings,
                by=self._permissions.account,
                now=self._now(),
            )
            self._record("propose_baseline", robot.id, made.baseline)
        return made

    def decide(
        self, robot_id: str, version: int, decision: Decision, *, reason: str = ""
    ) -> MeasuredBaseline:
        """Approve or refuse a version, as a manager who did not propose it.

        Raises:
            InputError: He proposed it, or the day has become impossible meanwhile.
            NotAllowed: He is no manager of the 課.
            StoreError: There is no such version, or it was decided before.
        """
        robot, who = self._robot(robot_id), self._permissions.account
        self._permissions.require(Duty.SIGN, robot)
        version_of = {m.baseline.version: m for m in self._store.baselines.of(robot.id)}
        if version not in version_of:
            raise StoreError(f"「{robot.id}」の基準時間に第{version}版はありません。")
        found = version_of[version]
        if found.proposed_by == who:
            raise InputError(
                "提案した人は承認できません（二人確認）。別の管理職が承認してください。"
            )
        if decision is Decision.REFUSED and not reason.strip():
            raise InputError("差し戻す理由を書いてください。")
        if decision is Decision.APPROVED:
            self._check_day(robot, found.baseline.valid_from)
        with self._store.together():
            done = self._store.baselines.decide(
                robot.id,
                version,
                decision,
                by=who,
                reason=reason.strip(),
                now=self._now(),
            )
            self._record(f"baseline_{decision.value}", robot.id, done.baseline)
        return done

    def declared(self, robot_id: str) -> Baseline | None:
        """Return the baseline that robot.toml declares."""
        return self._robot(robot_id).baseline

    def versions(self, robot_id: str) -> list[MeasuredBaseline]:
        """Return the versions of the store, oldest first."""
        return self._store.baselines.of(self._robot(robot_id).id)

    def in_force(self, robot_id: str) -> tuple[Baseline, ...]:
        """Return everything that may count: robot.toml's, then approved versions."""
        return baselines_of(self._store, self._robot(robot_id))

    def waiting(self) -> list[MeasuredBaseline]:
        """Return every version that waits for approval."""
        return [m for m in self._store.baselines.of() if m.decision is None]

    def _check_day(self, robot: Robot, valid_from: date) -> None:
        """Refuse a day that would change what was booked or signed before.

        Raises:
            InputError: The day overlaps another version, or lies in booked time.
        """
        if any(each.valid_from == valid_from for each in self.in_force(robot.id)):
            raise InputError(
                f"適用開始日 {valid_from} の基準時間がもうあります。"
                "期間が重なるので、別の適用開始日にしてください。"
            )
        year = fiscal_year(valid_from)
        if self._store.closings.last(year, Environment.PRODUCTION):
            raise InputError(
                f"{year}年度は確定しています。次の年度からの適用開始日にしてください。"
            )
        begin = datetime.combine(valid_from, time(0), tzinfo=JST)
        booked = self._store.ledger_views.booked_since(robot.id, begin)
        if booked:
            raise InputError(
                f"{valid_from} 以後の明細が{booked}件、もう計上されています。"
                "基準時間はさかのぼって変えません。明日以後の適用開始日にし、"
                "必要なら差を訂正行（rpa-suite kpi correct）で計上してください。"
            )

    def _robot(self, robot_id: str) -> Robot:
        return robot_called(self._robots, robot_id)

    def _record(self, action: str, robot_id: str, baseline: Baseline) -> None:
        self._store.audit.record(
            actor=self._permissions.account,
            action=action,
            subject=robot_id,
            detail={
                "version": str(baseline.version),
                "minutes": str(baseline.minutes),
                "valid_from": baseline.valid_from.isoformat(),
            },
            now=self._now(),
        )
