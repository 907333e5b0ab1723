"""A clerk's file to rows under known headers, with every doubt named by row."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from rpa_suite.errors import TableError
from rpa_suite.model.robots import TableInput
from rpa_suite.tables.records import Grid, Problem, Row, Severity, Table
from rpa_suite.tables.text_files import read_text_file
from rpa_suite.tables.workbooks import read_workbook

MOST_ROWS = 100_000
_HEADER_WITHIN = 20  # title lines may stand above the header
_EXCEL = frozenset({".xlsx", ".xlsm", ".xls"})
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[Ee][+-]?\d+")
_LOST = re.compile("[〓\ufffd\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_table(path: Path, layout: TableInput) -> Table:
    """Read a CSV or Excel file.

    Raises:
        TableError: The file as a whole must not be believed; nothing of it is used.
    """
    grid = _grid(path, layout)
    place, headers = _header(path, grid, layout)
    number = grid.lines[place][0]
    body = [line for line in grid.lines[place + 1 :] if any(c.strip() for c in line[1])]
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
        problems=tuple(_unknown_columns(headers, layout, number)),
    )


def grid_of(name: str, content: bytes, layout: TableInput) -> Grid:
    """Return the cells of a file that was read before and kept.

    Raises:
        TableError: It is not what it was.
    """
    if Path(name).suffix.lower() in _EXCEL:
        return read_workbook(Path(name), layout.sheet, content=content)
    return read_text_file(Path(name), content, tuple(layout.columns))


def _grid(path: Path, layout: TableInput) -> Grid:
    if path.suffix.lower() in _EXCEL:
        if not path.is_file():
            raise _missing(path)
        if path.stat().st_size == 0:
            raise _empty(path)
        return read_workbook(path, layout.sheet)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise TableError(
            f"「{path.name}」を開けません。ほかのプログラムで開いていないか"
            "確かめてください。"
        ) from error
    if not content.strip():
        raise _empty(path)
    return read_text_file(path, content, tuple(layout.columns))


def _missing(path: Path) -> TableError:
    return TableError(
        f"「{path.name}」が見つかりません。場所と名前を確かめてください。"
    )


def _empty(path: Path) -> TableError:
    return TableError(f"「{path.name}」は空のファイルです。")


def _header(path: Path, grid: Grid, layout: TableInput) -> tuple[int, tuple[str, ...]]:
    """Return where the header stands, and its names as the layout spells them."""
    best = find_header([cells for _, cells in grid.lines], layout)
    if best is None:
        raise TableError(
            f"「{path.name}」に見出しの行が見つかりません。"
            f"1行目に {'、'.join(layout.required or layout.columns)} を書いてください。"
        )
    missing = [name for name in layout.required if name not in best[1]]
    if missing:
        there = "、".join(name for name in best[1] if name)
        raise TableError(
            f"「{path.name}」に列「{'」「'.join(missing)}」がありません。"
            f"あった列: {there}"
        )
    repeated = {name for name in best[1] if name and best[1].count(name) > 1}
    if repeated:
        raise TableError(
            f"「{path.name}」に同じ見出し「{'」「'.join(sorted(repeated))}」が2つあります。"
            "どちらかを消してください。"
        )
    return best


def find_header(
    lines: Sequence[Sequence[str]], layout: TableInput
) -> tuple[int, tuple[str, ...]] | None:
    """Return where the header stands among the first lines, and its names.

    The names are spelled as the layout spells them.
    """
    spelled = {_folded(name): name for name in layout.columns}
    best: tuple[int, tuple[str, ...]] | None = None
    most = 0
    for place, cells in enumerate(lines[:_HEADER_WITHIN]):
        names = tuple(spelled.get(_folded(cell), cell.strip()) for cell in cells)
        hits = sum(name in layout.columns for name in names)
        if hits > most:
            best, most = (place, names), hits
    return best


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


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
    problems: list[Problem] = []

    def say(column: str | None, message: str) -> None:
        problems.append(
            Problem(row=number, column=column, message=message, severity=Severity.ERROR)
        )

    if len(cells) < len(headers) or any(c.strip() for c in cells[len(headers) :]):
        say(
            None,
            f"列の数が見出し（{len(headers)}列）と違います。区切りを確かめてください。",
        )
    found: dict[str, str] = {}
    for header, cell in zip(headers, cells, strict=False):
        if header not in layout.columns:
            continue
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
