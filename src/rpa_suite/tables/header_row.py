"""Where a file's header stands, and which of its columns mean what."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.errors import ColumnsMissing, TableError
from rpa_suite.model.robots import TableInput
from rpa_suite.tables.records import Grid

HEADER_WITHIN = 20  # title lines may stand above the header

# The names in a header to what a person said they mean: file's name to layout's name.
AliasesFor = Callable[[tuple[str, ...]], Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeaderRow:
    """The header of a file.

    Attributes:
        place: Which line of the grid it is, from 0.
        names: As the layout spells them; unknown ones as the file does.
        written: As the file spells them.
        aliases: What a person had said before of these names; empty for none.
    """

    place: int
    names: tuple[str, ...]
    written: tuple[str, ...]
    aliases: Mapping[str, str]


def header_row(
    path: Path, grid: Grid, layout: TableInput, aliases_for: AliasesFor
) -> HeaderRow:
    """Find the header: the line with the most names that are known.

    Raises:
        ColumnsMissing: A required column is not there, under no name that is known.
        TableError: Two columns have the same name.
    """
    best = max(
        (
            _named(place, cells, layout, aliases_for)
            for place, (_, cells) in enumerate(grid.lines[:HEADER_WITHIN])
        ),
        key=lambda row: _hits(row, layout),
        default=HeaderRow(place=0, names=(), written=(), aliases={}),
    )
    if not _hits(best, layout):
        best = _named(*_first_written(grid), layout, aliases_for)
    missing = tuple(n for n in layout.required or layout.columns if n not in best.names)
    if (layout.required and missing) or len(missing) == len(layout.columns):
        raise _missing(path, grid, best, missing)
    repeated = {name for name in best.names if name and best.names.count(name) > 1}
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
    rows = (
        _named(place, tuple(cells), layout, lambda written: {})
        for place, cells in enumerate(lines[:HEADER_WITHIN])
    )
    best = max(rows, key=lambda row: _hits(row, layout), default=None)
    if best is None or not _hits(best, layout):
        return None
    return best.place, best.names


def _hits(row: HeaderRow, layout: TableInput) -> int:
    return sum(name in layout.columns for name in row.names)


def folded(name: str) -> str:
    """Return a header without its width and spaces, to be compared."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _named(
    place: int, cells: tuple[str, ...], layout: TableInput, aliases_for: AliasesFor
) -> HeaderRow:
    written = tuple(cell.strip() for cell in cells)
    spelled = {folded(name): name for name in layout.columns}
    aliases = aliases_for(written) if any(written) else {}
    # What a person said of a column counts before what its name looks like.
    taken = set(aliases.values())
    names = tuple(
        aliases.get(cell)
        or (known if (known := spelled.get(folded(cell), cell)) not in taken else cell)
        for cell in written
    )
    return HeaderRow(place=place, names=names, written=written, aliases=aliases)


def _first_written(grid: Grid) -> tuple[int, tuple[str, ...]]:
    for place, (_, cells) in enumerate(grid.lines):
        if any(cell.strip() for cell in cells):
            return place, cells
    return 0, ()


def _missing(
    path: Path, grid: Grid, row: HeaderRow, missing: tuple[str, ...]
) -> ColumnsMissing:
    there = "、".join(name for name in row.names if name)
    body = grid.lines[row.place + 1 : row.place + 2]
    first = body[0][1] if body else ()
    return ColumnsMissing(
        f"「{path.name}」に列「{'」「'.join(missing)}」がありません。あった列: {there}",
        written=row.written,
        samples=dict(zip(row.written, first, strict=False)),
    )
