"""One worker holds an item at a time; a lease that ends is never guessed about."""

from datetime import timedelta

import pytest

from rpa_suite.errors import LeaseLost
from rpa_suite.model.work import ItemState
from tests.store.samples import (
    A_WHILE,
    LEASE,
    NOW,
    ROBOT,
    a_batch,
    a_draft,
    add_one,
    take,
    walk,
)

SECOND = timedelta(seconds=1)


def take_in_doubt(store, worker="w2", now=NOW):
    return store.items.take_in_doubt(ROBOT, worker=worker, now=now, lease_seconds=LEASE)


def test_the_oldest_item_is_taken_first(store):
    added = store.items.add(a_batch(), [a_draft(n) for n in (3, 1, 2)])

    taken = [take(store, worker).id for worker in ("w1", "w2", "w1")]

    assert taken == [item.id for item in added]
    assert take(store) is None


def test_a_taken_item_is_entering_and_leased_and_one_attempt_older(store):
    item = add_one(store)

    taken = take(store, "w1")

    assert taken == store.items.get(item.id)
    assert taken.state is ItemState.ENTERING
    assert taken.attempts == 1
    assert taken.lease_owner == "w1"
    assert taken.lease_until == NOW + timedelta(seconds=LEASE)


def test_every_taking_counts_as_an_attempt(store):
    item = add_one(store)
    for _ in range(3):
        take(store)
        store.items.move(item.id, ItemState.READY, actor="w1", worker="w1", now=NOW)

    assert take(store).attempts == 4


def test_an_item_is_not_taken_before_its_time(store):
    later, ready = store.items.add(a_batch(), [a_draft(1), a_draft(2)])
    take(store)
    store.items.move(
        later.id,
        ItemState.READY,
        actor="w1",
        worker="w1",
        not_before=NOW + SECOND,
        now=NOW,
    )

    assert take(store).id == ready.id
    assert take(store) is None
    assert take(store, now=NOW + SECOND).id == later.id


def test_only_items_of_the_robot_and_batch_asked_for_are_taken(store):
    first, second = a_batch(), a_batch()
    store.items.add(a_batch(robot_id="other"), [a_draft()])
    store.items.add(first, [a_draft()])
    (wanted,) = store.items.add(second, [a_draft()])

    assert take(store, batch_id=second.id).id == wanted.id
    assert take(store, batch_id=second.id) is None
    assert take(store).batch_id == first.id
    assert take(store) is None


def test_a_lease_is_renewed_by_its_holder_alone(store):
    item = add_one(store)
    take(store, "w1")
    until = NOW + timedelta(hours=1)

    store.items.renew(item.id, worker="w1", until=until)

    assert store.items.get(item.id).lease_until == until
    with pytest.raises(LeaseLost, match="ほかの実行が引き継ぎました"):
        store.items.renew(item.id, worker="w2", until=until + SECOND)
    assert store.items.get(item.id).lease_until == until


def test_a_lease_that_was_taken_away_cannot_be_renewed(store):
    item = add_one(store)
    take(store, "w1")
    store.items.recover(now=NOW + A_WHILE)

    with pytest.raises(LeaseLost):
        store.items.renew(item.id, worker="w1", until=NOW + 2 * A_WHILE)


def test_another_worker_cannot_move_a_leased_item(store):
    item = add_one(store)
    taken = take(store, "w1")

    with pytest.raises(LeaseLost):
        store.items.move(
            item.id, ItemState.SUBMITTING, actor="w2", worker="w2", now=NOW
        )

    assert store.items.get(item.id) == taken


def test_a_worker_that_lost_its_item_cannot_move_it_after_another_took_it(store):
    item = add_one(store)
    take(store, "w1")
    store.items.recover(now=NOW + A_WHILE)
    take(store, "w2", now=NOW + A_WHILE)

    with pytest.raises(LeaseLost):
        store.items.move(
            item.id, ItemState.SUBMITTING, actor="w1", worker="w1", now=NOW + A_WHILE
        )


def test_a_person_cannot_move_an_item_that_a_robot_works_on(store):
    item = add_one(store)
    taken = take(store, "w1")

    with pytest.raises(LeaseLost, match="明細 1 はロボットが処理しています"):
        store.items.move(item.id, ItemState.FAILED, actor="clerk", now=NOW)

    assert store.items.get(item.id) == taken


def test_the_lease_stays_through_submitting_and_ends_with_the_entry(store):
    item = add_one(store)

    submitting = walk(store, item, ItemState.SUBMITTING)
    done = store.items.move(
        item.id, ItemState.DONE, actor="w1", worker="w1", receipt="R-1", now=NOW
    )

    assert submitting.lease_owner == "w1"
    assert (done.lease_owner, done.lease_until, done.receipt) == (None, None, "R-1")


