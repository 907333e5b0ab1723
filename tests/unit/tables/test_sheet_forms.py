"""様式: a form filled in in Excel becomes the same rows as a table."""

import pytest
from openpyxl import load_workbook

from bench.robots.certificate_book import write_certificates
from rpa_suite.errors import TableError
from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.robots.catalogue import load_robot
from rpa_suite.tables import is_form, read_table
from tests.support.rehearsal import ROBOTS

ROBOT = load_robot(ROBOTS / "work_certificate")
SAMPLES = ROBOTS / "work_certificate" / "samples"
TABLE = ROBOT.table


@pytest.fixture
def rows():
    return [dict(row.cells) for row in read_table(SAMPLES / "rows.csv", TABLE).rows]


def plain(row):
    """A row with its days in one spelling."""
    return {
        header: str(parse_era_date(text).date) if "日" in header[-1:] and text else text
        for header, text in row.items()
        if text
    }


def test_every_sheet_of_the_form_is_one_row_with_the_values_of_the_table(
    rows, tmp_path
):
    path = tmp_path / "証明書.xlsx"
    write_certificates(rows, TABLE.form, path)

    found = read_table(path, TABLE)

    assert [plain(row.cells) for row in found.rows] == [plain(row) for row in rows]
    assert [row.number for row in found.rows] == list(range(2, len(rows) + 2))
    assert not any(row.problems for row in found.rows)
    assert is_form(path.name, path.read_bytes(), TABLE)


def test_the_sample_of_the_standard_form_can_be_imported(rows):
    found = read_table(SAMPLES / "standard_form.xlsx", TABLE)
    assert [plain(row.cells) for row in found.rows] == [plain(row) for row in rows[:3]]


def test_two_ticks_and_an_empty_required_cell_are_named(rows, tmp_path):
    path = tmp_path / "証明書.xlsx"
    write_certificates(rows[:1], TABLE.form, path)
    book = load_workbook(path)
    sheet = book["証明書1"]
    sheet["D4"], sheet["F4"], sheet["D11"] = "☑", "レ", None
    book.save(path)

    (row,) = read_table(path, TABLE).rows

    assert row.cells["父母"] == "父・母"
    assert [each.column for each in row.problems] == ["氏名"]


def test_a_workbook_that_is_neither_form_nor_table_is_refused(rows, tmp_path):
    path = tmp_path / "別.xlsx"
    write_certificates(rows[:1], TABLE.form, path)
    book = load_workbook(path)
    book["証明書1"]["F1"] = "在籍証明書"
    book.save(path)

    with pytest.raises(TableError, match="受付番号"):
        read_table(path, TABLE)
    assert not is_form(path.name, path.read_bytes(), TABLE)
