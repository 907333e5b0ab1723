"""Small parts without a window: words, progress, tasks, mistakes nobody caught."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QVBoxLayout

from gui.application import catch_mistakes
from gui.messages import UNEXPECTED
from gui.plain_table import PlainTable
from gui.run_progress import RunProgress
from gui.style import CELL_PADDING, dress
from gui.tasks import Tasks
from gui.wording import actor, clock, roughly
from rpa_suite.model.events import ItemFinished, ItemStarted, RunStarted
from tests.gui.conftest import shown


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (4, "残りわずか"),
        (34, "残り約30秒"),
        (61, "残り約1分"),
        (3600, "残り約1時間00分"),
        (5400, "残り約1時間30分"),
    ],
)
def test_remaining_time_is_coarse(seconds, words):
    assert roughly(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(7.9, "0:07"), (754, "12:34"), (3723, "1:02:03")]
)
def test_elapsed_time_reads_like_a_clock(seconds, words):
    assert clock(seconds) == words


def test_people_keep_their_name_and_processes_are_robots():
    assert actor("tanaka") == "tanaka"
    assert actor("pc-7:4711:1795455260.51") == "ロボット（pc-7）"


def _finished(position, total, seconds):
    return ItemFinished(
        run_id="r",
        item_id=str(position),
        number=position,
        position=position,
        total=total,
        state="DONE",
        state_label="完了",
        reason_code="",
        reason="",
        receipt=None,
        seconds=seconds,
    )


def test_the_estimate_is_the_mean_of_finished_items_less_the_one_in_hand():
    progress = RunProgress(started=100.0)
    progress.take(RunStarted(run_id="r", robot_id="x", title="", total=10), now=100.0)
    assert progress.remaining(110.0) is None

    progress.take(_finished(1, 10, 4.0), now=110.0)
    progress.take(_finished(2, 10, 6.0), now=116.0)
    progress.take(
        ItemStarted(run_id="r", item_id="3", number=3, position=3, total=10), now=116.0
    )

    assert progress.remaining(116.0) == pytest.approx(40.0)
    assert progress.remaining(118.0) == pytest.approx(38.0)
    assert progress.remaining(999.0) == pytest.approx(35.0)
    assert progress.elapsed(118.0) == pytest.approx(18.0)


def test_a_retried_item_never_makes_the_share_done_exceed_the_whole():
    progress = RunProgress(started=0.0)
    progress.take(RunStarted(run_id="r", robot_id="x", title="", total=1), now=0.0)
    progress.take(_finished(1, 1, 1.0), now=1.0)
    progress.take(_finished(2, 2, 1.0), now=2.0)

    assert (progress.done, progress.total) == (2, 2)
    assert progress.remaining(2.0) == 0


def test_work_runs_elsewhere_and_results_arrive_in_the_gui_thread(qtbot):
    tasks = Tasks()
    told = []

    tasks.run(
        tasks,
        threading.get_ident,
        done=lambda worker: told.append((worker, QThread.currentThread())),
        failed=told.append,
    )

    qtbot.waitUntil(lambda: bool(told))
    worker, thread = told[0]
    assert worker != threading.get_ident()
    assert thread == tasks.thread()
    tasks.wait()


def test_an_error_arrives_as_an_error(qtbot):
    tasks = Tasks()
    told = []

    def fail():
        raise ValueError("x")

    tasks.run(tasks, fail, done=lambda _: told.append("done"), failed=told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ValueError)
    tasks.wait()


def test_nothing_is_delivered_to_a_window_that_is_gone(qtbot):
    tasks = Tasks()
    told = []
    owner = QObject()
    gate = threading.Event()
    task = tasks.run(owner, lambda: gate.wait(5), done=told.append, failed=told.append)

    with qtbot.waitSignal(task.ended):
        owner.deleteLater()
        qtbot.wait(10)
        gate.set()

    assert told == []
    tasks.wait()


def test_short_calls_are_answered_in_the_order_they_were_asked(qtbot):
    tasks = Tasks()
    told = []
    for number in range(20):
        tasks.run(
            tasks, lambda number=number: number, done=told.append, failed=told.append
        )

    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))
    tasks.wait()


def test_a_mistake_nobody_caught_becomes_a_sentence_and_a_log_entry(
    qtbot, monkeypatch, caplog
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_mistakes()
    error = KeyError("住民 090-1234-5678")

    with caplog.at_level(logging.ERROR):
        sys.excepthook(KeyError, error, None)

    box = shown(qtbot, QMessageBox)
    assert UNEXPECTED.startswith(box.text())
    assert "KeyError" in box.detailedText()
    assert "090-1234-5678" not in box.detailedText()
    assert "unexpected error" in caplog.text
    box.close()


_LONG = (
    "どの帳票か分かりません。用紙の向きと、用紙全体が写っているかを確かめてください。"
)


@pytest.fixture
def wrapping(qtbot):
    """A window with a table whose long texts go on in a second line."""
    window = QDialog()
    qtbot.addWidget(window)
    window.resize(820, 460)
    table = PlainTable(("行き先", "理由"), name="仕分け", stretch=1, wraps=True)
    table.fill([("トレイ", _LONG[:length]) for length in (20, 24, 30, 38, 42)])
    QVBoxLayout(window).addWidget(table)
    dress(QApplication.instance())
    window.show()
    yield table


def _lines_needed(table, row):
    room = table.columnWidth(1) - 2 * CELL_PADDING - 8
    words = table.item(row, 1).text()
    wraps = Qt.TextFlag.TextWordWrap
    measured = table.fontMetrics().boundingRect(0, 0, room, 999, wraps, words)
    return round(measured.height() / table.fontMetrics().height())


@pytest.mark.parametrize("width", [820, 360])
def test_a_row_is_as_high_as_its_sentence_and_no_higher(qtbot, wrapping, width):
    wrapping.window().resize(width, 460)

    def as_high_as_needed():
        line = wrapping.fontMetrics().height()
        for row in range(wrapping.rowCount()):
            needed = _lines_needed(wrapping, row)
            assert needed * line <= wrapping.rowHeight(row) < (needed + 1) * line

    qtbot.waitUntil(as_high_as_needed)
