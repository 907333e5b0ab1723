"""はじめての練習 with paper: read, confirmed, entered into the training system."""

import socket

import pytest
from PySide6.QtCore import Qt

from gui.preview_dialog import PreviewDialog
from gui.run_watch import run_command
from gui.verify_window import VerifyWindow
from rpa_suite.app.practising import Practice
from rpa_suite.model.work import ItemState
from tests.gui.conftest import PATIENCE_MS, lines_of, settle, shown
from tests.support.paper import CLAIM, add_claims

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 120_000


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.mark.browser
@pytest.mark.ocr
def test_a_newcomer_gets_a_form_through_alone(qtbot, office_at, open_window, port):
    office = office_at(f"http://127.0.0.1:{port}")
    window = open_window(office, command=run_command)
    window.menus.tour.trigger()
    tour = window.touring.tour
    assert tour.step.name == "start"

    qtbot.mouseClick(tour.do_button, LEFT)
    qtbot.waitUntil(lambda: tour.step.name == "bring", timeout=LONG_MS)
    qtbot.mouseClick(tour.do_button, LEFT)
    preview = shown(qtbot, PreviewDialog, timeout=LONG_MS)
    qtbot.mouseClick(preview.import_button, LEFT)
    qtbot.waitUntil(lambda: tour.step.name == "verify", timeout=PATIENCE_MS)
    settle(qtbot, window)

    if window.page.items.counts()[ItemState.REVIEW]:
        qtbot.mouseClick(tour.do_button, LEFT)
        verifying = shown(qtbot, VerifyWindow)
        qtbot.waitUntil(lambda: bool(verifying.scan.shown_for), timeout=PATIENCE_MS)
        while verifying.stack.currentIndex():
            value = verifying.panel.value
            if not value.text():  # a spot check: typed from the paper
                value.setText("有")
            qtbot.keyClick(value, Qt.Key.Key_Return)
        qtbot.keyClick(verifying, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tour.step.name == "run", timeout=PATIENCE_MS)
    qtbot.mouseClick(tour.do_button, LEFT)
    qtbot.waitUntil(lambda: tour.step.name == "export", timeout=LONG_MS)

    settle(qtbot, window)
    (line,) = lines_of(window.page)
    assert line.state is ItemState.DONE, line.reason
    assert line.receipt
    tour.end()


def test_what_waited_before_is_not_taken_for_the_sample(
    qtbot, office_at, open_window, monkeypatch
):
    monkeypatch.setattr(Practice, "is_up", lambda self: True)
    office = office_at()
    add_claims(office, {"phone": "文字がはっきりしません。"})
    window = open_window(office)
    window.robots.select(CLAIM)
    settle(qtbot, window)
    window.menus.tour.trigger()
    tour = window.touring.tour
    qtbot.waitUntil(lambda: tour.step.name == "bring", timeout=PATIENCE_MS)

    tour._look()

    assert tour.step.name == "bring"
    tour.end()
