"""Learn a head from rows of cells whose truth is known: ridge logistic regression."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rpa_suite.ocr.heads import Head, Table, bounded

_RIDGE = 0.003
_STEPS = 250
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row whose truth is known, as the nets see it.

    Attributes:
        kind: What its field counts as.
        truth: One character a cell.
        logs: What all views say together (cells, characters of ``charset``).
        whole: What the cell net says (cells, classes of the net).
    """

    kind: str
    charset: str
    truth: str
    logs: Table
    whole: Table

    def logs_with(self, head: Head | None) -> Table:
        """Return the log probabilities with a head, or without."""
        if head is None:
            return self.logs
        return head.corrected(self.logs, self.whole, self.charset)


def fit(
    office: Sequence[SeenRow],
    stock: Sequence[SeenRow],
    charset: str,
    *,
    of_stock: float,
) -> Head:
    """Return the head that fits the office's rows and does not forget the stock's.

    Args:
        office: Rows that people have verified.
        stock: Rows as others write them, to hold the head to.
        charset: What its columns stand for; the rows' sets are parts of it.
        of_stock: How much of the weight of all cells the stock's have, 0 to 1: little
            learns more of the office's hands and forgets more of the others'.
    """
    rows = [*office, *stock]
    logs = np.concatenate([_widened(row, charset) for row in rows])
    features = bounded(np.concatenate([row.whole for row in rows]))
    truth = np.array([charset.index(c) for row in rows for c in row.truth])
    cells = [sum(len(row.truth) for row in part) for part in (office, stock)]
    share = 1 - of_stock if cells[1] else 1.0
    weight = np.repeat(
        [share / max(1, cells[0]), (1 - share) / max(1, cells[1])], cells
    )
    usual = weight @ features
    spread = np.sqrt(weight @ (features - usual) ** 2) + 0.1
    weights, bias = _descend((features - usual) / spread, logs, truth, weight)
    return Head(charset, usual, spread, weights, bias)


def _widened(row: SeenRow, charset: str) -> Table:
    """Return the row's logs over the head's characters; impossible ones far down."""
    out = np.full((len(row.logs), len(charset)), -30.0)
    out[:, [charset.index(char) for char in row.charset]] = row.logs
    return out


def _descend(
    features: Table, logs: Table, truth: NDArray[np.intp], weight: Table
) -> tuple[Table, Table]:
    """Return weights and bias by Adam over all cells at once, from nothing."""
    rows = np.column_stack((features, np.ones(len(features))))
    found = np.zeros((rows.shape[1], logs.shape[1]))
    drift, swing = np.zeros_like(found), np.zeros_like(found)
    target = np.zeros_like(logs)
    target[np.arange(len(truth)), truth] = 1.0
    for step in range(1, _STEPS + 1):
        odds = logs + rows @ found
        share = np.exp(odds - np.logaddexp.reduce(odds, axis=1, keepdims=True))
        slope = rows.T @ ((share - target) * weight[:, None]) + _RIDGE * found
        drift = 0.9 * drift + 0.1 * slope
        swing = 0.99 * swing + 0.01 * slope**2
        found -= (
            _RATE
            * (drift / (1 - 0.9**step))
            / (np.sqrt(swing / (1 - 0.99**step)) + 1e-6)
        )
    return found[:-1], found[-1]
