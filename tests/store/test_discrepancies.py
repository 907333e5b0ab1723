"""Differences from the system's list: kept once, settled by a person, never removed."""

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.work import ItemState, RunState
from tests.store.samples import NOW, a_run, add_one, an_attempt, walk


@pytest.fixture
def run(store):
    return a_run(store)


def record(store, run, *, different=(), unknown=()):
    store.discrepancies.record(
        run.id, absent={}, different=dict(different), unknown=set(unknown), now=NOW
    )


def test_what_a_run_that_died_could_not_look_up_is_left_to_the_next(store, run):
    item = add_one(store)
    an_attempt(store, item, run)
    walk(store, item, ItemState.SUBMITTING, ItemState.DONE)
    store.runs.finish(run.id, RunState.BROKEN, "", now=NOW)
    next_run = a_run(store)
    receipt = store.items.get(item.id).receipt
    assert store.discrepancies.waiting(run.robot_id, run.environment)
    ours, since = store.discrepancies.unreconciled(next_run.id)
    assert (ours, since) == ({receipt: item.id}, run.started_at)

    record(store, next_run)
    assert not store.discrepancies.waiting(run.robot_id, run.environment)
    assert store.discrepancies.unreconciled(a_run(store).id)[0] == {}


def test_a_difference_is_kept_once_however_often_it_is_found(store, run):
    for _ in range(2):
        record(store, run, unknown={"X"})
    (found,) = store.discrepancies.find()
    assert (found.kind, found.receipt) == (DiscrepancyKind.UNKNOWN, "X")


def test_open_differences_are_told_by_robot(store, run):
    other = a_run(store, robot_id="another")
    record(store, run, unknown={"X", "Y"})
    record(store, other, unknown={"Z"})
    store.discrepancies.settle("X", who="係長", note="見た", now=NOW)

    found = store.discrepancies.open_by_robot()

    told = {robot: [each.receipt for each in some] for robot, some in found.items()}
    assert told == {run.robot_id: ["Y"], "another": ["Z"]}


def test_a_settled_difference_says_who_did_what_and_stays(store, run):
    record(store, run, unknown={"X"})
    store.discrepancies.settle("X", who="係長", note="画面で確かめた", now=NOW)
    assert store.discrepancies.find(settled=False) == []
    (found,) = store.discrepancies.find(settled=True)
    assert (found.settled_by, found.note) == ("係長", "画面で確かめた")


def test_other_values_are_kept_as_the_labels_that_differ(store, run):
    item = add_one(store)
    record(store, run, different={"R": (item.id, ["異動内容/徴収済額", "従業員/氏名"])})
    (found,) = store.discrepancies.find()
    assert (found.kind, found.item_id) == (DiscrepancyKind.DIFFERENT, item.id)
    assert found.labels == "異動内容/徴収済額、従業員/氏名"


def test_an_entry_that_another_pc_had_not_stored_yet_settles_itself(store, run):
    item = add_one(store)
    an_attempt(store, item, run)
    walk(store, item, ItemState.SUBMITTING)
    record(store, run, unknown={"R-0001"})
    store.items.move(
        item.id,
        ItemState.DONE,
        actor="w1",
        worker="w1",
        receipt="R-0001",
        now=NOW,
    )
    record(store, run)
    assert [each.receipt for each in store.discrepancies.find(settled=False)] == []


def test_what_is_not_open_cannot_be_settled(store, run):
    with pytest.raises(StoreError, match="未対応の不一致はありません"):
        store.discrepancies.settle("X", who="係長", note="?", now=NOW)
