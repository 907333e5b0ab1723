"""Nothing personal lies in plain text anywhere, and tampering is noticed."""

import json
import os
import re
from datetime import timedelta

import pytest
from sqlalchemy import inspect

from rpa_suite.errors import StoreError
from rpa_suite.model.forms import Candidate, FilledForm, Reading
from rpa_suite.model.work import ItemState
from rpa_suite.security.vault import Vault
from rpa_suite.store import open_store
from tests.store.places import Place
from tests.store.samples import (
    NOW,
    a_batch,
    a_draft,
    a_run,
    add_one,
    an_attempt,
)

NAME, CHILD, GUESS = "架空 花子", "架空 一郎", "架空 芯子"
DOUBT, FILE, PHONE = "架空さんの字が薄い", "架空花子様_申請書.pdf", "090-0000-1234"
PAGE = "一枚目に書かれた 架空 花子".encode()
PICTURE = "画面に映った 架空 花子".encode()
PERSONAL = (NAME, CHILD, GUESS, DOUBT, FILE, PHONE, "架空")
JAPANESE = re.compile(r"[ぁ-んァ-ン一-龥]")

FORM = FilledForm(
    template_id="child_allowance_claim",
    edition="2026",
    readings=(
        Reading(
            field_id="name",
            text=NAME,
            value=NAME,
            confidence=0.625,
            doubt=DOUBT,
            candidates=(
                Candidate(text=NAME, probability=0.625),
                Candidate(text=GUESS, probability=0.25),
            ),
        ),
        Reading(field_id="phone", text=PHONE, value=None, confidence=0.0),
        Reading(field_id="spouse", text="", value="", confidence=1.0),
    ),
    source_pages=(3, 4),
    residual_mm=0.125,
)


@pytest.fixture
def item(store):
    """An item with everything personal that the store ever holds."""
    (item,) = store.items.add(
        a_batch(source_name=FILE),
        [
            a_draft(
                values={"name": NAME, "child": [{"name": CHILD}], "phone": PHONE},
                doubts={"name": DOUBT},
                state=ItemState.REVIEW,
                form=FORM,
                pages={1: PAGE, 2: PAGE[::-1]},
            )
        ],
    )
    attempt = an_attempt(store, item, a_run(store))
    store.evidence.keep(attempt.id, kind="confirm", name="confirm.png", content=PICTURE)
    store.items.confirm(
        item.id,
        values={**item.values, "note": DOUBT},
        entry_key="kept in plain",
        who="checker",
        seconds=1.0,
        now=item.created_at,
    )
    return item


def everything_stored(place: Place) -> bytes:
    """Return all bytes of all files; of PostgreSQL all columns, as text and raw."""
    files = [each for each in place.folder.rglob("*") if each.is_file()]
    stored = b"\n".join(each.read_bytes() for each in files)
    if place.is_sqlite:
        # The log is where the newest pages lie: it must be among the files.
        assert any(each.name.endswith("-wal") for each in files)
        return stored
    with place.stranger() as connection:
        columns = [
            (table, column["name"])
            for table in inspect(connection).get_table_names()
            for column in inspect(connection).get_columns(table)
        ]
    for table, column in columns:
        query = f'SELECT "{column}", "{column}"::text FROM "{table}"'
        for value, text in place.execute(query):
            stored += b"\n" + (text or "").encode()
            if isinstance(value, bytes):
                stored += b"\n" + value
    return stored


def ways_to_write(text: str) -> set[bytes]:
    escaped = json.dumps(text)[1:-1].encode()
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp")
    raw = {text.encode(each) for each in encodings}
    return {escaped, escaped.upper(), *raw, *(each.hex().encode() for each in raw)}


def test_nothing_personal_lies_in_plain_text_anywhere(store, place, item):
    stored = everything_stored(place)

    # The search finds what is there.
    assert b"kept in plain" in stored
    assert item.id.encode() in stored
    for text in PERSONAL:
        for written in ways_to_write(text):
            assert written not in stored, (text, written)
    for content in (PAGE, PAGE[::-1], PICTURE):
        assert content not in stored


def test_nothing_personal_is_left_when_the_store_is_closed(store, place, item):
    store.close()

    files = [each for each in place.folder.rglob("*") if each.is_file()]
    stored = b"\n".join(each.read_bytes() for each in files)
    for text in PERSONAL:
        assert not any(written in stored for written in ways_to_write(text))


