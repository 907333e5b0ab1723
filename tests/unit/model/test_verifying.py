"""When the looks of people are enough."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.model.forms import Verify
from rpa_suite.model.verifying import FieldLook, LookOutcome, standing

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def looks(*said):
    return [
        FieldLook(
            item_id="i",
            field_id="f",
            who=who,
            at=NOW + timedelta(seconds=n),
            seconds=1.0,
            outcome=outcome if isinstance(outcome, LookOutcome) else LookOutcome.VALUE,
            value="" if isinstance(outcome, LookOutcome) else outcome,
        )
        for n, (who, outcome) in enumerate(said)
    ]


def settled(verify, *said):
    decided = standing(verify, looks(*said)).decided
    return decided.value if decided else None


def test_one_look_settles_what_one_person_may_settle():
    assert settled(Verify.SINGLE, ("a", "7")) == "7"
    assert settled(Verify.SINGLE, ("a", "7"), ("b", "1")) == "1"


def test_two_people_who_agree_settle_what_two_must_settle():
    assert settled(Verify.DOUBLE, ("a", "7")) is None
    assert settled(Verify.DOUBLE, ("a", "7"), ("a", "7")) is None
    assert settled(Verify.DOUBLE, ("a", "7"), ("b", "7")) == "7"


def test_where_two_differ_a_third_decides():
    said = [("a", "7"), ("b", "1")]
    assert settled(Verify.DOUBLE, *said) is None
    assert standing(Verify.DOUBLE, looks(*said)).stage == 3
    assert settled(Verify.DOUBLE, *said, ("c", "1")) == "1"


def test_what_is_taken_back_does_not_count():
    undone = LookOutcome.UNDONE
    assert settled(Verify.SINGLE, ("a", "7"), ("a", undone)) is None
    assert settled(Verify.DOUBLE, ("a", "7"), ("b", "1"), ("b", undone)) is None
    assert settled(Verify.SINGLE, ("a", undone)) is None


def test_nobody_checks_himself():
    first = standing(Verify.DOUBLE, looks(("a", "7")))
    assert not first.may_look("a")
    assert first.may_look("b")
    assert first.stage == 2


def test_what_cannot_be_read_is_put_aside_and_may_be_looked_at_again():
    aside = standing(Verify.SINGLE, looks(("a", LookOutcome.UNREADABLE)))
    assert aside.is_put_aside
    assert not aside.is_settled
    assert aside.may_look("a")


PEOPLE = st.sampled_from("abc")
SAID = st.sampled_from(["1", "7", LookOutcome.UNDONE, LookOutcome.ASK])


@given(st.lists(st.tuples(PEOPLE, SAID), max_size=8))
def test_two_must_settle_means_never_one_alone(said):
    found = standing(Verify.DOUBLE, looks(*said))
    if found.decided:
        assert len({look.who for look in found.looks}) >= 2
        assert found.decided in found.looks


@given(st.lists(st.tuples(PEOPLE, SAID), max_size=8), PEOPLE)
def test_whoever_may_look_brings_the_field_forward(said, who):
    before = standing(Verify.DOUBLE, looks(*said))
    if before.may_look(who) and not before.is_put_aside:
        after = standing(Verify.DOUBLE, looks(*said, (who, "7")))
        assert len(after.looks) == len(before.looks) + 1
