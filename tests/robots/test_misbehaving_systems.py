"""The shipped robots on a training system that misbehaves in one way at a time."""

import urllib.parse
import urllib.request
from dataclasses import replace

import pytest

from bench.transfers.__main__ import make_rows
from rpa_suite.errors import ScreenChanged, SignInRefused, SiteClosed
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_robot
from tests.support.rehearsal import ROBOTS

pytestmark = pytest.mark.browser
COLUMNS = load_robot(ROBOTS / "employee_transfer").table.columns
ALWAYS = {"every": 1}


def records(count):
    return [
        {name: row[header] for header, name in COLUMNS.items() if row[header]}
        for row in make_rows(8, seed=1)[:count]
    ]


@pytest.fixture
def transfers(rehearse):
    """Two plain notices, queued."""
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(2))
    return rehearsal


def test_a_doubt_that_looking_cannot_settle_is_left_to_a_person_with_the_reason(
    rehearse,
):
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(1))
    # The answer to 登録 is lost, and then nobody can be found to look for.
    rehearsal.misbehave(F19={"at": [1], "way": "reset_after"}, F15={"at": [2]})
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.IN_DOUBT, "ASK_W0105")
    assert "業務システムで確かめてください" in item.reason
    assert item.lease_owner is None
    rehearsal.misbehave()
    rehearsal.run()
    assert rehearsal.states() == [ItemState.DONE]


def both_once(rehearsal):
    receipts = [item.receipt for item in rehearsal.store.items.find()]
    stored = [row["receipt"] for row in rehearsal.rows()]
    return rehearsal.states() == [ItemState.DONE] * 2 and sorted(stored) == sorted(
        receipts
    )


@pytest.mark.parametrize(
    "faults",
    [
        {"F14": ALWAYS},
        {"F30": ALWAYS},
        {"F09": ALWAYS | {"way": "nested"}},
        {"F09": ALWAYS | {"way": "notice"}},
        {"F27": ALWAYS | {"way": "terms"}},
        {"F27": ALWAYS | {"way": "delay"}},
        {"F08": ALWAYS},
        {"F11": ALWAYS},
        {"F26": ALWAYS},
        {"F10": ALWAYS},
        {"F23": ALWAYS | {"way": "list"}},
    ],
    ids=lambda faults: "-".join(
        [*faults, *(str(f.get("way", "")) for f in faults.values())]
    ),
)
def test_what_the_system_does_all_the_time_changes_nothing(transfers, faults):
    transfers.misbehave(**faults)
    transfers.run()
    assert both_once(transfers), [
        (i.state, i.reason_code, i.reason) for i in transfers.store.items.find()
    ]


def test_the_year_in_which_entries_go_is_chosen_never_left_as_it_is(transfers):
    transfers.misbehave(F30=ALWAYS)
    transfers.run()
    assert {row["year"] for row in transfers.rows()} == {2026}


def test_screens_of_another_version_end_the_run_before_anything_is_typed(transfers):
    transfers.misbehave(F21=ALWAYS)
    with pytest.raises(ScreenChanged, match="画面版 1.0→2.0"):
        transfers.run()
    assert transfers.states() == [ItemState.READY] * 2
    assert transfers.rows() == []


@pytest.mark.parametrize("way", ["refused", "hidden"])
def test_a_menu_without_the_right_ends_the_run_and_says_so(transfers, way):
    transfers.misbehave(F28=ALWAYS | {"way": way})
    with pytest.raises(SiteClosed, match="権限"):
        transfers.run()
    assert transfers.states() == [ItemState.READY] * 2


@pytest.mark.parametrize("way", ["modal", "confirm", "alert"])
def test_what_nobody_expected_is_left_to_a_person(transfers, way):
    transfers.misbehave(F05={"at": [4], "way": way})
    transfers.run()
    first, second = transfers.store.items.find()
    assert (first.state, first.reason_code) == (ItemState.REJECTED, "UNKNOWN_DIALOG")
    assert second.state is ItemState.DONE
    assert [row["receipt"] for row in transfers.rows()] == [second.receipt]


def test_what_nobody_expected_at_signing_in_ends_the_run(transfers):
    transfers.misbehave(F05=ALWAYS | {"way": "alert"})
    with pytest.raises(SiteClosed, match="知らない"):
        transfers.run()
    assert transfers.states() == [ItemState.READY] * 2


def expire_passwords(rehearsal, every):
    url = f"{rehearsal.url}/instructor/passwords"
    urllib.request.urlopen(url, f"every={every}".encode()).close()


def test_a_password_that_has_run_out_ends_the_run_and_is_not_changed(transfers):
    expire_passwords(transfers, 1)
    with pytest.raises(SignInRefused, match="有効期限が切れています"):
        transfers.run()
    assert transfers.states() == [ItemState.READY] * 2
    expire_passwords(transfers, 0)
    transfers.run()
    assert both_once(transfers)


def sign_in_elsewhere(rehearsal):
    data = urllib.parse.urlencode({"staff": "1000001", "password": "renshu-1"})
    urllib.request.urlopen(f"{rehearsal.url}/login", data.encode()).close()


def test_a_session_left_open_by_an_earlier_run_is_ended(transfers):
    sign_in_elsewhere(transfers)
    transfers.run()
    assert both_once(transfers)


def test_a_session_that_may_be_a_persons_is_left_alone(transfers):
    transfers.robot_only = False
    sign_in_elsewhere(transfers)
    with pytest.raises(SignInRefused, match="別の端末でログイン中"):
        transfers.run()
    assert transfers.rows() == []


def test_a_warning_that_the_section_has_allowed_is_ticked(transfers):
    transfers.robot = replace(transfers.robot, accept_warnings=("W0401",))
    transfers.misbehave(F16={"every": 1, "way": "different"})
    transfers.run()
    assert both_once(transfers)


@pytest.mark.parametrize("way", ["different", "unknown"])
def test_a_warning_that_nobody_has_allowed_is_for_a_person(transfers, way):
    allowed = ("W0401",) if way == "unknown" else ()
    transfers.robot = replace(transfers.robot, accept_warnings=allowed)
    transfers.misbehave(F16={"every": 1, "way": way})
    transfers.run()
    assert transfers.states() == [ItemState.REJECTED] * 2
    assert transfers.rows() == []
