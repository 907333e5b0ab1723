"""Runs calls of the office off the GUI thread and brings their results back to it."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
Report = Callable[[int, int | None], None]
log = logging.getLogger(__name__)


class Task(QObject):
    """One call under way; lives in the GUI thread.

    Attributes:
        cancelled: Its result is no longer wanted and will not be delivered.

    Signals:
        progress: (number, total or None), in the GUI thread.
        ended: The call returned, failed or was cancelled; always the last signal.
    """

    progress = Signal(int, object)
    ended = Signal()
    _returned = Signal(object)
    _raised = Signal(object)

    def __init__(
        self,
        tasks: QObject,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        # With a parent, the worker thread letting go last does not delete it there.
        super().__init__(tasks)
        self._owner = owner
        self._done = done
        self._failed = failed
        self.cancelled = False
        self._returned.connect(self._deliver)
        self._raised.connect(self._complain)

    def cancel(self) -> None:
        """Want the result no more; whoever can stop the call stops it himself."""
        self.cancelled = True

    @Slot(object)
    def _deliver(self, result: object) -> None:
        self._end(self._done, result)

    @Slot(object)
    def _complain(self, error: Exception) -> None:
        self._end(self._failed, error)

    def _end(self, tell: Callable[[Any], None], what: object) -> None:
        self.ended.emit()
        if not self.cancelled and isValid(self._owner):
            tell(what)


class _Call(QRunnable):
    def __init__(self, task: Task, work: Callable[[Report], object]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        """Run on the worker thread; signals cross over to the GUI thread."""
        try:
            result = self._work(self._task.progress.emit)
        except Exception as error:
            self._task._raised.emit(error)
        else:
            self._task._returned.emit(result)


class Tasks(QObject):
    """Two lanes: short calls in the order they were asked, and one long reading.

    ``work`` must touch no widget.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._short = self._lane()
        self._long = self._lane()
        self._under_way: set[Task] = set()

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Call ``work`` on the short lane.

        Args:
            owner: Nothing is delivered once this widget is gone.
            work: Takes at most a second or two.
            done: Gets the result, in the GUI thread.
            failed: Gets the exception, in the GUI thread.
        """
        return self._start(self._short, owner, lambda report: work(), done, failed)

    def run_long(
        self,
        owner: QObject,
        work: Callable[[Report], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Call ``work(report)`` on the long lane; ``report`` drives ``progress``."""
        return self._start(self._long, owner, work, done, failed)

    def wait(self) -> None:
        """Wait for calls under way; results no longer reach anybody."""
        for task in self._under_way:
            task.cancel()
        self._short.waitForDone()
        self._long.waitForDone()

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._under_way.discard(task)
            task.deleteLater()

    def _lane(self) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(1)
        pool.setExpiryTimeout(-1)
        return pool

    def _start(
        self,
        lane: QThreadPool,
        owner: QObject,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        task = Task(self, owner, done, failed)
        self._under_way.add(task)
        task.ended.connect(self._forget)
        lane.start(_Call(task, work))
        return task
