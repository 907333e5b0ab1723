import pytest

from bench.forms.papers.claims import make_claims
from rpa_suite.model.forms import nested
from rpa_suite.model.work import ItemState
from rpa_suite.training.people import make_people

pytestmark = pytest.mark.browser
REGISTER = make_people(1)
BY_MY_NUMBER = {p.my_number: p for p in REGISTER.people.values()}


def claims(wanted, count):
    """Records of claims whose claimant is as wanted."""
    found = []
    for values in make_claims(80, seed=1):
        claimant = BY_MY_NUMBER.get(values["claimant_my_number"])
        if claimant and wanted(claimant, values):
            found.append(nested(values))
    return found[:count]


def is_plain(claimant, values):
    return (
        not claimant.protected
        and claimant.standing.value == "住民"
        and claimant.number not in REGISTER.eligible | REGISTER.spouse_earns_more
        and values["occupation"] != "公務員"
        and values["claim_date"][:7] == values["event_date"][:7]
    )


def test_claims_are_entered_once_with_everything_that_was_written(rehearse):
    rehearsal = rehearse("child_allowance_claim")
    records = claims(is_plain, 4)
    rehearsal.queue(records)
    rehearsal.run()
    items = rehearsal.store.items.find()
    assert [i.state for i in items] == [ItemState.DONE] * 4, [i.reason for i in items]
    rows = rehearsal.rows()
    assert [i.receipt for i in items] == [row["receipt"] for row in rows]
    for record, row in zip(records, rows, strict=True):
        entered = row["values"]
        assert entered["請求者/氏名"] == record["claimant_name"]
        assert entered["請求内容/請求事由"] == record["reason"]
        assert entered["請求内容/電話番号"] == record["phone"]
        assert entered["児童1/氏名"] == record["child"][0]["name"]
        assert entered["振込口座/口座番号"] == record.get("account_number", "")
        assert entered["振込口座/ゆうちょ番号"] == record.get("yucho_number", "")


def test_a_claim_entered_before_is_skipped_with_its_receipt(rehearse):
    rehearsal = rehearse("child_allowance_claim")
    (record,) = claims(is_plain, 1)
    rehearsal.queue([record])
    rehearsal.run()
    rehearsal.queue([record])
    rehearsal.run()
    first, second = rehearsal.store.items.find()
    assert (first.state, second.state) == (ItemState.DONE, ItemState.ALREADY)
    assert first.receipt == second.receipt
    assert len(rehearsal.rows()) == 1


@pytest.mark.parametrize("faults", [{}, {"F24": {"every": 1}}], ids=["", "F24"])
def test_a_protected_person_is_held_and_nothing_is_kept(rehearse, faults):
    rehearsal = rehearse("child_allowance_claim")
    rehearsal.queue(claims(lambda claimant, _: claimant.protected, 1))
    rehearsal.misbehave(**faults)
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    assert item.state is ItemState.HELD
    assert item.reason == "保留(抑止)。担当者へ引き継いでください。"
    assert rehearsal.store.evidence.of_item(item.id) == []
    assert rehearsal.rows() == []


def test_who_moved_away_is_for_a_person(rehearse):
    rehearsal = rehearse("child_allowance_claim")
    rehearsal.queue(
        claims(lambda claimant, _: claimant.standing.value in ("転出", "死亡"), 1)
    )
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "W0104")


def test_somebody_who_is_not_in_the_register_is_never_guessed(rehearse):
    rehearsal = rehearse("child_allowance_claim")
    (record,) = claims(is_plain, 1)
    rehearsal.queue([record | {"claimant_name": "大田　某"}])
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "E0101")
    assert rehearsal.rows() == []


@pytest.mark.parametrize(("fault", "stored"), [("reset_after", 1), ("reset_before", 0)])
def test_a_connection_broken_at_registering_is_settled_by_looking(
    rehearse, fault, stored
):
    rehearsal = rehearse("child_allowance_claim")
    rehearsal.robot = type(rehearsal.robot)(
        **{
            **{n: getattr(rehearsal.robot, n) for n in rehearsal.robot.__slots__},
            "retry_after_seconds": 0.0,
        }
    )
    rehearsal.queue(claims(is_plain, 1))
    rehearsal.plan_faults({1: fault})
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    history = [e.to_state for e in rehearsal.store.items.history(item.id)]
    assert ItemState.IN_DOUBT in history
    assert item.state is ItemState.DONE
    assert [row["receipt"] for row in rehearsal.rows()] == [item.receipt]
    # What had been stored is found, what had not is entered again: once either way.
    assert history.count(ItemState.SUBMITTING) == 2 - stored


def test_a_wrong_password_ends_the_run_and_leaves_the_items(rehearse):
    from rpa_suite.errors import SignInRefused

    rehearsal = rehearse("child_allowance_claim")
    rehearsal.queue(claims(is_plain, 1))
    rehearsal.password = "wrong"
    with pytest.raises(SignInRefused):
        rehearsal.run()
    assert rehearsal.states() == [ItemState.READY]


def test_another_person_on_the_entry_screen_is_noticed_before_typing(rehearse):
    rehearsal = rehearse("child_allowance_claim")
    rehearsal.queue(claims(is_plain, 1))
    rehearsal.misbehave(F23={"every": 1, "way": "open"})
    rehearsal.run()
    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "PERSON")
    assert rehearsal.rows() == []
