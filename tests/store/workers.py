"""What each of several processes does at once; see ``at_once``."""

import uuid

from rpa_suite.errors import DuplicateEntry
from rpa_suite.model.work import ItemState
from rpa_suite.store import Store
from tests.store.at_once import meet
from tests.store.places import Place
from tests.store.samples import NOW, a_batch, a_draft, a_saving, take


def drain(others: int, place: Place, worker: str) -> list[str]:
    """Finish items until none is left; return the ids of those taken, in order."""
    store = place.open()
    taken: list[str] = []
    while item := take(store, worker):
        taken.append(item.id)
        if len(taken) == 1:
            # Nobody goes on before everybody holds an item: the leases overlap.
            meet(others)
        _finish(store, item.id, worker)
    store.close()
    return taken


def _finish(store: Store, item_id: str, worker: str) -> None:
    for state in (ItemState.SUBMITTING, ItemState.DONE):
        store.items.move(
            item_id, state, actor=worker, worker=worker, receipt=worker, now=NOW
        )


def open_and_add(others: int, place: Place) -> str:
    """Open the store and add an item; return its id."""
    store = place.open()
    (item,) = store.items.add(a_batch(), [a_draft()])
    store.close()
    return item.id


def add_the_same(others: int, place: Place, keys: list[str]) -> list[tuple[str, str]]:
    """Add an item of each key; say whether it was ours, and whose id it has."""
    store = place.open()
    results = []
    for key in keys:
        meet(others)
        try:
            (item,) = store.items.add(a_batch(), [a_draft(entry_key=key)])
            results.append(("added", item.id))
        except DuplicateEntry as error:
            results.append(("duplicate", error.existing_id))
    store.close()
    return results


def write_audit(others: int, place: Place, actor: str, count: int) -> list[int]:
    """Append records and return their numbers."""
    store = place.open()
    meet(others)
    numbers = [
        store.audit.record(
            actor=actor,
            action="test",
            subject=uuid.uuid4().hex,
            detail={"n": str(number)},
            now=NOW,
        )
        for number in range(count)
    ]
    store.close()
    return numbers


def book(others: int, place: Place, item_ids: list[str]) -> list[bool]:
    """Book a saving of each item; say whether it was counted now."""
    store = place.open()
    booked = []
    for item_id in item_ids:
        meet(others)
        booked.append(store.ledger.book(a_saving(item_id=item_id), now=NOW))
    store.close()
    return booked
