"""What a CSV or Excel file holds, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a row may be used in spite of a problem."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong; ``row`` None means the whole file."""

    row: int | None
    column: str | None
    message: str
    severity: Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row; ``number`` is the one Excel shows, the header row being 1 or more."""

    number: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A file's rows under the headers that its layout knows.

    Attributes:
        encoding: Of a CSV, in the clerk's words; empty for Excel.
        written: The header as the file spells it.
        aliases: File's column to layout's column, as a person said before.
        problems: What concerns the whole file.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    written: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Cells as text, before anybody knows what they mean.

    Attributes:
        lines: (row number as Excel shows it, its cells).
    """

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""
