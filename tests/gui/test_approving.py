"""承認: what waits for a second person cannot be started."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QMessageBox

from rpa_suite.model.work import Batch, BatchKind
from tests.gui.conftest import PATIENCE_MS, settle, shown
from tests.gui.small_desk import TRANSFER

BATCH = Batch(
    id="b1",
    robot_id=TRANSFER,
    kind=BatchKind.CSV,
    source_name="結果.csv",
    source_sha256="0" * 64,
    imported_by="tanaka",
    imported_at=datetime(2026, 6, 1, tzinfo=UTC),
)


def test_an_import_is_approved_after_the_question(qtbot, open_window, desk):
    desk.to_approve = (BATCH,)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    assert "承認待ちの取込 1件" in window.page.approval.note.text
    assert not window.page.can_start
    window.page.approval.button.click()
    box = shown(qtbot, QMessageBox)
    (agree,) = (b for b in box.buttons() if b.text() == "承認する")
    agree.click()
    button = window.page.approval.button
    qtbot.waitUntil(lambda: not button.isVisible(), timeout=PATIENCE_MS)
    assert desk.approved == [("b1", desk.current_user())]
