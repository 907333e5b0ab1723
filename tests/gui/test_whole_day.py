"""A clerk's whole day in the real windows, by keyboard and mouse.

A sheet is brought in and mended, paper is confirmed, both are entered into the training
system, what it refused is finished by hand, and the sheet goes back with its results.
"""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit

from gui.exception_model import CASE_ROLE
from gui.preview_dialog import PreviewDialog
from gui.proposal_flow import ProposalDialog
from gui.run_watch import run_command
from gui.verify_window import VerifyWindow
from rpa_suite.app.hand_actions import HandAction
from rpa_suite.model.work import ItemState
from rpa_suite.training.server import running_training_system
from tests.gui.conftest import PATIENCE_MS, ROOT, drop, lines_of, settle, shown
from tests.gui.small_cases import TRANSFER
from tests.support.paper import add_paper

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
SAMPLE = ROOT / "robots" / TRANSFER / "samples" / "transfers.csv"
PAPER = ROOT / "ocr_templates" / "employee_transfer_notice" / "samples"
DOUBTS = {"contact": "文字がはっきりしません。", "name": "文字がはっきりしません。"}
NOBODY = {"氏名カナ": "ソンザイ　シナイ", "氏名": "存在　志内"}


@pytest.fixture
def sheet(tmp_path):
    """Three rows: good, leading zeros lost, and about somebody whom nobody knows."""
    with SAMPLE.open(encoding="cp932", newline="") as source:
        header, *rows = list(csv.reader(source))[:4]
    lost, unknown = rows[1], rows[2]
    number, lost[0] = lost[0], lost[0].lstrip("0")
    for column, text in NOBODY.items():
        unknown[header.index(column)] = text
    path = tmp_path / "異動届.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return path, number


@pytest.mark.browser
def test_a_whole_day(qtbot, office_at, open_window, sheet, tmp_path):
    with running_training_system(seed=1) as url:
        office = office_at(url)
        (truth,) = PAPER.glob("*.json")
        paper = json.loads(truth.read_text(encoding="utf-8"))
        add_paper(office, TRANSFER, paper, DOUBTS)
        window = open_window(office, command=run_command)
        assert "確認待ち 1" in window.home.texts()

        _bring_in(qtbot, window, *sheet)
        _verify(qtbot, window)
        _run(qtbot, window)
        _finish_by_hand(qtbot, window)
        result = _take_away(qtbot, window, tmp_path)

    assert [row[0] for row in result] == ["完了", "完了", "人手"]
    assert all(receipt for _, receipt in result)
    assert result[2][1] == "TI08-00001234-5"
    assert office.store.audit.verify() is None


def _shortcut(qtbot, window, key):
    """Press Ctrl and a key, once the last dialog has left the window to the clerk."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    qtbot.keyClick(window, key, CTRL)


def _bring_in(qtbot, window, path: Path, number: str):
    """Drop the sheet on ホーム, mend the cell by typing over it, and take it in."""
    assert drop(window.home, path)
    proposed = shown(qtbot, ProposalDialog)
    assert "給与所得者異動届" in proposed.list.item(0).text()
    qtbot.keyClick(proposed.list, Qt.Key.Key_Return)
    dialog = shown(qtbot, PreviewDialog)
    assert dialog.summary.text() == "3行のうち 実行待ち2・エラー1"
    dialog.table.setCurrentIndex(dialog.rows.index(0, 3))
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, number)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.preview.importable == 3, timeout=PATIENCE_MS)
    assert "直したセル 1" in dialog.mended.text()

    qtbot.mouseClick(dialog.import_button, LEFT)
    qtbot.waitUntil(
        lambda: window.page is not None and len(window.page.items.model) == 4,
        timeout=PATIENCE_MS,
    )


def _verify(qtbot, window):
    """Confirm the paper by two keys."""
    settle(qtbot, window)
    _shortcut(qtbot, window, "k")
    verifying = shown(qtbot, VerifyWindow)
    qtbot.waitUntil(lambda: bool(verifying.scan.shown_for), timeout=PATIENCE_MS)
    for _ in DOUBTS:
        qtbot.keyClick(verifying.panel.value, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "実行待ちになった票　1件" in verifying.said.text()
    qtbot.keyClick(verifying, Qt.Key.Key_Escape)
    settle(qtbot, window)
    settle(qtbot, window)
    assert window.page.items.counts()[ItemState.READY] == 4


def _run(qtbot, window):
    page = window.page
    _shortcut(qtbot, window, "r")
    assert page.is_running
    qtbot.waitUntil(lambda: not page.is_running, timeout=120_000)
    settle(qtbot, window)
    settle(qtbot, window)
    states = sorted(line.state for line in lines_of(page))
    assert states == [ItemState.DONE] * 3 + [ItemState.REJECTED]


def _finish_by_hand(qtbot, window):
    """Find the refused row in 例外 and write down the number of the entry by hand."""
    _shortcut(qtbot, window, "j")
    settle(qtbot, window)
    exceptions = window.exceptions
    case = exceptions.tree.currentIndex().siblingAtColumn(0).data(CASE_ROLE)
    assert case.item.state is ItemState.REJECTED
    qtbot.waitUntil(lambda: bool(exceptions.hand.ways_on), timeout=PATIENCE_MS)
    qtbot.mouseClick(exceptions.hand.ways_on[HandAction.BY_HAND], LEFT)
    asked = shown(qtbot, QInputDialog)
    qtbot.keyClicks(asked.findChild(QLineEdit), "TI08-00001234-5")
    qtbot.keyClick(asked.findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: exceptions.stack.currentIndex() == 0, timeout=PATIENCE_MS)


def _take_away(qtbot, window, tmp_path):
    """Return state and 処理番号 of the rows of the clerk's own sheet."""
    assert window.robots.select(TRANSFER)
    settle(qtbot, window)
    page = window.page
    page.items.batches.setCurrentIndex(
        page.items.batches.findText("（3件）", Qt.MatchFlag.MatchContains)
    )
    _shortcut(qtbot, window, "e")
    asking = shown(qtbot, QFileDialog)
    target = tmp_path / "結果.xlsx"
    asking.fileSelected.emit(str(target))
    asking.close()
    qtbot.waitUntil(
        lambda: window.statusBar().currentMessage().startswith("3件の結果を"),
        timeout=PATIENCE_MS,
    )
    book = openpyxl.load_workbook(target)
    header, *rows = book.active.iter_rows(values_only=True)
    book.close()
    places = [header.index(name) for name in ("処理結果", "処理番号")]
    return [tuple(row[place] for place in places) for row in rows]
