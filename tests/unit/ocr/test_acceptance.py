"""Certainty: weights to a probability, a threshold, a promise that was counted."""

import math
import random
from dataclasses import replace

import pytest

from bench.reading.calibrate import calibrate
from rpa_suite.model.forms import (
    Candidate,
    Field,
    FieldKind,
    FormTemplate,
    Policy,
    Reading,
)
from rpa_suite.ocr.acceptance import (
    ALWAYS,
    UNCLEAR,
    UNUSUAL,
    Acceptance,
    measured,
    weighed,
)
from rpa_suite.ocr.signs import of_reading

# As of an ordinary telephone number.
USUAL = {
    "cell": 5.0,
    "inside": -0.02,
    "line": 8.0,
    "odds": 6.0,
    "weakest": -0.002,
}


def reading(confidence, **signs):
    return Reading(
        field_id="phone",
        text="0312345678",
        value="0312345678",
        confidence=confidence,
        candidates=(
            Candidate(text="0312345678", probability=confidence),
            Candidate(text="0372345678", probability=1 - confidence),
        ),
        signs=USUAL | signs,
    )


def template(**changes):
    field = Field(id="phone", label="電話", kind=FieldKind.PHONE, **changes)
    return FormTemplate(
        id="form",
        code="FORM",
        title="帳票",
        edition="v1",
        pages=1,
        paper_mm=(210, 297),
        fields=(field,),
    )


def test_signs_move_the_probability_by_their_weights():
    model = Acceptance(
        review_below=0.9,
        fields=1,
        accepted=1,
        wrong=0,
        bound=1.0,
        bias=2.0,
        weights={"views": (1.0, -1.0), "margin": (0.5, 2.0)},
    )
    usual = model.probability({"views": -1.0, "margin": 2.0})
    assert usual == pytest.approx(0.8808, abs=1e-4)
    assert model.probability({"views": -6.0, "margin": 2.0}) < 0.1
    # What was not seen counts as ordinary.
    assert model.probability({"margin": 2.0}) == usual


@pytest.mark.parametrize(
    ("seen", "is_measured"),
    [
        ({"inside": -0.1, "length": 2.0}, True),
        ({"inside": -0.5, "length": 2.4}, True),
        ({"inside": -0.6, "length": 2.0}, False),
        ({"inside": -0.1, "length": 2.5}, False),
        ({"inside": -0.1}, False),
    ],
)
def test_beyond_what_was_measured_nothing_is_known(seen, is_measured):
    model = Acceptance(
        review_below=0.9,
        accepted=1,
        wrong=0,
        bound=1.0,
        ranges={"inside": (-0.5, math.inf), "length": (1.0, 2.4)},
    )
    assert model.is_measured(seen) is is_measured


def test_what_is_unlike_all_that_was_measured_goes_to_a_person():
    short = replace(reading(0.999), text="03", value="03")
    (found,) = weighed([short], template(review_below=0.0))
    assert found.doubt == UNUSUAL


def test_what_is_less_sure_than_the_field_asks_for_goes_to_a_person():
    (found,) = weighed([reading(0.999)], template(review_below=1.0))
    assert found.doubt == UNCLEAR
    (found,) = weighed([reading(0.999)], template(review_below=0.0))
    assert found.doubt is None
    assert found.signs["margin"] == pytest.approx(6.907, abs=1e-3)


@pytest.mark.parametrize("policy", [Policy.LOOK, Policy.DOUBLE])
def test_a_policy_shows_even_what_is_sure(policy):
    (found,) = weighed([reading(0.999)], template(review_below=0.0, policy=policy))
    assert found.doubt == ALWAYS


def test_weighing_again_gives_the_same():
    (once,) = weighed([reading(0.97)], template(review_below=0.0))
    (twice,) = weighed([once], template(review_below=0.0))
    assert twice.confidence == once.confidence
    assert of_reading(twice) == once.signs


def test_every_kind_says_how_many_stand_behind_its_promise():
    for one in measured().values():
        assert one.wrong <= one.accepted
        assert one.fields == 0 or one.accepted <= one.fields
        assert one.is_guaranteed is (one.bound <= 0.001)


def records(count, *, seed=1):
    """Fields whose sign ``views`` says when they are wrong, as hands do."""
    draw = random.Random(seed)
    for number in range(count):
        is_bad = draw.random() < 0.03
        views = draw.gauss(-5 if is_bad else -0.5, 0.8)
        yield {
            "form": "f",
            "digits": ("tune", "proof")[number % 2],
            "field": "phone",
            "kind": "phone",
            "signs": {"views": views, "sure": draw.gauss(4, 1), "margin": 5.0},
            "right": not is_bad,
            "doubt": "",
        }


def test_a_calibration_finds_the_telling_sign_and_counts_on_the_other_half():
    chosen, together = calibrate(list(records(8000)))
    phone = chosen["phone"]
    assert phone.weights["views"][0] > 1
    assert abs(phone.weights["sure"][0]) < 0.5
    assert phone.fields == 4000
    assert phone.accepted > 3000
    assert phone.is_guaranteed
    assert together.bound == phone.bound


def test_a_sign_never_speaks_for_what_it_speaks_against():
    """Among few wrong ones chance may say so; far from what was seen it would count."""
    draw = random.Random(1)
    odd = [
        {**each, "signs": {**each["signs"], "inside": draw.gauss(-0.5, 0.2)}}
        if each["right"]
        else {**each, "signs": {**each["signs"], "inside": 0.0}}
        for each in records(8000)
    ]
    assert calibrate(odd)[0]["phone"].weights["inside"][0] == 0.0


def test_a_calibration_says_between_what_it_has_measured():
    phone = calibrate(list(records(8000)))[0]["phone"]
    least, most = phone.ranges["views"]
    assert -4.0 < least < -1.5 and most == math.inf
    assert not phone.is_measured({"views": -9.0, "sure": 9.0, "margin": 5.0})


def test_a_field_in_which_nothing_was_read_teaches_nothing():
    unread = {**next(records(1)), "signs": {}, "doubt": UNCLEAR, "right": False}
    weights = calibrate(list(records(8000)))[0]["phone"].weights
    assert calibrate([*records(8000), unread])[0]["phone"].weights == weights


def test_forms_that_only_report_are_no_place_to_find_thresholds():
    held_out = [{**each, "digits": "held_out"} for each in records(100)]
    with pytest.raises(SystemExit, match="held_out"):
        calibrate(held_out)


def test_too_few_fields_promise_nothing():
    chosen, _ = calibrate(list(records(400)))
    assert not chosen["phone"].is_guaranteed
