"""Items are added whole or not at all, and found again."""

import errno
import uuid
from contextlib import closing

import pytest

from rpa_suite.errors import DuplicateEntry, StepNotAllowed, StoreError
from rpa_suite.model.forms import FilledForm, Reading
from rpa_suite.model.work import ItemState
from rpa_suite.security.vault import Vault
from rpa_suite.store import ItemDraft, open_store
from rpa_suite.store.sources import BatchSource
from tests.store.places import KEY
from tests.store.samples import NOW, ROBOT, a_batch, a_draft, add_one

FORM = FilledForm(
    template_id="child_allowance_claim",
    edition="2026",
    readings=(Reading(field_id="name", text="架空", value="架空", confidence=0.5),),
)


def from_paper(**changes) -> ItemDraft:
    return a_draft(form=FORM, pages={1: b"one", 2: b"two"}, **changes)


def test_an_item_comes_back_as_it_was_added(store):
    batch = a_batch()
    draft = a_draft(
        number=7,
        values={"name": "架空 花子", "child": [{"name": "架空 一郎"}], "note": ""},
        doubts={"child[1].name": "薄い"},
        state=ItemState.REVIEW,
    )

    (added,) = store.items.add(batch, [draft])

    found = store.items.get(added.id)
    assert found == added
    assert (found.number, found.values, found.doubts, found.state) == (
        7,
        draft.values,
        draft.doubts,
        ItemState.REVIEW,
    )
    assert (found.batch_id, found.robot_id, found.entry_key) == (
        batch.id,
        ROBOT,
        draft.entry_key,
    )
    assert found.created_at == found.updated_at == NOW
    assert (found.attempts, found.lease_owner, found.receipt) == (0, None, None)


def test_a_batch_comes_back_as_it_was_added(store):
    batch = a_batch(approved_by="chief", approved_at=NOW, payload_hash="a" * 64)

    store.items.add(batch, [a_draft()])

    assert store.batches.get(batch.id) == batch
    assert store.batches.recent(ROBOT) == [batch]
    assert store.batches.with_source(ROBOT, batch.source_sha256) == batch
    assert store.batches.with_source(ROBOT, "1" * 64) is None


def test_a_batch_without_any_item_is_stored(store):
    batch = a_batch()

    assert store.items.add(batch, []) == []
    assert store.batches.get(batch.id) == batch


def test_what_is_not_there_is_named_by_its_id(store):
    for holder in (store.items, store.batches, store.runs):
        with pytest.raises(StoreError, match=r"^\S+ nowhere はありません。$"):
            holder.get("nowhere")


def test_items_are_found_oldest_first_by_robot_batch_and_state(store):
    first, second, other = a_batch(), a_batch(), a_batch(robot_id="other")
    one, two = store.items.add(first, [a_draft(1), a_draft(2, state=ItemState.REVIEW)])
    (three,) = store.items.add(second, [a_draft(1)])
    (four,) = store.items.add(other, [a_draft(1)])

    def found(**wanted):
        return [item.id for item in store.items.find(**wanted)]

    assert found() == [one.id, two.id, three.id, four.id]
    assert found(robot_id=ROBOT) == [one.id, two.id, three.id]
    assert found(batch_id=first.id) == [one.id, two.id]
    assert found(robot_id=ROBOT, states=(ItemState.READY,)) == [one.id, three.id]
    assert found(states=(ItemState.REVIEW, ItemState.READY), limit=2) == [
        one.id,
        two.id,
    ]
    assert found(states=(ItemState.DONE,)) == []


def test_items_are_counted_by_robot_and_state(store):
    review = {"state": ItemState.REVIEW}
    store.items.add(a_batch(), [a_draft(1), a_draft(2), a_draft(3, **review)])
    store.items.add(a_batch(robot_id="other"), [a_draft(1, **review)])

    assert store.items.counts() == {
        ROBOT: {ItemState.READY: 2, ItemState.REVIEW: 1},
        "other": {ItemState.REVIEW: 1},
    }
    assert store.items.counts("other") == {"other": {ItemState.REVIEW: 1}}
    assert store.items.counts("nobody") == {}


