"""例外: one list over all robots, what to do, evidence, finished by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from gui.exception_model import CASE_ROLE
from gui.places import EXCEPTIONS
from gui.verify_window import VerifyWindow
from rpa_suite.app.hand_actions import HandAction
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from tests.gui.conftest import settle, shown
from tests.gui.small_desk import CLAIM as SMALL_CLAIM
from tests.gui.small_desk import TRANSFER
from tests.support.paper import CLAIM, add_claims

NAME = {"claimant_name": "文字がはっきりしません。"}


def open_page(qtbot, window):
    qtbot.keyClick(window, "j", Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        settle(qtbot, window)
    assert window.places.buttons[EXCEPTIONS].isChecked()
    return window.exceptions


def tree(page):
    """Return reason to the cases below it, as the list shows them."""
    rows = page.rows
    return {
        str(top.data()): [
            str(rows.index(n, 0, top).data()) for n in range(rows.rowCount(top))
        ]
        for top in (rows.index(row, 0) for row in range(rows.rowCount()))
    }


def test_what_needs_a_hand_stands_by_reason_over_all_robots(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 2, ItemState.IN_DOUBT)
    desk.add_items(SMALL_CLAIM, 1, ItemState.HELD)
    desk.add_items(SMALL_CLAIM, 3, ItemState.DONE)
    window = open_window(desk)
    page = open_page(qtbot, window)

    assert [reason.split("　")[-1] for reason in tree(page)] == ["2件", "1件"]
    assert page.title.text() == "例外　3件"
    assert "3件" in window.places.buttons[EXCEPTIONS].text()
    assert "履歴照会で" in page.advice.text()
    assert page.heading.text().startswith("T1")


def test_nothing_is_shown_of_a_held_item_but_its_number(qtbot, open_window, desk):
    desk.add_items(SMALL_CLAIM, 1, ItemState.HELD)
    page = open_page(qtbot, open_window(desk))
    assert "番号だけを担当者へ" in page.reason.text
    assert not page.life.fields.isVisible()
    assert not page.life.scan.isVisible()


def test_searching_narrows_the_list(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 1, ItemState.FAILED)
    desk.add_items(SMALL_CLAIM, 1, ItemState.REJECTED)
    page = open_page(qtbot, open_window(desk))
    qtbot.keyClicks(page.search, "C1")
    (cases,) = tree(page).values()
    assert cases[0].startswith("C1")


def test_an_exception_is_finished_by_hand_where_it_is_listed(qtbot, open_window, desk):
    (item,) = desk.add_items(TRANSFER, 1, ItemState.REJECTED)
    window = open_window(desk)
    page = open_page(qtbot, window)
    page.hand.ways_on[HandAction.BY_HAND].click()
    asked = shown(qtbot, QInputDialog)
    asked.setTextValue("TI08-00001234-5")
    asked.accept()
    qtbot.waitUntil(lambda: bool(desk.acted))
    assert desk.acted == [(item.id, HandAction.BY_HAND, "TI08-00001234-5")]


def test_an_empty_list_says_so(qtbot, open_window, desk):
    page = open_page(qtbot, open_window(desk))
    assert page.stack.currentIndex() == 0
    assert page.title.text() == "例外"


def test_paper_that_does_not_tell_waits_here_and_goes_on_by_verifying(
    qtbot, office, open_window
):
    add_claims(office, NAME, NAME)
    doubt = office.verifying.doubts(CLAIM, who="a")[0]
    office.verifying.look(doubt, LookOutcome.ASK, "", who="a", seconds=1.0)
    window = open_window(office)
    page = open_page(qtbot, window)
    ((reason, cases),) = tree(page).items()
    assert "本人に確認" in reason
    assert "氏名" in cases[0]
    index = page.rows.index(0, 0, page.rows.index(0, 0))
    assert index.data(CASE_ROLE).item.state is ItemState.REVIEW
    page.verify_button.click()
    settle(qtbot, window)
    settle(qtbot, window)
    assert window.page.findChildren(VerifyWindow)


def test_the_paper_is_there_with_one_click_and_veiled(qtbot, office, open_window):
    (item,) = add_claims(office, NAME)
    doubt = office.verifying.doubts(CLAIM, who="a")[0]
    office.verifying.look(doubt, LookOutcome.UNREADABLE, "", who="a", seconds=1.0)
    page = open_page(qtbot, open_window(office))
    qtbot.waitUntil(lambda: page.life.scan.isVisible())
    assert "claimant_name" in page.life.scan.veiled
    page.life.tabs.setCurrentIndex(1)
    page.life.reveal_button.click()
    qtbot.waitUntil(lambda: page.life.scan.veiled == [])
    actions = [(e.action, e.subject) for e in office.store.audit.recent()]
    assert ("reveal", item.id) in actions
