"""Does our runner stay flat?  Memory and seconds of the first and the last tenth."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from bench.entry import ours
from bench.entry.cases import Case, make_cases
from bench.entry.contest import grade, reset
from bench.entry.meter import memory_mb
from rpa_suite.model.events import Event, ItemFinished

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
    """What the runner took at the beginning and at the end."""

    items: int
    right: int
    wrong: int
    first: Tenth
    last: Tenth

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def soak(url: str, items: int, *, seed: int) -> Soak:
    """Run our robot over ``items`` notices in one process.

    The register has fewer employees: when all have moved, the business system is reset
    and their next case is imported, so one process makes several runs.

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
        return pool.submit(_soaked, url, cycles).result()


def _soaked(url: str, cycles: Sequence[Sequence[Case]]) -> Soak:
    measured: list[tuple[float, float, float]] = []
    right = wrong = 0
    with ours.open_office(url) as office:
        for cases in cycles:
            reset(url)
            ours.import_cases(office, cases)
            ended: dict[int, str] = {}

            def hear(event: Event, ended: dict[int, str] = ended) -> None:
                if isinstance(event, ItemFinished):
                    ended[event.number] = event.receipt or ""
                    measured.append((event.seconds, *memory_mb()))

            ours.run_robot(office, hear)
            graded = grade(url, cases, [ended[number] for number in sorted(ended)])
            right, wrong = right + graded[0], wrong + graded[1]
    tenth = max(1, len(measured) // 10)
    return Soak(
        items=len(measured),
        right=right,
        wrong=wrong,
        first=_means(measured[:tenth]),
        last=_means(measured[-tenth:]),
    )


def _means(measured: Sequence[tuple[float, float, float]]) -> Tenth:
    seconds, runner, browser = (fmean(column) for column in zip(*measured, strict=True))
    return Tenth(seconds_per_item=seconds, runner_mb=runner, browser_mb=browser)
