"""列の対応: a sender's own column names, asked once and remembered."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gui.column_dialog import ColumnDialog
from gui.preview_dialog import PreviewDialog
from tests.gui.conftest import settle, shown

TRANSFER = "employee_transfer"
SAMPLE = Path(__file__).parents[2] / "robots" / TRANSFER / "samples" / "transfers.csv"


@pytest.fixture
def sender(tmp_path):
    """Write a file as another sender would: ``sender("a.csv") -> path``."""

    def write(name):
        with SAMPLE.open(encoding="cp932", newline="") as source:
            header, *body = list(csv.reader(source))[:4]
        renamed = {"氏名": "従業員の氏名", "異動年月日": "発令日"}
        path = tmp_path / name
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([[renamed.get(h, h) for h in header], *body])
        return path

    return write


def take(qtbot, window, path, kind):
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    window.page.take_files([path])
    return shown(qtbot, kind, timeout=30000)


def test_columns_of_another_name_are_asked_once_and_then_known(
    qtbot, office, open_window, sender
):
    window = open_window(office)
    asking = take(qtbot, window, sender("4月.csv"), ColumnDialog)
    assert asking.boxes["氏名"].currentText() == "従業員の氏名"
    assert asking.boxes["異動年月日"].currentText() == "（使わない）"
    assert not asking.take_button.isEnabled()
    assert "異動年月日" in asking.missing.text
    box = asking.boxes["異動年月日"]
    box.setCurrentIndex(box.findData("発令日"))
    qtbot.keyClick(asking.take_button, Qt.Key.Key_Return)
    first = shown(qtbot, PreviewDialog, timeout=30000)
    assert first.preview.importable == 3
    assert "氏名 ← 従業員の氏名" in first.note.text
    assert "UTF-8" in first.note.text
    first.reject()
    settle(qtbot, window)

    again = take(qtbot, window, sender("5月.csv"), PreviewDialog)
    assert again.preview.importable == 3
    again.reject()


def test_leaving_the_question_imports_nothing(qtbot, office, open_window, sender):
    window = open_window(office)
    asking = take(qtbot, window, sender("4月.csv"), ColumnDialog)
    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert office.items.find() == []


def test_a_cell_is_put_right_by_keyboard_and_taken_back(
    qtbot, office, open_window, tmp_path
):
    with SAMPLE.open(encoding="cp932", newline="") as source:
        header, *body = list(csv.reader(source))[:4]
    column = header.index("異動年月日")
    body[1][column] = "R8.13.1"
    path = tmp_path / "届.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows([header, *body])
    window = open_window(office)
    dialog = take(qtbot, window, path, PreviewDialog)
    assert dialog.preview.importable == 2
    cell = dialog.table.model().index(0, list(dialog.model.headers).index("異動年月日"))
    dialog.table.setCurrentIndex(cell)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.indexWidget(cell) or dialog.table.viewport().focusWidget()
    editor.selectAll()
    qtbot.keyClicks(editor, "R08.03.01")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.preview.importable == 3)
    assert "直したセル 1" in dialog.mended.text()
    assert dialog.import_button.text().startswith("3件")
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.preview.importable == 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.preview.importable == 3)
    path.unlink()  # the file goes between preview and import
    dialog.import_button.click()
    qtbot.waitUntil(lambda: len(office.items.find()) == 3)


def test_a_window_that_was_closed_in_the_middle_goes_on_with_what_was_typed(
    qtbot, office, open_window, tmp_path
):
    with SAMPLE.open(encoding="cp932", newline="") as source:
        header, *body = list(csv.reader(source))[:4]
    body[1][header.index("異動年月日")] = "R8.13.1"
    path = tmp_path / "届.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows([header, *body])
    window = open_window(office)
    dialog = take(qtbot, window, path, PreviewDialog)
    dialog.model.typed.emit(3, "異動年月日", "R08.03.01")
    qtbot.waitUntil(lambda: dialog.preview.importable == 3)
    dialog.reject()
    settle(qtbot, window)

    again = take(qtbot, window, path, PreviewDialog)
    qtbot.waitUntil(lambda: again.preview.importable == 3)
    assert "直しかけたセル 1" in again.note.text
    qtbot.keyClick(again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: again.preview.importable == 2)
    again.reject()


def test_a_duplicate_stands_beside_the_earlier_entry(
    qtbot, office, open_window, tmp_path
):
    with SAMPLE.open(encoding="cp932", newline="") as source:
        lines = list(csv.reader(source))[:3]
    path = tmp_path / "届.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows(lines)
    office.importing.import_preview(
        office.importing.preview(TRANSFER, path), operator="a"
    )
    window = open_window(office)
    dialog = take(qtbot, window, path, PreviewDialog)
    qtbot.waitUntil(dialog.earlier.isVisible)
    assert "2番　実行待ち" in dialog.earlier.heading.text()
    assert dialog.earlier.table.item(0, 2).text() == "同じ"
    dialog.reject()
