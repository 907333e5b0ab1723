"""Learning by night: what was verified is kept, deleted in time, and can be undone."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from rpa_suite.app import learning
from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.settings import Settings
from rpa_suite.store.learning import is_genuine, signed_text
from tests.support.paper import add_claims


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


def add_head(office, report='{"kinds": {}}', *, is_adopted=True):
    digest = sha256(report.encode()).hexdigest()
    return office.store.learning.add_head(
        b"head",
        head_hash="h" * 64,
        report=report,
        report_hash=digest,
        signature=office.vault.keyed_hash(signed_text(digest)),
        is_adopted=is_adopted,
        now=office.now(),
    )


def test_a_row_is_sealed_and_deleted_with_a_record_when_its_time_is_over(
    office, tmp_path
):
    (item,) = add_claims(office, {"phone": "x"})
    before = set((tmp_path / "sealed").rglob("*"))
    now = office.now()
    office.store.learning.keep(
        item.id,
        "phone",
        kind="phone",
        content=b"0312345678",
        taken_at=now,
        keep_until=now + timedelta(days=3),
    )
    (path,) = (
        p for p in (tmp_path / "sealed").rglob("*") if p.is_file() and p not in before
    )
    assert b"0312345678" not in path.read_bytes()
    assert learning.delete_expired(office.store, now=now) == 0
    assert learning.delete_expired(office.store, now=now + timedelta(days=3)) == 1
    assert not path.exists()
    assert office.store.learning.rows() == []
    (record, *_) = office.store.audit.recent()
    assert (record.action, record.subject) == ("delete", "verified_row")
    assert record.detail["rows"] == "1"


def test_only_forms_that_people_have_finished_are_learned_from(office):
    add_claims(office, {"phone": "x"})
    assert office.store.learning.unlearned_items() == []


def test_taking_a_head_back_brings_the_one_before_it(office):
    with pytest.raises(InputError, match="採用した学習結果はありません"):
        learning.roll_back(office.store, who="kanri", now=office.now())
    first, second = add_head(office), add_head(office)
    add_head(office, is_adopted=False)
    assert office.store.learning.current().sequence == second.sequence
    learning.roll_back(office.store, who="kanri", now=office.now())
    assert office.store.learning.current().sequence == first.sequence
    assert office.store.learning.current_content() == b"head"
    learning.roll_back(office.store, who="kanri", now=office.now())
    assert office.store.learning.current() is None
    assert office.store.learning.current_content() == b""


def test_a_report_that_was_changed_is_noticed(office):
    head = add_head(office)
    assert is_genuine(head, office.vault.keyed_hash)
    forged = replace(head, report='{"kinds": {"phone": {"adopted": true}}}')
    assert not is_genuine(forged, office.vault.keyed_hash)
    digest = sha256(forged.report.encode()).hexdigest()
    # Without the office's key a matching hash is not enough.
    signed = replace(forged, report_hash=digest)
    assert not is_genuine(signed, office.vault.keyed_hash)
