"""Amounts, 給与所得控除後の金額, 特徴月割."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.errors import SetupError
from rpa_suite.jp.amounts import amount_from_cells, format_amount, parse_amount
from rpa_suite.jp.checked import Status
from rpa_suite.jp.resident_tax import monthly_tax
from rpa_suite.jp.salary import salary_after_deduction, supported_years

OK, WARN, ERROR = Status.OK, Status.WARN, Status.ERROR


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234,567", 1234567),
        ("￥1234567円", 1234567),
        ("¥1,234-", 1234),
        ("１２３４", 1234),
        ("１，２３４", 1234),
        ("△500", -500),
        ("▲500", -500),
        ("-500", -500),
        ("－５００", -500),
        ("−500", -500),
        ("￥△500", -500),
        ("0", 0),
        ("０円", 0),
        ("99999999999", 99_999_999_999),
    ],
)
def test_an_amount_is_read(text: str, amount: int) -> None:
    checked = parse_amount(text)
    assert (checked.amount, checked.status) == (amount, OK)
    assert checked.value == str(amount)


def test_a_blank_is_not_zero() -> None:
    for blank in ("", " ", "　"):
        checked = parse_amount(blank)
        assert (checked.amount, checked.status) == (None, OK)
        assert checked.reason == "amount.blank"


@pytest.mark.parametrize("text", ["なし", "―", "－", "無"])
def test_the_template_decides_what_a_word_for_nothing_means(text: str) -> None:
    assert parse_amount(text).reason == "amount.none_word"
    assert parse_amount(text).status is WARN
    assert parse_amount(text, none_is_zero=True).amount == 0
    assert parse_amount(text, none_is_zero=False).amount is None
    assert parse_amount(text, none_is_zero=False).is_ok


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("100000000000", ERROR, "amount.length"),
        ("1234.5", ERROR, "amount.decimal"),
        ("１２．５", ERROR, "amount.decimal"),
        ("12千円", ERROR, "amount.thousand"),
        ("一二三", ERROR, "amount.format"),
        ("--5", ERROR, "amount.format"),
        ("△-5", ERROR, "amount.format"),
        ("12 345", WARN, "amount.gap"),
        ("12,34", WARN, "amount.commas"),
        ("1234,567", WARN, "amount.commas"),
    ],
)
def test_a_doubtful_amount_says_why(text: str, status: Status, reason: str) -> None:
    checked = parse_amount(text)
    assert (checked.status, checked.reason) == (status, reason)
    assert checked.message


def test_a_column_in_thousands_is_multiplied() -> None:
    assert parse_amount("12千円", in_thousands=True).amount == 12_000
    assert parse_amount("12", in_thousands=True).amount == 12_000


@pytest.mark.parametrize(
    ("cells", "amount", "reason"),
    [
        (["", "", "1", "2", "3"], 123, ""),
        (["", "1", "", "2", "3"], 123, "amount.gap"),
        (["1", "2", "3", "", ""], 123, "amount.not_right_aligned"),
        (["", "", "", "", ""], None, "amount.blank"),
        (["", "△", "５", "0"], -50, ""),
        (["", "A", "5"], None, "amount.format"),
    ],
)
def test_boxes_are_read_from_the_right(
    cells: list[str], amount: int | None, reason: str
) -> None:
    checked = amount_from_cells(cells)
    assert (checked.amount, checked.reason) == (amount, reason)


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_a_written_amount_is_read_back(amount: int) -> None:
    assert parse_amount(format_amount(amount)).amount == amount
    assert parse_amount(str(amount)).amount == amount


@given(st.text(max_size=16) | st.text("0123456789,.△-¥円千 ", max_size=12))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    checked = parse_amount(text)
    assert checked.is_ok or checked.message


@pytest.mark.parametrize(
    ("year", "salary", "after"),
    [
        (2021, 0, 0),
        (2021, 550_999, 0),
        (2021, 551_000, 1_000),
        (2021, 1_618_999, 1_068_999),
        (2021, 1_619_000, 1_069_000),
        (2021, 1_620_000, 1_070_000),
        (2021, 1_622_000, 1_072_000),
        (2021, 1_624_000, 1_074_000),
        (2021, 1_627_999, 1_074_000),
        (2021, 1_628_000, 1_076_800),
        (2021, 1_800_000, 1_180_000),
        (2021, 5_003_999, 3_560_000),
        (2021, 6_600_000, 4_840_000),
        (2021, 7_000_001, 5_200_000),
        (2021, 8_500_000, 6_550_000),
        (2025, 650_999, 0),
        (2025, 651_000, 1_000),
        (2025, 1_899_999, 1_249_999),
        (2025, 1_900_000, 1_250_000),
        (2025, 5_003_999, 3_560_000),
    ],
)
def test_income_after_the_deduction_follows_the_table_of_its_year(
    year: int, salary: int, after: int
) -> None:
    assert salary_after_deduction(year, salary) == after


@given(st.sampled_from([2020, 2024, 2025]), st.integers(0, 30_000_000))
def test_income_after_the_deduction_never_falls_when_the_salary_rises(
    year: int, salary: int
) -> None:
    after = salary_after_deduction(year, salary)
    assert 0 <= after <= salary
    assert after <= salary_after_deduction(year, salary + 1)


def test_a_year_without_a_table_is_refused_not_guessed() -> None:
    assert supported_years() == range(2020, 2026)
    for year in (2019, 2026):
        with pytest.raises(SetupError, match="表が入っていません"):
            salary_after_deduction(year, 5_000_000)
    with pytest.raises(ValueError):
        salary_after_deduction(2021, -1)


@pytest.mark.parametrize(
    ("annual", "june", "others"),
    [(183_400, 16_200, 15_200), (183_500, 16_300, 15_200), (0, 0, 0), (900, 900, 0)],
)
def test_june_takes_the_remainder_of_the_resident_tax(
    annual: int, june: int, others: int
) -> None:
    tax = monthly_tax(annual)
    assert (tax.june, tax.other_months) == (june, others)


@given(st.integers(0, 10_000_000))
def test_instalments_add_up_to_the_year(annual: int) -> None:
    tax = monthly_tax(annual)
    assert tax.annual == annual
    assert tax.other_months % 100 == 0
    assert 0 <= tax.june - tax.other_months < 1_200


def test_a_negative_tax_is_refused() -> None:
    with pytest.raises(ValueError):
        monthly_tax(-1)
