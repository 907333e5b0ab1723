"""What goes unseen: spot checks are blind, counted, and stop a kind that breaks."""

from dataclasses import replace

import pytest

from rpa_suite.app import accepting
from rpa_suite.app.accepting import SPOT_CHECK, STOPPED, Chooser
from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from rpa_suite.ocr import acceptance
from rpa_suite.settings import Settings
from rpa_suite.store.spot_checks import SpotCheck, SpotCount
from tests.support.paper import CLAIM, VALUES, add_claims, claim_form

PHONE = {"phone": SPOT_CHECK}


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


def chooser(office, *, share, stopped=()):
    return Chooser(
        stopped=frozenset(stopped), share=share, keyed_hash=office.vault.keyed_hash
    )


def drawn(office, item, field_id="phone", kind="phone"):
    office.store.spot_checks.draw(
        [
            SpotCheck(
                item_id=item.id,
                field_id=field_id,
                kind=kind,
                calibration=acceptance.fingerprint(),
                drawn_at=office.now(),
            )
        ]
    )


def settle(office, item, value):
    (doubt,) = office.verifying.doubts(CLAIM, who="a")
    office.verifying.look(doubt, LookOutcome.VALUE, value, who="a", seconds=2)
    assert office.verifying.finish_form(item.id, who="a").item.state is ItemState.READY


def test_the_same_share_of_what_was_accepted_is_drawn_and_always_the_same(office):
    template = office.templates[CLAIM]
    form = claim_form(template, {"claimant_name": "読めません。"})
    half = chooser(office, share=0.5)
    drawn = [
        {r.field_id for r in half.choose(form, template, str(n)).readings if r.doubt}
        for n in range(60)
    ]
    again = half.choose(form, template, "7")
    assert {r.field_id for r in again.readings if r.doubt} == drawn[7]
    assert len({frozenset(each) for each in drawn}) > 50
    accepted = len([value for value in VALUES.values() if value]) - 1
    share = sum(len(each) - 1 for each in drawn) / (60 * accepted)
    assert 0.45 < share < 0.55
    # What is doubted keeps its own reason; a blank is never drawn.
    assert all("claimant_name" in each and "spouse_name" not in each for each in drawn)
    assert chooser(office, share=0).choose(form, template, "7") == form


def test_every_value_of_a_stopped_kind_goes_to_a_person(office):
    template = office.templates[CLAIM]
    form = claim_form(template, {})
    chosen = chooser(office, share=0, stopped={"phone"}).choose(form, template, "1")
    assert {r.field_id for r in chosen.doubts} == {"phone"}
    assert chosen.doubts[0].doubt == STOPPED


def test_a_spot_check_shows_nothing_of_what_was_read(office):
    (item,) = add_claims(office, PHONE)
    (doubt,) = office.verifying.doubts(CLAIM, who="a")
    assert doubt.is_blind
    assert (doubt.value, doubt.choices, doubt.reason) == ("", (), SPOT_CHECK)
    drawn(office, item)
    settle(office, item, VALUES["phone"])
    assert office.store.spot_checks.counts()["phone"] == SpotCount(
        waiting=0, looked=1, wrong=0
    )
    assert office.store.spot_checks.stopped() == {}


def test_looks_that_break_the_promise_stop_the_kind_and_the_clerk_is_told(office):
    items = add_claims(office, *[PHONE] * 4)
    for item in items:
        drawn(office, item)
    while doubts := office.verifying.doubts(CLAIM, who="a"):
        (doubt, *_) = doubts
        office.verifying.look(
            doubt, LookOutcome.VALUE, "0399999999", who="a", seconds=2
        )
        office.verifying.finish_form(doubt.item_id, who="a")
    assert office.store.spot_checks.counts()["phone"].wrong == 4
    stopped = office.store.spot_checks.stopped()["phone"]
    assert stopped.who == accepting.BY_ITSELF
    assert "抜き取り確認" in stopped.reason
    card = next(each for each in office.cards() if each.robot.id == CLAIM)
    assert "電話番号の自動採用を止めています" in card.stopped
    assert office.store.audit.recent()[0].action == "accept off"
    assert office.store.audit.verify() is None


def test_few_right_looks_break_no_promise():
    promised = replace(acceptance.measured()["phone"], bound=0.01)
    assert not accepting.is_broken(SpotCount(waiting=0, looked=0, wrong=0), promised)
    assert not accepting.is_broken(SpotCount(waiting=0, looked=90, wrong=1), promised)
    assert accepting.is_broken(SpotCount(waiting=0, looked=90, wrong=4), promised)


def test_a_manager_begins_again_only_with_new_thresholds(office, monkeypatch):
    def switch(is_on, **changes):
        given = {"who": "kanri", "reason": "測り直した", "now": office.now()} | changes
        return accepting.switch(office.store, "phone", is_on=is_on, **given)

    with pytest.raises(InputError, match="止まっていません"):
        switch(True)
    with pytest.raises(InputError, match="理由"):
        switch(False, reason=" ")
    switch(False, who=accepting.BY_ITSELF)
    with pytest.raises(InputError, match="測り直し"):
        switch(True)
    monkeypatch.setattr(accepting, "fingerprint", lambda: "another")
    assert switch(True).is_on
    assert office.store.spot_checks.stopped() == {}
    with pytest.raises(InputError, match="という種類はありません"):
        accepting.switch(
            office.store, "phones", is_on=False, who="k", reason="x", now=office.now()
        )
