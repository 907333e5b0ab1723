"""A dropped file is previewed, and only what the clerk wants is stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gui.preview_dialog import PreviewDialog
from gui.reading_dialog import ReadingDialog
from rpa_suite.errors import StoreError
from rpa_suite.model.work import ItemState
from tests.gui.conftest import drop, rows_of, settle, shown


@pytest.fixture
def transfers(tmp_path):
    path = tmp_path / "異動届.csv"
    path.write_text("氏名,異動年月日\n", encoding="cp932")
    return path


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "請求書.pdf"
    path.write_bytes(b"%PDF")
    return path


def test_a_dropped_file_opens_the_preview_with_errors_on_top(
    qtbot, transfer_window, transfers
):
    assert drop(transfer_window.page.drop, transfers)

    dialog = shown(qtbot, PreviewDialog)
    assert dialog.summary.text() == "3行のうち 実行待ち2・エラー1"
    assert dialog.note.text == "文字コード: CP932"
    assert rows_of(dialog.table) == [
        [
            "3",
            "エラー（取り込めません）",
            "異動年月日: 日付として読めません。",
            "練習 次郎",
            "13月1日",
        ],
        ["2", "実行待ちへ", "", "練習 花子", "R8.4.1"],
        ["4", "実行待ちへ", "", "練習 三郎", "R8.4.1"],
    ]


def test_a_file_may_be_dropped_anywhere_on_the_window(
    qtbot, transfer_window, transfers
):
    assert drop(transfer_window, transfers)

    assert shown(qtbot, PreviewDialog)


def test_a_folder_is_not_welcome(transfer_window, tmp_path):
    assert not drop(transfer_window.page.drop, tmp_path)


def test_rows_with_problems_can_be_shown_alone(qtbot, transfer_window, transfers):
    drop(transfer_window.page.drop, transfers)
    dialog = shown(qtbot, PreviewDialog)

    dialog.problems_only.click()

    assert [row[0] for row in rows_of(dialog.table)] == ["3"]


def test_importing_leaves_the_error_out_and_fills_the_table(
    qtbot, transfer_window, transfers, desk
):
    drop(transfer_window.page.drop, transfers)
    dialog = shown(qtbot, PreviewDialog)
    assert dialog.import_button.text().startswith("2件を取り込む")

    dialog.import_button.click()

    page = transfer_window.page
    qtbot.waitUntil(lambda: page.items.model.rowCount() == 5)
    assert len(desk.items.find()) == 5
    assert page.items.chips.texts() == ["すべて 5", "実行待ち 5"]


def test_a_file_of_errors_alone_cannot_be_imported(
    qtbot, transfer_window, transfers, desk
):
    bad = transfers.rename(transfers.with_name("全滅.csv"))
    drop(transfer_window.page.drop, bad)

    dialog = shown(qtbot, PreviewDialog)

    assert not dialog.import_button.isEnabled()
    assert "取り込める行がありません" in dialog.note.text
    assert len(desk.items.find()) == 3


def test_leaving_the_preview_stores_nothing(qtbot, transfer_window, transfers, desk):
    drop(transfer_window.page.drop, transfers)
    dialog = shown(qtbot, PreviewDialog)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    settle(qtbot, transfer_window)
    assert len(desk.items.find()) == 3


def test_an_import_the_store_refuses_can_be_tried_again(
    qtbot, transfer_window, transfers, desk
):
    desk.import_error = StoreError("データベースに書けません。少し待ってください。")
    drop(transfer_window.page.drop, transfers)
    dialog = shown(qtbot, PreviewDialog)
    dialog.import_button.click()
    box = shown(qtbot, QMessageBox)
    assert box.text() == "データベースに書けません。"
    assert box.informativeText() == "少し待ってください。"
    box.accept()

    desk.import_error = None
    dialog.import_button.click()

    qtbot.waitUntil(lambda: transfer_window.page.items.model.rowCount() == 5)


def test_two_files_are_previewed_one_after_the_other(qtbot, transfer_window, transfers):
    second = transfers.with_name("二つ目.csv")
    second.write_bytes(b"")
    drop(transfer_window.page.drop, transfers, second)
    first_dialog = shown(qtbot, PreviewDialog)
    assert first_dialog.preview.path == transfers

    first_dialog.reject()

    qtbot.waitUntil(
        lambda: shown(qtbot, PreviewDialog).preview.path == second, timeout=5000
    )


@pytest.mark.parametrize("name", ["覚書.docx", "請求書.pdf"])
def test_a_wrong_kind_of_file_is_refused_with_its_name(
    qtbot, transfer_window, tmp_path, name
):
    path = tmp_path / name
    path.write_bytes(b"x")
    drop(transfer_window.page.drop, path)

    box = shown(qtbot, QMessageBox)

    assert name in box.text()
    assert "選" in box.informativeText()


def test_a_scan_shows_its_page_and_frames_what_is_doubtful(qtbot, claim_window, scan):
    drop(claim_window.page.drop, scan)

    dialog = shown(qtbot, PreviewDialog)

    assert dialog.summary.text() == "1件のうち 確認1"
    assert dialog.scan.framed == 1
    assert rows_of(dialog.details) == [
        ["1", "氏名", "練習花子", "文字がはっきりしません。"],
        ["", "請求の事由", "転入", ""],
    ]


def test_choosing_a_field_zooms_to_it_on_the_page(qtbot, claim_window, scan):
    drop(claim_window.page.drop, scan)
    dialog = shown(qtbot, PreviewDialog)
    whole = dialog.scan.view.transform().m11()

    dialog.details.setCurrentCell(1, 1)

    assert dialog.scan.view.transform().m11() > 1.5 * whole
    assert dialog.scan.framed == 2
    dialog.scan.show_whole()
    assert dialog.scan.view.transform().m11() == pytest.approx(whole)


def test_an_imported_form_waits_for_a_person_and_the_page_says_so(
    qtbot, claim_window, scan
):
    drop(claim_window.page.drop, scan)
    shown(qtbot, PreviewDialog).import_button.click()

    page = claim_window.page
    qtbot.waitUntil(lambda: page.items.model.rowCount() == 1)
    assert page.items.model.line_at(0).state is ItemState.REVIEW
    assert page.review_note.text.startswith("確認待ち 1件")
    assert not page.can_start


def test_reading_a_scan_shows_pages_and_can_be_cancelled(
    qtbot, claim_window, scan, desk
):
    desk.hold_reading = True
    drop(claim_window.page.drop, scan)
    dialog = shown(qtbot, ReadingDialog)
    qtbot.waitUntil(lambda: dialog.words.text().startswith("1 / 2 ページ"))

    with qtbot.waitSignal(claim_window.page.imports.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    settle(qtbot, claim_window)
    assert desk.items.find() == []
    assert "取り消しました" in claim_window.statusBar().currentMessage()


def test_ctrl_o_asks_for_a_file_of_the_robots_kinds(qtbot, transfer_window, transfers):
    qtbot.keyClick(transfer_window, "o", Qt.KeyboardModifier.ControlModifier)
    asking = shown(qtbot, QFileDialog)
    assert asking.nameFilters()[0].startswith("CSV・Excel")

    asking.filesSelected.emit([str(transfers)])
    asking.close()

    assert shown(qtbot, PreviewDialog).preview.path == transfers


def test_the_last_folder_is_remembered(qtbot, transfer_window, transfers, settings):
    drop(transfer_window.page.drop, transfers)
    shown(qtbot, PreviewDialog)

    assert settings.value("last_folder") == str(transfers.parent.resolve())
