"""The clerk's own file back, its columns untouched, the results appended at the right.

An .xlsx keeps its formats, widths and other sheets; a CSV or an old .xls comes back as
a new workbook with the same cells in the same order.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rpa_suite.app.result_book import RESULT_HEADERS, RESULT_WIDTHS, Result
from rpa_suite.model.robots import TableInput
from rpa_suite.model.work import ItemState
from rpa_suite.tables import find_header, grid_of

_EDITABLE = frozenset({".xlsx", ".xlsm"})
_NOT_IMPORTED = "取り込まず"
_TEXT = "@"  # keeps leading zeros when the clerk edits


def own_sheet(
    name: str,
    content: bytes,
    layout: TableInput,
    results: Sequence[Result],
    left_out: Mapping[int, str],
) -> Workbook:
    """Return the file as a workbook with one result a row.

    Rows of 保留(抑止) are emptied: nothing of theirs leaves.

    Args:
        name: What the file was called; tells CSV from Excel.
        content: Its bytes.
        layout: How its header is found.
        results: One an item; their numbers are rows of the file.
        left_out: Row to the reason why it was not imported.
    """
    if Path(name).suffix.lower() in _EDITABLE:
        book = load_workbook(BytesIO(content))
        sheet = _sheet(book, layout)
    else:
        book, sheet = _rebuilt(name, content, layout)
    first = min([each.item.number for each in results] + list(left_out), default=2)
    header = _header_row(sheet, layout) or max(1, first - 1)
    column = _last_column(sheet) + 1
    _append_headers(sheet, header, column)
    for each in results:
        if each.item.state is ItemState.HELD:
            _empty_row(sheet, each.item.number, column)
        _append(sheet, each.item.number, column, each.texts)
    for row, told in left_out.items():
        _append(sheet, row, column, (_NOT_IMPORTED, "", told, ""))
    if sheet.auto_filter.ref:
        last = column + len(RESULT_HEADERS) - 1
        span = sheet.cell(sheet.max_row, last).coordinate
        sheet.auto_filter.ref = f"{sheet.auto_filter.ref.split(':')[0]}:{span}"
    return book


def _rebuilt(
    name: str, content: bytes, layout: TableInput
) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = layout.sheet or "処理結果"
    widest: dict[int, int] = {}
    for row, cells in grid_of(name, content, layout).lines:
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(row, column, text or None)
            cell.number_format = _TEXT
            widest[column] = max(widest.get(column, 0), len(text))
    for column, letters in widest.items():
        width = min(40, 2 * letters + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    return book, sheet


def _sheet(book: Workbook, layout: TableInput) -> Worksheet:
    named = book.sheetnames.index(layout.sheet) if layout.sheet else 0
    return book.worksheets[named]


def _header_row(sheet: Worksheet, layout: TableInput) -> int | None:
    lines = [
        ["" if value is None else str(value) for value in row]
        for row in sheet.iter_rows(max_row=20, values_only=True)
    ]
    found = find_header(lines, layout)
    return None if found is None else found[0] + 1


def _last_column(sheet: Worksheet) -> int:
    """Return the last column with anything in it: Excel counts formatted ones too."""
    columns = (
        cell.column
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    )
    return max(columns, default=0)


def _append_headers(sheet: Worksheet, row: int, column: int) -> None:
    model = sheet.cell(row, column - 1) if column > 1 else None
    for place, header in enumerate(RESULT_HEADERS):
        cell = sheet.cell(row, column + place, header)
        if model is not None and model.has_style:
            for style in ("font", "fill", "border", "alignment"):
                setattr(cell, style, copy(getattr(model, style)))
        else:
            cell.font = Font(bold=True)
        letter = get_column_letter(column + place)
        sheet.column_dimensions[letter].width = RESULT_WIDTHS[place]


def _append(sheet: Worksheet, row: int, column: int, texts: Sequence[str]) -> None:
    model: Any = sheet.cell(row, column - 1) if column > 1 else None
    for place, text in enumerate(texts):
        cell = sheet.cell(row, column + place, text or None)
        cell.number_format = _TEXT
        if model is not None and model.has_style:
            cell.border, cell.font = copy(model.border), copy(model.font)


def _empty_row(sheet: Worksheet, row: int, columns: int) -> None:
    for column in range(1, columns):
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):  # a merged one holds nothing of its own
            cell.value = None
