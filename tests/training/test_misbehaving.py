"""The catalogue, its triggers and profiles, and the instructor's switches."""

import pytest

from rpa_suite.training.faults import FAULTS, FaultId, Occasion
from rpa_suite.training.misbehaving import Misbehaviour
from rpa_suite.training.profiles import PROFILES, Profile
from rpa_suite.training.triggers import Trigger

HALF = {"faults": {"F03": {"probability": 0.5}}}


def struck(faults, fault=FaultId.CHANGED_BY_OTHER, at=Occasion.REGISTER, count=40):
    return [bool(faults.strike(fault, at)) for _ in range(count)]


def test_the_catalogue_is_complete():
    assert list(FAULTS) == [FaultId(f"F{n:02}") for n in range(1, 31)]
    for fault in FAULTS.values():
        names = [way.name for way in fault.ways]
        assert len(set(names)) == len(names)


def test_chance_repeats_with_the_seed_whatever_else_is_asked():
    one, same, other = (Misbehaviour(seed=seed) for seed in (1, 1, 2))
    for each in (one, same, other):
        each.order(HALF)
    struck(same, FaultId.SLOW, Occasion.PAGE, 5)

    first = struck(one)
    assert first == struck(same)
    assert first != struck(other)
    assert 8 < sum(first) < 32


def test_calm_never_strikes_and_hostile_has_every_fault():
    calm = Misbehaviour(seed=1)
    assert not any(
        calm.strike(fault, occasion) for fault in FAULTS for occasion in Occasion
    )
    assert set(PROFILES[Profile.HOSTILE]) == set(FAULTS)
    realistic = [
        "F01",
        "F02",
        "F03",
        "F05",
        "F11",
        "F14",
        "F16",
        "F19",
        "F22",
        "F23",
        "F24",
    ]
    assert sorted(PROFILES[Profile.REALISTIC]) == realistic


def test_every_trigger_of_a_profile_names_a_way_that_exists():
    for triggers in PROFILES.values():
        for fault, each in triggers.items():
            names = {way.name for way in FAULTS[fault].ways} | {""}
            assert {trigger.way for trigger in each} <= names


def test_a_way_strikes_only_at_its_own_occasion():
    faults = Misbehaviour(seed=1)
    faults.switch(FaultId.SESSION_LOST, [Trigger(every=1, way="after")])
    assert faults.strike(FaultId.SESSION_LOST, Occasion.PAGE) is None
    assert faults.strike(FaultId.SESSION_LOST, Occasion.REGISTER).way == "after"


def test_reset_goes_back_to_how_the_system_was_started():
    faults = Misbehaviour(seed=1, profile=Profile.REALISTIC, pace=0.5)
    faults.order({"profile": "calm", "pace": 2, "faults": {"F19": {"every": 1}}})
    assert (faults.profile, faults.pace) == ("calm", 2)
    faults.reset()
    assert (faults.profile, faults.pace) == ("realistic", 0.5)
    assert faults.is_on(FaultId.SLOW)


def test_the_short_form_plans_registrations_by_number():
    faults = Misbehaviour(seed=1)
    faults.order({"2": "reset_after", "3": "reset_before", "4": "changed_by_other"})
    at = Occasion.REGISTER
    broken = [faults.strike(FaultId.BROKEN_ANSWER, at) for _ in range(4)]
    assert [each and each.way for each in broken] == [
        None,
        "reset_after",
        "reset_before",
        None,
    ]
    assert struck(faults, count=4) == [False, False, False, True]


@pytest.mark.parametrize(
    "order",
    [
        {"profile": "wild"},
        {"faults": {"F99": {"every": 1}}},
        {"faults": {"F19": {"way": "sideways"}}},
        {"faults": {"F19": {"probability": 2}}},
        {"faults": {"F19": {"often": True}}},
        {"faults": {"F19": {"at": 3}}},
        {"pace": -1},
        {"1": "explode"},
        {"sed": 1},
    ],
)
def test_an_order_that_names_nothing_is_refused_and_changes_nothing(clerk, order):
    before = clerk.client.get("/instructor/faults.json").json()
    answer = clerk.client.post("/instructor/faults", json=order)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert clerk.client.get("/instructor/faults.json").json() == before


def test_the_instructor_switches_on_the_page(clerk):
    post = clerk.client.post
    post("/instructor/profile", data={"profile": "realistic", "pace": "0"})
    post("/instructor/fault", data={"fault": "F19", "every": "3", "way": "500_after"})
    post("/instructor/fault", data={"fault": "F01"})

    faults = clerk.client.get("/instructor/faults.json").json()
    assert faults["profile"] == "realistic"
    assert faults["faults"]["F19"]["triggers"][0]["every"] == 3
    assert faults["faults"]["F01"]["triggers"] == []
    page = clerk.client.get("/instructor").text
    assert "3回ごと" in page
    assert all(fault.title in page for fault in FAULTS.values())
    assert "切り替えられません" in post("/instructor/fault", data={"fault": "X"}).text


def test_grading_names_what_is_missing_wrong_twice_and_unexpected(clerk, families):
    first, second, third = families[:3]
    for family in (first, second):
        clerk.register(clerk.claim(family))
    expected = [
        {
            "screen": "child_allowance",
            "subject": family[0].number,
            "values": {"請求内容/事由発生日": day, "請求内容/電話番号": "09012345678"},
        }
        for family, day in ((first, "2026-05-10"), (second, "2026-05-11"), (third, ""))
    ]

    grade = clerk.client.post("/instructor/grade", json=expected).json()
    one, two = clerk.rows()
    assert grade["right"] == [one["receipt"]]
    assert list(grade["wrong"]) == [two["receipt"]]
    assert list(grade["wrong"][two["receipt"]]) == ["請求内容/事由発生日"]
    assert [row["subject"] for row in grade["missing"]] == [third[0].number]
    assert grade["perfect"] is False

    grade = clerk.client.post("/instructor/grade", json=expected[:1]).json()
    assert grade["unexpected"] == [two["receipt"]]
    assert clerk.client.post("/instructor/grade", json=[{}]).status_code == 400
