"""Minutes are counted once and exactly; what is on record cannot be changed unseen."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.savings import SavingKind, SavingTotal
from rpa_suite.model.work import Environment, ItemState, RunState
from tests.store.samples import (
    NOW,
    ROBOT,
    a_batch,
    a_draft,
    a_run,
    a_saving,
    add_one,
    an_attempt,
    walk,
)

RUN = {"kind": SavingKind.RUN, "items": 0, "minutes_before": Decimal(0)}


def book(store, **changes):
    return store.ledger.book(a_saving(**changes), now=NOW)


def rows(place):
    return place.execute("SELECT * FROM ledger ORDER BY sequence")


def test_an_item_counts_once_whoever_finished_it(store, place):
    item = add_one(store)

    assert book(store, item_id=item.id)
    assert not book(store, item_id=item.id)
    assert not book(store, item_id=item.id, kind=SavingKind.EXCEPTION)

    assert len(rows(place)) == 1


def test_the_overhead_of_a_run_counts_once_beside_its_items(store, place):
    run = a_run(store)
    one, two = store.items.add(a_batch(), [a_draft(1), a_draft(2)])

    assert book(store, item_id=one.id, run_id=run.id)
    assert book(store, run_id=run.id, **RUN)
    assert not book(store, run_id=run.id, **RUN)
    assert book(store, item_id=two.id, run_id=run.id)

    assert len(rows(place)) == 3


def test_corrections_and_maintenance_count_as_often_as_they_are_made(store, place):
    for kind in (SavingKind.CORRECTION, SavingKind.MAINTENANCE):
        for _ in range(2):
            assert book(store, kind=kind, note="訂正")

    assert len(rows(place)) == 4


def test_a_saving_of_an_item_that_does_not_exist_is_refused(store, place):
    with pytest.raises(StoreError, match="矛盾"):
        book(store, item_id="nowhere")

    assert rows(place) == []


def test_the_database_itself_counts_an_item_and_a_run_once(store, place):
    item, run = add_one(store), a_run(store)
    book(store, item_id=item.id)
    book(store, run_id=run.id, **RUN)
    columns = (
        "kind, robot_id, task, section, at, fiscal_year, before_ms, after_ms, items, "
        "environment, item_id, run_id, baseline_id, note, booked_at, previous_hash, "
        "hash"
    )

    for kind in ("item", "run"):
        with pytest.raises(Exception, match=r"(?i)unique"):
            place.execute(
                f"INSERT INTO ledger ({columns}) "
                f"SELECT {columns} FROM ledger WHERE kind = :kind",
                kind=kind,
            )


def test_sums_are_exact_decimals(store):
    items = store.items.add(a_batch(), [a_draft(n) for n in range(30)])
    for item in items:
        book(
            store,
            item_id=item.id,
            minutes_before=Decimal("0.1"),
            minutes_after=Decimal("0.7"),
        )

    (total,) = store.ledger.totals(environment=Environment.PRODUCTION)

    assert total == SavingTotal(
        fiscal_year=2026,
        section="子育て支援課",
        task="B1",
        robot_id=ROBOT,
        kind=SavingKind.ITEM,
        items=30,
        minutes_before=Decimal(3),
        minutes_after=Decimal(21),
        month=11,
        source="csv",
    )
    assert isinstance(total.minutes_before, Decimal)
    assert total.saved == Decimal(-18)


def test_sums_go_by_year_section_task_robot_and_kind(store):
    different = (
        {"fiscal_year": 2025},
        {"section": "課税課"},
        {"task": "B2"},
        {"robot_id": "other"},
        {"kind": SavingKind.EXCEPTION},
        {},
        {},
    )
    items = store.items.add(a_batch(), [a_draft(n) for n in range(len(different))])
    for item, changes in zip(items, different, strict=True):
        book(store, item_id=item.id, **changes)

    totals = store.ledger.totals(environment=Environment.PRODUCTION)

    assert len(totals) == 6
    assert sorted(total.items for total in totals) == [1, 1, 1, 1, 1, 2]
    assert sum(total.minutes_before for total in totals) == 7 * Decimal("12.5")
    assert totals[0].fiscal_year == 2025


def test_training_never_mixes_with_production(store):
    one, two = store.items.add(a_batch(), [a_draft(1), a_draft(2)])
    book(store, item_id=one.id, minutes_before=Decimal(5))
    book(
        store,
        item_id=two.id,
        minutes_before=Decimal(7),
        environment=Environment.TRAINING,
    )

    for environment, minutes in (
        (Environment.PRODUCTION, 5),
        (Environment.TRAINING, 7),
    ):
        (total,) = store.ledger.totals(environment=environment)
        assert (total.items, total.minutes_before) == (1, Decimal(minutes))


def test_no_row_no_sum(store):
    assert store.ledger.totals(environment=Environment.PRODUCTION) == []


# What waits to be booked.


def test_finished_items_wait_with_the_run_of_their_last_attempt(store):
    done = add_one(store)
    walk(store, done, ItemState.SUBMITTING, ItemState.DONE)
    already = add_one(store)
    walk(store, already, ItemState.ALREADY)
    by_hand = add_one(store)
    walk(store, by_hand, ItemState.REJECTED, ItemState.BY_HAND)
    add_one(store)
    first, last = a_run(store), a_run(store, environment=Environment.TRAINING)
    for item in (done, already, by_hand):
        an_attempt(store, item, first)
    an_attempt(store, done, last, started_at=NOW + timedelta(seconds=1))

    waiting = store.items.unbooked(ROBOT)
    book(store, item_id=done.id)

    assert [(item.id, run) for item, run in waiting] == [
        (done.id, last),
        (by_hand.id, first),
    ]
    assert [item.id for item, _ in store.items.unbooked(ROBOT)] == [by_hand.id]
    assert store.items.unbooked("other") == []


def test_what_was_not_entered_waits_where_people_have_looked_at_it(store):
    unseen = add_one(store)
    walk(store, unseen, ItemState.ALREADY)
    looked_at = add_one(store, state=ItemState.REVIEW)
    store.items.confirm(
        looked_at.id,
        values=looked_at.values,
        entry_key=looked_at.entry_key,
        who="佐藤",
        seconds=12.0,
        now=NOW,
    )
    walk(store, looked_at, ItemState.ALREADY)
    run = a_run(store)
    for item in (unseen, looked_at):
        an_attempt(store, item, run)
    assert [item.id for item, _ in store.items.unbooked(ROBOT)] == [looked_at.id]


def test_what_was_withdrawn_before_any_run_waits_where_people_have_looked_at_it(store):
    looked_at, opened, unseen = (add_one(store, state=ItemState.REVIEW) for _ in "123")
    for item in (looked_at, opened):
        store.items.confirm(
            item.id,
            values=item.values,
            entry_key=item.entry_key,
            who="佐藤",
            seconds=12.0,
            now=NOW,
        )
    an_attempt(store, opened, a_run(store))
    for item in (looked_at, opened, unseen):
        store.items.move(item.id, ItemState.WITHDRAWN, actor="佐藤", now=NOW)

    assert [item.id for item in store.items.unbooked_unopened(ROBOT)] == [looked_at.id]
    assert [item.id for item, _ in store.items.unbooked(ROBOT)] == [opened.id]
    book(store, item_id=looked_at.id, run_id=None, items=0)
    assert store.items.unbooked_unopened(ROBOT) == []


def test_ended_runs_wait_until_their_overhead_is_booked(store):
    running = a_run(store)
    one, two = a_run(store), a_run(store, started_at=NOW + timedelta(hours=1))
    for run in (two, one):
        store.runs.finish(run.id, RunState.FINISHED, "終わり", now=NOW)
    ended = [
        replace(run, state=RunState.FINISHED, ended_at=NOW, message="終わり")
        for run in (one, two)
    ]

    assert store.runs.unbooked(ROBOT) == ended
    assert store.runs.unfinished(ROBOT) == [running]
    assert store.runs.last() == {ROBOT: ended[1]}

    book(store, run_id=one.id, **RUN)
    assert store.runs.unbooked(ROBOT) == ended[1:]


def test_an_attempt_comes_back_as_it_went(store):
    item, run = add_one(store), a_run(store)
    attempt = an_attempt(store, item, run)

    store.runs.mark_submitted(attempt.id, NOW + timedelta(seconds=5))
    store.runs.end_attempt(
        attempt.id, ItemState.REJECTED, "E0101", NOW + timedelta(seconds=9)
    )

    assert store.runs.attempts_of(item.id) == [
        replace(
            attempt,
            submitted_at=NOW + timedelta(seconds=5),
            ended_at=NOW + timedelta(seconds=9),
            outcome=ItemState.REJECTED,
            reason_code="E0101",
        )
    ]


# Chains.


@pytest.fixture
def five_rows(store):
    """Five rows in the ledger and in the audit; the holders by table."""
    items = store.items.add(a_batch(), [a_draft(n) for n in range(5)])
    for number, item in enumerate(items):
        book(store, item_id=item.id)
        store.audit.record(
            actor="clerk",
            action="confirm",
            subject=item.id,
            detail={"number": str(number), "理由": "確認"},
            now=NOW + timedelta(microseconds=number),
        )
    return {"ledger": store.ledger, "audit": store.audit}


def numbers(place, table):
    found = place.execute(f"SELECT sequence FROM {table} ORDER BY sequence")
    return [sequence for (sequence,) in found]


def test_an_untouched_chain_is_whole_also_when_opened_anew(place, five_rows):
    again = place.open()
    for holder in (*five_rows.values(), again.ledger, again.audit):
        assert holder.verify() is None
    again.close()


def test_an_empty_chain_is_whole(store):
    assert store.ledger.verify() is None
    assert store.audit.verify() is None


def test_a_row_changed_behind_the_back_is_found(place, five_rows):
    changes = {
        "ledger": (("before_ms", 1), ("environment", "training"), ("note", "x")),
        "audit": (("actor", "x"), ("detail", "{}"), ("previous_hash", "0" * 64)),
    }
    for table, columns in changes.items():
        place.let_rows_change(table)
        third = numbers(place, table)[2]
        for column, value in columns:
            query = f"FROM {table} WHERE sequence = {third}"
            ((before,),) = place.execute(f"SELECT {column} {query}")
            change = f"UPDATE {table} SET {column} = :v WHERE sequence = {third}"

            place.execute(change, v=value)
            assert five_rows[table].verify() == third

            place.execute(change, v=before)
            assert five_rows[table].verify() is None


def test_a_row_with_a_new_hash_of_its_own_breaks_the_next_one(place, five_rows):
    place.let_rows_change("audit")
    _, second, third, *_ = numbers(place, "audit")

    place.execute(
        "UPDATE audit SET hash = :hash WHERE sequence = :n", hash="f" * 64, n=second
    )

    assert five_rows["audit"].verify() in (second, third)


def test_a_row_removed_in_the_middle_is_found(place, five_rows):
    for table, holder in five_rows.items():
        place.let_rows_change(table)
        _, _, third, fourth, _ = numbers(place, table)

        place.execute(f"DELETE FROM {table} WHERE sequence = {third}")

        assert holder.verify() == fourth


def test_a_removed_first_row_is_found(place, five_rows):
    place.let_rows_change("ledger")
    first, second, *_ = numbers(place, "ledger")

    place.execute(f"DELETE FROM ledger WHERE sequence = {first}")

    assert five_rows["ledger"].verify() == second


def test_audit_records_come_back_newest_first(store, five_rows):
    records = store.audit.recent(limit=2)

    assert [record.detail for record in records] == [
        {"number": "4", "理由": "確認"},
        {"number": "3", "理由": "確認"},
    ]
    assert records[0].sequence > records[1].sequence
    assert records[0].at == NOW + timedelta(microseconds=4)
    assert (records[0].actor, records[0].action) == ("clerk", "confirm")
