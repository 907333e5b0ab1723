"""Buttons by role: what somebody may not do is greyed and says who may."""

import pytest

from gui.discrepancy_dialog import DiscrepancyDialog
from gui.item_dialog import ItemDialog
from rpa_suite.model.reconciling import Discrepancy, DiscrepancyKind
from rpa_suite.model.staff import Role, Staff
from rpa_suite.model.work import ItemState
from tests.gui.conftest import drop, settle, shown
from tests.gui.small_cases import AT, TRANSFER


@pytest.fixture
def window_of(qtbot, open_window, desk):
    """Open the launcher as somebody with these roles: ``window_of(Role.AUDITOR)``."""

    def start(*roles):
        desk.add_items(TRANSFER, 2)
        desk.add_items(TRANSFER, 1, ItemState.REVIEW)
        desk.add_items(TRANSFER, 1, ItemState.REJECTED)
        for account, held in (("課長", {Role.ADMIN}), ("練習職員", set(roles))):
            person = Staff(account=account, name=account, roles=frozenset(held))
            desk.staff.save(person, by="課長", now=None)
        window = open_window(desk)
        window.robots.select(TRANSFER)
        settle(qtbot, window)
        settle(qtbot, window)
        return window

    return start


def _buttons(window):
    page = window.page
    return {
        "import": page.drop.button,
        "run": page.panel.start_button,
        "verify": page.verify_button,
        "export": page.items.export_button,
        "menu run": window.menus.run,
        "menu open": window.menus.open,
        "menu verify": window.menus.verify,
        "savings": window.menus.savings,
        "templates": window.menus.templates,
        "home import": window.home.button,
    }


def _enabled(window):
    return {name for name, each in _buttons(window).items() if each.isEnabled()}


def test_an_auditor_sees_everything_and_can_press_nothing(window_of):
    window = window_of(Role.AUDITOR)

    assert _enabled(window) == {"savings"}
    told = window.page.panel.start_button.toolTip()
    assert told == "実行は、役割「操作者」か「作成者」の人ができます"
    assert not window.home.acceptDrops()
    assert all(not b.isEnabled() for b in window.home.tasks if b.text() == "確認する")


def test_an_operator_works_and_neither_manages_nor_makes_templates(window_of):
    window = window_of(Role.OPERATOR)

    assert _enabled(window) == set(_buttons(window)) - {"savings", "templates"}
    assert window.page.panel.start_button.toolTip() == "Ctrl+R"


def test_a_verifier_verifies_and_brings_nothing_in(window_of, tmp_path):
    window = window_of(Role.VERIFIER)
    file = tmp_path / "届.csv"
    file.touch()

    assert _enabled(window) == {"verify", "menu verify"}
    assert not drop(window, file)


def test_whoever_may_not_settle_gets_no_way_on_and_no_clear_text(
    qtbot, window_of, desk
):
    window = window_of(Role.AUDITOR)
    desk.differing = [
        (
            Discrepancy(
                id="d",
                kind=DiscrepancyKind.UNKNOWN,
                receipt="X-1",
                run_id="r",
                item_id=None,
                found_at=AT,
            ),
            None,
        )
    ]
    window.page.show_discrepancies()
    differs = shown(qtbot, DiscrepancyDialog)
    settle(qtbot, window)
    assert differs.table.rowCount() == 1
    assert not differs.settle_button.isEnabled()
    assert "「操作者」か「確認者」" in differs.settle_button.toolTip()
    differs.close()

    window.page.items.table.selectRow(0)
    window.page.items.table.activated.emit(window.page.items.table.currentIndex())
    dialog = shown(qtbot, ItemDialog)
    settle(qtbot, window)
    assert not dialog.hand.ways_on
    assert not dialog.life.reveal_button.isEnabled()


def test_a_robot_that_is_no_longer_seen_loses_its_page(qtbot, window_of, desk):
    window = window_of(Role.OPERATOR)
    desk.robots = {k: r for k, r in desk.robots.items() if k != TRANSFER}

    window.refresh()
    settle(qtbot, window)

    assert TRANSFER not in window.pages.made
    assert window.stack.currentWidget() is window.home
