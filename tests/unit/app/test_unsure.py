"""Which characters a doubt hangs on: the fewest that make the rest sure enough."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.app.unsure import unsure_characters
from rpa_suite.model.forms import (
    Box,
    Candidate,
    CellRun,
    Field,
    FieldKind,
    Glyph,
    Reading,
)
from rpa_suite.ocr.doubts import REPAIRED, UNCLEAR

FIELD = Field(
    id="phone",
    label="電話番号",
    kind=FieldKind.PHONE,
    cells=(CellRun(left=10, top=10, count=10),),
    review_below=0.97,
)


def reading(*chances, text=None, doubt=UNCLEAR):
    text = "0123456789"[: len(chances)] if text is None else text
    return Reading(
        field_id="phone",
        text=text,
        value=text,
        confidence=prod(chances),
        doubt=doubt,
        glyphs=tuple(
            Glyph(
                box=FIELD.cells[0].cell(place),
                looks_like=(Candidate(text=str(place), probability=chance),),
            )
            for place, chance in enumerate(chances)
        ),
    )


def test_only_the_unsure_character_is_asked():
    (asked,) = unsure_characters(FIELD, reading(0.999, 0.6, 0.999))
    assert (asked.place, asked.char, asked.chance) == (1, "1", 0.6)
    assert asked.box == Box(left=16, top=10, width=6, height=8)


@given(st.lists(st.floats(0.05, 0.9999), min_size=1, max_size=10))
def test_the_rest_is_as_sure_as_a_field_nobody_looks_at(chances):
    asked = {each.place for each in unsure_characters(FIELD, reading(*chances))}
    rest = prod(c for place, c in enumerate(chances) if place not in asked)
    assert asked
    assert rest >= FIELD.review_below
    # None of the asked ones could have been left out.
    if len(asked) > 1:
        surest = max(chances[place] for place in asked)
        assert rest * surest < FIELD.review_below


def test_what_a_check_digit_changed_is_asked():
    seen = reading(0.99, 0.99, 0.99, text="013", doubt=REPAIRED)
    assert [(each.place, each.chance) for each in unsure_characters(FIELD, seen)] == [
        (2, 0.0)
    ]


@pytest.mark.parametrize(
    "other",
    [
        reading(0.5, 0.5, doubt="10桁のうち2桁しか書かれていません。"),
        reading(0.5, 0.5, doubt=None),
        reading(0.5, 0.5, text="012"),
        reading(text="0312345678"),
    ],
    ids=["not of the hand", "no doubt", "does not pair", "one line"],
)
def test_other_doubts_are_for_the_whole_field(other):
    assert unsure_characters(FIELD, other) == ()