def test_names_of_files_and_folders_say_nothing(place, store, item):
    for path in place.sealed_files():
        assert re.fullmatch(
            r"[0-9a-f]{2}/[0-9a-f]{32}", path.relative_to(place.files).as_posix()
        )
    assert len(place.sealed_files()) == 3


def test_a_form_and_its_pages_come_back_equal(store, item):
    form, pages = store.forms.of_item(item.id)

    assert form == FORM
    assert isinstance(form.readings, tuple)
    assert isinstance(form.readings[0].candidates[0], Candidate)
    assert pages == {1: PAGE, 2: PAGE[::-1]}
    assert store.batches.get(item.batch_id).source_name == FILE


def test_an_item_without_paper_has_no_form(store):
    assert store.forms.of_item(add_one(store).id) is None


def test_evidence_comes_back_equal(store, item):
    (ref,) = store.evidence.of_item(item.id)

    assert (ref.kind, ref.name, ref.bytes) == ("confirm", "confirm.png", len(PICTURE))
    assert store.evidence.read(ref) == PICTURE


def test_evidence_of_no_attempt_leaves_no_file(store, place):
    with pytest.raises(StoreError, match="矛盾"):
        store.evidence.keep("nowhere", kind="trace", name="t", content=PICTURE)

    assert place.sealed_files() == []


def test_what_a_power_cut_left_half_written_goes_and_what_is_kept_stays(
    store, place, item
):
    kept = place.sealed_files()
    drafts = kept[0].parents[1] / "drafts"
    for name, age in (("old", 7200), ("young", 60)):
        (drafts / name).write_bytes(b"half")
        os.utime(drafts / name, (NOW.timestamp() - age,) * 2)

    assert store.files.remove_drafts(before=NOW - timedelta(hours=1)) == 1
    assert set(place.sealed_files()) == {*kept, drafts / "young"}


# Tampering.


def refuses(call, *arguments) -> None:
    with pytest.raises(StoreError) as caught:
        call(*arguments)
    assert JAPANESE.search(str(caught.value))
    assert not any(text in str(caught.value) for text in PERSONAL)


def test_a_file_with_one_changed_byte_is_noticed(store, place, item):
    whole = {path: path.read_bytes() for path in place.sealed_files()}

    # In the version, the number of the key, the nonce, the body and the tag.
    for at in (0, 1, 5, 20, -1):
        for path, content in whole.items():
            changed = bytearray(content)
            changed[at] ^= 1
            path.write_bytes(changed)

        refuses(store.forms.of_item, item.id)
        refuses(store.evidence.read, *store.evidence.of_item(item.id))


def test_a_file_that_was_cut_short_is_noticed(store, place, item):
    whole = {path: path.read_bytes() for path in place.sealed_files()}

    for kept in range(40):
        for path, content in whole.items():
            path.write_bytes(content[:kept])

        refuses(store.forms.of_item, item.id)


def test_files_that_were_swapped_are_noticed(store, place, item):
    one, other, *_ = place.sealed_files()
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)

    refuses(store.forms.of_item, item.id)


def test_a_file_that_is_gone_is_noticed(store, place, item):
    for path in place.sealed_files():
        path.unlink()

    refuses(store.forms.of_item, item.id)
    refuses(store.evidence.read, *store.evidence.of_item(item.id))


SEALED = (
    ("item", "values"),
    ("item", "doubts"),
    ("batch", "source_name"),
    ("form", "readings"),
)


def read_all(store, item):
    store.items.get(item.id)
    store.batches.get(item.batch_id)
    store.forms.of_item(item.id)


def test_a_row_with_one_changed_byte_is_noticed(store, place, item):
    for table, column in SEALED:
        ((sealed,),) = place.execute(f'SELECT "{column}" FROM {table}')
        changed = bytes(sealed)[:-1] + bytes([sealed[-1] ^ 1])
        place.execute(f'UPDATE {table} SET "{column}" = :value', value=changed)

        refuses(read_all, store, item)

        place.execute(f'UPDATE {table} SET "{column}" = :value', value=bytes(sealed))
    read_all(store, item)


def test_a_value_moved_to_another_column_is_noticed(store, place, item):
    place.execute('UPDATE item SET doubts = "values"')

    refuses(store.items.get, item.id)


def test_another_key_opens_nothing_and_says_so(store, place, item):
    other = open_store(place.url, Vault(b"o" * 32), files=place.files)

    with pytest.raises(StoreError, match="別の鍵"):
        other.items.get(item.id)
    other.close()
