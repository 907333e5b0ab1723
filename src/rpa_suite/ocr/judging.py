"""Is a new head better?  Whole rows right on writing that it was not learned from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rpa_suite.ocr.fitting import SeenRow
from rpa_suite.ocr.heads import Head

# Fewer rows than this say nothing about a kind of field.
LEAST_ROWS = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How rows of one kind are read.

    Attributes:
        right: Rows of which every character is right.
        cells_right: Characters that are right.
        surprise: Mean negative log probability of the true characters.
    """

    rows: int = 0
    right: int = 0
    cells: int = 0
    cells_right: int = 0
    surprise: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was found of the new heads of one kind.

    Attributes:
        adopted: Whether one of them is read with from now on.
        of_stock: Weight that the stock had for it; of the most careful head where
            none is adopted.
        office: The office's held-out rows before and after; nothing where none were.
        stock: Other people's rows, likewise.
    """

    adopted: bool
    of_stock: float
    office: tuple[Score, ...]
    stock: tuple[Score, ...]


def score(rows: Iterable[SeenRow], heads: Mapping[str, Head]) -> dict[str, Score]:
    """Return how the rows are read with the heads of their kinds."""
    by_kind: dict[str, list[tuple[int, int, int, float]]] = defaultdict(list)
    for row in rows:
        logs = row.logs_with(heads.get(row.kind))
        places = np.array([row.charset.index(char) for char in row.truth])
        good = logs.argmax(axis=1) == places
        lost = -float(logs[np.arange(len(places)), places].sum())
        by_kind[row.kind].append((bool(good.all()), len(good), int(good.sum()), lost))
    return {
        kind: Score(
            rows=len(each),
            right=sum(right for right, _, _, _ in each),
            cells=(cells := sum(count for _, count, _, _ in each)),
            cells_right=sum(good for _, _, good, _ in each),
            surprise=round(sum(lost for *_, lost in each) / cells, 4),
        )
        for kind, each in sorted(by_kind.items())
    }


def is_better(before: Score, after: Score) -> bool:
    """Whether the same rows are read better: more of them, or as many and surer."""
    if after.rows < LEAST_ROWS:
        return False
    gained = (after.right, after.cells_right) > (before.right, before.cells_right)
    as_good = (after.right, after.cells_right) == (before.right, before.cells_right)
    return gained or (as_good and after.surprise < 0.98 * before.surprise)


def is_worse(before: Score, after: Score) -> bool:
    """Whether the same rows are read worse."""
    return after.right < before.right or after.cells_right < before.cells_right


def choose(
    held: Sequence[SeenRow],
    stock: Sequence[SeenRow],
    before: Mapping[str, Head],
    made: Mapping[float, Mapping[str, Head]],
) -> tuple[dict[str, Head], dict[str, Verdict]]:
    """Return the heads to read with from now on, and what was found, by kind.

    A kind takes the boldest head that reads its held-out rows better and the stock's
    not worse.

    Args:
        held: The office's rows that no head has seen.
        stock: Other people's rows that no head has seen.
        before: Heads that are read with now.
        made: New heads by the weight that the stock had, the boldest first.
    """
    office_before, stock_before = score(held, before), score(stock, before)
    adopted, verdicts = dict(before), dict[str, Verdict]()
    for of_stock, heads in made.items():
        office_after, stock_after = score(held, heads), score(stock, heads)
        for kind, head in heads.items():
            if kind in verdicts and verdicts[kind].adopted:
                continue
            office = _of_kind(kind, office_before, office_after)
            others = _of_kind(kind, stock_before, stock_after)
            is_good = (
                bool(office)
                and is_better(*office)
                and not (others and is_worse(*others))
            )
            if is_good:
                adopted[kind] = head
            verdicts[kind] = Verdict(
                adopted=is_good, of_stock=of_stock, office=office, stock=others
            )
    return adopted, verdicts


def _of_kind(kind: str, *scores: Mapping[str, Score]) -> tuple[Score, ...]:
    return tuple(each[kind] for each in scores if kind in each)