def test_an_expired_lease_sends_entering_back_and_submitting_into_doubt(store):
    submitting = add_one(store)
    walk(store, submitting, ItemState.SUBMITTING)
    entering = add_one(store)
    take(store, "w2")

    recovered = store.items.recover(now=NOW + A_WHILE)

    assert [(item.id, item.state) for item in recovered] == [
        (submitting.id, ItemState.IN_DOUBT),
        (entering.id, ItemState.READY),
    ]
    for item in recovered:
        assert item == store.items.get(item.id)
        assert (item.lease_owner, item.lease_until) == (None, None)
        assert item.reason_code == "LEASE"
        event = store.items.history(item.id)[-1]
        assert (event.actor, event.to_state) == ("rpa-suite", item.state)
    assert store.items.recover(now=NOW + 2 * A_WHILE) == []


def test_a_lease_that_lives_is_left_alone(store):
    item = add_one(store)
    taken = take(store, "w1")

    assert store.items.recover(now=NOW + timedelta(seconds=LEASE)) == []
    assert store.items.get(item.id) == taken


def test_a_dead_workers_leases_end_at_once_and_no_others(store):
    dead, alive = store.items.add(a_batch(), [a_draft(1), a_draft(2)])
    take(store, "dead")
    take(store, "alive")

    recovered = store.items.recover(dead_worker="dead", now=NOW)

    assert [item.id for item in recovered] == [dead.id]
    assert store.items.get(alive.id).state is ItemState.ENTERING


def test_recovering_can_be_kept_to_one_robot(store):
    mine = add_one(store)
    store.items.add(a_batch(robot_id="other"), [a_draft()])
    take(store, "w1")
    store.items.take("other", worker="w1", now=NOW, lease_seconds=LEASE)

    recovered = store.items.recover(robot_id=ROBOT, now=NOW + A_WHILE)

    assert [item.id for item in recovered] == [mine.id]


def test_an_item_in_doubt_is_leased_without_a_step(store):
    item = add_one(store)
    walk(store, item, ItemState.SUBMITTING, ItemState.IN_DOUBT)
    before = store.items.history(item.id)

    taken = take_in_doubt(store, "w2")

    assert taken == store.items.get(item.id)
    assert (taken.id, taken.state) == (item.id, ItemState.IN_DOUBT)
    assert (taken.lease_owner, taken.attempts) == ("w2", 1)
    assert store.items.history(item.id) == before
    assert take_in_doubt(store, "w3") is None


def test_an_item_in_doubt_that_looking_did_not_settle_says_why_and_is_free(store):
    item = add_one(store)
    walk(store, item, ItemState.SUBMITTING, ItemState.IN_DOUBT)
    take_in_doubt(store, "w2")
    left = store.items.leave_in_doubt(
        item.id, worker="w2", reason_code="ASK_E1102", reason="内容が違う", now=NOW
    )
    assert (left.state, left.reason) == (ItemState.IN_DOUBT, "内容が違う")
    assert take_in_doubt(store, "w3").id == item.id
    with pytest.raises(LeaseLost):
        store.items.leave_in_doubt(
            item.id, worker="w2", reason_code="", reason="", now=NOW
        )


def test_an_item_in_doubt_of_a_dead_worker_is_free_at_once(store):
    item = add_one(store)
    walk(store, item, ItemState.SUBMITTING, ItemState.IN_DOUBT)
    take_in_doubt(store, "w2")
    store.items.recover(robot_id=ROBOT, dead_worker="w2", now=NOW)
    assert take_in_doubt(store, "w3").id == item.id


def test_an_item_in_doubt_is_looked_after_again_when_the_lease_ends(store):
    item = add_one(store)
    walk(store, item, ItemState.SUBMITTING, ItemState.IN_DOUBT)
    take_in_doubt(store, "w2")

    store.items.renew(item.id, worker="w2", until=NOW + 2 * A_WHILE)
    assert take_in_doubt(store, "w3", now=NOW + A_WHILE) is None

    assert take_in_doubt(store, "w3", now=NOW + 3 * A_WHILE).lease_owner == "w3"
    with pytest.raises(LeaseLost):
        store.items.move(
            item.id,
            ItemState.DONE,
            actor="w2",
            worker="w2",
            receipt="R-1",
            now=NOW + 3 * A_WHILE,
        )


def test_an_item_in_doubt_waits_for_its_time_and_for_its_own_robot(store):
    item = add_one(store)
    walk(store, item, ItemState.SUBMITTING)
    store.items.move(
        item.id,
        ItemState.IN_DOUBT,
        actor="w1",
        worker="w1",
        not_before=NOW + SECOND,
        now=NOW,
    )

    assert take_in_doubt(store) is None
    assert (
        store.items.take_in_doubt(
            "other", worker="w2", now=NOW + SECOND, lease_seconds=LEASE
        )
        is None
    )
    assert take_in_doubt(store, now=NOW + SECOND).id == item.id
