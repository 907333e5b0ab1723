"""文字ごと without a window: sheets, what they settle, what is odd, what is undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.group_pile import MOST, GroupPile
from rpa_suite.app.doubts import Doubt
from rpa_suite.app.unsure import Unsure
from rpa_suite.model.forms import Box, CellRun, Field, FieldKind

BOX = Box(left=0, top=0, width=6, height=8)


def doubt(item, text, places, *, kind=FieldKind.PHONE, **changes):
    return Doubt(
        item_id=item,
        number=1,
        template_id="t",
        field=Field(
            id="phone",
            label="電話番号",
            kind=kind,
            cells=(CellRun(left=0, top=0, count=len(text)),),
        ),
        reason="文字がはっきりしません。",
        value=text,
        unsure=tuple(
            Unsure(place=place, char=text[place], box=BOX, chance=0.5)
            for place in places
        ),
        **changes,
    )


def through(pile, odd=lambda card: None):
    """Confirm sheet after sheet; ``odd`` says what a card is instead."""
    settled = []
    while pile.sheet:
        wrong = {
            place: said
            for place, card in enumerate(pile.sheet.cards)
            if (said := odd(card)) is not None
        }
        settled += pile.confirm(wrong, seconds=float(len(pile.sheet.cards)))
    return settled


def test_the_commonest_character_comes_first_and_a_field_settles_with_its_last():
    pile = GroupPile([doubt("a", "71", [0, 1]), doubt("b", "77", [0, 1])])
    assert [(s.char, len(s.cards)) for s in pile.sheets] == [("7", 3), ("1", 1)]
    assert [s.doubt.item_id for s in pile.confirm({}, seconds=3.0)] == ["b"]
    (last,) = pile.confirm({}, seconds=4.0)
    assert (last.doubt.item_id, last.seconds) == ("a", 5.0)
    assert pile.sheet is None


def test_an_odd_one_keeps_its_field_and_the_mended_value_is_offered():
    pile = GroupPile([doubt("a", "0312", [1, 2]), doubt("b", "0333", [1])])
    settled = through(pile, lambda card: "8" if card.doubt.item_id == "a" else None)
    assert [s.doubt.item_id for s in settled] == ["b"]
    (odd,) = pile.odd_ones()
    assert odd.value == "0882"
    assert odd.choices[0] == "0882"
    assert odd.unsure == ()


def test_an_odd_one_without_a_word_is_looked_at_as_it_was_read():
    pile = GroupPile([doubt("a", "0312", [2])])
    assert through(pile, lambda card: "") == []
    (odd,) = pile.odd_ones()
    assert odd.value == "0312"
    assert "「1」ではない" in odd.reason


def test_undo_opens_what_the_sheet_settled_and_forgets_what_was_odd():
    pile = GroupPile([doubt("a", "7", [0]), doubt("b", "7", [0])])
    pile.confirm({1: ""}, seconds=1.0)
    assert [s.doubt.item_id for s in pile.undo()] == ["a"]
    assert pile.odd_ones() == []
    assert len(pile.confirm({}, seconds=1.0)) == 2
    assert pile.undo() is not None
    assert pile.undo() is None


@pytest.mark.parametrize(
    "changes", [{"stage": 2}, {"is_wanted": False}, {"was_put_aside": True}]
)
def test_blind_looks_and_what_was_put_aside_stay_out(changes):
    assert GroupPile([doubt("a", "7", [0], **changes)]).sheet is None


@given(
    st.lists(
        st.tuples(
            st.text("0123456789", min_size=3, max_size=3),
            st.sets(st.integers(0, 2), min_size=1),
        ),
        max_size=60,
    ),
    st.sets(st.integers(0, 200)),
)
def test_every_field_is_settled_or_odd_and_the_seconds_add_up(fields, wrong):
    doubts = [doubt(str(n), text, sorted(at)) for n, (text, at) in enumerate(fields)]
    pile = GroupPile(doubts)
    cards = [card for sheet in pile.sheets for card in sheet.cards]
    assert all(len(sheet.cards) <= MOST for sheet in pile.sheets)
    odd = {id(card) for n, card in enumerate(cards) if n in wrong}
    settled = through(pile, lambda card: "" if id(card) in odd else None)
    left = pile.odd_ones()
    assert {s.doubt.item_id for s in settled} | {d.item_id for d in left} == {
        d.item_id for d in doubts
    }
    assert len(settled) + len(left) == len(doubts)
    of_settled = sum(len(s.doubt.unsure) for s in settled)
    assert sum(s.seconds for s in settled) == pytest.approx(of_settled)
