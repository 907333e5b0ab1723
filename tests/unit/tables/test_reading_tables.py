"""Clerks' files as they come: encodings, Excel, and every way they are wrong."""

import csv
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rpa_suite.errors import TableError
from rpa_suite.model.robots import TableInput
from rpa_suite.tables import Severity, read_table

LAYOUT = TableInput(
    columns={"指定番号": "number", "氏名": "name", "備考": "note"},
    required=("指定番号", "氏名"),
    digits={"指定番号": 8},
)
HEADERS = ["指定番号", "氏名", "備考"]
ENCODINGS = ("cp932", "utf-8", "utf-8-sig", "utf-16")
# Spaces at the ends of a cell are nobody's value; lone surrogates are no text.
CELLS = st.text(
    st.sampled_from('山田太郎髙﨑アｱ0123456789,"\n　 abc①㈱'), min_size=1, max_size=8
).filter(lambda text: text == text.strip() and "\r" not in text)


def as_csv(rows, *, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.fixture
def write(tmp_path):
    def write(content, name="名簿.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(
            content if isinstance(content, bytes) else content.encode(encoding)
        )
        return path

    return write


@pytest.fixture
def write_book(tmp_path):
    def write(rows, name="名簿.xlsx", sheet="Sheet1"):
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(row)
        path = tmp_path / name
        book.save(path)
        book.close()
        return path

    return write


def problems(table):
    return [problem for row in table.rows for problem in row.problems]


def the_problem(table):
    (found,) = problems(table)
    return found


# What was written is what is read.


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6, unique=True),
    encoding=st.sampled_from(ENCODINGS),
)
def test_a_csv_is_read_as_written_whatever_its_encoding(write, rows, encoding):
    lines = [["00000012", name, note] for name, note in rows]
    path = write(as_csv([HEADERS, *lines]), encoding=encoding)
    table = read_table(path, LAYOUT)
    assert [list(row.cells.values()) for row in table.rows] == lines


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4, unique=True))
def test_a_workbook_is_read_as_written(write_book, rows):
    lines = [["00000012", name, note] for name, note in rows]
    table = read_table(write_book([HEADERS, *lines]), LAYOUT)
    assert [list(row.cells.values()) for row in table.rows] == lines


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp932", "シフトJIS（CP932）"),
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（BOM付き）"),
        ("utf-16", "UTF-16"),
    ],
)
def test_the_encoding_is_told_in_the_clerks_words(write, encoding, said):
    path = write(as_csv([HEADERS, ["00000012", "山田", ""]]), encoding=encoding)
    assert read_table(path, LAYOUT).encoding == said


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_headers_decide_what_parts_the_cells(write, delimiter):
    path = write(as_csv([HEADERS, ["00000012", "山田", "a"]], delimiter=delimiter))
    assert read_table(path, LAYOUT).rows[0].cells["氏名"] == "山田"


def test_rows_count_as_excel_shows_them_below_title_lines(write):
    path = write(as_csv([["6月分"], [], HEADERS, ["00000012", "山田", ""]]))
    (row,) = read_table(path, LAYOUT).rows
    assert row.number == 4


def test_headers_may_be_spaced_and_wide(write):
    path = write(as_csv([["指定 番号", "氏　名"], ["00000012", "山田"]]))
    assert read_table(path, LAYOUT).headers == ("指定番号", "氏名")


def test_whole_numbers_of_excel_lose_their_point_and_dates_become_iso(write_book):
    import datetime as dt

    path = write_book([HEADERS, [12345678, "山田", dt.datetime(2026, 6, 1)]])
    cells = read_table(path, LAYOUT).rows[0].cells
    assert (cells["指定番号"], cells["備考"]) == ("12345678", "2026-06-01")


# What is wrong with a row.


