"""突合の結果: what the system's list says otherwise, and what a person did about it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from gui.discrepancy_dialog import DiscrepancyDialog
from rpa_suite.model.reconciling import Discrepancy, DiscrepancyKind
from tests.gui.conftest import settle, shown
from tests.gui.small_desk import TRANSFER

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def difference(kind, receipt, **more):
    return Discrepancy(
        id=receipt, run_id="r", kind=kind, receipt=receipt, found_at=NOW, **more
    )


@pytest.fixture
def dialog(qtbot, open_window, desk):
    absent = difference(DiscrepancyKind.ABSENT, "TI08-00000001-1", item_id="i")
    unknown = difference(DiscrepancyKind.UNKNOWN, "TI08-00000009-9", item_id=None)
    desk.differing = [(absent, 4), (unknown, None)]
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    settle(qtbot, window)
    assert window.page.mismatch_note.text.endswith("2件あります。")
    window.page.mismatch_button.click()
    made = shown(qtbot, DiscrepancyDialog)
    settle(qtbot, window)
    return made


def cells(dialog):
    return [
        [dialog.table.item(row, column).text() for column in (0, 1, 2)]
        for row in range(dialog.table.rowCount())
    ]


def test_differences_are_listed_with_what_to_do(dialog):
    assert cells(dialog) == [
        ["業務システムに無い", "TI08-00000001-1", "4番"],
        ["こちらに無い", "TI08-00000009-9", ""],
    ]
    assert "手で登録してください" in dialog.advice.text
    dialog.table.selectRow(1)
    assert "だれが登録したか" in dialog.advice.text


def test_what_was_done_settles_a_difference(qtbot, dialog, desk):
    dialog.note.setText("業務システムで登録し直した")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cells(dialog)) == 1)
    assert [d[0].receipt for d in desk.differing] == ["TI08-00000009-9"]
    page = dialog.parent()
    qtbot.waitUntil(lambda: page.mismatch_note.text.endswith("1件あります。"))


def test_nothing_is_settled_without_a_word(qtbot, dialog, desk):
    dialog.settle_button.click()
    box = shown(qtbot, QMessageBox)
    assert "どう対応したか" in box.text()
    assert len(desk.differing) == 2


def test_entries_of_a_run_that_broke_off_can_be_looked_up_without_items(
    qtbot, open_window, desk
):
    desk.to_look_up = True
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    assert "途中で切れた実行" in window.page.panel.words.text()
    assert window.page.panel.start_button.isEnabled()
