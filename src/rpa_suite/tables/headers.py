"""How well the columns of a file fit what robots take, without reading its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.errors import TableError
from rpa_suite.model.robots import TableInput
from rpa_suite.tables.header_row import HEADER_WITHIN, folded
from rpa_suite.tables.reading import grid_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """How a file fits one layout.

    Attributes:
        known: How many of the layout's columns the file has.
        missing: Required columns that it lacks.
    """

    known: int
    missing: tuple[str, ...]


def fits(path: Path, layouts: Mapping[str, TableInput]) -> dict[str, Fit]:
    """Return how a file fits each layout; those of which it has no column are left out.

    Raises:
        TableError: The file as a whole is unusable.
    """
    everything = {
        header: name
        for layout in layouts.values()
        for header, name in layout.columns.items()
    }
    found: dict[str, Fit] = {}
    grids: dict[str | None, list[set[str]]] = {}
    for key, layout in layouts.items():
        if layout.sheet not in grids:
            grids[layout.sheet] = _lines(path, layout.sheet, everything)
        fit = _fit(grids[layout.sheet], layout)
        if fit.known:
            found[key] = fit
    return found


def _lines(path: Path, sheet: str | None, columns: Mapping[str, str]) -> list[set[str]]:
    try:
        grid = grid_at(path, TableInput(columns=columns, sheet=sheet))
    except TableError:
        if sheet is None:
            raise
        return []  # this workbook has no such sheet: another robot's
    return [{folded(cell) for cell in cells} for _, cells in grid.lines[:HEADER_WITHIN]]


def _fit(lines: list[set[str]], layout: TableInput) -> Fit:
    spelled = {folded(name): name for name in layout.columns}
    best = max(lines, key=lambda cells: len(cells & set(spelled)), default=set())
    known = {spelled[cell] for cell in best & set(spelled)}
    return Fit(
        known=len(known),
        missing=tuple(name for name in layout.required if name not in known),
    )