def test_a_duplicate_in_the_middle_leaves_no_batch_no_item_and_no_file(store, place):
    known = add_one(store)
    batch = a_batch()
    drafts = [from_paper(number=1), from_paper(number=2), from_paper(number=3)]
    drafts[1] = from_paper(number=2, entry_key=known.entry_key)

    with pytest.raises(DuplicateEntry, match=r"^2 番は") as caught:
        store.items.add(batch, drafts)

    assert caught.value.existing_id == known.id
    assert [item.id for item in store.items.find()] == [known.id]
    with pytest.raises(StoreError):
        store.batches.get(batch.id)
    assert place.sealed_files() == []
    for table in ("form", "form_page"):
        assert place.execute(f"SELECT * FROM {table}") == []
    assert len(place.execute("SELECT * FROM item_event")) == 1


def test_the_same_case_twice_in_one_batch_is_a_duplicate(store):
    drafts = [a_draft(1, entry_key="same"), a_draft(2, entry_key="same")]

    with pytest.raises(DuplicateEntry, match=r"^2 番は"):
        store.items.add(a_batch(), drafts)

    assert store.items.find() == []


def test_the_same_case_may_wait_for_two_robots(store):
    mine, theirs = a_batch(), a_batch(robot_id="other")

    for batch in (mine, theirs):
        store.items.add(batch, [a_draft(entry_key="same")])

    assert store.items.with_entry_key("other", "same").batch_id == theirs.id


def test_a_withdrawn_item_frees_its_key(store):
    first = add_one(store, entry_key="same")
    store.items.move(first.id, ItemState.WITHDRAWN, actor="clerk", now=NOW)
    assert store.items.with_entry_key(ROBOT, "same") is None

    second = add_one(store, entry_key="same")

    assert store.items.with_entry_key(ROBOT, "same") == second
    with pytest.raises(DuplicateEntry) as caught:
        add_one(store, entry_key="same")
    assert caught.value.existing_id == second.id


class BreakingDisk(Vault):
    """Seals the first file; at the second one the disk is full."""

    written = 0

    def seal(self, plain: bytes, *, purpose: str) -> bytes:
        if purpose.startswith("file/"):
            self.written += 1
            if self.written > 1:
                raise OSError(errno.ENOSPC, "no space left")
        return super().seal(plain, purpose=purpose)


def test_a_disk_that_fails_at_the_second_page_keeps_nothing_of_the_first(place):
    vault = BreakingDisk(KEY)
    with closing(open_store(place.url, vault, files=place.files)) as store:
        with pytest.raises(StoreError, match="保存できません"):
            store.items.add(a_batch(), [from_paper()])

        assert place.sealed_files() == []
        assert store.items.find() == []


class FullDisk(Vault):
    """A vault on whose disk no file can be written."""

    def seal(self, plain: bytes, *, purpose: str) -> bytes:
        if purpose.startswith("file/"):
            raise OSError(errno.ENOSPC, "no space left")
        return super().seal(plain, purpose=purpose)


def test_rows_are_not_imported_without_the_file_to_give_back(place):
    source = BatchSource(content=b"a,b", left_out={})
    with closing(open_store(place.url, FullDisk(KEY), files=place.files)) as store:
        with pytest.raises(StoreError, match="保存できません"):
            store.items.add(a_batch(), [a_draft()], source)
        assert store.items.find() == []
        assert store.batches.recent(ROBOT) == []


def test_the_file_goes_with_rows_that_are_refused(store, place):
    store.items.add(a_batch(), [a_draft(entry_key="same")])
    source = BatchSource(content=b"a,b", left_out={2: "E0101"})
    with pytest.raises(DuplicateEntry):
        store.items.add(a_batch(), [a_draft(entry_key="same")], source)
    assert place.sealed_files() == []

    batch = a_batch()
    store.items.add(batch, [a_draft(entry_key="another")], source)
    assert store.sources.of_batch(batch.id) == source


def test_an_import_cannot_begin_half_way(store):
    for state in set(ItemState) - {ItemState.REVIEW, ItemState.READY}:
        with pytest.raises(StepNotAllowed):
            store.items.add(a_batch(), [a_draft(state=state)])

    assert store.batches.recent(ROBOT) == []


def test_an_unstorable_value_never_shows_what_is_beside_it(store):
    draft = a_draft(values={"name": "架空 花子", "born": uuid.uuid4()})

    with pytest.raises(Exception, match="JSON serializable") as caught:
        store.items.add(a_batch(), [draft])

    assert "架空" not in str(caught.value)
    assert store.items.find() == []
