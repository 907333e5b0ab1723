"""Acts and their records are stored together or not at all, files included."""

import threading

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.work import ItemState
from rpa_suite.store import BatchSource, TrayDraft
from tests.store.samples import NOW, ROBOT, a_batch, a_draft, add_one

TRAY = {"source_name": "束.pdf", "source_sha256": "1" * 64, "who": "clerk", "now": NOW}
PAGE = TrayDraft(page=1, picture=b"page", template_id="", reason="QRコードなし")


class PowerCut(Exception):
    """Nothing after this happens."""


def record(store, action="act"):
    store.audit.record(actor="clerk", action=action, subject="x", detail={}, now=NOW)


def test_an_act_goes_with_a_record_that_fails(store, place):
    with pytest.raises(PowerCut), store.together():
        item = add_one(store)
        store.tray.add([PAGE], **TRAY)
        record(store)
        assert store.items.get(item.id).state is ItemState.READY  # seen from inside
        raise PowerCut

    assert store.items.find() == []
    assert store.tray.find() == []
    assert store.audit.recent() == []
    assert place.sealed_files() == []


def test_what_succeeds_is_stored_as_one(store, place):
    with store.together():
        store.tray.add([PAGE], **TRAY)
        record(store, "first")
        record(store, "second")

    assert [each.action for each in store.audit.recent()] == ["second", "first"]
    assert store.audit.verify() is None
    assert len(place.sealed_files()) == 1


def test_a_picture_is_removed_only_when_the_act_is_stored(store, place):
    (page,) = store.tray.add([PAGE], **TRAY)
    with pytest.raises(PowerCut), store.together():
        store.tray.settle([page.id], who="clerk", note="破棄", now=NOW)
        assert len(place.sealed_files()) == 1
        raise PowerCut
    assert store.tray.pictures([page.id]) == {page.id: b"page"}

    with store.together():
        store.tray.settle([page.id], who="clerk", note="破棄", now=NOW)
    assert place.sealed_files() == []


def test_a_smaller_whole_is_part_of_the_larger(store, place):
    with pytest.raises(PowerCut), store.together():
        with store.together():
            store.tray.add([PAGE], **TRAY)
        record(store)
        raise PowerCut
    assert store.tray.find() == []
    assert store.audit.recent() == []
    assert place.sealed_files() == []


def test_another_thread_takes_no_part(store):
    seen = []
    with store.together():
        add_one(store)
        looking = threading.Thread(target=lambda: seen.append(store.items.find()))
        looking.start()
        looking.join()
    assert seen == [[]]
    assert len(store.items.find()) == 1


def test_what_belongs_to_an_import_is_stored_with_it_or_nothing_is(store, place):
    def fails(items):
        record(store)
        raise StoreError("disk full")

    source = BatchSource(content=b"a,b", left_out={})
    with pytest.raises(StoreError):
        store.items.add(a_batch(), [a_draft()], source, also=fails)

    assert store.batches.recent(ROBOT) == []
    assert store.audit.recent() == []
    assert place.sealed_files() == []
