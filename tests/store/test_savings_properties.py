"""Whatever is booked, signed and corrected in whatever order: the sums hold."""

from contextlib import closing as closed_at_the_end
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.savings import SavingKind
from rpa_suite.model.work import BatchKind
from tests.store.samples import NOW, a_batch, a_draft, a_run, a_saving, reject
from tests.store.test_savings_books import PRODUCTION, book, in_ms, sign

SECTIONS, TASKS = ("課税課", "子育て支援課"), ("T1", "C1")
PER_ITEM = (SavingKind.ITEM, SavingKind.EXCEPTION)
# Minutes around the turn of the year in Japan, 2021-03-31 15:00 UTC, and any others.
MOMENTS = st.one_of(
    st.datetimes(datetime(2019, 4, 1), datetime(2022, 3, 30)),
    st.integers(-2, 2).map(lambda m: datetime(2021, 3, 31, 15) + timedelta(minutes=m)),
).map(lambda at: at.replace(tzinfo=UTC))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(SavingKind),
            "at": MOMENTS,
            "section": st.sampled_from(SECTIONS),
            "task": st.sampled_from(TASKS),
            "before": st.integers(0, 10**7),
            "after": st.integers(0, 10**7),
            "source": st.sampled_from([BatchKind.CSV, BatchKind.SCAN]),
            "reason": st.sampled_from(["E0101", "W0104"]),
        }
    ),
    max_size=12,
)
a_few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def year_of(at):
    """年度 by hand: the calendar of Japan, three months back."""
    in_japan = at + timedelta(hours=9)
    return in_japan.year - (in_japan.month < 4)


def book_row(store, row):
    """Book one row as the program does; returns what its sum must be told apart by."""
    kind, at = row["kind"], row["at"]
    item = run = None
    if kind in PER_ITEM:
        item = add_to(store, row["source"])
        if kind is SavingKind.EXCEPTION:
            reject(store, item, row["reason"])
    elif kind in (SavingKind.RUN, SavingKind.SUPERVISION):
        run = a_run(store)
    saving = a_saving(
        kind=kind,
        at=at,
        fiscal_year=fiscal_year(at.astimezone(JST).date()),
        section=row["section"],
        task=row["task"],
        item_id=item and item.id,
        run_id=run and run.id,
        items=int(kind in PER_ITEM),
        minutes_before=Decimal(row["before"]) / 60_000,
        minutes_after=Decimal(row["after"]) / 60_000,
    )
    # Of watching only what is new is booked: nothing watched is no row.
    is_new = store.ledger.book(saving, now=NOW)
    assert is_new is not (kind is SavingKind.SUPERVISION and not row["after"])
    return {
        "kind": kind,
        "fiscal_year": year_of(at),
        "month": (at + timedelta(hours=9)).month,
        "section": row["section"],
        "task": row["task"],
        "source": row["source"].value if item else "",
        "reason": row["reason"] if kind is SavingKind.EXCEPTION else "",
        "saved": row["before"] - row["after"] if is_new else 0,
    }


def add_to(store, source):
    (item,) = store.items.add(a_batch(kind=source), [a_draft()])
    return item


def saved_by(totals, name):
    """Return milliseconds saved by one side of the sums."""
    found = {}
    for total in totals:
        key = getattr(total, name)
        found[key] = found.get(key, 0) + in_ms(total.saved)
    return found


@a_few
@given(rows=ROWS)
def test_totals_are_the_rows_under_every_grouping(sqlite_place, rows):
    with closed_at_the_end(sqlite_place.open()) as store:
        earlier = store.ledger.totals(environment=PRODUCTION)
        booked = [book_row(store, row) for row in rows]
        totals = store.ledger.totals(environment=PRODUCTION)
        assert store.ledger.differing_sums() == 0
        assert store.ledger.verify() is None
    for name in ("kind", "fiscal_year", "month", "section", "task", "source", "reason"):
        expected = saved_by(earlier, name)
        for row in booked:
            expected[row[name]] = expected.get(row[name], 0) + row["saved"]
        found = saved_by(totals, name)
        assert {k: v for k, v in expected.items() if v} == {
            k: v for k, v in found.items() if v
        }


STEPS = st.lists(
    st.one_of(
        st.just("sign"),
        st.tuples(st.sampled_from([2020, 2021]), st.integers(-(10**6), 10**6)),
    ),
    min_size=1,
    max_size=12,
)


@a_few
@given(steps=STEPS)
def test_every_signature_holds_what_was_booked_before_it_whatever_follows(
    sqlite_place, steps
):
    with closed_at_the_end(sqlite_place.open()) as store:
        known = saved_by(store.ledger.totals(environment=PRODUCTION), "fiscal_year")
        signed = []
        for step in ["sign", *steps, "sign"]:
            if step == "sign":
                if 2020 not in known:
                    correct(store, 2020, 60_000)
                    known[2020] = 60_000
                last, after = sign(store, 2020), 0
                signed.append((last, known[2020]))
                continue
            year, ms = step
            correct(store, year, ms)
            known[year] = known.get(year, 0) + ms
            after += year == 2020
            assert store.closings.rows_after(last) == after
            assert store.closings.last(2020, PRODUCTION) == last

        assert all(in_ms(closing.saved) == ms for closing, ms in signed)
        assert store.closings.all(PRODUCTION)[-len(signed) :] == [c for c, _ in signed]
        assert store.closings.verify() is None


def correct(store, year, ms):
    book(
        store,
        kind=SavingKind.CORRECTION,
        items=0,
        fiscal_year=year,
        at=NOW.replace(year=year),
        minutes_before=Decimal(max(ms, 0)) / 60_000,
        minutes_after=Decimal(max(-ms, 0)) / 60_000,
    )
