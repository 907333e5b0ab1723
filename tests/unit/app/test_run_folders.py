"""A run and its windows meet in a folder; either may be gone."""

import subprocess
import sys
import time

import pytest

from rpa_suite.app.run_folders import RunFolder, RunFolders, this_worker
from rpa_suite.app.run_reporting import RunReport
from rpa_suite.errors import SetupError
from rpa_suite.model.events import RunPaused, StepTaken
from rpa_suite.robots.orders import Orders

STEP = StepTaken(run_id="r", item_id="i", text="宛名を検索")


def wait_until(ready, seconds=5.0):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def folder(tmp_path):
    return RunFolders(tmp_path).new("robot", "ichikawa", ["b", "a"])


def test_a_folder_says_what_was_asked_for(folder, tmp_path):
    (found,) = RunFolders(tmp_path).found()

    assert (found.robot_id, found.operator) == ("robot", "ichikawa")
    assert found.item_ids == ("b", "a")
    assert RunFolders(tmp_path).new("robot", "x").item_ids is None


def test_events_are_read_once_each_and_never_by_halves(folder):
    folder.tell(STEP)
    told, place = folder.events()
    with (folder.path / "events.jsonl").open("ab") as file:
        file.write(b'{"at": 1.0, "event": "step_ta')
    assert folder.events(place) == ([], place)
    with (folder.path / "events.jsonl").open("ab") as file:
        file.write('ken", "run_id": "r", "item_id": "i", "text": "次"}\n'.encode())
    more, _ = folder.events(place)

    assert [each.event for each in told] == [STEP]
    assert [each.event.text for each in more] == ["次"]


def test_lines_of_a_later_version_are_passed_over(folder):
    with (folder.path / "events.jsonl").open("a") as file:
        file.write('{"at": 1, "event": "new"}\nno json\n[1]\n')
    folder.tell(RunPaused(run_id="r", paused=True))

    told, _ = folder.events()

    assert [each.event for each in told] == [RunPaused(run_id="r", paused=True)]


def test_orders_reach_the_run(folder):
    orders = Orders()
    RunReport(folder, orders)

    folder.order("pause")
    folder.order("a word of a later version")
    wait_until(lambda: orders.to_pause)
    folder.order("go-on")
    folder.order("stop")
    wait_until(lambda: orders.to_stop)

    assert not orders.to_pause
    assert not orders.to_stop_now


def test_a_folder_lives_as_long_as_its_process(folder):
    assert folder.is_alive()  # only just asked for: nobody has come up yet
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    RunReport(folder, Orders())
    host, *_ = this_worker().split(":")
    import psutil

    folder.note_worker(
        f"{host}:{child.pid}:{psutil.Process(child.pid).create_time():.2f}"
    )
    assert folder.is_alive()

    folder.kill()
    child.communicate()

    assert not folder.is_alive()


def test_a_number_that_another_process_has_now_is_not_the_run(folder):
    host, number, _ = this_worker().split(":")
    folder.note_worker(f"{host}:{number}:1.00")

    assert not folder.is_alive()


def test_nobody_looks_without_a_word(folder):
    report = RunReport(folder, Orders())
    assert not report.is_looking()

    report.show(b"picture")
    assert folder.picture_file.read_bytes() == b"picture"
    report.show(b"")
    assert not folder.picture_file.exists()


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "runs").write_text("not a folder")

    with pytest.raises(SetupError, match="実行の記録"):
        RunFolders(tmp_path).new("robot", "x")


def test_what_ended_long_ago_is_forgotten(tmp_path, monkeypatch):
    old = RunFolders(tmp_path).new("robot", "x")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 8 * 86400)
    young = RunFolders(tmp_path).new("robot", "y")

    RunFolders(tmp_path).sweep()

    assert RunFolders(tmp_path).found() == [young]
    assert not old.path.exists()
    assert RunFolder(old.path).robot_id == ""
