"""Does our runner stay flat?  Memory and seconds of every tenth of one long run."""

import multiprocessing
import time
from collections.abc import Sequence
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

# The year's tax is fixed for moves from June to December: no more days than these.
_MOST_CYCLES = 30


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
    cycles: list[list[Case]] = []
    left = items
    while left:
        if len(cycles) == _MOST_CYCLES:
            raise ValueError(f"at most {items - left} items")
        cycles.append(make_cases(left, seed=seed, later_days=len(cycles)))
        left -= len(cycles[-1])
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as pool:
        return pool.submit(_soaked, url, cycles, minutes).result()


def _soaked(url: str, cycles: Sequence[Sequence[Case]], minutes: float) -> Soak:
    measured: list[tuple[float, float, float]] = []
    graded: list[tuple[int, int]] = []
    receipts: list[str] = []
    left = list(cycles)
    orders, began = Orders(), time.monotonic()

    def hear(event: Event) -> None:
        if not isinstance(event, ItemFinished):
            return
        measured.append((event.seconds, *memory_mb()))
        receipts.append(event.receipt or "")
        if len(receipts) == len(left[0]):
            # Between two items: nothing is open in the business system.
            graded.append(grade(url, left.pop(0), receipts))
            receipts.clear()
            httpx.post(f"{url}/instructor/forget", timeout=60)
            if time.monotonic() - began > 60 * minutes:
                orders.stop()

    with ours.open_office(url) as office:
        reset(url)
        for cases in cycles:
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
