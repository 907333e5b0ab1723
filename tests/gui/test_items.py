"""Items: filter, details masked until revealed, results to Excel."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox
from shiboken6 import isValid

from gui import result_flow
from gui.item_dialog import HELD, ItemDialog
from rpa_suite.app.hand_actions import HandAction
from rpa_suite.errors import InputError
from rpa_suite.model.events import ItemFinished
from rpa_suite.model.work import ItemState
from tests.gui.conftest import rows_of, settle, shown
from tests.gui.small_desk import TRANSFER


def _open_first(qtbot, window):
    page = window.page
    settle(qtbot, window)
    page.items.table.setFocus()
    page.items.table.selectRow(0)
    qtbot.keyClick(page.items.table, Qt.Key.Key_Return)
    dialog = shown(qtbot, ItemDialog)
    settle(qtbot, window)
    return dialog


def test_enter_opens_an_item_with_its_personal_fields_masked(
    qtbot, transfer_window, desk
):
    dialog = _open_first(qtbot, transfer_window)

    assert [row[:2] for row in rows_of(dialog.life.fields)] == [
        ["氏名", "＊＊＊＊＊"],
        ["異動年月日", "2026-04-01"],
    ]
    assert desk.revealed == []


def test_revealing_shows_the_fields_and_is_told_to_the_office(
    qtbot, transfer_window, desk
):
    dialog = _open_first(qtbot, transfer_window)

    dialog.life.reveal_button.click()

    fields = dialog.life.fields
    qtbot.waitUntil(lambda: rows_of(fields)[0][:2] == ["氏名", "練習 花子"])
    assert desk.revealed == [desk.items.find()[0].id]


def test_the_history_names_people_and_robots(qtbot, transfer_window):
    dialog = _open_first(qtbot, transfer_window)

    assert rows_of(dialog.life.history) == [
        ["2026/11/23 10:05:00", "練習職員", "取込", "CSV の1行目"],
        ["2026/11/23 10:05:00", "ロボット（pc-7）", "実行待ち → 入力中", ""],
    ]


def test_a_held_item_shows_nothing_and_cannot_be_revealed(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 1, ItemState.HELD)
    window = open_window(desk)
    window.robots.select(TRANSFER)

    dialog = _open_first(qtbot, window)

    assert dialog.note.text == HELD
    assert not dialog.life.reveal_button.isVisible()
    assert rows_of(dialog.life.fields) == []


def test_a_chip_shows_only_items_of_its_state(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 2)
    desk.add_items(TRANSFER, 3, ItemState.REJECTED)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    page = window.page
    assert page.items.chips.texts() == ["すべて 5", "実行待ち 2", "要確認 3"]

    page.items.chips.choose(ItemState.REJECTED)

    assert {row[1] for row in rows_of(page.items.table)} == {"要確認"}
    assert page.items.table.model().rowCount() == 3


def test_one_import_can_be_shown_alone(qtbot, transfer_window, desk):
    desk.add_items(TRANSFER, 2)
    transfer_window.refresh()
    page = transfer_window.page
    qtbot.waitUntil(lambda: page.items.model.rowCount() == 5)

    page.items.batches.setCurrentIndex(
        page.items.batches.findText("（2件）", Qt.MatchFlag.MatchContains)
    )

    assert page.items.table.model().rowCount() == 2


def test_exporting_asks_where_and_says_what_was_written(
    qtbot, transfer_window, desk, tmp_path
):
    settle(qtbot, transfer_window)
    qtbot.keyClick(transfer_window, "e", Qt.KeyboardModifier.ControlModifier)
    asking = shown(qtbot, QFileDialog)
    assert asking.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert asking.windowTitle() == "結果をExcelへ: 11/23 10:05 の取込（3件）"
    assert Path(asking.selectedFiles()[0]).name.startswith("処理結果_T1_")
    target = tmp_path / "結果.xlsx"

    asking.fileSelected.emit(str(target))
    asking.close()

    qtbot.waitUntil(lambda: bool(desk.exported))
    assert desk.exported == [(desk.items.find()[0].batch_id, target)]
    qtbot.waitUntil(
        lambda: (
            transfer_window.statusBar().currentMessage()
            == "3件の結果を「結果.xlsx」へ書き出しました。"
        )
    )


def test_no_two_things_to_take_away_are_proposed_under_one_name(qtbot, transfer_window):
    settle(qtbot, transfer_window)
    results, names = transfer_window.page.results, []

    for take in (results.export, results.print_slip, results.take_papers):
        take("batch", "11/23 10:05 の取込")
        asking = shown(qtbot, QFileDialog)
        names.append(Path(asking.selectedFiles()[0]).stem)
        asking.close()
        qtbot.waitUntil(lambda asking=asking: not isValid(asking))

    assert len(set(names)) == 3


def test_a_file_that_excel_holds_open_is_explained(
    qtbot, transfer_window, desk, tmp_path, monkeypatch
):
    def refuse(batch_id, path):
        raise InputError("「結果.xlsx」へ書き出せません。Excel を閉じてください。")

    monkeypatch.setattr(desk.results, "export_sheet", refuse)
    settle(qtbot, transfer_window)
    transfer_window.page.export()
    asking = shown(qtbot, QFileDialog)

    asking.fileSelected.emit(str(tmp_path / "結果.xlsx"))
    asking.close()

    box = shown(qtbot, QMessageBox)
    assert box.informativeText() == "Excel を閉じてください。"


def test_sorting_by_state_keeps_the_item_opened(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 1, ItemState.DONE)
    desk.add_items(TRANSFER, 1, ItemState.REVIEW)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)

    window.page.items.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    assert [row[1] for row in rows_of(window.page.items.table)] == ["確認待ち", "完了"]


def test_a_click_on_a_header_sorts_once(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 2, ItemState.DONE)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    items = window.page.items
    sorted_anew = []
    items.model.modelReset.connect(lambda: sorted_anew.append(True))

    items.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)

    assert [row[0] for row in rows_of(items.table)] == ["2", "1"]
    assert len(sorted_anew) == 1


def test_an_exception_is_finished_by_hand_with_its_receipt(qtbot, open_window, desk):
    (item,) = desk.add_items(TRANSFER, 1, ItemState.REJECTED)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    window.page.items.opened.emit(item)
    dialog = shown(qtbot, ItemDialog)
    settle(qtbot, window)
    assert [button.text() for button in dialog.hand.ways_on.values()] == [
        "実行待ちへ戻す…",
        "手で登録した…",
        "取り下げる…",
    ]

    dialog.hand.ways_on[HandAction.BY_HAND].click()
    asked = shown(qtbot, QInputDialog)
    asked.setTextValue("TI08-00001234-5")
    asked.accept()
    qtbot.waitUntil(lambda: bool(desk.acted))
    assert desk.acted == [(item.id, HandAction.BY_HAND, "TI08-00001234-5")]


def test_going_back_to_the_robot_asks_first(qtbot, open_window, desk):
    (item,) = desk.add_items(TRANSFER, 1, ItemState.FAILED)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    window.page.items.opened.emit(item)
    dialog = shown(qtbot, ItemDialog)
    settle(qtbot, window)

    dialog.hand.ways_on[HandAction.RUN_AGAIN].click()
    box = shown(qtbot, QMessageBox)
    assert box.text() == "このままの内容で「実行待ち」に戻しますか。"
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: bool(desk.acted))
    assert desk.acted == [(item.id, HandAction.RUN_AGAIN, "")]


def test_an_item_that_a_run_finishes_leaves_and_enters_the_rows_shown(
    qtbot, transfer_window, desk
):
    page = transfer_window.page
    settle(qtbot, transfer_window)
    first, second, _ = desk.items.find(robot_id=TRANSFER)
    page.items.chips.choose(ItemState.READY)
    page.items.table.selectRow(1)

    page.items.take(_finished(first, "T-1"))

    assert [row[0] for row in rows_of(page.items.table)] == ["2", "3"]
    assert [line.id for line in page.items.selected()] == [second.id]
    assert page.items.chips.texts() == ["すべて 3", "実行待ち 2", "完了 1"]

    page.items.chips.choose(ItemState.DONE)
    page.items.take(_finished(second, "T-2"))
    assert [row[2] for row in rows_of(page.items.table)] == ["T-1", "T-2"]


def _finished(item, receipt):
    return ItemFinished(
        run_id="r",
        item_id=item.id,
        number=item.number,
        position=item.number,
        total=3,
        state="DONE",
        state_label="完了",
        reason_code="",
        reason="",
        receipt=receipt,
        seconds=1.0,
    )


def test_notices_are_taken_away_where_a_robot_keeps_them(
    qtbot, open_window, desk, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(result_flow.QDesktopServices, "openUrl", opened.append)
    desk.robots[TRANSFER] = replace(desk.robots[TRANSFER], paper="税額変更通知書")
    desk.add_items(TRANSFER, 2, ItemState.DONE)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    button = window.page.items.papers_button

    assert button.isVisible()
    button.click()
    dialog = shown(qtbot, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "notices.pdf"))
    dialog.reject()
    settle(qtbot, window)

    assert [path.name for _, path in desk.exported] == ["notices.pdf"]
    assert opened[0].fileName() == "notices.pdf"
    assert "2件の帳票" in window.statusBar().currentMessage()


def test_other_robots_have_no_such_button(transfer_window):
    assert not transfer_window.page.items.papers_button.isVisible()
