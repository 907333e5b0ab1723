"""確認 by keyboard alone, over the real office with its real store."""

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.look_tally import Stopwatch
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from tests.gui.conftest import settle, shown
from tests.support.paper import add_claims

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAME = {"claimant_name": "文字がはっきりしません。"}
NUMBER = {"claimant_my_number": "検査数字に合うように読み替えました。"}


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.panel.value, key, modifier)


def compose(window, text):
    """Type Japanese as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(window.panel.value, event)


def states(office):
    return [item.state for item in office.items.find()]


def test_enter_takes_what_was_read_and_the_form_goes_on(qtbot, office, verify):
    add_claims(office, NAME)
    window = verify()
    assert window.panel.label.text() == "氏名"
    assert window.panel.reason.text == NAME["claimant_name"]
    assert window.panel.value.text() == "練習　太郎"
    assert window.scan.shown_for

    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    assert states(office) == [ItemState.READY]
    assert "1項目を見ました" in window.said.text()
    assert "実行待ちになった票　1件" in window.said.text()


def test_a_digit_picks_a_candidate_and_typing_corrects(qtbot, office, verify):
    add_claims(office, NAME, NAME)
    window = verify()
    press(qtbot, window, Qt.Key.Key_2)
    assert window.panel.label.text() == "氏名"
    compose(window, "練習　三郎")
    press(qtbot, window, Qt.Key.Key_2)
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    names = [item.values["claimant_name"] for item in office.items.find()]
    assert names == ["練習　次郎", "練習　三郎2"]


def test_a_date_says_what_it_means_while_it_is_typed(qtbot, office, verify):
    add_claims(office, {"event_date": "暦にない日付です。"})
    window = verify()
    qtbot.keyClicks(window.panel.value, "R80532")
    press(qtbot, window, Qt.Key.Key_Return)
    assert "日付" in window.panel.wrong.text or "元号" in window.panel.wrong.text
    window.panel.value.clear()
    qtbot.keyClicks(window.panel.value, "R080530")
    assert window.panel.preview.text() == "→ 令和8年5月30日"
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    assert office.items.find()[0].values["event_date"] == "2026-05-30"


def test_undo_reaches_back_over_the_end_of_a_form(qtbot, office, verify):
    add_claims(office, NAME, NAME)
    window = verify()
    press(qtbot, window, Qt.Key.Key_2)
    settle(qtbot, window.parent().window())
    assert states(office) == [ItemState.REVIEW] * 2
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.panel.value.text() == "練習　次郎"
    press(qtbot, window, Qt.Key.Key_1, ALT)
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    names = [item.values["claimant_name"] for item in office.items.find()]
    assert names == ["練習　太郎", "練習　太郎"]
    assert states(office) == [ItemState.READY] * 2


def test_a_number_waits_for_a_second_person_who_types_blind(qtbot, office, verify):
    add_claims(office, NUMBER)
    window = verify("a")
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    assert "ほかの人の確認を待つ票　1件" in window.said.text()
    window.close()

    second = verify("b")
    assert second.panel.value.text() == ""
    assert not second.panel.choices.isVisible()
    assert "2人目" in second.panel.reason.text
    qtbot.keyClicks(second.panel.value, "123456789018")
    press(qtbot, second, Qt.Key.Key_Return)
    settle(qtbot, second.parent().window())
    assert states(office) == [ItemState.READY]


def test_what_cannot_be_read_is_put_aside_and_skipping_comes_back(
    qtbot, office, verify
):
    add_claims(office, NAME, {"phone": "文字がはっきりしません。"})
    window = verify()
    press(qtbot, window, Qt.Key.Key_Tab)
    assert window.panel.label.text() == "電話番号"
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_F3)
    settle(qtbot, window.parent().window())
    assert states(office) == [ItemState.REVIEW, ItemState.READY]
    assert "読めない・本人に確認　1項目" in window.said.text()


def test_a_required_field_is_not_left_blank_by_accident(qtbot, office, verify):
    add_claims(office, NAME)
    window = verify()
    window.panel.value.clear()
    press(qtbot, window, Qt.Key.Key_Return)
    assert "必ず要る欄です" in window.panel.wrong.text
    assert window.panel.label.text() == "氏名"


def test_values_that_make_no_record_bring_the_whole_form_back(qtbot, office, verify):
    add_claims(office, {"use_public_account": "印が薄い"})
    window = verify()
    press(qtbot, window, Qt.Key.Key_2)
    box = shown(qtbot, QMessageBox)
    assert "振込口座" in box.text() + box.informativeText()
    box.buttons()[0].click()
    settle(qtbot, window.parent().window())
    assert window.panel.label.text() == "請求年月日"
    assert states(office) == [ItemState.REVIEW]


def test_closing_in_the_middle_keeps_every_look(qtbot, office, verify):
    add_claims(office, NAME | {"phone": "文字がはっきりしません。"})
    window = verify()
    press(qtbot, window, Qt.Key.Key_2)
    press(qtbot, window, Qt.Key.Key_Escape)
    again = verify()
    assert again.panel.label.text() == "電話番号"
    press(qtbot, again, Qt.Key.Key_Return)
    settle(qtbot, again.parent().window())
    assert office.items.find()[0].values["claimant_name"] == "練習　次郎"


def test_the_next_field_is_there_within_a_blink(qtbot, office, verify):
    add_claims(office, *[NAME | {"phone": "?", "occupation": "?"}] * 6)
    window = verify()
    qtbot.waitUntil(lambda: len(window.papers) >= 2)
    slowest = 0.0
    for _ in range(9):
        began = time.perf_counter()
        press(qtbot, window, Qt.Key.Key_Return)
        slowest = max(slowest, time.perf_counter() - began)
    # A bound for the design (nothing is decoded or stored in between), not a benchmark.
    assert slowest < 0.5


def test_two_people_at_one_form_lose_nothing(qtbot, office, verify):
    first, second = add_claims(office, NAME, NAME)
    window = verify("a")
    # Meanwhile somebody else confirms the same form.
    other = office.verifying.doubts("child_allowance_claim", who="b")[0]
    office.verifying.look(other, LookOutcome.VALUE, "練習　次郎", who="b", seconds=1.0)
    office.verifying.finish_form(first.id, who="b")

    press(qtbot, window, Qt.Key.Key_Return)
    box = shown(qtbot, QMessageBox)
    assert "ほかの人が確認を終えた" in box.text() + box.informativeText()
    box.buttons()[0].click()
    assert window.panel.label.text() == "氏名"
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    settle(qtbot, window.parent().window())
    values = {item.id: item for item in office.items.find()}
    assert values[first.id].values["claimant_name"] == "練習　次郎"
    assert values[second.id].values["claimant_name"] == "練習　太郎"
    assert states(office) == [ItemState.READY] * 2


def test_a_contradiction_is_shown_beside_both_fields_and_goes_with_its_cause(
    qtbot, office, verify
):
    dates = {"claim_date": "?", "event_date": "?"}
    add_claims(office, dates, event_date="2026-05-01")
    window = verify()
    assert window.panel.label.text() == "請求年月日"
    assert "15日を過ぎています" in window.panel.reason.text
    assert "事由発生日" in window.panel.beside.texts()
    assert "令和8年5月1日" in window.panel.beside.texts()
    window.panel.value.clear()
    qtbot.keyClicks(window.panel.value, "R080510")
    press(qtbot, window, Qt.Key.Key_Return)
    settle(qtbot, window.parent().window())
    assert window.panel.label.text() == "事由発生日"
    assert "15日" not in window.panel.reason.text


def test_other_peoples_fields_are_veiled_until_somebody_asks(qtbot, office, verify):
    add_claims(office, NAME)
    window = verify()
    settle(qtbot, window.parent().window())
    veiled = set(window.scan.veiled)
    # The name in hand is seen, with its reading; the rest is not.
    assert {"claimant_name", "claimant_kana"}.isdisjoint(veiled)
    assert {"claimant_my_number", "child[1].name", "signature"} <= veiled
    press(qtbot, window, Qt.Key.Key_F7)
    settle(qtbot, window.parent().window())
    assert window.scan.veiled == []
    assert office.store.audit.recent()[0].action == "reveal"


def test_idle_time_is_cut_and_a_long_look_with_keys_is_not():
    now = [0.0]
    watch = Stopwatch(lambda: now[0])
    now[0] = 600.0  # away for ten minutes
    assert watch.lap() == 60.0
    for _ in range(3):
        now[0] += 40.0
        watch.touch()
    assert watch.lap() == 120.0
