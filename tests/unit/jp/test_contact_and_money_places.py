"""Telephone numbers, postal codes, bank accounts and ゆうちょ."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.addresses import check_postal_code_of, normalise_address
from rpa_suite.jp.banks import (
    AccountKind,
    bank_spellings,
    branch_spellings,
    check_account_kind,
    check_account_number,
    check_bank_code,
    check_branch_code,
    check_yucho,
    is_bank,
    is_branch,
)
from rpa_suite.jp.checked import Status
from rpa_suite.jp.phones import check_phone
from rpa_suite.jp.postal import areas_of, check_postal_code, data_edition, town_names
from rpa_suite.jp.towns import ota_towns

OK, WARN, ERROR = Status.OK, Status.WARN, Status.ERROR


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0357441111", "0357441111"),
        ("03-5744-1111", "0357441111"),
        ("０３（５７４４）１１１１", "0357441111"),
        ("09012345678", "09012345678"),
        ("０９０ー１２３４－５６７８", "09012345678"),
        ("0120123456", "0120123456"),
        ("08001234567", "08001234567"),
        ("+81-3-5744-1111", "0357441111"),
        ("+81 (0)3 5744 1111", "0357441111"),
        ("+81 90 1234 5678", "09012345678"),
    ],
)
def test_a_right_phone_number_becomes_plain_digits(text: str, digits: str) -> None:
    checked = check_phone(text)
    assert (checked.value, checked.status) == (digits, OK)


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("0901234567", ERROR, "phone.length"),
        ("035744111", ERROR, "phone.length"),
        ("03574411111", ERROR, "phone.length"),
        ("0012345678", ERROR, "phone.first_digit"),
        ("1234567", ERROR, "phone.first_digit"),
        ("03-5744-1111 内線12", ERROR, "phone.characters"),
        ("06012345678", WARN, "phone.new_prefix"),
        ("", ERROR, "phone.blank"),
    ],
)
def test_a_wrong_phone_number_says_why(text: str, status: Status, reason: str) -> None:
    checked = check_phone(text)
    assert (checked.status, checked.reason) == (status, reason)


def test_a_number_of_osaka_may_begin_with_06() -> None:
    assert check_phone("06-1234-5678").is_ok


def test_a_missing_area_code_is_suggested() -> None:
    checked = check_phone("5744-1111")
    assert (checked.status, checked.suggestion) == (WARN, "0357441111")


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("144-0052", "蒲田"),
        ("〒１４６－００８５", "久が原"),
        ("1430016", "大森北"),
        ("145 0071", "田園調布"),
    ],
)
def test_a_postal_code_leads_to_its_town(text: str, town: str) -> None:
    checked = check_postal_code(text)
    assert checked.is_ok
    assert town_names(checked.value) == (town,)


def test_the_ward_office_has_its_own_postal_code() -> None:
    (area,) = areas_of("1448621")
    assert (area.office, area.town, area.in_ward) == ("大田区役所", "蒲田", True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1449999", "postal_code.unknown"),
        ("144005", "postal_code.length"),
        ("144005A", "postal_code.characters"),
        ("", "postal_code.blank"),
    ],
)
def test_a_wrong_postal_code_says_why(text: str, reason: str) -> None:
    checked = check_postal_code(text)
    assert (checked.status, checked.reason) == (ERROR, reason)


def test_a_postal_code_of_another_town_is_a_warning() -> None:
    address = normalise_address("大田区蒲田5-13-14")
    assert check_postal_code_of("1440052", address).is_ok
    assert check_postal_code_of("1448621", address).is_ok
    other = check_postal_code_of("1460085", address)
    assert (other.status, other.reason) == (WARN, "postal_code.other_town")
    assert check_postal_code_of("1440000", address).is_ok


def test_postal_codes_are_found_from_any_thread() -> None:
    found: list[tuple[str, ...]] = []
    thread = threading.Thread(target=lambda: found.append(town_names("1440052")))
    thread.start()
    thread.join()
    assert found == [("蒲田",)]


def test_the_postal_data_is_dated() -> None:
    year, month, *_ = data_edition().split(".")
    assert int(year) >= 2026 and 1 <= int(month) <= 12


def test_the_list_of_towns_agrees_with_the_postal_data() -> None:
    for town in ota_towns():
        if town.postal_code:
            (area,) = areas_of(town.postal_code)
            assert (area.town, area.kana) == (town.name, town.kana)


def test_every_bank_and_branch_of_the_list_is_known_by_each_of_its_spellings() -> None:
    spelled = bank_spellings()
    assert spelled["0001"] == ("みずほ銀行", "みずほ")
    assert spelled["1344"] == ("城南信用金庫", "城南信金")
    assert spelled["9900"] == ("ゆうちょ銀行", "ゆうちょ")
    assert all(is_bank(name, code) for code, names in spelled.items() for name in names)
    branches = branch_spellings("1344")
    assert branches["008"] == ("蒲田", "蒲田支店")
    assert all(
        is_branch(name, "1344", code)
        for code, names in branches.items()
        for name in names
    )
    assert not branch_spellings("0002")


@pytest.mark.parametrize(
    ("kigo", "bango", "branch", "kind", "number", "status"),
    [
        ("10530", "12345671", "058", AccountKind.ORDINARY, "1234567", WARN),
        ("14030", "12345671", "408", AccountKind.ORDINARY, "1234567", OK),
        ("15150", "21111111", "518", AccountKind.ORDINARY, "2111111", OK),
        ("14080", "12712721", "408", AccountKind.ORDINARY, "1271272", OK),
        ("00580", "654321", "059", AccountKind.CHECKING, "0654321", OK),
        ("00160-0", "100001", "019", AccountKind.CHECKING, "0100001", OK),
        ("１４０３０", "１２３４５６７１", "408", AccountKind.ORDINARY, "1234567", OK),
    ],
)
def test_yucho_is_converted_into_a_bank_account(
    kigo: str,
    bango: str,
    branch: str,
    kind: AccountKind,
    number: str,
    status: Status,
) -> None:
    checked = check_yucho(kigo, bango)
    assert checked.status is status
    account = checked.account
    assert account is not None
    assert (account.bank, account.branch) == ("9900", branch)
    assert (account.kind, account.number) == (kind, number)


@pytest.mark.parametrize(
    ("kigo", "bango", "reason"),
    [
        ("20000", "1", "yucho.kigo"),
        ("1403", "12345671", "yucho.kigo"),
        ("14031", "12345671", "yucho.kigo"),
        ("15150", "211111111", "yucho.bango_length"),
        ("15150", "1", "yucho.bango_length"),
        ("00580", "1234567", "yucho.bango_length"),
        ("14030", "12345672", "yucho.bango_end"),
        ("14030", "1234567a", "yucho.bango_characters"),
        ("", "12345671", "yucho.blank"),
        ("14030", "", "yucho.blank"),
    ],
)
def test_an_impossible_yucho_number_is_an_error(
    kigo: str, bango: str, reason: str
) -> None:
    checked = check_yucho(kigo, bango)
    assert (checked.status, checked.reason) == (ERROR, reason)
    assert checked.account is None


def test_a_yucho_branch_is_named_in_kanji_digits() -> None:
    account = check_yucho("10530", "12345671").account
    assert account is not None
    assert account.yucho_branch_name == "〇五八"
    assert "1234567" not in repr(account)


@given(st.integers(0, 99), st.integers(0, 9), st.integers(1, 9_999_999))
def test_a_yucho_account_can_be_walked_back_to_its_number(
    office: int, mark: int, account_number: int
) -> None:
    checked = check_yucho(f"1{office:02}{mark}0", f"{account_number}1")
    assert checked.account is not None
    assert checked.account.branch == f"{office:02}8"
    assert int(checked.account.number) == account_number


@given(st.integers(0, 99), st.integers(1, 9_999_999))
def test_one_mark_in_ten_fits_a_yucho_number(office: int, account_number: int) -> None:
    fitting = [
        mark
        for mark in range(10)
        if check_yucho(f"1{office:02}{mark}0", f"{account_number}1").is_ok
    ]
    assert len(fitting) == 1


def test_a_short_account_number_is_padded_and_warned_about() -> None:
    checked = check_account_number("12345")
    assert (checked.value, checked.status) == ("0012345", WARN)
    assert check_account_number("0012345").is_ok
    assert check_account_number("12345678").reason == "account_number.length"
    assert check_account_number("12A").reason == "account_number.characters"
    assert check_account_number("").reason == "account_number.blank"


def test_bank_and_branch_codes_have_four_and_three_digits() -> None:
    assert check_bank_code("９９００").value == "9900"
    assert check_bank_code("990").reason == "bank_code.length"
    assert check_branch_code("058").is_ok
    assert check_branch_code("0058").reason == "branch_code.length"


@pytest.mark.parametrize(
    ("text", "code"),
    [("1", "1"), ("２", "2"), ("普通", "1"), ("貯蓄預金", "4"), ("その他", "9")],
)
def test_the_kind_of_account_is_read_as_code_or_word(text: str, code: str) -> None:
    assert check_account_kind(text).value == code


def test_an_unknown_kind_of_account_is_an_error() -> None:
    assert check_account_kind("3").status is ERROR


@given(st.text(max_size=16), st.text(max_size=16))
def test_no_text_makes_a_check_raise(left: str, right: str) -> None:
    for check in (check_phone, check_account_number, check_bank_code):
        assert check(left).is_ok or check(left).message
    checked = check_yucho(left, right)
    assert checked.is_ok or checked.message
