"""Runs the contenders in rounds and asks the business system what it stored."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from bench.entry import ours, robot_framework, scripts
from bench.entry.cases import Case
from bench.entry.meter import Meter

OURS, PLAYWRIGHT, SELENIUM, HTTP = "ours", "playwright", "selenium", "http"
OURS_2, OURS_4 = "ours_2_windows", "ours_4_windows"
ROBOT_FRAMEWORK = "robot_framework_browser"
CONTENDERS: Mapping[str, Callable[[str, Sequence[Case], Meter], list[str]]] = {
    OURS: ours.enter,
    PLAYWRIGHT: scripts.playwright,
    SELENIUM: scripts.selenium,
    ROBOT_FRAMEWORK: robot_framework.enter,
    HTTP: scripts.http,
    OURS_2: partial(ours.enter, windows=2),
    OURS_4: partial(ours.enter, windows=4),
}
_MISSING: Mapping[str, Callable[[], str]] = {
    SELENIUM: scripts.selenium_missing,
    ROBOT_FRAMEWORK: robot_framework.missing,
}


@dataclass
class Score:
    """One contender over all rounds.

    Attributes:
        rows: Entries it was to make.
        right: Entries that are stored as the notice says, under the receipt it read.
        wrong: Rows that are missing, differ, or should not be there.
        rates: Items per minute, round by round.
        missing: Why it could not take part.
    """

    rows: int = 0
    right: int = 0
    wrong: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    rates: list[float] = field(default_factory=list)
    missing: str = ""

    @property
    def items_per_minute(self) -> float:
        """Over all rounds."""
        return 60 * self.rows / self.seconds if self.seconds else 0.0

    @property
    def cpu_per_item(self) -> float:
        """Seconds of CPU, the browser's included."""
        return self.cpu / self.rows if self.rows else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        if self.missing:
            return {"missing": self.missing}
        return {
            "items_per_minute": round(self.items_per_minute, 2),
            "by_round": [round(rate, 2) for rate in self.rates],
            "cpu_s_per_item": round(self.cpu_per_item, 3),
            "rows": self.rows,
            "right": self.right,
            "wrong": self.wrong,
        }


def compete(
    url: str,
    cases: Sequence[Case],
    *,
    rounds: int,
    names: Sequence[str] = tuple(CONTENDERS),
) -> Iterator[tuple[str, Score]]:
    """Yield a contender's name and its score so far after each of its turns.

    Every second round goes backwards, so that none always follows the same other.
    """
    scores = {
        name: Score(missing=_MISSING[name]() if name in _MISSING else "")
        for name in names
    }
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            score = scores[name]
            if not score.missing:
                _take_turn(name, score, url, cases)
            yield name, score


def _take_turn(name: str, score: Score, url: str, cases: Sequence[Case]) -> None:
    reset(url)
    # A process of its own: nobody pays for what another one left in memory.
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as pool:
        receipts, meter = pool.submit(_measured, name, url, cases).result()
    right, wrong = grade(url, cases, receipts)
    score.rows += len(cases)
    score.right += right
    score.wrong += wrong
    score.seconds += meter.seconds
    score.cpu += meter.cpu
    score.rates.append(60 * len(cases) / meter.seconds)


def _measured(name: str, url: str, cases: Sequence[Case]) -> tuple[list[str], Meter]:
    meter = Meter()
    return CONTENDERS[name](url, cases, meter), meter


def reset(url: str) -> None:
    """Let the business system forget every entry."""
    httpx.post(f"{url}/instructor/reset", timeout=60)


def grade(url: str, cases: Sequence[Case], receipts: Sequence[str]) -> tuple[int, int]:
    """Return how many rows are right, and how many things are wrong."""
    expected = [
        case.expected(receipt) for case, receipt in zip(cases, receipts, strict=True)
    ]
    answer = httpx.post(f"{url}/instructor/grade", json=expected, timeout=60)
    found = answer.raise_for_status().json()
    wrong = ("missing", "wrong", "unexpected", "twice", "protected")
    return len(found["right"]), sum(len(found[each]) for each in wrong)
