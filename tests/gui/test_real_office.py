"""The windows over the real office: real store, real files, real run."""

import csv
from pathlib import Path

import openpyxl
import pytest

from gui.item_dialog import ItemDialog
from gui.preview_dialog import PreviewDialog
from gui.run_watch import run_command
from rpa_suite.model.work import ItemState
from rpa_suite.training.server import running_training_system
from tests.gui.conftest import drop, lines_of, rows_of, settle, shown
from tests.gui.small_desk import TRANSFER

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "robots" / TRANSFER / "samples" / "transfers.csv"


@pytest.fixture
def transfers(tmp_path):
    """Three rows of the sample and one whose leading zeros were lost."""
    with SAMPLE.open(encoding="cp932", newline="") as source:
        rows = list(csv.reader(source))[:5]
    rows[4][0] = "123"
    path = tmp_path / "異動届.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows(rows)
    return path


def _window(qtbot, open_window, desk):
    window = open_window(desk, command=run_command)
    window.robots.select(TRANSFER)
    settle(qtbot, window)
    return window


def test_a_csv_goes_in_and_its_results_come_out_as_excel(
    qtbot, office_at, open_window, transfers, tmp_path
):
    window = _window(qtbot, open_window, office_at())
    page = window.page
    drop(page.drop, transfers)
    dialog = shown(qtbot, PreviewDialog)
    assert dialog.summary.text() == "4行のうち 実行待ち3・エラー1"
    assert "先頭の0" in rows_of(dialog.table)[0][2]

    dialog.import_button.click()
    qtbot.waitUntil(lambda: page.items.model.rowCount() == 3)
    page.results.write(page.items.model.line_at(0).batch_id, tmp_path / "結果.xlsx")

    qtbot.waitUntil(lambda: (tmp_path / "結果.xlsx").exists())
    settle(qtbot, window)
    book = openpyxl.load_workbook(tmp_path / "結果.xlsx")
    # His own sheet: the row that was left out comes back too, with its reason.
    assert book.active.max_row == 5
    assert "先頭の0" in "".join(str(cell.value) for cell in book.active[5])
    book.close()


def test_revealing_is_written_to_the_audit_log(
    qtbot, office_at, open_window, transfers
):
    desk = office_at()
    window = _window(qtbot, open_window, desk)
    desk.importing.import_preview(
        desk.importing.preview(TRANSFER, transfers), operator="練習職員"
    )
    window.refresh()
    page = window.page
    qtbot.waitUntil(lambda: page.items.model.rowCount() == 3)
    page.items.table.activated.emit(page.items.model.index(0, 0))
    dialog = shown(qtbot, ItemDialog)
    qtbot.waitUntil(lambda: any("＊" in row[1] for row in rows_of(dialog.life.fields)))

    dialog.life.reveal_button.click()

    qtbot.waitUntil(
        lambda: all("＊" not in row[1] for row in rows_of(dialog.life.fields))
    )
    assert desk.store.audit.verify() is None


@pytest.mark.browser
def test_a_run_enters_the_items_into_the_training_system(
    qtbot, office_at, open_window, transfers
):
    with running_training_system(seed=1) as url:
        desk = office_at(url)
        desk.importing.import_preview(
            desk.importing.preview(TRANSFER, transfers), operator="練習職員"
        )
        window = _window(qtbot, open_window, desk)
        page = window.page
        assert page.can_start

        page.start_run()

        qtbot.waitUntil(lambda: not page.is_running, timeout=120_000)
        settle(qtbot, window)
        done = [i for i in lines_of(page) if i.state is ItemState.DONE]
        assert len(done) == 3
        assert all(item.receipt for item in done)
        assert "完了 3件" in page.outcome_note.text
