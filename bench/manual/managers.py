"""The managers' windows: hours saved, the way down, stopwatch, register, books."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QMessageBox

from bench.ledger.invented import fill
from bench.manual.camera import BY_NIGHT, EVERY, LOOK, Camera
from bench.manual.program import Program, close_boxes, press, running_program
from bench.windows import open_window, rest, wait
from gui.book_dialogs import CloseYearDialog, CorrectDialog, MaintainDialog
from gui.bpr_window import BprDialog
from gui.dashboard_window import DashboardWindow
from gui.drill_dialog import DrillDialog
from gui.stopwatch_window import StopwatchDialog
from gui.words import tr
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.kpi.bpr import Candidate
from rpa_suite.model.measuring import Decision, Timing

_ROWS = 9_000
_TIMED = "employee_transfer"
_CHIEF, _OTHER = "ueda", "kato"
_CANDIDATES = (
    # 番号、業務、課、件/年、分/件、規則、システム、紙、難しさ、開発、業務番号
    ("K1", "国保 資格取得・喪失", "国保年金課", 6200, "6", "0.9", 2, "0.7", 2, 120, ""),
    ("K2", "介護 認定申請 受付", "介護保険課", 8400, "5", "0.8", 1, "0.9", 2, 160, ""),
    ("K3", "住民税 減免申請", "課税課", 900, "12", "0.5", 2, "1", 3, 200, ""),
    ("K4", "保育料 口座振替", "保育サービス課", 2600, "3", "1", 1, "0.4", 1, 60, ""),
    ("K5", "粗大ごみ 減免", "清掃課", 480, "4", "0.7", 1, "0.2", 1, 80, ""),
    ("J1", "異動届出書", "課税課", 2400, "3", "1", 1, "0.6", 1, 90, "T1"),
    ("J2", "児童手当 認定", "子育て支援課", 1500, "8", "0.9", 1, "1", 2, 140, "C1"),
    ("J3", "保育所等 入所", "保育サービス課", 1200, "10", "0.8", 1, "1", 3, 180, "C4"),
)


def take_managers(camera: Camera) -> None:
    """Take the pictures of the managers' windows."""
    with TemporaryDirectory() as name:
        plan = Path(name) / "plan.toml"
        _write_plan(plan)
        with running_program(camera, plan_file=str(plan)) as program:
            managers = _Managers(program, camera)
            managers.see_empty()
            managers.see_savings()
            managers.go_down()
            managers.measure()
            managers.look_ahead()
            managers.keep_books()


def _write_plan(path: Path) -> None:
    shipped = files("rpa_suite.kpi").joinpath("plan.toml").read_text(encoding="utf-8")
    year = fiscal_year(date.today())
    path.write_text(
        f'{shipped}\n[[year]]\nfiscal_year = {year}\nkind = "target"\n'
        "tasks = 16\nhours = 160\n",
        encoding="utf-8",
    )


