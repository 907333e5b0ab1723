"""A row of written cells as a table: how likely each character stands in each cell.

Two views that fail differently are joined: the line recogniser, which sees the cells
as one line, and the cell net, which sees each alone.  What a field knows about itself
(check digit, calendar, how telephone numbers begin) is then weighed on the table.
"""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rpa_suite.jp.check_digits import MY_NUMBER_WEIGHTS
from rpa_suite.jp.eras import Era

LogTable = NDArray[np.float64]  # (cells, characters), rows sum to 1 in probability

# Share of the numbers written on paper that carry a right check digit.
_WRITTEN_RIGHT = 0.985
_NEVER = -1e30
_MOST_TRIED = 400
# Of the likeliest texts: when something fits, and while nothing does.
_ENOUGH, _ALL = 0.9995, 0.99999


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The likeliest text of a row.

    Attributes:
        probability: Of the text, among all that the field may hold.
        repaired: It is not what the cells look like most; what the field knows about
            itself spoke for it.
        others: The next likeliest, best first, with their probabilities.
    """

    text: str
    probability: float
    repaired: bool = False
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CellTable:
    """Log probabilities of characters, cell by cell."""

    logs: LogTable
    charset: str

    def best(self) -> str:
        """Return the likeliest character of every cell."""
        return "".join(self.charset[at] for at in self.logs.argmax(axis=1))

    def log_of(self, text: str) -> float:
        """Return the log probability of a text; never, where the length differs."""
        if len(text) != len(self.logs):
            return _NEVER
        places = [self.charset.find(char) for char in text]
        if -1 in places:
            return _NEVER
        return float(self.logs[np.arange(len(text)), places].sum())

    def cell(self, at: int, most: int) -> Iterator[tuple[str, float]]:
        """Yield the likeliest characters of one cell with their probability."""
        for place in np.argsort(-self.logs[at])[:most]:
            yield self.charset[place], float(np.exp(self.logs[at, place]))

    def likeliest(self) -> Iterator[tuple[str, float]]:
        """Yield texts with their log probability, likeliest first, without end."""
        order = np.argsort(-self.logs, axis=1)
        sorted_logs = np.take_along_axis(self.logs, order, axis=1)
        start = (0,) * len(order)
        queue = [(-float(sorted_logs[:, 0].sum()), start)]
        seen = {start}
        while queue:
            cost, ranks = heapq.heappop(queue)
            text = "".join(
                self.charset[order[cell, rank]] for cell, rank in enumerate(ranks)
            )
            yield text, -cost
            for cell, rank in enumerate(ranks):
                if rank + 1 == order.shape[1]:
                    continue
                following = (*ranks[:cell], rank + 1, *ranks[cell + 1 :])
                if following in seen:
                    continue
                seen.add(following)
                step = sorted_logs[cell, rank] - sorted_logs[cell, rank + 1]
                heapq.heappush(queue, (cost + float(step), following))


def joined(tables: Sequence[tuple[LogTable, float]]) -> LogTable:
    """Return the weighted product of several views, rows normalised."""
    mixed: LogTable = np.sum([weight * table for table, weight in tables], axis=0)
    return np.asarray(mixed - np.logaddexp.reduce(mixed, axis=1, keepdims=True))


def find_any(table: CellTable) -> Found:
    """Return the likeliest text; every text is possible."""
    return find_fitting(table, lambda text: True)


def find_fitting(table: CellTable, fits: Callable[[str], bool]) -> Found:
    """Return the likeliest text that can be right at all.

    Where nothing among the likeliest fits, the likeliest is returned with its own
    probability: the paper may well say what cannot be.
    """
    fitting: list[tuple[str, float]] = []
    passed = misfit = 0.0
    first, first_log = "", 0.0
    for tried, (text, log) in enumerate(table.likeliest()):
        share = float(np.exp(log))
        if not tried:
            first, first_log = text, log
        passed += share
        if fits(text):
            fitting.append((text, share))
        else:
            misfit += share
        enough = _ENOUGH if fitting else _ALL
        if tried >= _MOST_TRIED or passed > enough or len(fitting) >= 20:
            break
    if not fitting:
        return Found(text=first, probability=float(np.exp(first_log)))
    # What was not tried may fit as well.
    whole = sum(share for _, share in fitting) + max(0.0, 1.0 - passed)
    (text, share), *rest = fitting
    return Found(
        text=text,
        probability=min(1.0, share / whole),
        repaired=text != first,
        others=tuple((other, each / whole) for other, each in rest[:4]),
    )


def find_my_number(table: CellTable) -> Found:
    """Return the likeliest 個人番号, its check digit weighed in (12 cells, digits).

    Bayes over all numbers: most people write a right one, so a wrong reading that
    passes by chance has only what the other passing numbers leave it.
    """
    weights = np.array(MY_NUMBER_WEIGHTS)
    steps = (np.arange(10)[None, :] * weights[:, None]) % 11  # (11, 10)
    logs = table.logs[:, [table.charset.index(str(digit)) for digit in range(10)]]
    mass = np.full(11, _NEVER)
    mass[0] = 0.0
    peak = mass.copy()
    came: list[NDArray[np.intp]] = []
    for place in range(11):
        sources = (np.arange(11)[:, None] - steps[place][None, :]) % 11  # (sum, digit)
        paths = peak[sources] + logs[place][None, :]
        came.append(paths.argmax(axis=1))
        peak = paths.max(axis=1)
        mass = np.logaddexp.reduce(mass[sources] + logs[place][None, :], axis=1)
    remainder = np.arange(11)
    check = np.where(remainder <= 1, 0, 11 - remainder)
    valid = float(np.logaddexp.reduce(mass + logs[11][check]))
    last = int((peak + logs[11][check]).argmax())
    best_log = float((peak + logs[11][check])[last])
    digits = [int(check[last])]
    for place in range(10, -1, -1):
        digit = int(came[place][last])
        digits.append(digit)
        last = (last - int(steps[place][digit])) % 11
    text = "".join(str(digit) for digit in reversed(digits))
    return _weighed(table, text, best_log, valid)


def _weighed(table: CellTable, text: str, log: float, valid_log: float) -> Found:
    """Weigh the best number with a right check digit against the plain reading."""
    plain = table.best()
    plain_log = table.log_of(plain)
    valid = float(np.exp(valid_log))
    # One number in eleven passes; a passing one is that much likelier beforehand.
    pass_odds = _WRITTEN_RIGHT * 11
    fail_odds = (1 - _WRITTEN_RIGHT) * 11 / 10
    whole = pass_odds * valid + fail_odds * max(0.0, 1 - valid)
    right = pass_odds * float(np.exp(log)) / whole
    if text == plain:
        return Found(text=text, probability=min(1.0, right))
    wrong = fail_odds * float(np.exp(plain_log)) / whole
    if wrong > right:
        return Found(text=plain, probability=wrong, others=((text, right),))
    return Found(text=text, probability=right, repaired=True, others=((plain, wrong),))


def find_date(
    table: CellTable, counts: tuple[int, int, int], era: Era, *, latest: dt.date
) -> Found | None:
    """Return the likeliest day of an era, None where the digits make none.

    Args:
        table: Digits of year, month and day in one row.
        counts: How many digits each of them has.
        era: Its years are meant.
        latest: No form speaks of a later day.
    """
    if sum(counts) != len(table.logs) or not all(1 <= count <= 2 for count in counts):
        return None
    year, month, day = (
        _numbers(table, start, count)
        for start, count in zip(
            (0, counts[0], counts[0] + counts[1]), counts, strict=True
        )
    )
    days = days_of(era, latest)
    logs = year[days[:, 0]] + month[days[:, 1]] + day[days[:, 2]]
    total = float(np.logaddexp.reduce(logs))
    if total < _NEVER / 2:
        return None
    ranked = [
        (
            "".join(
                f"{int(number):0{count}}"
                for number, count in zip(days[at], counts, strict=True)
            ),
            float(np.exp(logs[at] - total)),
        )
        for at in np.argsort(logs)[::-1][:4]
    ]
    (text, share), *rest = ranked
    return Found(
        text=text,
        probability=share,
        repaired=text != table.best(),
        others=tuple(rest),
    )


def _numbers(table: CellTable, start: int, count: int) -> NDArray[np.float64]:
    """Return the log probabilities of the numbers 0 to 99 in one or two cells."""
    digits = table.logs[:, [table.charset.index(str(digit)) for digit in range(10)]]
    out = np.full(100, _NEVER)
    if count == 1:
        out[:10] = digits[start]
    else:
        out[:] = (digits[start][:, None] + digits[start + 1][None, :]).ravel()
    return out


@cache
def days_of(era: Era, latest: dt.date) -> NDArray[np.intp]:
    """Return every day of an era up to ``latest`` as (year of the era, month, day)."""
    last = min(era.last or latest, latest)
    span = range(era.first.toordinal(), last.toordinal() + 1)
    days = [dt.date.fromordinal(number) for number in span]
    return np.array([[d.year - era.first.year + 1, d.month, d.day] for d in days])
