"""The clerk's own sheet back, with what became of each row."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from rpa_suite.errors import InputError
from rpa_suite.model.work import WorkItem

RESULT_HEADERS = ("番号", "状態", "処理番号", "理由")
_WIDEST = 40  # characters; wider cells wrap in the clerk's eyes anyway


def write_results(
    path: Path, rows: Iterable[tuple[WorkItem, Mapping[str, str]]]
) -> int:
    """Write one row an item: its result first, then its values under their labels.

    Args:
        path: The .xlsx to write.
        rows: Items with label to text.

    Returns:
        How many rows were written.

    Raises:
        InputError: The file cannot be written (often because Excel has it open).
    """
    kept = list(rows)
    labels = list(dict.fromkeys(label for _, cells in kept for label in cells))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "処理結果"
    sheet.append([*RESULT_HEADERS, *labels])
    for item, cells in kept:
        sheet.append(
            [
                item.number,
                item.state.label,
                item.receipt or "",
                item.reason,
                *(cells.get(label, "") for label in labels),
            ]
        )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.columns, start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        width = min(_WIDEST, 2 * longest + 2)  # Japanese text is twice as wide
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row[1:]:
            cell.number_format = "@"  # keeps leading zeros when the clerk edits
    sheet.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise InputError(
            f"「{path.name}」へ書き出せません。Excel で開いていたら閉じてから、"
            "もう一度書き出してください。"
        ) from error
    return len(kept)
