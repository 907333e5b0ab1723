"""The managers' window on a real office: figures, the way down, light and dark."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from gui.dashboard_window import DashboardWindow
from gui.drill_dialog import DrillDialog
from gui.item_dialog import ItemDialog
from gui.memory import Memory
from gui.stopwatch_window import StopwatchDialog
from gui.style import Appearance, dress
from gui.supervision import Supervision
from rpa_suite.app.office import Office
from rpa_suite.model.events import RunStarted
from rpa_suite.model.savings import SavingKind
from rpa_suite.model.staff import Role, Staff
from rpa_suite.settings import Settings
from tests.gui.conftest import settle, shown
from tests.store.samples import a_batch, a_draft, a_run, a_saving

ROBOT = "child_allowance_claim"


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def booked(office):
    """A run of two items, one finished by hand, and an hour of maintenance today."""
    now = office.now() - timedelta(minutes=5)
    run = a_run(office.store, robot_id=ROBOT, started_at=now)
    items = office.store.items.add(
        a_batch(robot_id=ROBOT, imported_at=now), [a_draft(1), a_draft(2)]
    )
    common = {
        "robot_id": ROBOT,
        "task": "C1",
        "at": now,
        "fiscal_year": office.savings.this_year(),
        "run_id": run.id,
    }
    for item, kind in zip(items, (SavingKind.ITEM, SavingKind.EXCEPTION), strict=True):
        office.store.ledger.book(
            a_saving(**common, item_id=item.id, kind=kind), now=now
        )
    office.savings.maintain(ROBOT, Decimal(60), "修理")
    return run


@pytest.fixture
def window(qtbot, office, booked, tmp_path):
    settings = QSettings(str(tmp_path / "l.ini"), QSettings.Format.IniFormat)
    window = DashboardWindow(office, memory=Memory(settings))
    window.show()
    qtbot.waitUntil(lambda: window.shown is not None, timeout=20000)
    yield window
    window.tasks.wait()
    window.close()


def test_cards_and_bars_tell_the_same_minutes(window):
    assert window.cards.key.text.startswith("-0.6 時間")
    assert [bar.text for bar in window.tasks_chart.bars] == ["▼-0.6"]
    assert window.waterfall.bars[-1].text == "-0.6"
    assert "かかる時間の方が多い業務: C1" in window.note.text
    assert window.status.text() == "速報"


def test_a_bar_leads_to_runs_rows_the_item_and_its_evidence(qtbot, window):
    window.tasks_chart.setFocus()
    qtbot.keyClick(window.tasks_chart, Qt.Key.Key_Return)
    drill = shown(qtbot, DrillDialog)
    qtbot.waitUntil(lambda: drill.rows.rowCount() == 2, timeout=20000)

    assert [row[3:5] for row in drill.runs.texts()] == [["1", "1"], ["0", "0"]]
    assert [row[1] for row in drill.rows.texts()] == ["ロボット", "例外（人手）"]
    qtbot.waitUntil(lambda: "署名" in drill.basis.text, timeout=20000)
    assert "証跡なし" in drill.basis.text

    drill.open_item()
    item = shown(qtbot, ItemDialog)
    assert item.windowTitle() == "明細 1番"
    window.tasks.wait()


def test_the_example_is_shown_and_says_that_it_has_no_runs(qtbot, window):
    window.source.setCurrentIndex(2)
    qtbot.waitUntil(lambda: window.shown.year.fiscal_year == 2021, timeout=20000)

    assert window.cards.key.text.startswith("600.0 時間 計画 600.0 時間・達成 100.0%")
    assert window.cards.tasks.text == "16 業務 計画 16 業務"
    assert "181.0＋312.0＋107.0＝600.0 時間" in window.note.text


def test_charts_follow_the_desktop_into_the_night(window):
    by_day = window.curve.ink.lightness()
    night = QPalette(window.palette())
    night.setColor(QPalette.ColorRole.WindowText, QColor("#f0f4f8"))
    night.setColor(QPalette.ColorRole.Base, QColor("#101820"))
    window.curve.setPalette(night)

    assert window.curve.ink.lightness() > by_day
    assert window.curve.accent.lightness() > 128


def test_the_ground_below_a_chart_turns_dark_as_well(window, qapp):
    window.curve.grab()
    dress(qapp, Appearance.DARK)
    try:
        ground = window.curve.grab().toImage().pixelColor(2, 2)
    finally:
        dress(qapp, Appearance.LIGHT)

    assert ground.lightness() < 128


def test_leaving_the_example_brings_the_year_back(qtbot, window, office):
    window.source.setCurrentIndex(2)
    qtbot.waitUntil(lambda: window.shown.year.fiscal_year == 2021, timeout=20000)

    window.source.setCurrentIndex(0)

    this_year = office.savings.this_year()
    qtbot.waitUntil(lambda: window.shown.year.fiscal_year == this_year, timeout=20000)


def test_the_stopwatch_times_one_item_after_the_other(qtbot, window, office):
    window._open(StopwatchDialog)
    watch = shown(qtbot, StopwatchDialog)
    qtbot.waitUntil(lambda: watch.robot.count() > 0, timeout=20000)
    watch.start_or_end()
    assert "計る人を入力" in watch.told.text()

    watch.staff.setText("甲")
    watch.start_or_end()
    assert watch.is_running
    watch._began -= 90.0
    watch.start_or_end()
    qtbot.waitUntil(lambda: watch.timed.rowCount() == 1, timeout=20000)

    assert watch.timed.texts()[0][3] == "1.50"
    assert "あと29件、あと1人" in watch.summary.text
    assert not watch.propose_button.isEnabled()
    watch.undo()
    qtbot.waitUntil(lambda: watch.timed.rowCount() == 0, timeout=20000)


class _Run(QObject):
    """A run as the windows watch it."""

    happened = Signal(object, float)
    ended = Signal(object)


def test_watching_a_run_is_measured(qtbot, window, office, booked):
    run = _Run(window)
    watching = Supervision(run, window, desk=office, tasks=window.tasks)
    run.happened.emit(
        RunStarted(run_id=booked.id, robot_id=ROBOT, title="t", total=2), 0.0
    )
    settle(qtbot, window)
    assert office.store.watches.of_run(booked.id) == 0

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    watching._ticked -= 6.0
    watching.tick()
    run.ended.emit(None)
    settle(qtbot, window)

    assert office.store.watches.of_run(booked.id) >= Decimal("0.1")


def test_an_auditor_looks_at_the_savings_and_can_press_nothing(
    qtbot, window, office, monkeypatch
):
    monkeypatch.setattr(office.permissions, "_account", lambda: "監査")
    for account, roles in (("課長", {Role.ADMIN}), ("監査", {Role.AUDITOR})):
        office.store.staff.save(
            Staff(account=account, name=account, roles=frozenset(roles)),
            by="課長",
            now=office.now(),
        )
    before = window.shown
    window.reload()
    qtbot.waitUntil(lambda: window.shown is not before, timeout=20000)

    buttons = {button.text(): button for button, _ in window._guarded}
    assert not any(button.isEnabled() for button in buttons.values())
    assert "「管理職」" in buttons["年度の確定(&K)…"].toolTip()

    window._open(StopwatchDialog)
    watch = shown(qtbot, StopwatchDialog)
    qtbot.waitUntil(lambda: not watch.go_button.isEnabled(), timeout=20000)
    assert not watch.propose_button.isEnabled()
    window.tasks.wait()
