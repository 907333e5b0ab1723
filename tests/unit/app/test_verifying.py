"""確認 at the office: who is asked what, and when a form goes on."""

import pytest

from rpa_suite.app.doubts import AGAIN, BLIND
from rpa_suite.app.office import Office
from rpa_suite.errors import InputError, StepNotAllowed
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from rpa_suite.settings import Settings
from tests.support.paper import CLAIM, add_claims

NAME = {"claimant_name": "文字がはっきりしません。"}
NUMBER = {"claimant_my_number": "読み替えました。"}
VALUE = LookOutcome.VALUE


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


def look(office, who, value, outcome=VALUE, seconds=3.0):
    doubt = office.verifying.doubts(CLAIM, who=who)[0]
    office.verifying.look(doubt, outcome, value, who=who, seconds=seconds)
    return doubt


def test_one_look_settles_a_name_and_the_form_goes_on(office):
    (item,) = add_claims(office, NAME)
    doubt = look(office, "a", "練習　次郎")
    assert (doubt.value, doubt.choices) == ("練習　太郎", ("練習　太郎", "練習　次郎"))
    assert doubt.reason == NAME["claimant_name"]
    end = office.verifying.finish_form(item.id, who="a")
    assert end.item.state is ItemState.READY
    assert end.item.values["claimant_name"] == "練習　次郎"
    assert end.item.review_seconds == 3.0
    assert office.verifying.doubts(CLAIM, who="a") == []


def test_a_number_of_a_person_needs_a_second_one_who_does_not_see_the_first(office):
    (item,) = add_claims(office, NUMBER)
    look(office, "a", "123456789018")
    assert office.verifying.finish_form(item.id, who="a").open_fields == 1
    assert office.verifying.doubts(CLAIM, who="a") == []
    doubt = look(office, "b", "123456789018", seconds=4.0)
    assert (doubt.value, doubt.choices, doubt.reason) == ("", (), BLIND)
    end = office.verifying.finish_form(item.id, who="b")
    assert end.item.state is ItemState.READY
    assert end.item.review_seconds == 7.0


def test_where_two_differ_a_third_sees_both(office):
    add_claims(office, NUMBER)
    look(office, "a", "123456789018")
    look(office, "b", "987654321018")
    assert office.verifying.doubts(CLAIM, who="b") == []
    (doubt,) = office.verifying.doubts(CLAIM, who="c")
    assert doubt.choices == ("123456789018", "987654321018")


def test_nobody_may_look_twice_at_what_two_must_see(office):
    add_claims(office, NUMBER)
    doubt = look(office, "a", "123456789018")
    with pytest.raises(InputError, match="ほかの人"):
        office.verifying.look(doubt, VALUE, "123456789018", who="a", seconds=1.0)


def test_what_is_put_aside_comes_last_and_keeps_the_form(office):
    first, second = add_claims(office, NAME, NAME)
    look(office, "a", "", outcome=LookOutcome.ASK)
    assert office.verifying.finish_form(first.id, who="a").open_fields == 1
    doubts = office.verifying.doubts(CLAIM, who="a")
    assert [doubt.item_id for doubt in doubts] == [second.id, first.id]
    assert "本人に確認" in doubts[-1].reason


def test_a_look_taken_back_is_wanted_again(office):
    add_claims(office, NAME)
    doubt = look(office, "a", "練習　次郎")
    office.verifying.look(doubt, LookOutcome.UNDONE, who="a", seconds=0.0)
    assert office.verifying.doubts(CLAIM, who="a")[0].value == "練習　太郎"


def test_values_that_make_no_record_are_named_with_their_fields(office):
    (item,) = add_claims(office, {"use_public_account": "印が薄い"})
    look(office, "a", "")
    end = office.verifying.finish_form(item.id, who="a")
    assert end.item is None
    assert end.wrong[0][0] == ""
    assert "振込口座" in end.wrong[0][1]


def test_a_form_that_is_settled_but_not_ended_can_still_be_ended(office):
    (item,) = add_claims(office, NAME)
    look(office, "a", "練習　次郎")
    doubts = office.verifying.doubts(CLAIM, who="a")
    assert not any(doubt.is_wanted for doubt in doubts)
    assert office.verifying.finish_form(item.id, who="a").item.state is ItemState.READY


def test_passing_by_what_stands_is_no_look(office):
    (item,) = add_claims(office, NAME)
    (name,) = [
        d
        for d in office.verifying.form_fields(item.id)
        if d.field.id == "claimant_kana"
    ]
    office.verifying.look(name, VALUE, name.value, who="a", seconds=1.0)
    assert office.store.looks.of_items([item.id]) == {}


def test_a_form_that_was_sent_back_is_looked_at_anew(office):
    (item,) = add_claims(office, NAME)
    look(office, "a", "練習　次郎")
    office.verifying.finish_form(item.id, who="a")
    items, now = office.store.items, office.now()
    items.take(CLAIM, worker="w", now=now, lease_seconds=600)
    items.move(item.id, ItemState.REJECTED, actor="w", worker="w", now=office.now())
    office.exceptions.send_back(item.id, who="a")

    doubts = office.verifying.doubts(CLAIM, who="a")
    (name,) = [d for d in doubts if d.field.id == "claimant_name"]
    assert (name.value, name.reason, name.is_wanted) == ("練習　次郎", AGAIN, False)
    office.verifying.look(name, VALUE, "練習　三郎", who="a", seconds=1.0)
    end = office.verifying.finish_form(item.id, who="a")
    assert end.item.values["claimant_name"] == "練習　三郎"
    assert end.item.values["use_public_account"] == "true"


def test_a_form_that_somebody_else_ended_is_told(office):
    (item,) = add_claims(office, NAME)
    doubt = look(office, "a", "練習　次郎")
    office.verifying.finish_form(item.id, who="a")
    with pytest.raises(StepNotAllowed, match="ほかの人"):
        office.verifying.look(doubt, VALUE, "練習　太郎", who="b", seconds=1.0)
