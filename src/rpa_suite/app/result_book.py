"""What became of the items of one import, as a workbook and as words."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import WorkItem

RESULT_HEADERS = ("処理結果", "処理番号", "理由", "処理日時")
RESULT_WIDTHS = (18, 20, 44, 18)  # of the columns, in Excel's letters
_NUMBER = "番号"
_WIDEST = 40  # characters; wider cells wrap in the clerk's eyes anyway


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One item and its values as they may leave: label to text."""

    item: WorkItem
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """What stands under ``RESULT_HEADERS``."""
        item = self.item
        at = item.updated_at.astimezone(JST).strftime("%Y/%m/%d %H:%M")
        return item.state.label, item.receipt or "", item.reason, at


def results_book(results: Sequence[Result]) -> Workbook:
    """Return a workbook of items that came from paper: result first, then values."""
    labels = list(dict.fromkeys(label for each in results for label in each.cells))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "処理結果"
    sheet.append([_NUMBER, *RESULT_HEADERS, *labels])
    for each in results:
        values = (each.cells.get(label, "") for label in labels)
        sheet.append([each.item.number, *each.texts, *values])
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
    return book


def save_book(book: Workbook, path: Path) -> None:
    """Write the workbook; a file that stood there before is kept until it is whole.

    Raises:
        InputError: The place cannot be written, or Excel has the file open.
    """
    draft = path.with_name(f"~{path.name}.draft")
    try:
        book.save(draft)
        draft.replace(path)
    except OSError as error:
        raise cannot_write(path) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def cannot_write(path: Path) -> InputError:
    """Return the error for a place that refuses the file."""
    if not path.parent.is_dir():
        return InputError(
            f"フォルダー「{path.parent.name}」が見つかりません。共有フォルダーなら"
            "つながっているか確かめ、別の場所を選んでください。"
        )
    if path.exists():
        return InputError(
            f"「{path.name}」へ書き出せません。Excel などで開いていたら閉じてから、"
            "もう一度書き出してください。"
        )
    return InputError(
        f"フォルダー「{path.parent.name}」には書き込めません（読み取り専用か、"
        "権限がないか、空きがありません）。別の場所を選んでください。"
    )
