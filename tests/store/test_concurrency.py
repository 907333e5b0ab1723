"""Several processes on one store: nothing is taken, added or counted twice."""

from collections import Counter
from itertools import chain

from rpa_suite.model.work import ItemState
from tests.store import workers
from tests.store.samples import ROBOT, a_batch, a_draft


def test_four_workers_take_each_of_sixty_items_exactly_once(place, store, processes):
    added = store.items.add(a_batch(), [a_draft(n) for n in range(1, 61)])
    names = [f"w{number}" for number in range(4)]

    taken = processes.together(workers.drain, [(place, name) for name in names])

    assert all(taken)
    assert Counter(chain.from_iterable(taken)) == Counter(item.id for item in added)
    holder = {i: name for name, ids in zip(names, taken, strict=True) for i in ids}
    for item in store.items.find(robot_id=ROBOT):
        assert (item.state, item.attempts) == (ItemState.DONE, 1)
        assert item.receipt == holder[item.id]
        steps = store.items.history(item.id)[1:]
        assert [step.to_state for step in steps] == ["ENTERING", "SUBMITTING", "DONE"]
        assert {step.actor for step in steps} == {holder[item.id]}
    # Whoever takes in order never leaves an older item behind for himself.
    order = {item.id: item.number for item in added}
    for ids in taken:
        assert [order[i] for i in ids] == sorted(order[i] for i in ids)


def test_four_processes_that_open_a_new_database_at_once_all_succeed(
    new_place, processes
):
    added = processes.together(workers.open_and_add, [(new_place,)] * 4)

    store = new_place.open()
    assert {item.id for item in store.items.find()} == set(added)
    assert len(new_place.execute("SELECT * FROM alembic_version")) == 1
    store.close()


def test_of_two_that_add_the_same_case_at_once_one_wins_and_the_other_is_told(
    place, store, processes
):
    keys = [f"case {number}" for number in range(20)]

    mine, theirs = processes.together(workers.add_the_same, [(place, keys)] * 2)

    stored = {item.entry_key: item.id for item in store.items.find()}
    assert set(stored) == set(keys)
    for key, one, other in zip(keys, mine, theirs, strict=True):
        assert sorted([one, other]) == [
            ("added", stored[key]),
            ("duplicate", stored[key]),
        ]
    assert len(store.batches.recent(ROBOT)) == len(keys)


def test_of_two_that_book_the_same_item_at_once_one_counts(place, store, processes):
    items = store.items.add(a_batch(), [a_draft(n) for n in range(20)])
    ids = [item.id for item in items]

    mine, theirs = processes.together(workers.book, [(place, ids)] * 2)

    assert all(one != other for one, other in zip(mine, theirs, strict=True))
    assert len(place.execute("SELECT * FROM ledger")) == len(ids)
    assert store.ledger.verify() is None


def test_the_audit_chain_of_two_writers_at_once_stays_whole(place, store, processes):
    written = processes.together(
        workers.write_audit, [(place, "w1", 30), (place, "w2", 30)]
    )

    numbers = list(chain.from_iterable(written))
    assert len(set(numbers)) == 60
    records = store.audit.recent()
    assert sorted(record.sequence for record in records) == sorted(numbers)
    assert Counter(record.actor for record in records) == {"w1": 30, "w2": 30}
    assert store.audit.verify() is None
