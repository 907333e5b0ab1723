"""What the messages of DOMAIN.md §1 make the robot do."""

import pytest

from rpa_suite.errors import Held, Rejected, SignInRefused, SiteClosed, SiteTrouble
from rpa_suite.robots.messages import codes_in, error_for


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("E0101", Rejected),
        ("W0102", Rejected),
        ("W0103", Held),
        ("W0104", Rejected),
        ("E0201", Rejected),
        ("E0202", SiteTrouble),
        ("W0203", SiteTrouble),
        ("E0301", Rejected),
        ("E0302", Rejected),
        ("W0401", Rejected),
        ("E0901", SiteTrouble),
        ("E0902", SiteClosed),
        ("E2101", Rejected),
        ("W0001", SignInRefused),
    ],
)
def test_each_code_of_the_domain_has_its_effect(code, kind):
    error = error_for([code])

    assert type(error) is kind
    assert error.code == code


def test_a_code_nobody_knows_goes_to_a_person_and_is_named():
    error = error_for(["W9876"])

    assert type(error) is Rejected
    assert error.code == "W9876"
    assert "W9876" in str(error)


def test_information_is_no_error():
    assert error_for(["I0001"]) is None
    assert error_for([]) is None


def test_support_measures_win_over_every_other_message():
    assert isinstance(error_for(["E0902", "E0101", "W0103", "E0901"]), Held)


def test_held_says_nothing_about_the_person():
    assert str(error_for(["W0103"])) == "保留(抑止)。担当者へ引き継いでください。"


def test_codes_are_found_in_running_text_once_each():
    text = "W1104 1/1〜4/30の退職です\nE0101:該当なし(E0101) 電話WE12345 XE0102"

    assert codes_in(text) == ["W1104", "E0101"]
