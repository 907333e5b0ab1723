"""A row of written cells: what stands there, seen by both views and a learned head."""

from collections.abc import Mapping, Sequence
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
        views: The cells seen as one line, and each alone.
        inside: Share of the cell net's belief inside the character set, by cell.
        whole: What the cell net says of everything it can tell apart, by cell.
    """

    table: CellTable
    views: tuple[LogTable, LogTable]
    inside: LogTable
    whole: LogTable

    @property
    def least_inside(self) -> float:
        """The least of the shares of belief inside the character set."""
        return float(self.inside.min())

    @property
    def is_foreign(self) -> bool:
        """Whether a cell holds something else than the character set."""
        return self.least_inside < _LEAST_CELL

    def signs_of(self, text: str) -> dict[str, float]:
        """Return what speaks for a text of the row besides its probability.

        Gaps in the text are passed over; nothing speaks for one of another length.
        """
        charset, logs = self.table.charset, self.table.logs
        places = [charset.find(char) for char in "".join(text.split())]
        if len(places) != len(logs) or -1 in places:
            return {}
        in_line, alone = self.views
        return of_cells(
            weakest=float(logs[np.arange(len(places)), places].min()),
            odds=_least_odds(logs, places),
            line=_least_odds(in_line, places),
            cell=_least_odds(alone, places),
            inside=self.least_inside,
        )


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


def _least_odds(logs: LogTable, places: Sequence[int]) -> float:
    """Return the log odds of the weakest character against all others of its cell."""
    rows = np.arange(len(places))
    others = logs.copy()
    others[rows, places] = -np.inf
    return float((logs[rows, places] - np.logaddexp.reduce(others, axis=1)).min())
