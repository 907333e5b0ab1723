import pytest

from bench.transfers.__main__ import make_rows
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_robot
from tests.support.rehearsal import ROBOTS

pytestmark = pytest.mark.browser
COLUMNS = load_robot(ROBOTS / "employee_transfer").table.columns


def records(count):
    return [
        {name: row[header] for header, name in COLUMNS.items() if row[header]}
        for row in make_rows(count, seed=1)
    ]


def test_notices_are_entered_once_and_doubtful_ones_wait_for_a_person(rehearse):
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(8))
    finished = rehearsal.run()
    items = rehearsal.store.items.find()
    by_state = {}
    for item in items:
        by_state.setdefault(item.state, []).append(item)
    assert finished.state == "FINISHED"
    assert [i.reason_code for i in by_state[ItemState.REJECTED]] == ["W1103", "E1102"]
    receipts = [i.receipt for i in by_state[ItemState.DONE]]
    assert len(receipts) == 6, [(i.state, i.reason_code) for i in items]
    assert receipts == [row["receipt"] for row in rehearsal.rows()]


def test_a_second_run_over_the_same_notices_enters_nothing(rehearse):
    rehearsal = rehearse("employee_transfer")
    two = records(8)[:2]
    rehearsal.queue(two)
    rehearsal.run()
    rehearsal.queue(two)
    rehearsal.run()
    assert rehearsal.states() == [
        ItemState.DONE,
        ItemState.DONE,
        ItemState.ALREADY,
        ItemState.ALREADY,
    ]
    assert len(rehearsal.rows()) == 2
