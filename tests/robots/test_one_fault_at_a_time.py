"""What becomes of an item when the system errs once, or errs all the time."""

from dataclasses import replace

import pytest

from bench.transfers.__main__ import make_rows
from rpa_suite.errors import SiteTrouble
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_robot
from tests.support.rehearsal import ROBOTS

pytestmark = pytest.mark.browser
COLUMNS = load_robot(ROBOTS / "employee_transfer").table.columns
ALWAYS = {"every": 1}
ONCE = {"at": [1]}


@pytest.fixture
def transfer(rehearse):
    """One plain notice, queued, that is tried again at once."""
    rehearsal = rehearse("employee_transfer")
    rehearsal.robot = replace(rehearsal.robot, retry_after_seconds=0.0)
    row = make_rows(8, seed=1)[0]
    rehearsal.queue([{n: row[header] for header, n in COLUMNS.items() if row[header]}])
    return rehearsal


def named(faults):
    return "-".join([*faults, *(str(f.get("way", "")) for f in faults.values())])


@pytest.mark.parametrize(
    ("faults", "pressed"),
    [
        # How often 登録 was pressed: a second time only where nothing was stored.
        ({"F01": ONCE | {"way": "register"}}, 1),
        ({"F02": {"at": [4], "way": "page"}}, 1),
        ({"F02": ONCE | {"way": "before"}}, 2),
        ({"F02": ONCE | {"way": "after"}}, 1),
        ({"F03": ONCE}, 2),
        ({"F04": ONCE}, 1),
        ({"F05": ALWAYS | {"way": "notice"}}, 1),
        ({"F09": ONCE | {"way": "closes"}}, 1),
        ({"F25": ONCE | {"way": "logout"}}, 1),
        (
            dict.fromkeys(("F06", "F07", "F13", "F24", "F29"), ALWAYS)
            | {"F05": ALWAYS | {"way": "beforeunload"}}
            | {"F25": ALWAYS | {"way": "stolen"}},
            1,
        ),
    ],
    ids=lambda value: named(value) if isinstance(value, dict) else "",
)
def test_the_item_is_entered_once_all_the_same(transfer, faults, pressed):
    transfer.misbehave(**faults)
    transfer.run()

    (item,) = transfer.store.items.find()
    assert item.state is ItemState.DONE, (item.reason_code, item.reason)
    assert [row["receipt"] for row in transfer.rows()] == [item.receipt]
    steps = [each.to_state for each in transfer.store.items.history(item.id)]
    assert steps.count(ItemState.SUBMITTING) == pressed


@pytest.mark.parametrize(
    ("way", "code", "pressed"),
    [
        ("reset_before", "CONNECTION", 2),
        ("reset_after", "CONNECTION", 1),
        ("500_before", "SERVER", 2),
        ("500_after", "SERVER", 1),
    ],
)
def test_an_answer_that_will_not_come_is_not_waited_for(transfer, way, code, pressed):
    transfer.misbehave(F19=ONCE | {"way": way})
    transfer.run()

    (item,) = transfer.store.items.find()
    assert [row["receipt"] for row in transfer.rows()] == [item.receipt]
    history = transfer.store.items.history(item.id)
    steps = [each.to_state for each in history]
    assert steps.count(ItemState.SUBMITTING) == pressed
    doubts = [e.reason_code for e in history if e.to_state is ItemState.IN_DOUBT]
    assert doubts == [code]


def test_too_many_people_found_are_for_a_person(transfer):
    transfer.misbehave(F15=ONCE)
    transfer.run()

    (item,) = transfer.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "W0105")
    assert transfer.rows() == []


def test_a_search_that_always_closes_itself_is_named_and_ends_the_run(transfer):
    transfer.robot = replace(transfer.robot, attempts=9)
    transfer.misbehave(F09=ALWAYS | {"way": "closes"})

    with pytest.raises(SiteTrouble, match="5件続けて.*自分で閉じました") as caught:
        transfer.run()

    (item,) = transfer.store.items.find()
    assert caught.value.code == item.reason_code == "SEARCH_CLOSED"
    assert (item.state, item.attempts) == (ItemState.READY, 5)
    assert transfer.rows() == []
