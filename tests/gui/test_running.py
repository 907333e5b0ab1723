"""実行 and 停止 with a real child process that tells real events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from gui.run_watch import RunWatch
from rpa_suite.model.work import ItemState
from tests.gui.conftest import PATIENCE_MS, lines_of, rows_of, settle, shown
from tests.gui.small_desk import CLAIM, TRANSFER


@pytest.fixture
def window(open_window, desk, qtbot):
    def start(child, items=3):
        desk.add_items(TRANSFER, items)
        made = open_window(desk, child=child)
        made.robots.select(TRANSFER)
        settle(qtbot, made)
        return made

    return start


def press(box, words):
    (button,) = (each for each in box.buttons() if each.text() == words)
    button.click()


def _states(page):
    return [item.state for item in lines_of(page)]


def test_a_run_moves_the_bar_and_the_states(qtbot, window):
    window = window("steady")
    page = window.page
    positions = []
    page.running.connect(lambda _, told: positions.append(told))

    page.panel.start_button.click()

    assert page.is_running
    qtbot.waitUntil(lambda: "3/3" in positions, timeout=PATIENCE_MS)
    assert [*dict.fromkeys(p for p in positions if "/" in p)] == [
        "0/3",
        "1/3",
        "2/3",
        "3/3",
    ]
    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)
    assert page.outcome_note.text == "終わりました。完了 3件"


def test_receipts_and_steps_appear_as_they_come(qtbot, window):
    window = window("until_stopped")
    page = window.page
    page.start_run()

    qtbot.waitUntil(
        lambda: "宛名を検索" in page.panel.words.text(), timeout=PATIENCE_MS
    )
    assert _states(page)[0] is ItemState.ENTERING
    assert page.items.chips.texts() == ["すべて 3", "実行待ち 2", "入力中 1"]
    with qtbot.waitSignal(page.running, timeout=PATIENCE_MS):
        page.control.stop()
    qtbot.waitUntil(lambda: rows_of(page.items.table)[0][2] == "TI08-00000001-1")
    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)


def test_stop_asks_and_ends_the_run_between_two_items(qtbot, window):
    window = window("until_stopped")
    page = window.page
    qtbot.keyClick(window, "r", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.panel.position == "0/3", timeout=PATIENCE_MS)

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    box = shown(qtbot, QMessageBox)
    assert box.text() == "実行を止めますか。"
    assert page.is_running
    box.buttons()[0].click()

    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)
    assert page.outcome_note.text == "指示により止めました。完了 1件"


def test_a_second_stop_asks_to_stop_at_once(qtbot, window):
    window = window("until_now")
    page = window.page
    page.start_run()
    qtbot.waitUntil(lambda: page.panel.position == "0/3", timeout=PATIENCE_MS)
    page.control.stop()
    assert page.panel.stop_button.text() == "すぐ停止(&S)"
    assert not page.panel.pause_button.isEnabled()

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    box = shown(qtbot, QMessageBox)
    assert box.text() == "いまの明細を途中でやめて、すぐ止めますか。"
    box.buttons()[0].click()

    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)
    assert page.outcome_note.text == "指示により止めました。完了 0件"
    assert page.panel.stop_button.text() == "停止(&S)"


def test_a_pause_waits_between_two_items_and_goes_on(qtbot, window):
    window = window("pausing")
    page = window.page
    page.start_run()
    qtbot.waitUntil(lambda: page.panel.position == "1/3", timeout=PATIENCE_MS)

    page.panel.pause_button.click()
    qtbot.waitUntil(
        lambda: page.panel.words.text().startswith("一時停止中です。"),
        timeout=PATIENCE_MS,
    )
    assert page.panel.pause_button.text() == "再開(&P)"
    assert page.is_running

    qtbot.keyClick(window, "p", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)
    assert page.outcome_note.text == "終わりました。完了 3件"


def test_escape_on_the_question_lets_the_run_go_on(qtbot, window):
    window = window("until_stopped")
    page = window.page
    page.start_run()
    page.control.ask_to_stop()

    qtbot.keyClick(shown(qtbot, QMessageBox), Qt.Key.Key_Escape)

    assert page.is_running
    assert page.panel.stop_button.isEnabled()


def test_a_child_that_dies_is_explained_and_the_items_are_fetched_again(qtbot, window):
    window = window("dies")
    page = window.page
    page.start_run()

    box = shown(qtbot, QMessageBox, timeout=PATIENCE_MS)

    assert box.text() == "ロボットの処理が途中で止まりました。"
    assert "明細はすべて残っています" in box.informativeText()
    assert "boom" in box.detailedText()
    assert "123456789012" not in box.detailedText()
    assert not page.is_running
    qtbot.waitUntil(lambda: _states(page) == [ItemState.READY] * 3)
    assert page.can_start


def test_a_run_that_is_refused_says_what_the_run_said(qtbot, window):
    window = window("refused")
    window.page.start_run()

    box = shown(qtbot, QMessageBox, timeout=PATIENCE_MS)

    assert box.text() == "職員番号かパスワードが違います。"
    assert box.informativeText() == "登録し直してください。"


def test_lines_that_are_no_events_do_not_disturb_a_run(qtbot, window):
    window = window("noisy")
    page = window.page
    page.start_run()

    qtbot.waitUntil(lambda: not page.is_running, timeout=PATIENCE_MS)
    assert page.outcome_note.text == "終わりました。完了 3件"


def test_a_program_that_is_not_there_is_explained(qtbot, desk):
    run = RunWatch(desk.run_folders.new(TRANSFER, "練習職員"))

    with qtbot.waitSignal(run.ended) as ended:
        run.start(["/no/such/program"])

    (outcome,) = ended.args
    assert outcome.in_trouble
    assert "起動できませんでした" in outcome.message


def test_closing_during_a_run_asks_and_waits_for_the_item_in_hand(qtbot, window):
    window = window("until_stopped")
    page = window.page
    page.start_run()
    qtbot.waitUntil(lambda: page.panel.position == "0/3", timeout=PATIENCE_MS)

    window.close()
    assert window.isVisible()
    box = shown(qtbot, QMessageBox)
    assert box.text() == "ロボットが実行中です。"
    press(box, "止めて閉じる(&S)")

    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert not page.is_running


def test_a_run_goes_on_when_its_window_is_closed_and_is_found_again(
    qtbot, window, open_window, desk
):
    first = window("until_stopped")
    first.page.start_run()
    qtbot.waitUntil(lambda: first.page.panel.position == "0/3", timeout=PATIENCE_MS)
    first.close()
    press(shown(qtbot, QMessageBox), "実行を続けて閉じる(&G)")
    assert not first.isVisible()
    (folder,) = desk.run_folders.found()
    assert folder.is_alive()

    second = open_window(desk)

    found = second.pages.of(TRANSFER)
    qtbot.waitUntil(
        lambda: "宛名を検索" in found.panel.words.text(), timeout=PATIENCE_MS
    )
    assert found.panel.position == "0/3"
    found.control.stop()
    qtbot.waitUntil(lambda: not found.is_running, timeout=PATIENCE_MS)
    assert found.outcome_note.text == "指示により止めました。完了 1件"
    assert desk.run_folders.found() == []


def test_a_run_that_ended_without_a_window_is_told_of_at_the_next_start(
    qtbot, window, open_window, desk
):
    first = window("steady")
    first.page.start_run()
    qtbot.waitUntil(lambda: bool(desk.run_folders.found()))
    first.leaving.leave()
    (folder,) = desk.run_folders.found()
    qtbot.waitUntil(lambda: not folder.is_alive(), timeout=PATIENCE_MS)

    second = open_window(desk)

    note = second.pages.of(TRANSFER).outcome_note
    qtbot.waitUntil(lambda: bool(note.text), timeout=PATIENCE_MS)
    assert note.text == "窓を閉じている間に実行が終わりました。終わりました。完了 3件"


def test_not_closing_leaves_the_run_alone(qtbot, window):
    window = window("until_stopped")
    window.page.start_run()
    window.close()
    box = shown(qtbot, QMessageBox)

    press(box, "閉じない(&C)")

    assert window.isVisible()
    assert window.page.is_running


def test_a_run_goes_on_while_another_robot_is_looked_at(qtbot, window):
    window = window("until_stopped")
    running = window.page
    running.start_run()
    qtbot.waitUntil(lambda: running.panel.position == "0/3", timeout=PATIENCE_MS)

    assert window.robots.select(CLAIM)

    qtbot.waitUntil(lambda: window.page is not running, timeout=PATIENCE_MS)
    assert running.is_running
    qtbot.waitUntil(lambda: not window.menus.stop.isEnabled(), timeout=PATIENCE_MS)
    assert not window.page.is_running


def test_ctrl_r_does_nothing_while_nothing_waits(qtbot, claim_window):
    qtbot.keyClick(claim_window, "r", Qt.KeyboardModifier.ControlModifier)

    assert not claim_window.page.is_running
