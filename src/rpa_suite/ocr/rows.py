"""A row of written cells: what stands there, seen by both views and a learned head."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rpa_suite.ocr import ctc
from rpa_suite.ocr.cell_table import CellTable, LogTable, joined
from rpa_suite.ocr.heads import Head
from rpa_suite.ocr.lines import CellLine
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.signs import of_cells

# The cell net, which knows struck-out digits, says firmly that it saw something else.
_LEAST_CELL = 0.03
# How much the two views of a cell count; tuned on forms to tune on.  The cell net has
# learned from many more digits than the line net.
_OF_LINE, _OF_LINE_OF_DIGITS, _OF_CELL = 0.5, 0.25, 0.8
_LEAST_LOG = -12.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of written cells: what stands there, and what each view says of it.

    Attributes:
        inside: Share of the cell net's belief inside the character set, by cell.
        whole: What the cell net says of everything it can tell apart, by cell.
    """

    table: CellTable
    views: tuple[LogTable, ...]
    inside: LogTable
    whole: LogTable

    @property
    def is_foreign(self) -> bool:
        """Whether a cell holds something else than the character set."""
        return bool(self.inside.min() < _LEAST_CELL)

    def signs_of(self, text: str) -> dict[str, float]:
        """Return what speaks for a text of the row besides its probability."""
        charset, logs = self.table.charset, self.table.logs
        return of_cells(text, charset, logs, self.views, self.inside)


def see_row(
    cells: CellLine,
    charset: str,
    recogniser: Recogniser,
    *,
    kind: str,
    heads: Mapping[str, Head] | None = None,
) -> Row | None:
    """Return what stands in a row of written cells.

    Both views are weighed together: the line recogniser's and the cell net's.  None
    where the recogniser cannot see that many characters.

    Args:
        cells: Something is written there.
        charset: What may stand there.
        recogniser: Both views.
        kind: What the field counts as; its head, if one was learned, has its say.
        heads: Other heads than the recogniser's own.
    """
    assert cells.line is not None
    whole = recogniser.cells.looked(cells.pieces)
    alone, inside = recogniser.cells.within(whole, charset)
    (posteriors,) = recogniser.posteriors([cells.line])
    scores, _ = ctc.masked(posteriors, recogniser.classes_of(charset))
    places = ctc.position_logs(scores, cells.count)
    if places is None:
        return None
    in_line = np.full(alone.shape, _LEAST_LOG)
    at = [charset.index(char) for char in recogniser.known(charset)]
    in_line[:, at] = np.maximum(places, _LEAST_LOG)
    of_line = _OF_LINE_OF_DIGITS if charset.isdigit() else _OF_LINE
    logs = joined(((in_line, of_line), (alone, _OF_CELL)))
    head = (recogniser.heads if heads is None else heads).get(kind)
    if head is not None:
        logs = head.corrected(logs, whole, charset)
    return Row(CellTable(logs, charset), (in_line, alone), inside, whole)
