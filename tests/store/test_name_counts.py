"""The counted names of the office's register: one at a time, sealed."""

from dataclasses import replace

import pytest

from tests.store.samples import NOW

FACTS = {"people": 3, "surnames": 2, "given_names": 2, "who": "kanri", "now": NOW}


def test_without_a_register_there_is_nothing(store):
    assert store.name_counts.current() is None
    assert store.name_counts.content() == b""
    store.name_counts.remove()


def test_a_newer_count_takes_the_place_of_the_older_one(store, place):
    store.name_counts.replace(b"first", **FACTS)
    kept = store.name_counts.replace(b"second", **FACTS | {"people": 4})
    assert store.name_counts.current() == replace(kept, people=4)
    assert store.name_counts.content() == b"second"
    (file,) = place.sealed_files()
    assert b"second" not in file.read_bytes()


def test_what_is_removed_leaves_no_file(store, place):
    store.name_counts.replace(b"first", **FACTS)
    store.name_counts.remove()
    assert store.name_counts.current() is None
    assert place.sealed_files() == []


def test_a_count_that_is_not_stored_whole_leaves_the_older_one(store, place):
    store.name_counts.replace(b"first", **FACTS)
    with pytest.raises(RuntimeError), store.together():
        store.name_counts.replace(b"second", **FACTS)
        raise RuntimeError
    assert store.name_counts.content() == b"first"
    assert len(place.sealed_files()) == 1
