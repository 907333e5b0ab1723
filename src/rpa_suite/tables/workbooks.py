"""Excel files to grids: values as a clerk sees them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from rpa_suite.errors import TableError
from rpa_suite.tables.records import Grid


def read_workbook(
    path: Path, sheet: str | None, *, content: bytes | None = None
) -> Grid:
    """Return the cells of one sheet; the first one where none is named.

    Args:
        path: The file; only its name counts where the content is given.
        sheet: Its sheet.
        content: The file's bytes, where they were kept.

    Raises:
        TableError: Encrypted, corrupt, or without that sheet.
    """
    with opened(path, content) as book:
        names = book.sheet_names
        if not names:
            raise TableError(f"「{path.name}」にはシートがありません。")
        if sheet is not None and sheet not in names:
            raise TableError(
                f"「{path.name}」にシート「{sheet}」がありません。"
                f"あるシート: {'、'.join(names)}"
            )
        found = book.get_sheet_by_name(sheet or names[0])
        rows = found.to_python(skip_empty_area=False)
    return Grid(
        lines=tuple(
            (number, tuple(cell_text(value) for value in row))
            for number, row in enumerate(rows, start=1)
        )
    )


@contextmanager
def opened(path: Path, content: bytes | None) -> Iterator[CalamineWorkbook]:
    """Open a workbook, from disk or from its bytes.

    Raises:
        TableError: Encrypted or corrupt.
    """
    try:
        with (
            CalamineWorkbook.from_path(path)
            if content is None
            else CalamineWorkbook.from_filelike(BytesIO(content))
        ) as book:
            yield book
    except PasswordError as error:
        raise TableError(
            f"「{path.name}」はパスワードで保護されています。"
            "保護を外して保存し直してから取り込んでください。"
        ) from error
    except CalamineError as error:
        raise TableError(
            f"「{path.name}」は Excel のファイルとして開けません。"
            "壊れていないか、Excel で開いて保存し直してください。"
        ) from error


def cell_text(value: Any) -> str:
    """Return a cell as text: whole numbers without ``.0``, dates as ISO."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)
