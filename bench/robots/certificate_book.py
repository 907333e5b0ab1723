"""就労証明書 (標準様式) as employers fill it in in Excel: a sheet is a certificate."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.model.robots import SheetForm

Row = Mapping[str, str]
_LINE = Border(*(Side(style="thin", color="999999"),) * 4)
_BLANK = PatternFill("solid", fgColor="FFF8E1")


def write_certificates(rows: Sequence[Row], form: SheetForm, path: Path) -> None:
    """Write one workbook with a sheet for every row, and the notes on how to fill it.

    Args:
        rows: Values by header, as in the table of the same robot.
        form: Where the values stand.
        path: The workbook.
    """
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "記載要領"
    notes["A1"] = "就労証明書の書き方（練習用）"
    for number, row in enumerate(rows, start=1):
        _draw(book.create_sheet(f"証明書{number}"), row, form)
    book.save(path)


def _draw(sheet: Worksheet, row: Row, form: SheetForm) -> None:
    sheet[form.title_cell] = form.title
    sheet[form.title_cell].font = Font(size=16, bold=True)
    sheet.column_dimensions["B"].width = 22
    for header, where in form.cells.items():
        text = row.get(header, "")
        if isinstance(where, Mapping):
            for word, cell in where.items():
                _put(sheet, cell, "☑" if word == text else "□")
                column, line = sheet[cell].column, sheet[cell].row
                sheet.cell(line, column + 1, word)
            first = next(iter(where.values()))
        else:
            places = where.replace("}", "{").split("{")[1::2] or [where]
            for cell, part in zip(places, _parts(text, where), strict=True):
                _put(sheet, cell, part)
            first = places[0]
        label = sheet.cell(sheet[first].row, max(sheet[first].column - 2, 1))
        label.value = label.value or header


def _put(sheet: Worksheet, cell: str, text: str) -> None:
    sheet[cell] = text
    sheet[cell].border, sheet[cell].fill = _LINE, _BLANK
    # Excel would drop the zero at the beginning of a telephone number.
    sheet[cell].number_format = "@"


def _parts(text: str, where: str) -> list[str]:
    """Return what stands in each of the cells of a value."""
    count = max(where.count("{"), 1)
    if count == 1 or not text:
        return [text] + [""] * (count - 1)
    if "年" in where:
        day = parse_era_date(text).date
        assert day is not None
        return [str(day.year), str(day.month), str(day.day)]
    if ":" in where:
        return text.split(":")
    return [text[:2], text[2:6], text[6:]]
