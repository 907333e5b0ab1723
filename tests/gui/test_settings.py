"""設定: looks at once, people with roles, and what the PC lacks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QMessageBox,
    QSpinBox,
)

from gui.earlier_panel import EarlierPanel
from gui.item_model import TINT_ROLE
from gui.memory import Memory
from gui.pc_page import PcPage
from gui.places import EXCEPTIONS
from gui.row_details import Detail, RowDetails
from gui.settings_window import SettingsWindow
from gui.shades import is_night
from gui.style import STATE_TINTS, Appearance, dress
from rpa_suite.app.records import PreviewRow, RowFate, Severity
from rpa_suite.model.staff import Role, Staff
from rpa_suite.model.work import ItemState
from tests.gui.conftest import settle, shown
from tests.gui.small_cases import TRANSFER


@pytest.fixture
def settings_window(transfer_window, qtbot):
    qtbot.keyClick(
        transfer_window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier
    )
    opened = shown(qtbot, SettingsWindow)
    settle(qtbot, transfer_window)
    yield opened
    opened.close()
    dress(QApplication.instance())


def _contrast(back, ink):
    def luminance(colour):
        parts = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(back), luminance(ink)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_dark_screen_holds_at_once_and_at_the_next_start(settings_window, settings):
    settings_window.appearance.setCurrentIndex(
        settings_window.appearance.findData(Appearance.DARK)
    )

    assert is_night()
    assert Memory(settings).appearance is Appearance.DARK
    palette = QApplication.palette()
    assert _contrast(palette.base().color(), palette.text().color()) > 7
    for state in ItemState:
        tint = STATE_TINTS[state]
        assert _contrast(tint.back, tint.ink) > 4.5, state


def test_the_first_person_registers_himself_as_admin(qtbot, settings_window, desk):
    page = settings_window.staff
    assert "だれでもすべての操作ができます" in page.note.text
    assert page.account.text() == "練習職員"

    page.name.setText("市川 明子")
    page.save_button.click()

    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    assert page.table.item(0, 2).text() == "管理者"
    assert page.table.item(0, 3).text() == "すべての課"
    assert not desk.permissions.is_open
    assert page.note.text == ""


def test_the_last_admin_cannot_be_removed(qtbot, settings_window, desk):
    page = settings_window.staff
    page.name.setText("市川 明子")
    page.save_button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    page.table.selectRow(0)
    page.roles[Role.ADMIN].setChecked(False)
    page.roles[Role.OPERATOR].setChecked(True)

    page.save_button.click()

    box = shown(qtbot, QMessageBox)
    assert box.text() == "管理者がいなくなります。"
    box.close()
    assert Role.ADMIN in desk.permissions.everybody()[0].roles


def test_who_is_no_admin_only_looks(qtbot, open_window, desk):
    desk.staff.save(
        Staff(account="boss", name="上田", roles=frozenset({Role.ADMIN})),
        by="boss",
        now=None,
    )
    desk.staff.save(
        Staff(account="練習職員", name="練習", roles=frozenset({Role.OPERATOR})),
        by="boss",
        now=None,
    )
    window = open_window(desk)
    window.show_settings()
    opened = shown(qtbot, SettingsWindow)
    settle(qtbot, window)

    assert opened.staff.note.text == "変更できるのは管理者だけです。"
    assert not opened.staff.save_button.isEnabled()
    opened.close()


def test_the_examination_says_in_words_what_is_missing(qtbot, settings_window):
    settings_window.tabs.setCurrentIndex(2)
    (page,) = settings_window.findChildren(PcPage)
    page.examine_button.click()

    qtbot.waitUntil(lambda: page.findings.rowCount() == 2)
    assert page.findings.item(0, 1).text() == "○ 良"
    assert page.findings.item(1, 1).text() == "× 要対応"
    assert "入れます。" in page.findings.item(1, 2).text()


def _dark_then_light():
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        dress(QApplication.instance(), appearance)
        yield is_night()


@pytest.mark.parametrize("kind", [QSpinBox, QDateEdit, QComboBox])
def test_where_something_is_typed_has_a_frame_by_day_and_by_night(qtbot, kind):
    for _ in _dark_then_light():
        box = kind()
        qtbot.addWidget(box)
        box.resize(120, 30)
        picture = box.grab().toImage()
        frame = picture.pixelColor(20, 0), picture.pixelColor(20, 1)
        around = QApplication.palette().window().color()
        assert max(_contrast(around, each) for each in frame) > 1.3


def test_what_is_shown_already_takes_the_colours_of_the_night(qtbot, open_window, desk):
    desk.add_items(TRANSFER, 1, ItemState.REJECTED)
    window = open_window(desk)
    window.show_place(EXCEPTIONS)
    settle(qtbot, window)
    state = window.exceptions.tree.currentIndex().siblingAtColumn(1)
    details, earlier = RowDetails(), EarlierPanel()
    qtbot.addWidget(details)
    qtbot.addWidget(earlier)
    earlier.show()
    details.show_details(
        [Detail(label="氏名", text="", problem="空欄です。", severity=Severity.ERROR)]
    )
    cells = {"氏名": "練習 花子"}
    row = PreviewRow(
        number=3, fate=RowFate.DUPLICATE, cells=cells, values={}, entry_key="a"
    )
    earlier.show_row(row, replace(row, number=2, cells={"氏名": "練習 花"}))

    for night in _dark_then_light():
        backs = (
            state.data(TINT_ROLE).back,
            details.item(0, 1).background().color(),
            earlier.table.item(0, 2).background().color(),
            window.exceptions.life.scan.view.backgroundBrush().color(),
        )
        assert [back.lightness() < 128 for back in backs] == [night] * 4
