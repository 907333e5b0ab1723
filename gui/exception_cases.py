"""Fetches what waits for a hand: counted at once, its page made when first wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.messages import tell_error
from gui.tasks import Tasks
from rpa_suite.app.hand_cases import HandCase


class ExceptionCases(QObject):
    """The cases of all robots that the person signed in sees.

    Attributes:
        known: Those fetched last.

    Signals:
        fetched: They are known anew.
    """

    fetched = Signal()

    def __init__(self, *, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window
        self.known: Sequence[HandCase] = ()

    def refresh(self) -> None:
        """Fetch the cases again."""
        self._tasks.run(
            self,
            self._desk.exceptions.waiting,
            done=self._take,
            failed=self._show_error,
        )

    def _take(self, cases: Sequence[HandCase]) -> None:
        self.known = cases
        self.fetched.emit()

    def _show_error(self, error: Exception) -> None:
        tell_error(self._window, error)
