"""Around the ledger: sums that equal their rows, signatures, watching."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.savings import ReadingCount, SavingFilter, SavingKind
from rpa_suite.model.work import BatchKind, Environment, ItemState, RunState
from tests.store.samples import (
    NOW,
    ROBOT,
    a_batch,
    a_draft,
    a_run,
    a_saving,
    add_one,
    an_attempt,
    reject,
    take,
    walk,
)

PRODUCTION = Environment.PRODUCTION


def book(store, **changes):
    return store.ledger.book(a_saving(**changes), now=NOW)


def net(store):
    totals = store.ledger.totals(environment=PRODUCTION)
    return sum((total.saved for total in totals), Decimal(0))


def in_ms(minutes):
    return round(minutes * 60_000)


def sign(store, year=2026):
    return store.closings.close(
        year, environment=PRODUCTION, by="課長", note="", now=NOW
    )


# Sums beside the rows.


def test_sums_know_month_source_and_why_a_person_had_to_finish(store):
    item = add_one(store)
    walk(store, item, ItemState.REJECTED)
    store.items.move(item.id, ItemState.REVIEW, actor="clerk", now=NOW)
    store.items.confirm(
        item.id,
        values=item.values,
        entry_key=item.entry_key,
        who="clerk",
        seconds=0.0,
        now=NOW,
    )
    take(store)
    store.items.move(
        item.id,
        ItemState.REJECTED,
        actor="w1",
        worker="w1",
        reason_code="E0101",
        now=NOW,
    )
    book(store, item_id=item.id, kind=SavingKind.EXCEPTION)
    book(store, item_id=add_one(store).id)

    totals = store.ledger.totals(environment=PRODUCTION)

    assert {(t.kind, t.month, t.source, t.reason) for t in totals} == {
        (SavingKind.ITEM, 11, "csv", ""),
        (SavingKind.EXCEPTION, 11, "csv", "E0101"),
    }
    assert store.ledger.differing_sums() == 0


def test_the_month_is_that_of_japan(store):
    # 2026-10-31 23:59 and 2026-11-01 00:00 in Japan.
    for minutes in (-1, 0):
        book(
            store,
            kind=SavingKind.MAINTENANCE,
            at=NOW.replace(day=1, hour=15, minute=0, month=10)
            + timedelta(days=30, minutes=minutes),
            minutes_before=Decimal(0),
            minutes_after=Decimal(3),
        )

    months = [t.month for t in store.ledger.totals(environment=PRODUCTION)]

    assert sorted(months) == [10, 11]
    assert store.ledger.differing_sums() == 0


def test_a_sum_changed_behind_the_back_is_found_and_made_anew(store, place):
    book(store, item_id=add_one(store).id)
    book(store, kind=SavingKind.MAINTENANCE, minutes_before=Decimal(0))
    before = net(store)

    place.execute("UPDATE ledger_sum SET after_ms = after_ms - 1")
    assert store.ledger.differing_sums() == 2
    assert store.ledger.verify() is None

    store.ledger.rebuild_sums()
    assert store.ledger.differing_sums() == 0
    assert net(store) == before


def test_an_upgraded_database_finds_its_old_rows_in_the_sums(store, place):
    book(store, item_id=add_one(store).id, run_id=a_run(store).id)
    before = net(store)
    place.execute("DELETE FROM ledger_sum")

    store.ledger.rebuild_sums()

    assert net(store) == before != 0


def test_papers_are_counted_with_their_item_once(store):
    item = add_one(store)
    count = ReadingCount(forms=1, fields=10, accepted=8, right=9)
    for _ in range(2):
        store.ledger.book(a_saving(item_id=item.id), now=NOW, reading=count)

    (total,) = store.ledger.reading_totals(environment=PRODUCTION)

    assert (total.count, total.month) == (count, 11)


# The way down.


def test_a_bar_leads_to_its_runs_and_a_run_to_its_rows(store):
    run, other = a_run(store), a_run(store, started_at=NOW + timedelta(hours=1))
    one, two, three = store.items.add(a_batch(), [a_draft(n) for n in (1, 2, 3)])
    book(store, item_id=one.id, run_id=run.id)
    book(store, item_id=two.id, run_id=run.id, kind=SavingKind.EXCEPTION)
    book(store, item_id=three.id, run_id=other.id, section="課税課")
    book(store, kind=SavingKind.MAINTENANCE, minutes_before=Decimal(0), items=0)
    whole = SavingFilter(environment=PRODUCTION, fiscal_year=2026)

    runs = store.ledger_views.runs(whole)
    assert [r.run_id for r in runs] == [other.id, run.id, ""]
    assert (runs[1].items, runs[1].exceptions) == (1, 1)
    assert sum(in_ms(r.saved) for r in runs) == in_ms(net(store))

    tax = replace(whole, section="課税課")
    assert [r.run_id for r in store.ledger_views.runs(tax)] == [other.id]
    rows = store.ledger_views.rows(whole, run_id=run.id)
    assert [(r.item_number, r.saving.item_id) for r in rows] == [
        (1, one.id),
        (2, two.id),
    ]
    (loose,) = store.ledger_views.rows(whole, run_id="")
    assert loose.saving.kind is SavingKind.MAINTENANCE


def test_the_rows_of_a_bar_add_up_to_the_bar_whatever_it_is_told_apart_by(store):
    run = a_run(store)
    paper = a_batch(kind=BatchKind.SCAN)
    items = store.items.add(a_batch(), [a_draft(n) for n in (1, 2)])
    items += store.items.add(paper, [a_draft(n) for n in (3, 4)])
    for n, (item, kind) in enumerate(
        zip(items, (SavingKind.ITEM, SavingKind.EXCEPTION) * 2, strict=True)
    ):
        if kind is SavingKind.EXCEPTION:
            reject(store, item, f"E010{n}")
        # The night from October to November in Japan lies within the run.
        at = NOW.replace(month=10, day=31, hour=14 + n)
        book(store, item_id=item.id, run_id=run.id, kind=kind, at=at)
    overhead = {"kind": SavingKind.RUN, "items": 0, "minutes_before": Decimal(0)}
    book(store, run_id=run.id, **overhead)
    for robot in ("one", "two"):
        book(store, **{**overhead, "kind": SavingKind.MAINTENANCE}, robot_id=robot)

    totals = store.ledger.totals(environment=PRODUCTION)
    assert {t.reason for t in totals} == {"", "E0101", "E0103"}
    for name in ("month", "source", "reason", "robot_id"):
        for value in {getattr(total, name) for total in totals}:
            within = SavingFilter(environment=PRODUCTION, **{name: value})
            bar = sum(t.saved for t in totals if getattr(t, name) == value)
            found = store.ledger_views.runs(within)
            assert in_ms(sum(each.saved for each in found)) == in_ms(bar)
            for each in found:
                of_robot = replace(within, robot_id=each.robot_id)
                rows = store.ledger_views.rows(of_robot, run_id=each.run_id)
                assert in_ms(sum(r.saving.saved for r in rows)) == in_ms(each.saved)


def test_robots_are_judged_by_their_attempts(store):
    run = a_run(store)
    for outcome in (ItemState.DONE, ItemState.DONE, ItemState.REJECTED):
        attempt = an_attempt(store, add_one(store), run)
        store.runs.end_attempt(attempt.id, outcome, "", NOW + timedelta(seconds=4))

    found = store.ledger_views.attempts(
        PRODUCTION, since=NOW - timedelta(days=1), until=NOW + timedelta(days=1)
    )[ROBOT]

    assert (found.attempts, found.done) == (3, 2)
    assert found.seconds == pytest.approx(8, abs=0.01)


# Signatures.


def test_what_comes_after_the_signature_stands_beside_it_until_signed_anew(store):
    book(store, item_id=add_one(store).id)
    first = sign(store)
    book(
        store,
        kind=SavingKind.CORRECTION,
        items=0,
        minutes_before=Decimal(0),
        minutes_after=Decimal("2.4"),
        note="訂正",
    )

    assert store.closings.last(2026, PRODUCTION) == first
    assert store.closings.rows_after(first) == 1
    second = sign(store)

    assert first.saved - second.saved == Decimal("2.4")
    assert second.saved == net(store)
    assert store.closings.rows_after(second) == 0
    assert store.closings.all(PRODUCTION) == [first, second]
    assert store.closings.verify() is None


def test_a_year_without_rows_cannot_be_signed(store):
    with pytest.raises(StoreError, match="計上がまだない"):
        sign(store, 2020)


def test_a_signature_no_longer_borne_out_is_named(store, place):
    book(store, item_id=add_one(store).id)
    sign(store)
    book(store, item_id=add_one(store).id)
    sign(store)
    place.let_rows_change("ledger")

    place.execute("UPDATE ledger SET before_ms = before_ms + 60000 WHERE sequence = 2")

    assert store.closings.verify() == 2
    assert store.ledger.verify() == 2


# Watching.


def test_watching_is_booked_as_it_grows(store):
    run = a_run(store)
    assert store.watches.of_run(run.id) is None
    for minutes in ("0", "1.5", "0.25"):
        store.watches.add(run.id, who="clerk", minutes=Decimal(minutes), now=NOW)
    store.runs.finish(run.id, RunState.FINISHED, "", now=NOW)
    ((found, watched),) = store.watches.unbooked(ROBOT)
    assert (found.id, watched) == (run.id, Decimal("1.75"))
    row = {
        "kind": SavingKind.SUPERVISION,
        "run_id": run.id,
        "items": 0,
        "minutes_before": Decimal(0),
    }

    assert book(store, **row, minutes_after=Decimal("1.75"))
    assert not book(store, **row, minutes_after=Decimal("1.75"))
    assert store.watches.unbooked(ROBOT) == []
    store.watches.add(run.id, who="clerk", minutes=Decimal(1), now=NOW)
    assert book(store, **row, minutes_after=Decimal("2.75"))

    assert net(store) == Decimal("-2.75")


# Evidence after its time.


def test_the_minute_stays_when_its_evidence_is_destroyed(store, place):
    item = add_one(store)
    run = a_run(store)
    walk(store, item, ItemState.SUBMITTING, ItemState.DONE)
    attempt = an_attempt(store, item, run)
    store.evidence.keep(attempt.id, kind="completed", name="1.png", content=b"png")
    book(store, item_id=item.id, run_id=run.id)

    later = NOW + timedelta(days=400)
    gone = store.evidence.dispose(
        later - timedelta(days=365), by="管理", rule="1年", now=later
    )

    assert gone == 1
    (ref,) = store.evidence.of_item(item.id)
    assert (ref.disposed_at, ref.disposed_by, ref.rule) == (later, "管理", "1年")
    assert place.sealed_files() == []
    with pytest.raises(StoreError, match="廃棄済"):
        store.evidence.read(ref)
    assert store.ledger_views.row_of_item(item.id).saving.saved == Decimal("12.4")
    # A crash between the record and the file left the file.
    (place.files / ref.path).write_bytes(b"left")
    again = store.evidence.dispose(later, by="管理", rule="1年", now=later)
    assert again == 0
    assert place.sealed_files() == []


def test_candidates_keep_their_newest_record(store):
    for hours in (1, 2):
        store.candidates.save("N1", {"hours": hours}, by="課長", now=NOW)
    store.candidates.save("N0", {"hours": 3}, by="課長", now=NOW)

    assert store.candidates.all() == [{"hours": 3}, {"hours": 2}]
