"""A run with nothing to do."""

import pytest

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
