"""The list of robots, empty states, and what the window remembers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from tests.gui.conftest import shown
from tests.gui.small_desk import CLAIM, TRANSFER


def test_the_list_shows_robots_with_number_title_and_what_waits(transfer_window):
    assert transfer_window.robots.shown_titles() == [
        "C1  児童手当 認定請求 入力",
        "T1  給与所得者異動届 入力",
    ]
    told = transfer_window.robots.view.currentIndex().data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert told == "T1 給与所得者異動届 入力、課税課、実行待ち 3"


def test_searching_narrows_the_list_whatever_the_width(transfer_window):
    transfer_window.robots.search_box.insert("ｔ１")

    assert transfer_window.robots.shown_titles() == ["T1  給与所得者異動届 入力"]


def test_searching_leaves_the_page_in_front_and_the_selection_alone(transfer_window):
    search = transfer_window.robots.search_box
    search.insert("児童")
    search.clear()

    assert transfer_window.page.robot_id == TRANSFER
    assert transfer_window.robots.view.currentIndex().data().startswith("T1")


def test_an_office_without_robots_says_what_to_do(open_window, desk):
    desk.robots = {}

    window = open_window(desk)

    assert window.page is None
    assert "ロボットがまだありません" in window.nothing.text()
    assert window.nothing.isVisible()


def test_robots_that_cannot_be_read_are_named_below_the_list(open_window, desk, qtbot):
    desk.unusable = {"rename": "rename/robot.toml: 3行目: 「tile」は知らない項目です。"}

    window = open_window(desk)
    button = window.robots.unusable

    assert button.isVisible()
    assert button.text() == "使えないロボット 1件…"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    box = shown(qtbot, QMessageBox)
    assert box.text() == "使えないロボットがあります（rename）。"
    assert "tile" in box.detailedText()
    box.accept()


def test_where_every_robot_can_be_read_nothing_is_said(transfer_window):
    assert not transfer_window.robots.unusable.isVisible()


def test_a_page_without_items_says_what_a_drop_does(claim_window):
    page = claim_window.page

    assert page.items.results.currentIndex() == 0
    assert not page.panel.start_button.isEnabled()
    assert not page.items.export_button.isEnabled()


def test_a_robot_that_cannot_run_says_why(open_window, desk):
    desk.add_items(TRANSFER, 2)
    desk.why_not = "業務システム「税」が登録されていません。"

    window = open_window(desk)
    window.robots.select(TRANSFER)

    assert desk.why_not in window.page.site_note.text
    assert not window.page.can_start


def test_the_window_comes_back_as_it_was_left(open_window, desk):
    first = open_window(desk)
    first.robots.select(TRANSFER)
    first.resize(first.width(), 701)  # the offscreen screen is 800 by 800
    first.close()

    second = open_window(desk)

    assert second.height() == 701
    assert second.page.robot_id == TRANSFER


def test_f5_fetches_again(qtbot, transfer_window, desk):
    desk.add_items(TRANSFER, 2)

    qtbot.keyClick(transfer_window, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: transfer_window.page.items.model.rowCount() == 5)


def test_choosing_a_robot_shows_its_page(claim_window):
    assert claim_window.page.robot_id == CLAIM
    claim_window.robots.select(TRANSFER)
    assert claim_window.page.robot_id == TRANSFER
