"""Long lists, page by page."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.visits import Visit

ROWS = 20
_ROWS_OF_F14 = 2
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Paged(Generic[T]):
    """One page of a list; pages count from 1."""

    rows: list[T]
    total: int
    page: int
    pages: int


def page_of(visit: Visit, rows: Sequence[T], wanted: str) -> Paged[T]:
    """Return the wanted page; with F14 short and in another order each time."""
    listed = list(rows)
    length = ROWS
    if strike := visit.struck(FaultId.PAGING, Occasion.LIST):
        length = _ROWS_OF_F14
        _resort(listed, strike.draw)
    pages = max(1, -(-len(listed) // length))
    page = min(max(1, int(wanted) if wanted.isdecimal() else 1), pages)
    start = (page - 1) * length
    return Paged(
        rows=listed[start : start + length], total=len(listed), page=page, pages=pages
    )


def _resort(rows: list[T], draw: random.Random) -> None:
    """Turn the list around an arbitrary row: each still comes exactly once."""
    if rows:
        start = draw.randrange(len(rows))
        rows[:] = rows[start:] + rows[:start]
