"""The table of allowed steps, and items that move by it only."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.errors import StepNotAllowed
from rpa_suite.model.work import NEXT_STATES, STATE_LABELS, ItemState, WorkItem

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def an_item(state: ItemState = ItemState.READY) -> WorkItem:
    return WorkItem(
        id="a",
        batch_id="b",
        robot_id="r",
        number=1,
        state=state,
        values={},
        entry_key="k",
        created_at=NOW,
        updated_at=NOW,
    )


def test_every_state_has_a_row_in_the_table_and_a_label():
    assert set(NEXT_STATES) == set(ItemState)
    assert set(STATE_LABELS) == set(ItemState)


def test_exactly_the_four_finished_states_are_terminal():
    assert {state for state in ItemState if state.is_terminal} == {
        ItemState.DONE,
        ItemState.ALREADY,
        ItemState.BY_HAND,
        ItemState.WITHDRAWN,
    }


def test_registration_is_reached_only_through_submitting():
    before_done = {s for s, nexts in NEXT_STATES.items() if ItemState.DONE in nexts}

    assert before_done == {ItemState.SUBMITTING, ItemState.IN_DOUBT}


def test_an_item_in_doubt_never_goes_back_to_typing_directly():
    assert ItemState.ENTERING not in NEXT_STATES[ItemState.IN_DOUBT]
    assert ItemState.READY not in NEXT_STATES[ItemState.SUBMITTING]


def test_a_held_item_can_only_be_finished_by_hand():
    assert NEXT_STATES[ItemState.HELD] == {ItemState.BY_HAND}


@given(st.sampled_from(ItemState), st.sampled_from(ItemState))
def test_moving_is_allowed_exactly_where_the_table_says(start, end):
    item = an_item(start)

    if end in NEXT_STATES[start]:
        assert item.moved_to(end).state is end
    else:
        with pytest.raises(StepNotAllowed):
            item.moved_to(end)


def test_a_receipt_once_given_stays():
    item = an_item(ItemState.SUBMITTING).moved_to(ItemState.DONE, receipt="JT08-1")

    assert item.receipt == "JT08-1"
