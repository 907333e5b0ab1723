"""結果をExcelへ: the clerk's own sheet comes back, its columns untouched."""

import csv
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.model.work import ItemState
from rpa_suite.settings import Settings

ROBOT = "employee_transfer"
WORKER = "pc-1:1:1.00"


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path / "data", use_keyring=False))
    yield office
    office.close()


def sample_rows(office):
    path = office.settings.robots_dir / ROBOT / "samples" / "transfers.csv"
    with path.open(encoding="cp932", newline="") as file:
        return list(csv.reader(file))[:4]


def as_csv(rows, path):
    with path.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows(rows)


def as_excel(rows, path):
    """Put a title and an unknown column around the rows, as clerks do."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "4月分"
    sheet.append(["異動届 受付簿"])
    for number, row in enumerate(rows):
        sheet.append([*row, "メモ" if number == 0 else f"{number}件目"])
    sheet["A2"].fill = PatternFill("solid", "FFEEAA")
    sheet.cell(2, len(rows[0]) + 1).fill = PatternFill("solid", "FFEEAA")
    sheet.column_dimensions["B"].width = 33
    book.create_sheet("集計")["A1"] = "=1+1"
    book.save(path)


def finish(office, item, state, **more):
    office.store.items.take(
        ROBOT, worker=WORKER, now=office.now(), lease_seconds=60, item_id=item.id
    )
    if state is ItemState.DONE:
        office.store.items.move(
            item.id, ItemState.SUBMITTING, actor=WORKER, worker=WORKER, now=office.now()
        )
    office.store.items.move(
        item.id, state, actor=WORKER, worker=WORKER, now=office.now(), **more
    )


def exported(office, path, tmp_path):
    imported = office.importing.import_preview(
        office.importing.preview(ROBOT, path), operator="a"
    )
    first, second, *_ = imported.items
    finish(office, first, ItemState.DONE, receipt="TI08-00000001-1")
    finish(office, second, ItemState.HELD, reason="保留(抑止)")
    target = tmp_path / "結果.xlsx"
    assert office.results.export_sheet(imported.batch.id, target) == len(imported.items)
    return openpyxl.load_workbook(target)


def test_an_excel_file_keeps_its_columns_formats_and_other_sheets(office, tmp_path):
    rows = sample_rows(office)
    path = tmp_path / "異動届.xlsx"
    as_excel(rows, path)

    book = exported(office, path, tmp_path)

    sheet = book["4月分"]
    width = len(rows[0]) + 1
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "異動届 受付簿"
    assert values[1][:width] == [*rows[0], "メモ"]
    assert values[1][width:] == ["処理結果", "処理番号", "理由", "処理日時"]
    assert [text or "" for text in values[2][:width]] == [*rows[1], "1件目"]
    assert values[2][width : width + 2] == ["完了", "TI08-00000001-1"]
    assert sheet["A2"].fill.fgColor.rgb == "00FFEEAA"
    assert sheet.cell(2, width + 1).fill.fgColor.rgb == "00FFEEAA"
    assert sheet.column_dimensions["B"].width == 33
    assert book["集計"]["A1"].value == "=1+1"


def test_nothing_of_a_held_row_leaves(office, tmp_path):
    rows = sample_rows(office)
    path = tmp_path / "異動届.xlsx"
    as_excel(rows, path)

    sheet = exported(office, path, tmp_path)["4月分"]

    held = [cell.value for cell in sheet[4]]
    assert held[: len(rows[0]) + 1] == [None] * (len(rows[0]) + 1)
    assert held[len(rows[0]) + 1] == "保留(抑止)"


def test_a_csv_comes_back_with_all_its_columns_in_order(office, tmp_path):
    rows = sample_rows(office)
    rows[3][0] = "123"
    path = tmp_path / "異動届.csv"
    as_csv([[f"備考{n}", *row] for n, row in enumerate(rows)], path)

    sheet = exported(office, path, tmp_path).active

    values = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert values[0][: len(rows[0]) + 1] == ["備考0", *rows[0]]
    assert values[1][: len(rows[0]) + 1] == ["備考1", *rows[1]]
    assert values[3][len(rows[0]) + 1] == "取り込まず"
    assert "先頭の0" in values[3][len(rows[0]) + 3]


def test_a_file_changed_since_the_preview_is_not_given_back(office, tmp_path):
    rows = sample_rows(office)
    path = tmp_path / "異動届.csv"
    as_csv(rows, path)
    preview = office.importing.preview(ROBOT, path)
    path.unlink()

    imported = office.importing.import_preview(preview, operator="a")

    assert office.store.sources.of_batch(imported.batch.id) is None
    target = tmp_path / "結果.xlsx"
    office.results.export_sheet(imported.batch.id, target)
    sheet = openpyxl.load_workbook(BytesIO(target.read_bytes())).active
    assert [cell.value for cell in sheet[1]][:3] == ["番号", "処理結果", "処理番号"]


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_a_place_that_cannot_be_written_is_named_and_leaves_nothing(
    office, tmp_path, suffix
):
    path = tmp_path / "異動届.csv"
    as_csv(sample_rows(office), path)
    imported = office.importing.import_preview(
        office.importing.preview(ROBOT, path), operator="a"
    )
    write = (
        office.results.export_sheet if suffix == ".xlsx" else office.results.export_slip
    )

    with pytest.raises(InputError, match="共有フォルダーなら"):
        write(imported.batch.id, tmp_path / "切れた共有" / f"結果{suffix}")

    (tmp_path / f"結果{suffix}").mkdir()
    before = sorted(each.name for each in tmp_path.iterdir())
    with pytest.raises(InputError, match="書き出せません"):
        write(imported.batch.id, tmp_path / f"結果{suffix}")
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_the_slip_tells_numbers_and_no_names(office, tmp_path):
    import pypdfium2

    rows = sample_rows(office)
    path = tmp_path / "異動届.csv"
    as_csv(rows, path)
    imported = office.importing.import_preview(
        office.importing.preview(ROBOT, path), operator="ichikawa"
    )
    finish(office, imported.items[0], ItemState.DONE, receipt="TI08-00000001-1")
    target = tmp_path / "票.pdf"

    office.results.export_slip(imported.batch.id, target)

    pdf = pypdfium2.PdfDocument(target)
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    for words in ("処理結果票", "TI08-00000001-1", "完了 1件", "ichikawa"):
        assert words in text
    for cell in rows[1]:
        assert len(cell) < 5 or cell not in text
