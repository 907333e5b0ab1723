"""Several processes that begin the same thing in the same moment."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager
from threading import BrokenBarrierError
from typing import Any

MOST = 4
_WAIT_SECONDS = 120
_meetings: dict[int, Any] = {}


class Processes:
    """Real processes, started once, that call functions of importable modules."""

    def __init__(self, pool: ProcessPoolExecutor, meetings: dict[int, Any]) -> None:
        self._pool = pool
        self._meetings = meetings

    def together(
        self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]
    ) -> list[Any]:
        """Call ``function`` once for each arguments, each in another process.

        Inside, ``meet`` waits until all have come.
        """
        futures = [
            self._pool.submit(_called, len(arguments), function, each)
            for each in arguments
        ]
        wait(futures, timeout=_WAIT_SECONDS)
        if self._meetings[len(arguments)].broken:
            self._meetings[len(arguments)].reset()
        # The one that failed first explains more than those who waited for it.
        errors = [error for future in futures if (error := future.exception(timeout=0))]
        for error in sorted(errors, key=lambda e: isinstance(e, BrokenBarrierError)):
            raise error
        return [future.result() for future in futures]


@contextmanager
def processes() -> Iterator[Processes]:
    """Start the processes; they end with the block."""
    context = multiprocessing.get_context("spawn")
    meetings = {size: context.Barrier(size) for size in range(2, MOST + 1)}
    with ProcessPoolExecutor(
        MOST, mp_context=context, initializer=_remember, initargs=(meetings,)
    ) as pool:
        yield Processes(pool, meetings)


def meet(size: int) -> None:
    """Wait until ``size`` processes are here."""
    _meetings[size].wait(timeout=_WAIT_SECONDS)


def _remember(meetings: dict[int, Any]) -> None:
    _meetings.update(meetings)


def _called(size: int, function: Callable[..., Any], arguments: Any) -> Any:
    # A process that waits here takes no second call: each call gets its own.
    meet(size)
    try:
        return function(size, *arguments)
    except BaseException:
        # Nobody shall wait for one who does not come any more.
        _meetings[size].abort()
        raise
