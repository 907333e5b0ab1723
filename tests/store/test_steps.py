"""Every step is allowed, recorded, and refused by the database itself otherwise."""

import re
from itertools import product

import pytest
from sqlalchemy.exc import DBAPIError

from rpa_suite.errors import DuplicateEntry, StepNotAllowed, StoreError
from rpa_suite.model.work import NEXT_STATES, ItemEvent, ItemState
from rpa_suite.store.migrations.versions import v0001_initial as initial
from tests.store.samples import (
    NOW,
    a_batch,
    a_draft,
    a_run,
    a_saving,
    add_one,
    an_attempt,
    walk,
)

S = ItemState
ALLOWED = {(start, end) for start, ends in NEXT_STATES.items() for end in ends}
# A way into each state by allowed steps, taken as by a robot.
WAY_TO = {
    S.ENTERING: (),
    S.SUBMITTING: (S.SUBMITTING,),
    S.IN_DOUBT: (S.SUBMITTING, S.IN_DOUBT),
    S.REJECTED: (S.REJECTED,),
    S.FAILED: (S.FAILED,),
    S.HELD: (S.HELD,),
    S.DONE: (S.SUBMITTING, S.DONE),
    S.ALREADY: (S.ALREADY,),
    S.BY_HAND: (S.REJECTED, S.BY_HAND),
}


def an_item_in(store, state):
    if state in (S.REVIEW, S.READY):
        return add_one(store, state=state)
    item = add_one(store)
    if state is S.WITHDRAWN:
        return store.items.move(item.id, state, actor="clerk", now=NOW)
    return walk(store, item, *WAY_TO[state])


def put_away(store):
    """Withdraw what is READY: the next item shall be the only one to take."""
    for left in store.items.find(states=(S.READY,)):
        store.items.move(left.id, S.WITHDRAWN, actor="clerk", now=NOW)


def test_the_migration_froze_the_steps_and_states_of_the_model(place, store):
    assert len(initial.STEPS) == len(set(initial.STEPS))
    assert {(S(start), S(end)) for start, end in initial.STEPS} == ALLOWED
    assert set(initial.STATES) == set(S)
    stored = place.execute("SELECT from_state, to_state FROM item_step")
    assert {(S(start), S(end)) for start, end in stored} == ALLOWED


def test_the_store_takes_the_steps_of_the_table_and_no_others(store):
    for start, end in product(S, set(S) - {S.ENTERING}):
        item = an_item_in(store, start)
        before = store.items.history(item.id)
        step = {
            "actor": "somebody",
            "worker": item.lease_owner,
            "reason_code": "CODE",
            "reason": "理由",
            "receipt": "R-1",
            "now": NOW,
        }

        if (start, end) in ALLOWED:
            moved = store.items.move(item.id, end, **step)

            assert moved == store.items.get(item.id)
            assert (moved.state, moved.reason_code, moved.reason) == (
                end,
                "CODE",
                "理由",
            )
            *earlier, last = store.items.history(item.id)
            assert earlier == before
            assert last == ItemEvent(
                item_id=item.id,
                at=NOW,
                actor="somebody",
                from_state=start,
                to_state=end,
                reason_code="CODE",
                reason="理由",
            )
        else:
            with pytest.raises(StepNotAllowed, match=re.escape(f"「{end.label}」へ")):
                store.items.move(item.id, end, **step)

            assert store.items.get(item.id) == item
            assert store.items.history(item.id) == before
        put_away(store)


def test_only_taking_leads_into_entering(store):
    for start in S:
        item = an_item_in(store, start)

        with pytest.raises(StepNotAllowed):
            store.items.move(
                item.id, S.ENTERING, actor="w1", worker=item.lease_owner, now=NOW
            )

        assert store.items.get(item.id) == item
        put_away(store)


def test_every_step_of_a_whole_life_leaves_one_event(store):
    item = add_one(store, state=S.REVIEW)
    store.items.confirm(
        item.id, values={}, entry_key="k", who="clerk", seconds=1.0, now=NOW
    )
    walk(store, item, S.SUBMITTING)
    store.items.recover(dead_worker="w1", now=NOW)
    store.items.move(item.id, S.DONE, actor="clerk", receipt="R-1", now=NOW)

    history = store.items.history(item.id)

    assert [(event.from_state, event.to_state) for event in history] == [
        (None, S.REVIEW),
        (S.REVIEW, S.READY),
        (S.READY, S.ENTERING),
        (S.ENTERING, S.SUBMITTING),
        (S.SUBMITTING, S.IN_DOUBT),
        (S.IN_DOUBT, S.DONE),
    ]
    assert [event.actor for event in history] == [
        "clerk",
        "clerk",
        "w1",
        "w1",
        "rpa-suite",
        "clerk",
    ]


def test_done_without_a_receipt_is_refused_and_leaves_no_event(store):
    item = an_item_in(store, S.SUBMITTING)
    before = store.items.history(item.id)

    with pytest.raises(StoreError, match="矛盾する変更を断りました"):
        store.items.move(item.id, S.DONE, actor="w1", worker="w1", now=NOW)

    assert store.items.get(item.id) == item
    assert store.items.history(item.id) == before


