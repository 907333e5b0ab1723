"""Forms filled in in Excel (様式): values from cells, one sheet a row."""

import re
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from rpa_suite.model.robots import SheetForm
from rpa_suite.tables.records import Grid
from rpa_suite.tables.workbooks import cell_text, opened

_CELL = re.compile(r"([A-Z]{1,2})(\d+)")
_IN_TEXT = re.compile(r"\{([A-Z]{1,2}\d+)\}")
# A box that is ticked; the empty one (□) stands there from the beginning.
_TICKED = frozenset("☑✓✔■レ●○〇◯☒1")

Cells = Mapping[tuple[int, int], str]


def read_forms(
    path: Path, form: SheetForm, *, content: bytes | None = None
) -> Grid | None:
    """Return one row for every sheet that is this form; None where no sheet is.

    Args:
        path: The file; only its name counts where the content is given.
        form: Where what stands.
        content: The file's bytes, where they were kept.

    Raises:
        TableError: Encrypted or corrupt.
    """
    lines = [(1, tuple(form.cells))]
    with opened(path, content) as book:
        for number, name in enumerate(book.sheet_names, start=1):
            cells = _cells(book, name)
            if _at(cells, form.title_cell).replace(" ", "") == form.title:
                values = tuple(_value(cells, each) for each in form.cells.values())
                lines.append((number, values))
    return Grid(lines=tuple(lines)) if len(lines) > 1 else None


def _cells(book: CalamineWorkbook, name: str) -> Cells:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return {
        (row, column): cell_text(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
    }


def _value(cells: Cells, where: str | Mapping[str, str]) -> str:
    if isinstance(where, Mapping):
        ticked = [word for word, at in where.items() if _at(cells, at) in _TICKED]
        # Two ticks are no choice: the words stand together and fit nothing.
        return "・".join(ticked)
    if _CELL.fullmatch(where):
        return _at(cells, where)
    parts = [_at(cells, each) for each in _IN_TEXT.findall(where)]
    if not any(parts):
        return ""
    return _IN_TEXT.sub(lambda found: _at(cells, found[1]), where)


def _at(cells: Cells, name: str) -> str:
    found = _CELL.fullmatch(name)
    if found is None:
        return ""
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return cells.get((int(found[2]), column), "").strip()
