"""Rows put right in the preview: checked as if the file had said so."""

import csv
import os
from contextlib import closing
from pathlib import Path

import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.records import RowFate
from rpa_suite.settings import Settings

TRANSFER = "employee_transfer"
SAMPLE = Path(__file__).parents[3] / "robots" / TRANSFER / "samples" / "transfers.csv"


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path / "data", use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def preview(office, tmp_path):
    """Preview the first rows of the sample, cells replaced: ``{(row, column): text}``."""

    def make(changes, rows=4):
        with SAMPLE.open(encoding="cp932", newline="") as source:
            header, *body = list(csv.reader(source))[: rows + 1]
        for (row, column), text in changes.items():
            body[row][header.index(column)] = text
        path = tmp_path / "届.csv"
        with path.open("w", encoding="cp932", newline="") as target:
            csv.writer(target).writerows([header, *body])
        return office.importing.preview(TRANSFER, path)

    return make


def fates(found):
    return [row.fate for row in found.rows]


def test_a_cell_put_right_makes_its_row_ready_and_remembers_what_stood_there(
    office, preview
):
    found = preview({(1, "異動年月日"): "R8.13.1"})
    assert fates(found)[1] is RowFate.ERROR
    right = office.importing.mend(found, {(3, "異動年月日"): "R08.03.01"})
    assert fates(right) == [RowFate.READY] * 4
    assert right.rows[1].mended == {"異動年月日": "R8.13.1"}
    assert right.rows[1].values["moved_on"] == "R08.03.01"
    imported = office.importing.import_preview(right, operator="a")
    assert imported.items[1].values["moved_on"] == "R08.03.01"
    assert office.store.audit.recent()[0].detail["mended"] == "1"


def test_what_was_typed_is_kept_until_the_file_is_imported(office, preview, tmp_path):
    found = preview({(1, "異動年月日"): "R8.13.1"})
    typed = {(3, "異動年月日"): "R08.03.01", (2, "氏名"): "練習　改"}
    mended = office.importing.mend(found, typed)
    kept = list((tmp_path / "data" / "unfinished").iterdir())
    assert len(kept) == 1
    assert "練習".encode() not in kept[0].read_bytes()

    # The window was killed; the same file is opened again, by another start.
    with closing(Office.open(office.settings)) as again:
        assert again.importing.preview(TRANSFER, found.path).typed == typed
    office.importing.import_preview(mended, operator="a")
    assert office.importing.preview(TRANSFER, found.path).typed == {}
    assert not list((tmp_path / "data" / "unfinished").iterdir())


def test_what_was_typed_over_one_file_is_not_offered_for_another(office, preview):
    office.importing.mend(preview({}), {(2, "氏名"): "練習　改"})
    assert preview({(1, "異動年月日"): "R8.13.1"}).typed == {}


def test_what_nobody_came_back_for_is_removed(office, preview, tmp_path):
    first = preview({})
    office.importing.mend(first, {(2, "氏名"): "練習　改"})
    (old,) = (tmp_path / "data" / "unfinished").iterdir()
    month_ago = old.stat().st_mtime - 31 * 86_400
    os.utime(old, (month_ago, month_ago))
    office.importing.mend(preview({(1, "異動年月日"): "R8.13.1"}), {(2, "氏名"): "改"})
    assert not old.exists()


def test_what_is_typed_back_is_no_change(office, preview):
    found = preview({})
    same = office.importing.mend(found, {(2, "氏名"): found.rows[0].cells["氏名"]})
    assert same.rows == found.rows


def test_a_lost_zero_is_put_back_and_a_wrong_one_still_refused(office, preview):
    found = preview({(0, "指定番号"): "123"})
    column = "指定番号"
    assert fates(office.importing.mend(found, {(2, column): "12a"}))[0] is RowFate.ERROR
    assert (
        fates(office.importing.mend(found, {(2, column): "00000123"}))[0]
        is RowFate.READY
    )


def test_typing_may_make_a_duplicate_and_unmake_it(office, preview):
    found = preview({}, rows=2)
    first, second = found.rows
    key = {
        (3, column): text
        for column, text in first.cells.items()
        if text != second.cells[column]
    }
    twice = office.importing.mend(found, key)
    assert fates(twice) == [RowFate.READY, RowFate.DUPLICATE]
    assert twice.rows[1].duplicate_row == 2
    assert fates(office.importing.mend(found, {})) == [RowFate.READY] * 2


def test_a_row_with_shifted_columns_cannot_be_put_right_cell_by_cell(office, tmp_path):
    with SAMPLE.open(encoding="cp932", newline="") as source:
        header, row = list(csv.reader(source))[:2]
    path = tmp_path / "x.csv"
    with path.open("w", encoding="cp932", newline="") as target:
        csv.writer(target).writerows([header, [*row, "余り"]])
    found = office.importing.preview(TRANSFER, path)
    assert fates(office.importing.mend(found, {(2, "氏名"): "練習　花子"})) == [
        RowFate.ERROR
    ]


def test_a_repeated_case_is_held_against_the_stored_one(office, preview):
    office.importing.import_preview(preview({}, rows=1), operator="a")
    again = preview({(0, "氏名"): "練習　花子"}, rows=1)
    (row,) = again.rows
    assert row.fate is RowFate.DUPLICATE
    earlier = office.importing.earlier(row, TRANSFER)
    assert earlier.item.number == 2
    differ = [each for each in earlier.fields if not each.is_same]
    assert [(each.label, set(each.there)) for each in differ] == [("氏名", {"＊"})]
    assert earlier.fields[0] == differ[0]


def test_the_file_may_be_gone_once_it_was_previewed(office, preview, tmp_path):
    found = preview({})
    (tmp_path / "届.csv").unlink()
    right = office.importing.mend(found, {(2, "氏名"): "練習　花子"})
    assert len(office.importing.import_preview(right, operator="a").items) == 4
