"""What a run looks at before a browser starts."""

import socket

import pytest

from bench.transfers.__main__ import HEADERS, make_rows
from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.errors import InputError, SetupError
from rpa_suite.model.events import RunFinished, RunStarted
from rpa_suite.model.work import Environment
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings


@pytest.fixture
def office(tmp_path):
    # No such browser: starting one would fail.
    office = Office.open(
        Settings(data_dir=tmp_path, use_keyring=False, browser="/nowhere/browser")
    )
    yield office
    office.close()


def test_without_items_no_browser_starts_and_no_minutes_are_booked(office):
    events = []
    finished = run(
        office,
        RunRequest(robot_id="employee_transfer", operator="test"),
        on_event=events.append,
        orders=Orders(),
    )
    assert [type(event) for event in events] == [RunStarted, RunFinished]
    assert finished.message == "実行待ちの明細はありません。"
    assert office.store.runs.unfinished("employee_transfer") == []
    assert office.store.ledger.totals(environment=Environment.TRAINING) == []


def test_a_run_does_not_start_on_a_full_disk(tmp_path):
    office = Office.open(
        Settings(data_dir=tmp_path, use_keyring=False, min_free_mb=10**9)
    )
    request = RunRequest(robot_id="employee_transfer", operator="test")
    with pytest.raises(SetupError, match="ディスクの空き"):
        run(office, request, on_event=print, orders=Orders())
    office.close()


def test_more_windows_than_staff_numbers_are_refused(office):
    request = RunRequest(robot_id="employee_transfer", operator="test", parallel=5)
    with pytest.raises(InputError, match="別の職員番号"):
        run(office, request, on_event=print, orders=Orders())


def take_number(office, *, worker, now=None):
    return office.store.staff_numbers.take(
        ["training", "training-2"],
        run_id=worker,
        robot_id="child_allowance_claim",
        worker=worker,
        wanted=2,
        is_alive=lambda worker: True,
        now=now or office.now(),
    )


@pytest.fixture
def queued(office, tmp_path):
    """Two notices that are ready."""
    path = tmp_path / "異動届.csv"
    rows = make_rows(8, seed=1)[:2]
    lines = [",".join(f'"{row[name]}"' for name in HEADERS) for row in rows]
    path.write_text("\n".join([",".join(HEADERS), *lines]), encoding="utf-8")
    office.importing.import_preview(
        office.importing.preview("employee_transfer", path), operator="test"
    )
    return RunRequest(robot_id="employee_transfer", operator="test", parallel=3)


def test_a_number_that_another_run_works_with_is_not_used_a_second_time(office, queued):
    # Of a PC that this one cannot look into.
    take_number(office, worker="pc-7:123:1.0")
    with pytest.raises(InputError, match="「児童手当 認定請求 入力」.*pc-7"):
        run(office, queued, on_event=print, orders=Orders())


def test_a_number_of_a_run_that_died_is_free_again(office, queued):
    here = f"{socket.gethostname()}:999999:1.0"
    take_number(office, worker=here)
    # It goes on until it looks for the password, and gives its numbers back.
    for _ in range(2):
        with pytest.raises(SetupError, match="登録されていません"):
            run(office, queued, on_event=print, orders=Orders())