class _Managers:
    def __init__(self, program: Program, camera: Camera) -> None:
        self._program = program
        self._office = program.office
        self._camera = camera

    def see_empty(self) -> None:
        """The first look, before anything was booked."""
        window = self._open()
        self._camera.shoot("savings-empty", window, LOOK)
        window.close()
        rest(500)

    def see_savings(self) -> None:
        """A 年度 of an office, and the example of the suite."""
        office = self._office
        robots = [robot for robot in office.robots.values() if robot.baseline]
        fill(office.store, robots, rows=_ROWS, today=office.today())
        office.savings.maintain(_TIMED, Decimal(240), "様式の変更に合わせて直した")
        self._window = window = self._open()
        window.resize(1280, 1330)
        rest(2500)
        self._camera.shoot("savings", window, EVERY)
        window.source.setCurrentIndex(2)
        rest(2500)
        self._camera.shoot("savings-example", window, LOOK)
        window.tasks_chart.press(0)
        self._camera.shoot("savings-no-runs", open_window(QMessageBox), LOOK)
        close_boxes()
        window.source.setCurrentIndex(0)
        rest(2500)

    def go_down(self) -> None:
        """From a bar to its runs, the rows, what they rest on."""
        self._window.tasks_chart.press(0)
        drill = open_window(DrillDialog)
        wait(lambda: drill.rows.rowCount() > 0)
        rest(1500)
        self._camera.shoot("savings-drill", drill, BY_NIGHT)
        drill.close()

    def measure(self) -> None:
        """Time work by hand; a version is in force, the next one waits."""
        baselines, measuring = self._office.store.baselines, self._office.measuring
        dice = random.Random(3)
        for day in (1, 40):
            self._time_some(dice, 32)
            made = measuring.propose(
                _TIMED,
                valid_from=self._office.today() + timedelta(days=day),
                exception_minutes=Decimal(1),
                preparation_minutes=Decimal(5),
                supervision_minutes=Decimal(10),
            )
            if day == 1:
                self._program.who = _CHIEF
                measuring.decide(_TIMED, made.baseline.version, Decision.APPROVED)
                self._program.who = "ichikawa"
        self._time_some(dice, 12)
        assert baselines.timings(_TIMED)
        press(self._window, tr("基準時間(&B)…"))
        watch = open_window(StopwatchDialog)
        wait(lambda: watch.robot.count() > 0)
        watch.robot.setCurrentIndex(watch.robot.findData(_TIMED))
        wait(lambda: watch.timed.rowCount() > 0)
        watch.staff.setText("加藤")
        watch.start_or_end()
        assert watch._began is not None
        watch._began -= 83.0
        rest(900)
        self._camera.shoot("savings-stopwatch", watch, BY_NIGHT)
        watch.drop()
        watch.robot.setCurrentIndex(0)
        rest(1200)
        self._camera.shoot("savings-stopwatch-empty", watch, LOOK)
        watch.close()

    def _time_some(self, dice: random.Random, count: int) -> None:
        day = self._office.today() - timedelta(days=1)
        begin = datetime.combine(day, time(9, 10), JST)
        for n in range(count):
            self._office.store.baselines.add_timing(
                Timing(
                    robot_id=_TIMED,
                    staff=("市川", "加藤")[n % 2],
                    at=begin + timedelta(minutes=4 * n),
                    minutes=Decimal(dice.randrange(150, 380)) / 100,
                )
            )

    def look_ahead(self) -> None:
        """The register of 業務: empty, ranked, and held against what was measured."""
        press(self._window, tr("次の業務(&N)…"))
        dialog = open_window(BprDialog)
        rest(1200)
        self._camera.shoot("savings-bpr-empty", dialog, LOOK)
        dialog.close()
        for each in _CANDIDATES:
            names = (
                *("id", "title", "section", "yearly_items", "minutes", "rules"),
                *("systems", "paper", "difficulty", "development_hours", "robot_task"),
            )
            self._office.bpr.save(
                Candidate.model_validate(dict(zip(names, each, strict=True)))
            )
        press(self._window, tr("次の業務(&N)…"))
        dialog = open_window(BprDialog)
        wait(lambda: dialog.ranking.rowCount() > 0)
        rest(900)
        self._camera.shoot("savings-bpr", dialog, BY_NIGHT)
        dialog.tabs.setCurrentIndex(1)
        rest(400)
        self._camera.shoot("savings-bpr-results", dialog, LOOK)
        dialog.close()

    def keep_books(self) -> None:
        """What managers add by hand."""
        for words, kind, name in (
            (tr("保守を記録(&M)…"), MaintainDialog, "savings-maintain"),
            (tr("訂正(&T)…"), CorrectDialog, "savings-correct"),
            (tr("年度の確定(&K)…"), CloseYearDialog, "savings-close"),
        ):
            press(self._window, words)
            dialog = open_window(kind)
            rest(900)
            self._camera.shoot(name, dialog, LOOK)
            dialog.close()
            rest(300)
        self._window.close()

    def _open(self) -> DashboardWindow:
        self._program.window.menus.savings.trigger()
        window = open_window(DashboardWindow)
        wait(lambda: window.shown is not None)
        rest(1500)
        return window
