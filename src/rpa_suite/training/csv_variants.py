"""How one CSV looks when it comes out of other systems and of Excel (F18)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ZEROS = re.compile(r"0\d+")


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvVariant:
    """Rows with how they are to be written."""

    rows: list[list[str]]
    encoding: str = "cp932"
    charset: str = "Windows-31J"
    line_end: str = "\r\n"
    all_quoted: bool = False


def varied(rows: Sequence[Sequence[str]], way: str) -> CsvVariant:
    """Return the rows as F18 gives them in this way; "" as they should be."""
    plain = [list(row) for row in rows]
    match way:
        case "utf8":
            return CsvVariant(
                rows=plain, encoding="utf-8", charset="UTF-8", line_end="\n"
            )
        case "bom":
            return CsvVariant(rows=plain, encoding="utf-8-sig", charset="UTF-8")
        case "quotes":
            return CsvVariant(rows=plain, all_quoted=True)
        case "zeros":
            eaten = [[_without_zeros(cell) for cell in row] for row in plain]
            return CsvVariant(rows=eaten)
        case _:
            return CsvVariant(rows=plain)


def _without_zeros(cell: str) -> str:
    return cell.lstrip("0") if _ZEROS.fullmatch(cell) else cell
