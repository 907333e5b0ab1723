"""文字ごと by keyboard over the real office: sheets of characters cut from the pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gui.verify_queue import Order
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from rpa_suite.ocr.doubts import UNCLEAR
from tests.gui.conftest import settle
from tests.support.paper import CLAIM, add_claims

CTRL = Qt.KeyboardModifier.ControlModifier
PHONE = {"phone": UNCLEAR}
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def grouped(qtbot, verify):
    """Open 確認 by characters: ``grouped("a") -> VerifyWindow``."""

    def start(who="a"):
        window = verify(who)
        qtbot.keyClick(window.panel.value, "3", CTRL)
        assert window.bar.ways[Order.BY_CHARACTER].isChecked()
        qtbot.waitUntil(lambda: not window.grid.model.missing)
        return window

    return start


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.grid.view, key, modifier)


def test_one_enter_confirms_a_sheet_and_its_forms_go_on(qtbot, office, grouped):
    add_claims(office, PHONE, PHONE, PHONE)
    window = grouped()
    assert window.grid.title.text() == "「8」と読んだ文字　3個"
    press(qtbot, window, ENTER)
    settle(qtbot, window.parent().window())
    settle(qtbot, window.parent().window())
    assert [item.state for item in office.items.find()] == [ItemState.READY] * 3
    assert "3項目を見ました" in window.said.text()
    looks = office.store.looks.of_items([item.id for item in office.items.find()])
    assert [k.value for each in looks.values() for k in each["phone"]] == [
        "0312345678"
    ] * 3


def test_an_odd_one_out_is_asked_for_with_what_the_key_made_of_it(
    qtbot,
    office,
    grouped,
):
    add_claims(office, PHONE, PHONE)
    window = grouped()
    press(qtbot, window, Qt.Key.Key_Right)
    qtbot.keyClicks(window.grid.view, "3")
    press(qtbot, window, ENTER)
    settle(qtbot, window.parent().window())
    assert window.panel.label.text() == "電話番号"
    assert window.panel.value.text() == "0312345673"
    assert "10文字目を「3」に直しました" in window.panel.reason.text
    qtbot.keyClick(window.panel.value, ENTER)
    settle(qtbot, window.parent().window())
    settle(qtbot, window.parent().window())
    assert [i.values["phone"] for i in office.items.find()] == [
        "0312345678",
        "0312345673",
    ]


def test_the_pictures_are_cut_from_the_page_where_the_character_stands(
    qtbot,
    office,
    grouped,
):
    add_claims(office, PHONE)
    window = grouped()
    template = office.templates[CLAIM]
    page = office.items.form_of(office.items.find()[0].id)[1][1]
    (picture,) = (window.grid.model.index(0).data(Qt.ItemDataRole.UserRole + 1),)
    whole = QImage.fromData(page)
    scale = whole.width() / template.paper_mm[0]
    field = template.field_named("phone")
    box = [run.cell(n) for run in field.cells for n in range(run.count)][9].grown(0.7)
    left, top, right, bottom = box.in_pixels(scale)
    assert picture == whole.copy(left, top, right - left, bottom - top)


def test_undo_brings_a_sheet_back_and_takes_its_looks_back(qtbot, office, grouped):
    add_claims(office, PHONE | {"claimant_my_number": UNCLEAR})
    window = grouped()
    assert len(window.grid.model.odd) == 0
    press(qtbot, window, ENTER)
    assert window.bar.ways[Order.BY_FIELD].isChecked()
    settle(qtbot, window.parent().window())
    # Both fields ended in 8: one sheet settled them; the number waits for another.
    assert "ほかの人の確認を待つ票　1件" in window.said.text()


def test_undo_reaches_back_one_sheet(qtbot, office, grouped):
    add_claims(
        office,
        PHONE | {"claimant_name": "文字がはっきりしません。"},
        {"claim_date": "?"},
        phone="0312345678",
    )
    # A second sheet: another last character.
    add_claims(office, PHONE, phone="0312345671")
    window = grouped()
    assert window.grid.title.text() == "「1」と読んだ文字　1個"
    press(qtbot, window, ENTER)
    settle(qtbot, window.parent().window())
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.grid.title.text() == "「1」と読んだ文字　1個"
    settle(qtbot, window.parent().window())
    (item,) = [i for i in office.items.find() if i.values["phone"] == "0312345671"]
    said = office.store.looks.of_items([item.id])[item.id]["phone"]
    assert [look.outcome for look in said] == [LookOutcome.VALUE, LookOutcome.UNDONE]
    assert item.state is ItemState.REVIEW
    press(qtbot, window, SPACE)
    press(qtbot, window, ENTER)
    press(qtbot, window, ENTER)
    assert window.panel.value.text() == "0312345671"


def test_without_doubtful_cells_there_is_no_way_by_characters(qtbot, office, verify):
    add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    window = verify()
    assert not window.bar.ways[Order.BY_CHARACTER].isEnabled()
