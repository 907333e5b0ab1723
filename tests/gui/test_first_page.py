"""ホーム: what needs me today, a 処理番号 looked for, a file dropped anywhere."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from gui.item_dialog import ItemDialog
from gui.places import HOME
from gui.preview_dialog import PreviewDialog
from gui.proposal_flow import ProposalDialog
from gui.verify_window import VerifyWindow
from rpa_suite.model.work import ItemState
from tests.gui.conftest import drop, rows_of, settle, shown
from tests.gui.small_desk import CLAIM as SMALL_CLAIM
from tests.gui.small_desk import TRANSFER
from tests.support.paper import add_claims

SAMPLES = Path(__file__).parents[2] / "robots" / "employee_transfer" / "samples"


def at_home(qtbot, window):
    for _ in range(3):
        settle(qtbot, window)
    assert window.places.buttons[HOME].isChecked()
    assert window.home.isVisible()
    return window.home


def test_the_day_begins_with_what_needs_me(qtbot, open_window, desk):
    desk.add_items(SMALL_CLAIM, 12, ItemState.REVIEW)
    desk.add_items(TRANSFER, 3, ItemState.REJECTED)
    desk.add_items(TRANSFER, 1, ItemState.IN_DOUBT)
    desk.add_items(TRANSFER, 5, ItemState.DONE)
    home = at_home(qtbot, open_window(desk))
    assert home.texts() == ["確認待ち 12", "要確認 3", "照会待ち 1"]
    assert [b.accessibleName() for b in home.tasks] == [
        "C1 確認待ち: 確認する",
        "T1 要確認: 例外を見る",
        "T1 照会待ち: 例外を見る",
    ]


def test_a_quiet_day_says_so(qtbot, open_window, desk):
    home = at_home(qtbot, open_window(desk))
    assert home.texts() == []
    assert home.tasks == []


def test_a_big_number_leads_to_its_work(qtbot, office, open_window):
    add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    window = open_window(office)
    home = at_home(qtbot, window)
    home.totals["確認待ち"].click()
    settle(qtbot, window)
    settle(qtbot, window)
    assert window.page.robot_id == "child_allowance_claim"
    assert window.page.findChildren(VerifyWindow)


def test_a_receipt_finds_its_item_whatever_the_width(qtbot, office, open_window):
    (item,) = add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    office.exceptions.withdraw(item.id, who="a", reason="届出の取消")
    window = open_window(office)
    home = at_home(qtbot, window)
    qtbot.keyClicks(home.search, "JT08-00001234-5")
    qtbot.keyClick(home.search, Qt.Key.Key_Return)
    box = shown(qtbot, QMessageBox)
    assert "JT08-00001234-5" in box.text()
    box.close()
    assert office.items.with_receipt("ＪＴ０８−００００１２３４−５") is None


def test_a_found_item_opens_with_its_life(qtbot, open_window, desk):
    from dataclasses import replace

    (item,) = desk.add_items(TRANSFER, 1, ItemState.DONE)
    desk.kept = [replace(item, receipt="TI08-00000001-1")]
    window = open_window(desk)
    home = at_home(qtbot, window)
    qtbot.keyClicks(home.search, "TI08-00000001-1")
    qtbot.keyClick(home.search, Qt.Key.Key_Return)
    dialog = shown(qtbot, ItemDialog)
    settle(qtbot, window)
    assert rows_of(dialog.life.history)


def test_a_csv_dropped_at_home_finds_its_robot_by_its_columns(
    qtbot, office, open_window, tmp_path
):
    path = tmp_path / "届.csv"
    shutil.copy(SAMPLES / "transfers.csv", path)
    window = open_window(office)
    at_home(qtbot, window)
    assert drop(window, path)
    asking = shown(qtbot, ProposalDialog)
    assert asking.list.count() == 1
    assert "18列のうち18列" in asking.list.item(0).text()
    qtbot.keyClick(asking.list, Qt.Key.Key_Return)
    preview = shown(qtbot, PreviewDialog)
    assert window.page.robot_id == "employee_transfer"
    preview.reject()


def test_a_file_that_nobody_takes_is_explained(qtbot, office, open_window, tmp_path):
    path = tmp_path / "memo.docx"
    path.write_bytes(b"x")
    window = open_window(office)
    at_home(qtbot, window)
    drop(window, path)
    box = shown(qtbot, QMessageBox)
    assert "取り込める種類のファイルではありません" in box.text()