# What a person confirms.


def test_a_confirmed_item_is_ready_with_its_values_and_a_recorded_look(store, place):
    item = add_one(store, state=S.REVIEW, doubts={"name": "薄い"})

    confirmed = store.items.confirm(
        item.id,
        values={"name": "架空 太郎"},
        entry_key="new key",
        who="checker",
        seconds=12.5,
        now=NOW,
    )

    assert confirmed == store.items.get(item.id)
    assert confirmed.state is S.READY
    assert confirmed.values == {"name": "架空 太郎"}
    assert confirmed.doubts == {}
    assert (confirmed.entry_key, confirmed.review_seconds) == ("new key", 12.5)
    assert place.execute("SELECT item_id, who, seconds FROM look") == [
        (item.id, "checker", 12.5)
    ]
    assert store.items.history(item.id)[-1].reason_code == "CONFIRMED"


def test_the_seconds_of_every_look_add_up(store):
    item = add_one(store, state=S.REVIEW)
    look = {"values": {}, "entry_key": "k", "who": "checker", "now": NOW}
    store.items.confirm(item.id, seconds=2.0, **look)
    walk(store, item, S.REJECTED, S.REVIEW)

    assert store.items.confirm(item.id, seconds=3.5, **look).review_seconds == 5.5


def test_a_correction_into_a_case_that_is_queued_already_is_refused(store, place):
    known = add_one(store)
    item = add_one(store, state=S.REVIEW)

    with pytest.raises(DuplicateEntry) as caught:
        store.items.confirm(
            item.id,
            values={"name": "架空 太郎"},
            entry_key=known.entry_key,
            who="checker",
            seconds=1.0,
            now=NOW,
        )

    assert caught.value.existing_id == known.id
    assert store.items.get(item.id) == item
    assert place.execute("SELECT * FROM look") == []


def test_only_an_item_under_review_is_confirmed(store, place):
    for state in set(S) - {S.REVIEW}:
        item = an_item_in(store, state)

        with pytest.raises(StepNotAllowed, match="確認できません"):
            store.items.confirm(
                item.id, values={}, entry_key="k", who="clerk", seconds=1.0, now=NOW
            )

        assert store.items.get(item.id) == item
        put_away(store)
    assert place.execute("SELECT * FROM look") == []


# Past the suite's code, straight at the database.


def test_the_database_refuses_every_step_that_is_not_in_its_table(store, place):
    statement = "UPDATE item SET state = :end, receipt = 'R-1' WHERE id = :id"

    for start in S:
        item = an_item_in(store, start)
        for end in set(S) - NEXT_STATES[start] - {start}:
            with pytest.raises(DBAPIError, match="item_step: this step is not"):
                place.execute(statement, end=end.value, id=item.id)
        assert store.items.get(item.id) == item
        put_away(store)


def test_the_database_refuses_done_without_a_receipt(store, place):
    item = an_item_in(store, S.SUBMITTING)

    with pytest.raises(DBAPIError, match="item_receipt"):
        place.execute("UPDATE item SET state = 'DONE' WHERE id = :id", id=item.id)

    assert store.items.get(item.id).state is S.SUBMITTING


def test_the_database_refuses_a_state_that_nobody_knows(store, place):
    item = add_one(store)

    with pytest.raises(DBAPIError, match=r"item_state|item_step"):
        place.execute("UPDATE item SET state = 'LOST' WHERE id = :id", id=item.id)

    assert store.items.get(item.id) == item


def test_the_database_refuses_a_second_live_item_of_the_same_case(store, place):
    one, two = store.items.add(a_batch(), [a_draft(1), a_draft(2)])

    with pytest.raises(DBAPIError, match=r"item_live_key|item\.entry_key"):
        place.execute(
            "UPDATE item SET entry_key = :key WHERE id = :id",
            key=one.entry_key,
            id=two.id,
        )


def test_the_database_never_deletes_what_was_done(store, place):
    fill_every_table_that_only_grows(store)

    for table in ("item", "item_event", "ledger", "audit"):
        before = place.execute(f"SELECT * FROM {table}")
        assert before
        statements = [f"DELETE FROM {table}"]
        if not place.is_sqlite:
            statements.append(f"TRUNCATE {table} CASCADE")
        for statement in statements:
            with pytest.raises(DBAPIError, match=r"append only|never deleted"):
                place.execute(statement)
        assert place.execute(f"SELECT * FROM {table}") == before


def test_the_database_never_changes_what_was_written(store, place):
    fill_every_table_that_only_grows(store)

    for table in ("item_event", "ledger", "audit"):
        before = place.execute(f"SELECT * FROM {table}")
        assert before
        with pytest.raises(DBAPIError, match="append only"):
            place.execute(f"UPDATE {table} SET sequence = sequence + 1")
        assert place.execute(f"SELECT * FROM {table}") == before


def fill_every_table_that_only_grows(store):
    item = add_one(store)
    run = a_run(store)
    an_attempt(store, item, run)
    store.ledger.book(a_saving(item_id=item.id, run_id=run.id), now=NOW)
    store.audit.record(actor="a", action="b", subject="c", detail={}, now=NOW)
