"""Minutes by hand: timings, versions of the baseline, who approved them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.measuring import Decision, Timing
from rpa_suite.model.robots import Baseline
from tests.store.samples import NOW, ROBOT

BASELINE = Baseline(
    minutes=Decimal("7.5"),
    mean_minutes=Decimal("8.25"),
    exception_minutes=Decimal(1),
    preparation_minutes=Decimal(5),
    supervision_minutes=Decimal(10),
    items=30,
    staff=2,
    measured_on=date(2026, 3, 1),
    measured_by="甲、乙",
    approved_by="",
    valid_from=date(2026, 4, 1),
)


def time_items(store, number, staff=("甲", "乙")):
    for n in range(number):
        store.baselines.add_timing(
            Timing(
                robot_id=ROBOT,
                staff=staff[n % len(staff)],
                at=NOW + timedelta(minutes=n),
                minutes=Decimal(n + 1),
            )
        )


def propose(store, **changes):
    timings = store.baselines.timings(ROBOT)
    baseline = replace(BASELINE, **changes)
    return store.baselines.propose(ROBOT, baseline, timings, by="係長", now=NOW)


def test_a_timing_taken_back_no_longer_counts_and_stays_on_record(store, place):
    time_items(store, 3)
    last = store.baselines.timings(ROBOT)[-1]

    store.baselines.void_timing(last, now=NOW)

    assert [t.minutes for t in store.baselines.timings(ROBOT)] == [1, 2]
    assert len(place.execute("SELECT * FROM timing")) == 4
    with pytest.raises(Exception, match="append only"):
        place.execute("DELETE FROM timing")


def test_a_version_counts_once_it_is_approved_and_uses_its_timings_up(store):
    time_items(store, 2)
    made = propose(store)
    assert made.baseline == replace(BASELINE, version=1)
    assert store.baselines.approved(ROBOT) == ()
    assert store.baselines.timings(ROBOT) == []

    done = store.baselines.decide(
        ROBOT, 1, Decision.APPROVED, by="課長", reason="", now=NOW
    )

    assert done.counts
    assert store.baselines.approved(ROBOT) == (
        replace(BASELINE, version=1, approved_by="課長"),
    )
    with pytest.raises(StoreError, match="承認済み"):
        store.baselines.decide(ROBOT, 1, Decision.REFUSED, by="x", reason="y", now=NOW)
    with pytest.raises(StoreError, match="第9版"):
        store.baselines.decide(ROBOT, 9, Decision.APPROVED, by="x", reason="", now=NOW)


def test_a_version_changed_behind_the_back_is_named(store, place):
    propose(store)
    propose(store)
    store.baselines.decide(ROBOT, 2, Decision.APPROVED, by="課長", reason="", now=NOW)
    assert store.baselines.verify() == ""
    place.let_rows_change("baseline")

    place.execute("UPDATE baseline SET minutes_ms = 1 WHERE version = 2")

    assert store.baselines.verify() == "基準時間 2行目"
