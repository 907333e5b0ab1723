"""CSV files to grids: the encoding is decided strictly, never guessed."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from rpa_suite.errors import TableError
from rpa_suite.tables.records import Grid

_WITH_MARK = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8（BOM付き）"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_WITHOUT_MARK = (("utf-8", "UTF-8"), ("cp932", "シフトJIS（CP932）"))


def read_text_file(path: Path, content: bytes, headers: Sequence[str]) -> Grid:
    """Return the cells of a CSV or TSV.

    Args:
        path: For messages.
        content: The file.
        headers: Names that its header should hold; they decide between comma and tab.

    Raises:
        TableError: Its encoding is unknown, or it is no text at all.
    """
    text, encoding = _decoded(path, content)
    best = max((",", "\t", ";"), key=lambda mark: _hits(text, mark, headers))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best)
    lines: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            lines.append((number, tuple(cells)))
    except csv.Error as error:
        raise TableError(
            f'「{path.name}」の {reader.line_num} 行目の近くで、引用符（"）が閉じて'
            "いません。Excel で開いて保存し直してください。"
        ) from error
    return Grid(lines=tuple(lines), encoding=encoding)


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for mark, encoding, said in _WITH_MARK:
        if content.startswith(mark):
            try:
                return content.decode(encoding), said
            except UnicodeDecodeError as error:
                raise _unknown_encoding(path, content) from error
    if b"\0" in content:
        raise TableError(
            f"「{path.name}」は文字のファイルではありません。"
            "CSV か Excel（.xlsx）を選んでください。"
        )
    for encoding, said in _WITHOUT_MARK:
        try:
            return content.decode(encoding), said
        except UnicodeDecodeError:
            continue
    raise _unknown_encoding(path, content)


def _unknown_encoding(path: Path, content: bytes) -> TableError:
    # Seldom wanted, and 2 MB: not while the launcher starts.
    from charset_normalizer import from_bytes

    guess = from_bytes(content[:20_000]).best()
    seems = f"（{guess.encoding} のようです）" if guess else ""
    return TableError(
        f"「{path.name}」の文字コードがシフトJIS（CP932）でも"
        f" UTF-8 でもありません{seems}。"
        "Excel で開き、「CSV UTF-8」で保存し直してください。"
    )


def _hits(text: str, mark: str, headers: Sequence[str]) -> int:
    """Return how many known headers stand in one of the first lines."""
    known = set(headers)
    first = text.splitlines()[:20]
    return max(
        (sum(cell.strip(' "') in known for cell in line.split(mark)) for line in first),
        default=0,
    )
