"""Seconds and CPU of a contender, its browser and its driver."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import psutil

from bench.entry.cases import Case


@dataclass
class Meter:
    """Measures from after signing in to the last receipt.

    Attributes:
        seconds: By the clock on the wall.
        cpu: Seconds of CPU of this process and all below it, also those that ended.
    """

    seconds: float = 0.0
    cpu: float = 0.0

    def start(self) -> None:
        """Begin."""
        self._began, self._cpu_before = time.perf_counter(), cpu_seconds()

    def stop(self) -> None:
        """Take what was used since the start."""
        self.seconds = time.perf_counter() - self._began
        self.cpu = cpu_seconds() - self._cpu_before

    def over(self, enter: Callable[[Case], str], cases: Sequence[Case]) -> list[str]:
        """Enter every case and return the receipts."""
        self.start()
        receipts = [enter(case) for case in cases]
        self.stop()
        return receipts


def cpu_seconds() -> float:
    """Return the CPU of this process and all below it so far."""
    total = 0.0
    for process in _tree():
        with suppress(psutil.Error):
            used = process.cpu_times()
            total += used.user + used.system
            # Of those that ended; Windows does not tell.
            total += getattr(used, "children_user", 0.0)
            total += getattr(used, "children_system", 0.0)
    return total


def memory_mb() -> tuple[float, float]:
    """Return the resident memory of this process, and of all below it, in MiB."""
    own, *others = _tree()
    below = 0
    for process in others:
        with suppress(psutil.Error):
            below += process.memory_info().rss
    return own.memory_info().rss / 2**20, below / 2**20


def _tree() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]
