"""Differences from the system's list: kept once, settled by a person, never removed."""

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.work import ItemState, RunState
from tests.store.samples import NOW, a_run, add_one, an_attempt, walk


@pytest.fixture
def run(store):
    return a_run(store)


def test_what_a_run_that_died_could_not_look_up_is_left_to_the_next(store, run):
    item = add_one(store)
    an_attempt(store, item, run)
    walk(store, item, ItemState.SUBMITTING, ItemState.DONE)
    store.runs.finish(run.id, RunState.BROKEN, "", now=NOW)
    next_run = a_run(store)
    receipt = store.items.get(item.id).receipt
    assert store.discrepancies.unreconciled(next_run.id) == {receipt: item.id}

    store.discrepancies.record(next_run.id, absent={}, unknown=set(), now=NOW)
    assert store.discrepancies.unreconciled(a_run(store).id) == {}


def test_a_difference_is_kept_once_however_often_it_is_found(store, run):
    for _ in range(2):
        store.discrepancies.record(run.id, absent={}, unknown={"X"}, now=NOW)
    (found,) = store.discrepancies.find()
    assert (found.kind, found.receipt) == (DiscrepancyKind.UNKNOWN, "X")


def test_a_settled_difference_says_who_did_what_and_stays(store, run):
    store.discrepancies.record(run.id, absent={}, unknown={"X"}, now=NOW)
    store.discrepancies.settle("X", who="係長", note="画面で確かめた", now=NOW)
    assert store.discrepancies.find(settled=False) == []
    (found,) = store.discrepancies.find(settled=True)
    assert (found.settled_by, found.note) == ("係長", "画面で確かめた")


def test_what_is_not_open_cannot_be_settled(store, run):
    with pytest.raises(StoreError, match="未対応の不一致はありません"):
        store.discrepancies.settle("X", who="係長", note="?", now=NOW)
