"""承認: what waits for a second person cannot be started."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt

from gui.approval_dialog import ApprovalDialog
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


def waiting(qtbot, open_window, desk, batch):
    desk.to_approve = (batch,)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    assert "承認待ちの取込 1件" in window.page.approval.note.text
    assert not window.page.can_start
    window.page.approval.button.click()
    return window, shown(qtbot, ApprovalDialog)


def test_an_import_is_approved_after_all_of_it_was_shown(qtbot, open_window, desk):
    window, sheet = waiting(qtbot, open_window, desk, BATCH)
    model = sheet.table.model()
    cells = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert cells == [["2", "大田 花子", "決定"], ["3", "大田 次郎", "保留"]]
    sheet.agree_button.click()
    button = window.page.approval.button
    qtbot.waitUntil(lambda: not button.isVisible(), timeout=PATIENCE_MS)
    assert desk.approved == [("b1", desk.current_user())]


def test_enter_approves_nothing(qtbot, open_window, desk):
    window, sheet = waiting(qtbot, open_window, desk, BATCH)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(ApprovalDialog))
    assert desk.approved == []


def test_who_brought_it_in_may_look_and_not_approve(qtbot, open_window, desk):
    own = replace(BATCH, imported_by=desk.current_user())
    _, sheet = waiting(qtbot, open_window, desk, own)
    assert not sheet.agree_button.isEnabled()
    assert "別の職員" in sheet.note.text
