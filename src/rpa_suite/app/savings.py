"""Hours saved, as managers ask for them: figures, the way down, closing, correcting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from rpa_suite.app.access import robot_called
from rpa_suite.app.booking import Booking
from rpa_suite.app.health import health_of
from rpa_suite.app.permissions import Permissions
from rpa_suite.app.proving import Finding, prove
from rpa_suite.app.saving_basis import basis_of
from rpa_suite.errors import InputError, NotAllowed, StoreError
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.kpi.dashboard import Dashboard, dashboard
from rpa_suite.kpi.example import YEARS, example_titles, example_totals
from rpa_suite.kpi.figures import KpiFigures, figures
from rpa_suite.kpi.plan import Plan, load_plan
from rpa_suite.model.robots import Robot
from rpa_suite.model.savings import (
    Closing,
    LedgerRow,
    RunSaving,
    Saving,
    SavingFilter,
    SavingKind,
    SavingTotal,
)
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment
from rpa_suite.robots.messages import MESSAGES
from rpa_suite.settings import Settings
from rpa_suite.store import Store


class Savings:
    """Answers about the ledger, and the few things that may be added to it.

    Attributes:
        plan: What the figures are held against, with the office's own settings.
    """

    def __init__(
        self,
        store: Store,
        robots: Mapping[str, Robot],
        permissions: Permissions,
        settings: Settings,
        booking: Booking,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._robots = robots
        self._permissions = permissions
        self._booking = booking
        self._now = now
        plan = load_plan(settings.plan_file)
        mode = settings.kpi_mode or plan.mode
        self.plan: Plan = plan.model_copy(update={"mode": mode})

    # Figures.

    def catch_up(self) -> int:
        """Book what a crash left unbooked; returns how many rows were new."""
        return sum(self._booking.of(robot) for robot in self._robots.values())

    def kpi(self, environment: Environment) -> KpiFigures:
        """Return the KPI by 年度, 課 and 業務, with what a crash left unbooked.

        Training entries never mix with real ones.

        Raises:
            NotAllowed: He may not look at hours saved.
        """
        self._permissions.require(Duty.SAVINGS)
        self.catch_up()
        return figures(
            self._totals(environment),
            self.plan,
            titles=self._titles(),
        )

    def dashboard(
        self,
        environment: Environment,
        year: int | None = None,
        *,
        mode: str = "",
    ) -> Dashboard:
        """Return everything about one 年度; this one unless told.

        Args:
            environment: Training never mixes with production.
            year: 年度.
            mode: annual or cumulative; empty means the plan's.
        """
        year = year or self.this_year()
        closing = self._store.closings.last(year, environment)
        self._permissions.require(Duty.SAVINGS)
        sees = self._permissions.sight()
        return dashboard(
            self._totals(environment),
            self._in_mode(mode),
            fiscal_year=year,
            today=self.today(),
            titles=self._titles(),
            readings=[
                each
                for each in self._store.ledger.reading_totals(environment=environment)
                if sees(each.section)
            ],
            health=health_of(
                self._store.ledger_views,
                self._permissions.seen(self._robots),
                environment,
                now=self._now(),
            ),
            closing=closing,
            booked_after=self._store.closings.rows_after(closing) if closing else 0,
            told={code: each.text for code, each in MESSAGES.items()},
        )

    def example(self, year: int = YEARS[-1], *, mode: str = "") -> Dashboard:
        """Return the worked example in the same shape; nothing of it is stored."""
        return dashboard(
            example_totals(),
            self._in_mode(mode),
            fiscal_year=year,
            today=date(year + 1, 4, 1),
            titles=example_titles(),
        )

    def this_year(self) -> int:
        """Return the 年度 of today in Japan."""
        return fiscal_year(self.today())

    def first_months(self, environment: Environment) -> dict[str, str]:
        """Return 業務 number to the month of its first item, as ``2026-04``."""
        first: dict[str, str] = {}
        for total in self._totals(environment):
            if total.items:
                year = total.fiscal_year + (total.month < 4)
                month = f"{year}-{total.month:02}"
                first[total.task] = min(first.get(total.task, month), month)
        return first

    # The way down: bar, runs, rows, item.

    def runs(self, within: SavingFilter, *, limit: int = 500) -> list[RunSaving]:
        """Return the runs behind a bar, newest first.

        Raises:
            NotAllowed: He may not look at hours saved.
        """
        return self._store.ledger_views.runs(self._in_sight(within), limit=limit)

    def rows(
        self, within: SavingFilter, run_id: str, *, limit: int | None = None
    ) -> list[LedgerRow]:
        """Return the ledger's rows of a run; an empty number means those of none.

        Raises:
            NotAllowed: He may not look at hours saved.
        """
        return self._store.ledger_views.rows(
            self._in_sight(within), run_id=run_id, limit=limit
        )

    def run_id(self, start: str) -> str:
        """Return the number of the run that begins so, as a list shows it.

        Raises:
            InputError: None begins so, or several do.
        """
        found = self._store.runs.numbers(start)
        if len(found) != 1:
            how_many = "が複数あります。もっと長く" if found else "はありません。正しく"
            raise InputError(
                f"「{start}」で始まる実行{how_many}入力してください"
                "（rpa-suite kpi runs の1列目）。"
            )
        return found[0]

    def basis_of(self, row: LedgerRow) -> str:
        """Say in a sentence what a row rests on: its baseline and its evidence."""
        return basis_of(self._store, self._robots.get(row.saving.robot_id), row)

    # Additions.

    def maintain(
        self, robot_id: str, minutes: Decimal, what: str, *, on: date | None = None
    ) -> Saving:
        """Book minutes of maintenance (保守): repair, masters, training of staff.

        Late minutes of a closed year only a manager may book, as with ``correct``.

        Raises:
            InputError: No minutes, or not said what was done.
            NotAllowed: He may not.
        """
        self._require_booking(robot_id, on)
        if minutes <= 0:
            raise InputError("保守の時間は0分より長く入力してください。")
        return self._add(
            SavingKind.MAINTENANCE,
            robot_id,
            before=Decimal(0),
            after=minutes,
            told=what,
            ask="何の保守かを書いてください（例: 画面変更への対応）。",
            on=on,
        )

    def correct(self, robot_id: str, minutes: Decimal, why: str, *, on: date) -> Saving:
        """Book a correction (訂正): minutes more (or fewer) saved than were booked.

        In a year that is closed only a manager may; the signed figures stay as they
        were signed, and the correction stands beside them until it is closed anew.

        Raises:
            InputError: No minutes, no reason, or a day to come.
            NotAllowed: He may not.
        """
        self._require_booking(robot_id, on)
        if not minutes:
            raise InputError("訂正する分数を入力してください（減らすときはマイナス）。")
        more, fewer = max(minutes, Decimal(0)), max(-minutes, Decimal(0))
        return self._add(
            SavingKind.CORRECTION,
            robot_id,
            before=more,
            after=fewer,
            told=why,
            ask="訂正の理由を書いてください（例: 実行の二重計上）。",
            on=on,
        )

    def watched(self, run_id: str, minutes: Decimal) -> None:
        """Store how long a person watched a run, as the window measured it."""
        self._store.watches.add(
            run_id, who=self._permissions.account, minutes=minutes, now=self._now()
        )

    def close(self, year: int, *, note: str = "") -> Closing:
        """Sign a 年度 (確定); late rows and corrections need a new signature.

        Raises:
            InputError: The year is not over.
            NotAllowed: He is no manager, or one of some 課 only.
            StoreError: Nothing was booked in it, or the books are not whole: a
                signature would bear out what somebody has changed.
        """
        self._permissions.require(Duty.SIGN)
        me = self._permissions.me()
        if me is not None and me.sections:
            raise NotAllowed(
                "年度の確定は全庁の合計への署名です。課を限らない管理職に頼んでください。"
            )
        if self.today() < date(year + 1, 4, 1):
            raise InputError(
                f"{year}年度はまだ終わっていません。"
                f"{year + 1}年4月1日から確定できます。"
            )
        self.catch_up()
        broken = [each for each in self.verify() if not each.ok]
        if broken:
            found = "、".join(f"{each.check}: {each.detail}" for each in broken)
            raise StoreError(
                f"台帳の検査に通らないので、確定できません。{found}　"
                "情報システム担当に知らせ、控えと突き合わせてください。"
            )
        with self._store.together():
            closing = self._store.closings.close(
                year,
                environment=Environment.PRODUCTION,
                by=self._permissions.account,
                note=note,
                now=self._now(),
            )
            self._record("close_year", str(year), {"hash": closing.through_hash})
        return closing

    def closings(self) -> list[Closing]:
        """Return every signature, oldest first."""
        return self._store.closings.all(Environment.PRODUCTION)

    # Proof.

    def verify(self) -> Sequence[Finding]:
        """Follow every chain and add up every sum again."""
        return prove(self._store)

    def rebuild(self) -> None:
        """Make the sums anew from the rows; recorded."""
        self._store.ledger.rebuild_sums()
        self._record("rebuild_sums", "ledger", {})

    def _in_sight(self, within: SavingFilter) -> SavingFilter:
        """Narrow to the 課 of the person signed in, who may look at hours saved."""
        self._permissions.require(Duty.SAVINGS)
        me = self._permissions.me()
        return replace(within, sections=me.sections if me else frozenset())

    def _totals(self, environment: Environment) -> list[SavingTotal]:
        """Return the sums of the 課 that the person signed in works for."""
        sees = self._permissions.sight()
        found = self._store.ledger.totals(environment=environment)
        return [total for total in found if sees(total.section)]

    def _require_booking(self, robot_id: str, on: date | None) -> None:
        """Refuse other 課's 業務, and signed years to all but managers."""
        robot, year = self._robot(robot_id), fiscal_year(on or self.today())
        self._permissions.require(Duty.BOOK, robot)
        if self._store.closings.last(year, Environment.PRODUCTION):
            self._permissions.require(Duty.SIGN)

    def _add(
        self,
        kind: SavingKind,
        robot_id: str,
        *,
        before: Decimal,
        after: Decimal,
        told: str,
        ask: str,
        on: date | None,
    ) -> Saving:
        if not told.strip():
            raise InputError(ask)
        robot = self._robot(robot_id)
        now, today = self._now(), self.today()
        day = on or today
        if day > today:
            raise InputError(
                "先の日付では計上できません。今日までの日付にしてください。"
            )
        at = now if day == today else datetime.combine(day, time(12), tzinfo=JST)
        saving = Saving(
            kind=kind,
            robot_id=robot.id,
            task=robot.task,
            section=robot.section,
            at=at,
            fiscal_year=fiscal_year(day),
            minutes_before=before,
            minutes_after=after,
            environment=Environment.PRODUCTION,
            items=0,
            note=f"{told.strip()}（入力 {self._permissions.account}）",
        )
        with self._store.together():
            self._store.ledger.book(saving, now=now)
            self._record(
                kind.value,
                robot.id,
                {
                    "minutes": str(saving.saved),
                    "on": day.isoformat(),
                    "note": told.strip(),
                },
            )
        return saving

    def _robot(self, robot_id: str) -> Robot:
        return robot_called(self._robots, robot_id)

    def _record(self, action: str, subject: str, detail: Mapping[str, str]) -> None:
        self._store.audit.record(
            actor=self._permissions.account,
            action=action,
            subject=subject,
            detail=detail,
            now=self._now(),
        )

    def _titles(self) -> dict[str, str]:
        return {robot.task: robot.title for robot in self._robots.values()}

    def _in_mode(self, mode: str) -> Plan:
        return self.plan.model_copy(update={"mode": mode}) if mode else self.plan

    def today(self) -> date:
        """Return today's date in Japan."""
        return self._now().astimezone(JST).date()
