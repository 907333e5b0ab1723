"""What goes wrong when 登録 is pressed, and what is stored then."""

import pytest

from tests.training.clerk import claim_of, codes_of, messages_of, receipt_on


def registered(clerk, family, **how):
    return clerk.register(clerk.claim(family), **how)


def test_a_claim_is_stored_once_and_the_log_says_by_which_request(clerk, families):
    page = registered(clerk, families[0])

    (row,) = clerk.rows()
    assert receipt_on(page) == row["receipt"]
    assert row["subject"] == families[0][0].number
    (record,) = [r for r in clerk.log() if r["receipt"]]
    assert (record["request"], record["session"]) == (row["request"], row["session"])
    assert (record["subject"], record["stored"]) == (row["subject"], True)
    assert record["path"] == "/main/child_allowance/register"


@pytest.mark.parametrize(
    ("fault", "way", "says", "stored"),
    [
        ("F02", "before", "E0901", 0),
        ("F02", "after", "E0901", 1),
        ("F03", "", "E0202", 0),
        ("F19", "reset_before", "", 0),
        ("F19", "reset_after", "", 1),
        ("F19", "500_before", "HTTP Status 500", 0),
        ("F19", "500_after", "HTTP Status 500", 1),
        ("F20", "register", "E0902", 0),
        ("F22", "", "I0001", 0),
        ("F01", "register", "I0001", 1),
    ],
)
def test_what_strikes_at_registering_says_one_thing_and_stores_another(
    clerk, families, fault, way, says, stored
):
    confirmation = clerk.claim(families[0])
    clerk.strike(fault, way, at=[1])

    page = clerk.register(confirmation)

    assert says in page.text
    assert len(clerk.rows()) == stored
    struck = [r for r in clerk.log() if r["faults"]]
    assert [r["faults"] for r in struck] == [[f"{fault}:{way}" if way else fault]]
    assert struck[0]["stored"] is bool(stored)


def test_a_silent_failure_uses_the_number_up_that_it_shows(clerk, families):
    clerk.strike("F22", at=[1])
    lost = receipt_on(registered(clerk, families[0]))
    kept = receipt_on(registered(clerk, families[1]))

    assert [row["receipt"] for row in clerk.rows()] == [kept]
    assert lost != kept
    assert lost not in clerk.get("/main/bulk/child_allowance.csv").text
    assert clerk.get("/instructor/unstored.json").json() == [lost]


def test_the_nth_registration_counts_only_registrations(clerk, families):
    clerk.strike("F03", at=[2])

    pages = [registered(clerk, family) for family in families[:3]]

    assert [codes_of(page) for page in pages] == [[], ["E0202"], []]
    assert len(clerk.rows()) == 2


def test_every_third_registration(clerk, families):
    clerk.strike("F03", every=3)

    pages = [registered(clerk, family) for family in families[:7]]

    assert [bool(codes_of(page)) for page in pages] == [False, False, True] * 2 + [
        False
    ]


def test_a_second_click_stores_nothing_and_loses_the_receipt_only_with_f06(
    clerk, families
):
    confirmation = clerk.claim(families[0])
    first = clerk.register(confirmation)
    assert receipt_on(clerk.register(confirmation)) == receipt_on(first)

    clerk.strike("F06")
    assert codes_of(clerk.register(confirmation)) == ["E0903"]
    assert len(clerk.rows()) == 1


def test_a_warning_without_its_tick_keeps_the_clerk_on_the_confirmation(
    clerk, families
):
    clerk.strike("F16", "unknown")
    page = clerk.claim(families[0])
    assert messages_of(page) == ["W0498 担当係の確認が必要です。"]

    again = clerk.register(page, ticked=False)
    assert codes_of(again) == ["E0306", "W0498"]
    assert clerk.rows() == []

    clerk.register(again)
    assert len(clerk.rows()) == 1


def test_the_second_year_is_asked_for_and_goes_into_the_receipt(clerk, families):
    clerk.strike("F30")
    clerk.sign_in()
    page = clerk.get("/year")
    assert "年度切替" in page.text
    assert "年度切替" in clerk.get("/menu-frames").text

    last, this = (text for text in page.text.split("<option>")[1:])
    clerk.post("/year", {"year": last.split("<")[0]})
    registered(clerk, families[0])
    (row,) = clerk.rows()
    assert row["receipt"].startswith(f"JT{row['year'] - 2018:02}-")
    assert f"令和{row['year'] - 2017}年度" in this


def test_two_tabs_mix_their_people_only_with_f29(clerk, families):
    first, second = families[:2]

    def left_open():
        page = clerk.open(宛名番号=first[0].number)
        clerk.open(宛名番号=second[0].number)
        return clerk.confirm(page, claim_of(first))

    assert codes_of(left_open()) == ["E0900"]
    clerk.strike("F29")
    clerk.register(left_open())
    (row,) = clerk.rows()
    assert row["subject"] == second[0].number
    assert row["values"]["児童1/宛名番号"] == claim_of(first)["児童1/宛名番号"]
