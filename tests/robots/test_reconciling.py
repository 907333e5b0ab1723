"""突合: what the system shows as 完了 and does not keep is found after the run."""

import datetime as dt

import pytest

from rpa_suite.errors import SiteTrouble
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Reconciled
from rpa_suite.model.reconciling import DiscrepancyKind, ListedEntry
from rpa_suite.robots.reconciling import differing, read_list, reconcile, said
from tests.robots.test_misbehaving_systems import ALWAYS, records

NOON = dt.datetime(2026, 6, 1, 12, 0, tzinfo=JST)


class Log:
    """Remembers in place of the store."""

    def __init__(self, ours, known):
        self.ours, self._known, self.recorded = ours, known, None

    def unreconciled(self, run_id):
        return self.ours, NOON

    def known(self, receipts):
        return receipts & self._known

    def record(self, run_id, *, absent, different, unknown, now):
        self.recorded = (absent, different, unknown)


def entry(receipt, *, staff="1000001", at=NOON, **values):
    return ListedEntry(receipt=receipt, staff=staff, at=at, values=values)


def held(log, listed, shown=None):
    return reconcile(
        log,
        listed,
        run_id="r",
        staff={"1000001"},
        shown_of=lambda item: shown or {},
        now=NOON,
    )


def test_what_both_have_is_no_difference():
    found = held(Log({"A": "1"}, {"A"}), [entry("A")])
    assert (found.entries, found.absent, found.unknown) == (1, (), ())
    assert said(found) == ""


def test_an_entry_that_the_system_does_not_have_is_absent():
    log = Log({"A": "1", "B": "2"}, {"A", "B"})
    found = held(log, [entry("A")])
    assert found.absent == ("B",)
    assert log.recorded == ({"B": "2"}, {}, set())
    assert "業務システムに無い登録 1件" in said(found)


SHOWN = {
    "異動内容": {"徴収済額": "12000", "異動年月日": "2026-06-01", "指定番号": "012"}
}


def test_other_values_under_our_receipt_are_a_difference_named_by_its_labels():
    log = Log({"A": "1"}, {"A"})
    stored = {"異動内容/徴収済額": "21000", "異動内容/異動年月日": "2026-06-01"}
    found = held(log, [entry("A", **stored)], SHOWN)
    assert found.different == ("A",)
    assert log.recorded == ({}, {"A": ("1", ["異動内容/徴収済額"])}, set())
    assert "値が違う登録 1件" in said(found)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"異動内容/徴収済額": "12,000円"},
        {"異動内容/異動年月日": "令和8年6月1日"},
        {"異動内容/指定番号": "12"},
    ],
)
def test_the_dress_of_a_list_is_no_difference(stored):
    assert differing(SHOWN, stored) == []


def test_an_entry_under_our_number_that_no_item_has_is_unknown():
    found = held(Log({}, set()), [entry("X")])
    assert found.unknown == ("X",)


@pytest.mark.parametrize(
    "other", [entry("X", staff="2000002"), entry("X", at=NOON - dt.timedelta(hours=1))]
)
def test_entries_of_others_and_of_before_are_not_ours_to_explain(other):
    assert held(Log({}, set()), [other]).unknown == ()


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_the_list_is_read_in_whichever_encoding_it_comes(encoding):
    text = "処理番号,登録日時,職員番号,宛名番号\r\nTI08-1,2026/06/01 12:00:00,1000001,1\r\n"
    assert read_list(text.encode(encoding)) == [entry("TI08-1", 宛名番号="1")]


@pytest.mark.parametrize("content", [b"<html>", b"\xff\xfe\xff\x81"])
def test_what_is_no_list_is_trouble(content):
    # An empty page is no list without entries: the header must be there.
    with pytest.raises(SiteTrouble, match="突合できませんでした"):
        read_list(content)


@pytest.mark.browser
@pytest.mark.parametrize("variant", ["", "utf8", "bom", "quotes", "zeros"])
def test_a_silent_failure_is_found_and_books_nothing(rehearse, variant):
    rehearsal = rehearse("employee_transfer")
    first, second = rehearsal.queue(records(2))
    rehearsal.misbehave(
        F22={"at": [1]}, **({"F18": ALWAYS | {"way": variant}} if variant else {})
    )
    finished = rehearsal.run()
    (lost,) = rehearsal.store.discrepancies.find()
    stored = [row["receipt"] for row in rehearsal.rows()]
    first, second = (rehearsal.store.items.get(i.id) for i in (first, second))
    assert (lost.kind, lost.item_id) == (DiscrepancyKind.ABSENT, first.id)
    assert lost.receipt == first.receipt
    assert stored == [second.receipt]
    assert "業務システムに無い登録 1件" in finished.message
    assert [e.absent for e in rehearsal.events if isinstance(e, Reconciled)] == [
        (first.receipt,)
    ]
    unbooked = rehearsal.store.items.unbooked("employee_transfer")
    assert [item.id for item, _ in unbooked] == [second.id]
