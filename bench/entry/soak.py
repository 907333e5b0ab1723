"""Does our runner stay flat?  Memory and seconds of every tenth of one long run."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from statistics import fmean, linear_regression
from typing import Any

import httpx

from bench.entry import ours
from bench.entry.cases import Case, make_cases
from bench.entry.contest import grade, reset
from bench.entry.meter import memory_mb
from rpa_suite.model.events import Event, ItemFinished
from rpa_suite.robots.orders import Orders

# The notices are of moves in September and October. The year's tax is fixed for moves
# from June to December: so many days they may lie earlier or later.
_DAYS = range(-66, 26)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenth:
    """Means over a tenth of the items.

    Attributes:
        runner_mb: Resident memory of the runner's process.
        browser_mb: The same of driver and browser; shared pages count repeatedly.
    """

    seconds_per_item: float
    runner_mb: float
    browser_mb: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Soak:
    """What the runner took, from the beginning to the end.

    Attributes:
        items: How many it entered; the minutes may end before all are.
        runner_mb_per_1000: How its memory grows, after the first tenth.
        browser_mb_per_1000: The same of driver and browser.
    """

    items: int
    right: int
    wrong: int
    runner_mb_per_1000: float
    browser_mb_per_1000: float
    tenths: tuple[Tenth, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def soak(url: str, items: int, *, seed: int, minutes: float) -> Soak:
    """Run our robot over ``items`` notices in one run of one process.

    The register has fewer employees: whenever all have moved, the business system
    forgets it, and their next case follows; the run notices nothing.

    Raises:
        ValueError: More items than the register has cases.
    """
    notices = make_cases(items, seed=seed)
    most = len(notices) * len(_DAYS)
    if items > most:
        raise ValueError(f"at most {most} items")
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as pool:
        return pool.submit(_soaked, url, notices, items, minutes).result()


def _cycles(notices: Sequence[Case], items: int) -> Iterator[list[Case]]:
    """Yield the notices of one day after another, ``items`` in all."""
    for days in _DAYS:
        if items <= 0:
            return
        yield [notice.on_another_day(days) for notice in notices[:items]]
        items -= len(notices)


def _soaked(url: str, notices: Sequence[Case], items: int, minutes: float) -> Soak:
    measured: list[tuple[float, float, float]] = []
    graded: list[tuple[int, int]] = []
    receipts: list[str] = []
    # One cycle at a time is held: what the bench lets go of would hide a growth.
    cycles = _cycles(notices, items)
    cycle = next(cycles)
    orders, began = Orders(), time.monotonic()

    def hear(event: Event) -> None:
        nonlocal cycle
        if not isinstance(event, ItemFinished):
            return
        measured.append((event.seconds, *memory_mb()))
        receipts.append(event.receipt or "")
        if len(receipts) == len(cycle):
            # Between two items: nothing is open in the business system.
            graded.append(grade(url, cycle, receipts))
            receipts.clear()
            cycle = next(cycles, [])
            httpx.post(f"{url}/instructor/forget", timeout=60)
            if time.monotonic() - began > 60 * minutes:
                orders.stop()

    with ours.open_office(url) as office:
        reset(url)
        for cases in _cycles(notices, items):
            ours.import_cases(office, cases)
        ours.run_robot(office, hear, orders=orders)
    tenth = max(1, len(measured) // 10)
    settled = measured[tenth:] or measured
    return Soak(
        items=len(measured),
        right=sum(right for right, _ in graded),
        wrong=sum(wrong for _, wrong in graded),
        runner_mb_per_1000=_slope([runner for _, runner, _ in settled]),
        browser_mb_per_1000=_slope([browser for _, _, browser in settled]),
        tenths=tuple(
            _means(measured[at : at + tenth])
            for at in range(0, tenth * 10, tenth)
            if measured[at : at + tenth]
        ),
    )


def _slope(values: Sequence[float]) -> float:
    """Return by how much the values rise over 1,000 items."""
    if len(values) < 2:
        return 0.0
    return 1000 * linear_regression(range(len(values)), values).slope


def _means(measured: Sequence[tuple[float, float, float]]) -> Tenth:
    seconds, runner, browser = (fmean(column) for column in zip(*measured, strict=True))
    return Tenth(seconds_per_item=seconds, runner_mb=runner, browser_mb=browser)
