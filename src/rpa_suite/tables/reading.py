"""A clerk's file to rows under known headers, with every doubt named by row."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rpa_suite.errors import CannotOpen, TableError
from rpa_suite.model.robots import TableInput
from rpa_suite.tables.header_row import AliasesFor, header_row
from rpa_suite.tables.records import Grid, Problem, Row, Severity, Table
from rpa_suite.tables.sheet_forms import read_forms
from rpa_suite.tables.text_files import read_text_file
from rpa_suite.tables.workbooks import read_workbook

MOST_ROWS = 100_000
_EXCEL = frozenset({".xlsx", ".xlsm", ".xls"})
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[Ee][+-]?\d+")
_LOST = re.compile("[〓\ufffd\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_table(
    path: Path,
    layout: TableInput,
    *,
    aliases_for: AliasesFor = lambda written: {},
) -> Table:
    """Read a CSV or Excel file.

    Args:
        path: The file.
        layout: Which columns there should be, and what stands in them.
        aliases_for: What a person said before of columns with these names.

    Raises:
        ColumnsMissing: A required column is not there, under no name that is known.
        TableError: The file as a whole must not be believed; nothing of it is used.
    """
    grid = grid_at(path, layout)
    header = header_row(path, grid, layout, aliases_for)
    headers = header.names
    number = grid.lines[header.place][0]
    below = grid.lines[header.place + 1 :]
    body = [line for line in below if any(c.strip() for c in line[1])]
    if not body:
        raise TableError(
            f"「{path.name}」には見出しの下に行がありません。ファイルを確かめてください。"
        )
    if len(body) > MOST_ROWS:
        raise TableError(
            f"「{path.name}」は {len(body):,} 行あります（上限 {MOST_ROWS:,} 行）。"
            "分けて取り込んでください。"
        )
    known = tuple(header for header in headers if header in layout.columns)
    rows = tuple(_row(line, headers, layout) for line in body)
    return Table(
        headers=known,
        rows=tuple(_with_repeats(rows)),
        encoding=grid.encoding,
        written=header.written,
        aliases=header.aliases,
        problems=tuple(_unknown_columns(headers, layout, number)),
    )


def is_form(name: str, content: bytes, layout: TableInput) -> bool:
    """Whether a file that was read before is a form, not a table."""
    if layout.form is None or Path(name).suffix.lower() not in _EXCEL:
        return False
    return read_forms(Path(name), layout.form, content=content) is not None


def grid_of(name: str, content: bytes, layout: TableInput) -> Grid:
    """Return the cells of a file that was read before and kept.

    Raises:
        TableError: It is not what it was.
    """
    if Path(name).suffix.lower() in _EXCEL:
        return read_workbook(Path(name), layout.sheet, content=content)
    return read_text_file(Path(name), content, tuple(layout.columns))


def grid_at(path: Path, layout: TableInput) -> Grid:
    """Return the cells of a file; the layout tells the sheet and the separator."""
    if path.suffix.lower() in _EXCEL:
        if not path.is_file():
            raise _missing(path)
        if path.stat().st_size == 0:
            raise _empty(path)
        forms = read_forms(path, layout.form) if layout.form else None
        return forms or read_workbook(path, layout.sheet)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise cannot_open(path) from error
    if not content.strip():
        raise _empty(path)
    return read_text_file(path, content, tuple(layout.columns))


def cannot_open(path: Path) -> CannotOpen:
    """Return what to say of a file that is there and cannot be read now."""
    return CannotOpen(
        f"「{path.name}」を開けません。ほかのプログラムで開いていないか、"
        "読み取りの権限があるか、ネットワークドライブがつながっているかを"
        "確かめてください。"
    )


def _missing(path: Path) -> TableError:
    return TableError(
        f"「{path.name}」が見つかりません。場所と名前を確かめてください。"
    )


def _empty(path: Path) -> TableError:
    return TableError(f"「{path.name}」は空のファイルです。")


def _unknown_columns(
    headers: Sequence[str], layout: TableInput, number: int
) -> Iterator[Problem]:
    unknown = [name for name in headers if name and name not in layout.columns]
    if unknown:
        yield Problem(
            row=number,
            column=None,
            message=f"知らない列「{'」「'.join(unknown)}」は使いません。",
            severity=Severity.WARNING,
        )


def _row(
    line: tuple[int, tuple[str, ...]], headers: Sequence[str], layout: TableInput
) -> Row:
    number, cells = line
    known = {
        header: cell
        for header, cell in zip(headers, cells, strict=False)
        if header in layout.columns
    }
    row = check_row(number, known, layout)
    if len(cells) >= len(headers) and not any(c.strip() for c in cells[len(headers) :]):
        return row
    shifted = Problem(
        row=number,
        column=None,
        message=f"列の数が見出し（{len(headers)}列）と違います。"
        "区切りを確かめてください。",
        severity=Severity.ERROR,
    )
    return replace(row, problems=(shifted, *row.problems))


def check_row(number: int, cells: Mapping[str, str], layout: TableInput) -> Row:
    """Return a row with what is wrong with each of its cells.

    Args:
        number: As Excel shows it.
        cells: Known header to what stands there.
        layout: Says what must stand there.
    """
    problems: list[Problem] = []
    found: dict[str, str] = {}

    def say(column: str, message: str) -> None:
        problems.append(
            Problem(row=number, column=column, message=message, severity=Severity.ERROR)
        )

    for header, cell in cells.items():
        text = cell.strip()
        length = layout.digits.get(header)
        if length is not None and text:
            text, objection = _digits(text, length)
            if objection:
                say(header, objection)
        elif _LOST.search(text):
            say(
                header,
                "使えない文字（〓など）が入っています。元の文字を確かめてください。",
            )
        if not text and header in layout.required:
            say(header, "入力されていません。")
        found[header] = text
    return Row(number=number, cells=found, problems=tuple(problems))


def _digits(text: str, length: int) -> tuple[str, str]:
    """Return a number of fixed length in half width, and what is wrong with it."""
    plain = unicodedata.normalize("NFKC", text).replace("-", "").replace(" ", "")
    if _EXPONENT.fullmatch(plain):
        return text, (
            "指数表示（1.2E+10 など）になっていて、元の番号が分かりません。"
            "Excel で列を文字列にして、番号を入れ直してください。"
        )
    if not plain.isdigit():
        return text, "数字以外の文字が入っています。"
    if len(plain) < length:
        return plain, (
            f"先頭の0が落ちています（{length}桁のはずが{len(plain)}桁）。"
            "Excel で列を文字列にして、番号を入れ直してください。"
        )
    if len(plain) > length:
        return plain, f"桁が多すぎます（{length}桁のはずが{len(plain)}桁）。"
    return plain, ""


def _with_repeats(rows: Sequence[Row]) -> Iterator[Row]:
    """Warn of rows that repeat an earlier one in every cell."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for row in rows:
        earlier = first.setdefault(tuple(sorted(row.cells.items())), row.number)
        if earlier == row.number:
            yield row
            continue
        repeat = Problem(
            row=row.number,
            column=None,
            message=f"{earlier} 行目と同じ内容です。",
            severity=Severity.WARNING,
        )
        yield Row(number=row.number, cells=row.cells, problems=(*row.problems, repeat))
