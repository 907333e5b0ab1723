"""High scales leave little room: windows open within it, and can be made small enough."""

import pytest
from PySide6.QtCore import QRect, QSettings, QSize

from gui.bpr_window import BprDialog
from gui.dashboard_window import DashboardWindow
from gui.fitting import fitted
from gui.memory import Memory
from gui.places import EXCEPTIONS
from gui.stopwatch_window import StopwatchDialog
from tests.gui.conftest import PATIENCE_MS, settle
from tests.gui.small_desk import TRANSFER
from tests.support.paper import add_claims

# A full HD screen at 200 %, less the bar of the desktop.
LITTLE = QRect(0, 0, 960, 492)


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        (QSize(1280, 800), QRect(0, 0, 1920, 1040), QSize(1280, 800)),
        (QSize(1280, 800), QRect(0, 0, 1366, 728), QSize(1280, 688)),
        (QSize(1280, 800), LITTLE, QSize(944, 452)),
    ],
)
def test_a_window_opens_within_the_screen(wanted, room, given):
    assert fitted(wanted, room) == given


def is_small_enough(window):
    least, room = window.minimumSizeHint(), fitted(QSize(1280, 800), LITTLE)
    return least.width() <= room.width() and least.height() <= room.height()


def test_the_launcher_can_be_made_small_enough(qtbot, open_window, desk):
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    window.page.items.papers_button.show()
    assert is_small_enough(window)
    window.places.buttons[EXCEPTIONS].click()
    window.menus.tour.trigger()
    settle(qtbot, window)
    assert is_small_enough(window), window.minimumSizeHint()


def test_verifying_can_be_made_small_enough(office, verify):
    add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    window = verify()
    assert is_small_enough(window), window.minimumSizeHint()


@pytest.mark.parametrize("kind", [StopwatchDialog, BprDialog])
def test_managers_windows_can_be_made_small_enough(qtbot, open_window, office, kind):
    window = open_window(office)
    dialog = kind(desk=office, tasks=window.tasks, parent=window)
    dialog.show()
    settle(qtbot, window)
    assert is_small_enough(dialog), dialog.minimumSizeHint()
    dialog.close()


def test_hours_saved_can_be_made_small_enough(qtbot, office, tmp_path):
    settings = QSettings(str(tmp_path / "l.ini"), QSettings.Format.IniFormat)
    window = DashboardWindow(office, memory=Memory(settings))
    window.show()
    qtbot.waitUntil(lambda: window.shown is not None, timeout=PATIENCE_MS)
    assert is_small_enough(window), window.minimumSizeHint()
    window.close()
