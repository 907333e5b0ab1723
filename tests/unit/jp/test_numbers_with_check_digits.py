"""Check digits: vectors of ordinances and samples, and what they must detect."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rpa_suite.jp.check_digits import (
    MY_NUMBER_WEIGHTS,
    corporate_number_check_digit,
    insurer_check_digit,
    municipality_check_digit,
    my_number_check_digit,
    resident_code_check_digit,
)
from rpa_suite.jp.checked import Status
from rpa_suite.jp.id_numbers import (
    check_corporate_number,
    check_insurer_number,
    check_municipality_code,
    check_my_number,
    check_resident_code,
)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@pytest.mark.parametrize(
    ("body", "check_digit"),
    [
        ("12345678901", 8),
        ("98320567321", 4),
        ("37947448445", 8),
        ("45497236486", 0),
        ("50795710072", 1),
        ("00000000001", 9),
        ("11111111111", 8),
        ("20000000005", 0),
        ("20000000000", 0),
    ],
)
def test_my_number_has_the_published_check_digit(body: str, check_digit: int) -> None:
    assert my_number_check_digit(body) == check_digit


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "１２３４５６７８９０１８",
        "1234-5678-9018",
        "1234 5678 9018",
        "1234－5678ー9018",
        "000000000019",
        "454972364860",
        "200000000050",
        "200000000000",
    ],
)
def test_a_right_my_number_is_accepted_as_twelve_plain_digits(text: str) -> None:
    checked = check_my_number(text)
    assert checked.status is Status.OK
    assert len(checked.value) == 12 and checked.value.isascii()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("983205673210", "my_number.check_digit"),
        ("507957100722", "my_number.check_digit"),
        ("12345678901", "my_number.length"),
        ("1234567890188", "my_number.length"),
        ("12345678901X", "my_number.characters"),
        ("١٢٣٤٥٦٧٨٩٠١٨", "my_number.characters"),
        ("", "my_number.blank"),
        (" - ", "my_number.blank"),
    ],
)
def test_a_wrong_my_number_is_an_error_with_its_reason(text: str, reason: str) -> None:
    checked = check_my_number(text)
    assert (checked.status, checked.reason) == (Status.ERROR, reason)


def test_a_my_number_of_one_repeated_digit_is_a_warning() -> None:
    checked = check_my_number("111111111118")
    assert (checked.status, checked.reason) == (Status.WARN, "my_number.all_same")


def test_neither_message_nor_repr_shows_the_number() -> None:
    checked = check_my_number("983205673210")
    assert "983205673210" not in repr(checked) + checked.message
    with pytest.raises(ValueError) as raised:
        my_number_check_digit("98320567321X")
    assert "98320567321" not in str(raised.value)


def test_the_weights_are_those_of_the_ordinance() -> None:
    assert MY_NUMBER_WEIGHTS == (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@given(digits(11), st.integers(0, 10), st.integers(1, 9))
def test_one_changed_digit_of_a_my_number_shows_unless_the_digit_is_0(
    body: str, place: int, step: int
) -> None:
    # Only remainders 0 and 1 share a check digit, so a change may hide behind 0 alone.
    before = my_number_check_digit(body)
    changed = body[:place] + str((int(body[place]) + step) % 10) + body[place + 1 :]
    after = my_number_check_digit(changed)
    assert before != after or before == 0


@given(digits(11), st.integers(1, 9))
def test_a_changed_check_digit_of_a_my_number_always_shows(
    body: str, step: int
) -> None:
    wrong = (my_number_check_digit(body) + step) % 10
    assert check_my_number(f"{body}{wrong}").status is Status.ERROR


@given(digits(11), st.integers(0, 4))
def test_a_swap_six_places_apart_stays_unseen_as_documented(
    body: str, place: int
) -> None:
    row = list(body)
    row[place], row[place + 6] = row[place + 6], row[place]
    assert my_number_check_digit("".join(row)) == my_number_check_digit(body)


@pytest.mark.parametrize(
    ("base", "check_digit"),
    [
        ("700110005901", 8),
        ("123456789012", 7),
        ("011001098993", 4),
        ("120901007402", 2),
        ("000020131113", 1),
    ],
)
def test_corporate_number_has_the_published_check_digit(
    base: str, check_digit: int
) -> None:
    assert corporate_number_check_digit(base) == check_digit
    assert check_corporate_number(f"{check_digit}{base}").is_ok


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("6123456789012", "corporate_number.check_digit"),
        ("0123456789012", "corporate_number.check_digit"),
        ("123456789012", "corporate_number.length"),
        ("T7123456789012", "corporate_number.characters"),
        ("", "corporate_number.blank"),
    ],
)
def test_a_wrong_corporate_number_is_an_error(text: str, reason: str) -> None:
    checked = check_corporate_number(text)
    assert (checked.status, checked.reason) == (Status.ERROR, reason)


@given(digits(12))
def test_a_corporate_number_never_begins_with_zero(base: str) -> None:
    assert 1 <= corporate_number_check_digit(base) <= 9


@given(digits(12), st.integers(0, 11), st.integers(0, 9))
def test_one_changed_digit_of_a_corporate_number_shows_unless_0_and_9_are_swapped(
    base: str, place: int, new: int
) -> None:
    old = int(base[place])
    assume(old != new and {old, new} != {0, 9})
    changed = base[:place] + str(new) + base[place + 1 :]
    assert corporate_number_check_digit(base) != corporate_number_check_digit(changed)


@pytest.mark.parametrize(
    "code",
    ["24727059608", "24846016224", "25208017643", "12345678903", "98765432103"],
)
def test_published_resident_codes_satisfy_the_formula(code: str) -> None:
    assert check_resident_code(code).is_ok


def test_a_wrong_resident_code_is_only_a_warning() -> None:
    assert check_resident_code("25208017644").status is Status.WARN
    assert check_resident_code("2520801764").status is Status.ERROR
    assert resident_code_check_digit("2520801764") == 3


@pytest.mark.parametrize(
    ("first5", "code"),
    [
        ("13111", "131113"),
        ("13101", "131016"),
        ("01100", "011002"),
        ("27100", "271004"),
    ],
)
def test_municipality_code_has_the_published_check_digit(
    first5: str, code: str
) -> None:
    assert f"{first5}{municipality_check_digit(first5)}" == code
    assert check_municipality_code(code).is_ok
    assert not check_municipality_code(f"{first5}{(int(code[5]) + 1) % 10}").is_ok


def test_insurer_number_has_the_published_check_digit() -> None:
    assert insurer_check_digit("3312001") == 5
    assert check_insurer_number("33120015").is_ok
    assert check_insurer_number("33120016").reason == "insurer_number.check_digit"


@given(digits(7), st.integers(0, 6), st.integers(1, 9))
def test_one_changed_digit_of_an_insurer_number_always_shows(
    body: str, place: int, step: int
) -> None:
    changed = body[:place] + str((int(body[place]) + step) % 10) + body[place + 1 :]
    assert insurer_check_digit(body) != insurer_check_digit(changed)


@given(st.text(max_size=20))
def test_no_text_makes_a_check_raise(text: str) -> None:
    for check in (
        check_my_number,
        check_corporate_number,
        check_resident_code,
        check_municipality_code,
        check_insurer_number,
    ):
        checked = check(text)
        assert checked.is_ok or checked.message
