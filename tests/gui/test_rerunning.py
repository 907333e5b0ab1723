"""再実行: only the rows that were chosen, and none that must not be."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QMessageBox

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.model.work import ItemState
from tests.gui.conftest import lines_of, settle, shown
from tests.gui.small_desk import TRANSFER


def choose(page, *rows):
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        page.items.table.selectionModel().select(
            page.items.model.index(row, 0), flags.Select | flags.Rows
        )


def open_page(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 3)
    desk.add_items(TRANSFER, 1, ItemState.FAILED)
    desk.add_items(TRANSFER, 1, ItemState.DONE)
    desk.add_items(TRANSFER, 1, ItemState.HELD)
    window = open_window(desk)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    return window.page


def states(page):
    return {item.id: item.state for item in lines_of(page)}


def test_only_the_chosen_rows_are_run(qtbot, open_window, desk):
    page = open_page(qtbot, open_window, desk)
    by_state = {item.state: item for item in lines_of(page)}
    ready, failed = by_state[ItemState.READY], by_state[ItemState.FAILED]
    rows = [page.items.model.row_of(each.id) for each in (ready, failed)]
    assert not page.items.rerun_button.isEnabled()
    choose(page, *rows)

    page.items.rerun_button.click()
    box = shown(qtbot, QMessageBox)
    assert box.text() == "選んだ明細のうち 2件を、いま実行しますか。"
    box.buttons()[0].click()

    qtbot.waitUntil(lambda: page.is_running, timeout=5000)
    (folder,) = desk.run_folders.found()
    assert set(folder.item_ids) == {ready.id, failed.id}
    assert desk.acted == [(failed.id, HandAction.RUN_AGAIN, "")]
    qtbot.waitUntil(lambda: not page.is_running, timeout=10000)
    assert page.outcome_note.text == "終わりました。完了 2件"


def test_what_is_done_or_held_cannot_be_run_again(qtbot, open_window, desk):
    page = open_page(qtbot, open_window, desk)
    kept = (ItemState.DONE, ItemState.HELD)
    rows = [
        page.items.model.row_of(item.id)
        for item in lines_of(page)
        if item.state in kept
    ]

    choose(page, *rows)

    assert len(page.items.selected()) == 2
    assert not page.items.rerun_button.isEnabled()
