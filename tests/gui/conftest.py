"""Windows under test: offscreen, with their own settings file and a small desk."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPointF,
    QSettings,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.main_window import MainWindow
from gui.style import dress
from gui.verify_window import VerifyWindow
from rpa_suite.app.office import Office
from rpa_suite.settings import Settings
from tests.gui.small_desk import CLAIM, TRANSFER, SmallDesk

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")
PATIENCE_MS = 30_000  # a machine that is busy otherwise makes no test fail


def pytest_collection_modifyitems(items):
    # The offscreen platform says so whenever a window has a least size.
    quiet = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(quiet)


@pytest.fixture(scope="session")
def qapp(qapp):
    dress(qapp)
    return qapp


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """Wait longer than the five seconds of pytest-qt, unless a test says how long."""
    for name in ("waitUntil", "waitSignal", "waitExposed"):
        patient = partial(getattr(qtbot, name), timeout=PATIENCE_MS)
        monkeypatch.setattr(qtbot, name, patient)
    return qtbot


@pytest.fixture(autouse=True)
def hands_off(qapp):
    """Let go of Shift and Ctrl: Qt remembers the last key's for the next test."""
    yield
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        anywhere = QWidget()
        QTest.keyRelease(anywhere, Qt.Key.Key_Shift)
        anywhere.deleteLater()


@pytest.fixture
def desk(tmp_path):
    return SmallDesk(tmp_path)


@pytest.fixture
def settings(tmp_path):
    kept = QSettings(str(tmp_path / "launcher.ini"), QSettings.Format.IniFormat)
    return kept


@pytest.fixture
def open_window(qtbot, settings):
    """Give ``open_window(desk, child="steady") -> MainWindow``, shown and loaded."""
    opened = []

    def show(desk, *, child="steady", command=None):
        def run(folder):
            items = [item.id for item in desk.items.find(robot_id=folder.robot_id)]
            chosen = folder.item_ids or items
            return [sys.executable, str(CHILD), child, str(folder.path), *chosen]

        window = MainWindow(desk, settings=settings, command=command or run)
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        settle(qtbot, window)  # the cards, which ask for the items
        settle(qtbot, window)
        return window

    yield show
    # Not by qtbot.addWidget: that would take windows away from under their runs.
    for window in opened:
        for page in window.pages.made.values():
            page.control.kill()
            qtbot.waitUntil(lambda page=page: not page.is_running, timeout=PATIENCE_MS)
        window.tasks.wait()
        for box in window.findChildren(QDialog):
            box.close()
        window.close()
        window.deleteLater()
    opened.clear()
    # Now, not at the end of the interpreter, when nothing is in order any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def transfer_window(open_window, desk, qtbot):
    """A window with the CSV robot's page in front and three items waiting."""
    desk.add_items(TRANSFER, 3)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    return window


@pytest.fixture
def claim_window(open_window, desk, qtbot):
    """A window with the paper robot's page in front."""
    window = open_window(desk)
    window.robots.select(CLAIM)
    settle(qtbot, window)
    return window


class Clerk:
    """An office as one of several people sees it."""

    def __init__(self, office, who):
        self._office, self._who = office, who

    def __getattr__(self, name):
        return getattr(self._office, name)

    def current_user(self):
        return self._who


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def office_at(tmp_path, monkeypatch):
    """Give ``office_at(url) -> Office`` whose business system is at ``url``."""
    opened = []

    def start(url="http://127.0.0.1:9"):
        data = tmp_path / "data"
        data.mkdir()
        sites = data / "sites.toml"
        sites.write_text(
            f'[site.training]\ntitle = "練習用業務システム"\norigin = "{url}"\n'
            'secret = "training"\nenvironment = "training"\n',
            encoding="utf-8",
        )
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("RPA_SUITE_DATA_DIR", str(data))
        monkeypatch.setenv("RPA_SUITE_SITES_FILE", str(sites))
        monkeypatch.setenv("RPA_SUITE_USE_KEYRING", "false")
        monkeypatch.setenv("RPA_SUITE_CREDENTIAL_TRAINING", "1000001:renshu-1")
        opened.append(Office.open(Settings()))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.fixture
def verify(qtbot, office, open_window):
    """Open 確認 as somebody: ``verify("a") -> VerifyWindow``."""

    def start(who="a", *, key=True):
        window = open_window(Clerk(office, who))
        window.robots.select(CLAIM)
        settle(qtbot, window)
        assert window.page.verify_button.isVisible()
        qtbot.keyClick(window, "k", Qt.KeyboardModifier.ControlModifier)
        (made,) = window.page.findChildren(VerifyWindow)
        qtbot.waitExposed(made)
        settle(qtbot, window)
        settle(qtbot, window)
        return made

    return start


def settle(qtbot, window):
    """Wait until every call asked of the desk so far has been answered."""
    answered = []
    window.tasks.run(window, lambda: None, done=answered.append, failed=answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=PATIENCE_MS)


def shown(qtbot, kind, timeout=PATIENCE_MS):
    """Wait for a window of this kind and return it."""

    def find():
        return [
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, kind) and w.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(find()), timeout=timeout)
    return find()[0]


def drop(widget, *paths):
    """Drag files onto a widget and let them go; returns whether it welcomed them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions = Qt.DropAction.CopyAction
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(5, 5), actions, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, left, none))
    return True


def lines_of(page):
    """Return the lines of the items that a robot's page shows."""
    model = page.items.model
    return [model.line_at(row) for row in range(model.rowCount())]


def rows_of(view):
    """Return the texts of a table as rows."""
    model = view.model()
    return [
        [str(model.index(row, c).data() or "") for c in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
