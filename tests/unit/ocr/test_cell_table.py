"""What a field knows about itself, weighed on a table against counting everything."""

import datetime as dt
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rpa_suite.jp.check_digits import my_number_check_digit
from rpa_suite.jp.eras import Era
from rpa_suite.ocr.cell_table import (
    CellTable,
    days_of,
    find_any,
    find_date,
    find_fitting,
    find_my_number,
    joined,
)
from rpa_suite.ocr.charsets import DIGITS

LATEST = dt.date(2026, 12, 31)


def table_of(shares, charset=DIGITS):
    shares = np.asarray(shares, float)
    return CellTable(np.log(shares / shares.sum(axis=1, keepdims=True)), charset)


def sure_of(text, *, share=0.9):
    """Return a table that is rather sure of one text."""
    shares = np.full((len(text), 10), (1 - share) / 9)
    shares[np.arange(len(text)), [int(char) for char in text]] = share
    return table_of(shares)


def tables(cells):
    return arrays(
        float, (cells, 4), elements=st.floats(0.01, 1), fill=st.nothing()
    ).map(lambda shares: table_of(shares, "0123"))


@given(tables(3))
def test_texts_come_likeliest_first_and_all_of_them(table):
    listed = list(table.likeliest())
    logs = [log for _, log in listed]
    assert len({text for text, _ in listed}) == 4**3
    assert logs == sorted(logs, reverse=True)
    assert sum(np.exp(logs)) == pytest.approx(1)
    for text, log in listed[:5]:
        assert table.log_of(text) == pytest.approx(log)


@given(tables(4))
def test_the_likeliest_that_fits_is_found_with_its_share_of_all_that_fit(table):
    def fits(text):
        return sum(map(int, text)) % 3 == 0

    shares = {
        "".join(text): np.exp(table.log_of("".join(text)))
        for text in product("0123", repeat=4)
        if fits("".join(text))
    }
    found = find_fitting(table, fits)
    # Of several that are equally likely any will do.
    assert shares[found.text] == pytest.approx(max(shares.values()))
    assert found.probability <= shares[found.text] / sum(shares.values()) + 1e-9
    assert found.repaired == (found.text != find_any(table).text)


def test_where_nothing_fits_the_plain_reading_is_told_as_it_is():
    found = find_fitting(sure_of("123"), lambda text: False)
    assert (found.text, found.repaired) == ("123", False)
    assert found.probability == pytest.approx(0.9**3)


def test_two_views_that_agree_are_surer_than_either():
    one = sure_of("7", share=0.8).logs
    assert np.exp(joined(((one, 1.0), (one, 1.0)))[0, 7]) > 0.95


def a_my_number(first11):
    return f"{first11}{my_number_check_digit(first11)}"


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_a_clear_number_with_its_check_digit_is_surer_than_its_cells(first11):
    number = a_my_number(first11)
    found = find_my_number(sure_of(number, share=0.97))
    assert found.text == number
    assert not found.repaired
    assert 0.97**12 < found.probability < 1


@given(st.from_regex(r"[0-9]{11}", fullmatch=True), st.integers(0, 10))
def test_one_unclear_digit_is_told_by_the_check_digit_and_said_to_be_repaired(
    first11, place
):
    number = a_my_number(first11)
    table = sure_of(number, share=0.999)
    wrong = (int(number[place]) + 1) % 10
    logs = table.logs.copy()
    logs[place] = np.log(0.001)
    logs[place, wrong], logs[place, int(number[place])] = np.log(0.55), np.log(0.442)
    misread = CellTable(logs, DIGITS)
    # Remainders 0 and 1 share a check digit: then nothing speaks against the misreading.
    assume(number[:place] + str(wrong) + number[place + 1 :] == misread.best())
    assume(my_number_check_digit(misread.best()[:11]) != int(number[11]))
    found = find_my_number(misread)
    assert (found.text, found.repaired) == (number, True)


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_a_number_clearly_written_wrong_stays_as_it_was_written(first11):
    right = a_my_number(first11)
    written = right[:11] + str((int(right[11]) + 1) % 10)
    found = find_my_number(sure_of(written, share=0.9999))
    assert found.text == written
    assert not found.repaired


@settings(deadline=None)
@given(st.dates(dt.date(1989, 1, 8), dt.date(2019, 4, 30)))
def test_a_clear_day_is_read_and_every_reading_is_a_day_of_the_era(day):
    text = f"{day.year - 1988:02}{day.month:02}{day.day:02}"
    found = find_date(sure_of(text), (2, 2, 2), Era.HEISEI, latest=LATEST)
    assert found.text == text
    assert found.probability > 0.5


def test_a_day_that_no_calendar_has_is_read_as_its_likeliest_neighbour():
    found = find_date(sure_of("080231"), (2, 2, 2), Era.REIWA, latest=LATEST)
    assert found.repaired
    assert found.text in {"080221", "080201", "080211", "080331", "080131", "080531"}


def test_a_year_to_come_is_none():
    days = days_of(Era.REIWA, LATEST)
    assert days[:, 0].max() == 8
    assert find_date(
        sure_of("990101", share=1 - 1e-15), (2, 2, 2), Era.REIWA, latest=LATEST
    ).repaired


def test_single_digits_of_month_and_day_are_months_and_days():
    found = find_date(sure_of("855"), (1, 1, 1), Era.REIWA, latest=LATEST)
    assert found.text == "855"