def test_lost_zeros_are_named_with_what_to_do(write_book):
    table = read_table(write_book([HEADERS, [1234567, "山田", ""]]), LAYOUT)
    found = the_problem(table)
    assert (found.row, found.column, found.severity) == (2, "指定番号", Severity.ERROR)
    assert "先頭の0が落ちています（8桁のはずが7桁）" in found.message
    assert "文字列にして" in found.message


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1.2E+07", "指数表示"),
        ("1234567X", "数字以外の文字"),
        ("123456789", "桁が多すぎます（8桁のはずが9桁）"),
        ("", "入力されていません"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(write, number, said):
    table = read_table(write(as_csv([HEADERS, [number, "山田", ""]])), LAYOUT)
    assert said in the_problem(table).message


def test_a_number_in_wide_digits_with_hyphens_is_the_number(write):
    table = read_table(
        write(as_csv([HEADERS, ["１２３４-５６７８", "山田", ""]])), LAYOUT
    )
    assert table.rows[0].cells["指定番号"] == "12345678"
    assert problems(table) == []


def test_a_lost_glyph_is_named(write):
    table = read_table(write(as_csv([HEADERS, ["00000012", "〓田", ""]])), LAYOUT)
    assert "〓" in the_problem(table).message


@pytest.mark.parametrize("row", [["00000012"], ["00000012", "山田", "", "あふれ"]])
def test_a_ragged_row_is_named(write, row):
    table = read_table(write(as_csv([HEADERS, row])), LAYOUT)
    assert any("列の数が見出し（3列）と違います" in p.message for p in problems(table))


def test_a_row_that_repeats_an_earlier_one_names_it(write):
    line = ["00000012", "山田", ""]
    table = read_table(write(as_csv([HEADERS, line, line])), LAYOUT)
    found = the_problem(table)
    assert (found.row, found.severity) == (3, Severity.WARNING)
    assert "2 行目と同じ内容" in found.message


def test_empty_lines_are_no_rows(write):
    path = write(as_csv([HEADERS, ["", "", ""], ["00000012", "山田", ""], []]))
    assert [row.number for row in read_table(path, LAYOUT).rows] == [3]


def test_unknown_columns_are_told_once_and_not_used(write):
    path = write(as_csv([[*HEADERS, "電話"], ["00000012", "山田", "", "03"]]))
    table = read_table(path, LAYOUT)
    (problem,) = table.problems
    assert "知らない列「電話」は使いません" in problem.message
    assert "電話" not in table.rows[0].cells


# What is wrong with a file.


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["指定番号", "備考"], ["00000012", ""]],
            "列「氏名」がありません。あった列: 指定番号、備考",
        ),
        ([["指定番号", "氏名", "氏名"], ["1", "2", "3"]], "同じ見出し「氏名」が2つ"),
        (
            [["a", "b"], ["1", "2"]],
            "列「指定番号」「氏名」がありません。あった列: a、b",
        ),
        ([HEADERS], "見出しの下に行がありません"),
    ],
)
def test_a_file_with_the_wrong_headers_says_which(write, rows, said):
    path = write(as_csv(rows))
    with pytest.raises(TableError) as error:
        read_table(path, LAYOUT)
    assert said in str(error.value)
    assert "名簿.csv" in str(error.value)


@pytest.mark.parametrize("name", ["無い.csv", "無い.xlsx"])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    with pytest.raises(TableError, match="が見つかりません"):
        read_table(tmp_path / name, LAYOUT)


@pytest.mark.parametrize("name", ["空.csv", "空.xlsx"])
def test_an_empty_file_is_named(write, name):
    with pytest.raises(TableError, match="空のファイル"):
        read_table(write(b"", name=name), LAYOUT)


def test_another_encoding_is_refused_not_guessed(write):
    content = as_csv([HEADERS, ["00000012", "山田太郎", "備考"]]).encode("euc_jp")
    with pytest.raises(TableError, match="文字コードがシフトJIS"):
        read_table(write(content), LAYOUT)


def test_a_picture_called_csv_is_refused(write):
    with pytest.raises(TableError, match="文字のファイルではありません"):
        read_table(write(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), LAYOUT)


def test_a_broken_workbook_is_refused(write):
    with pytest.raises(TableError, match="Excel のファイルとして開けません"):
        read_table(write(b"PK\x03\x04 broken", name="壊.xlsx"), LAYOUT)


def test_a_sheet_that_is_not_there_names_those_that_are(write_book):
    layout = TableInput(columns=LAYOUT.columns, sheet="6月")
    path = write_book([HEADERS, ["00000012", "山田", ""]], sheet="5月")
    with pytest.raises(TableError, match="シート「6月」がありません。あるシート: 5月"):
        read_table(path, layout)
