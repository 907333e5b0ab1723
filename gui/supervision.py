"""Measures how long a person watches a run: what it costs is not guessed."""

from decimal import Decimal
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui.desk import Desk
from gui.run_watch import RunWatch
from gui.tasks import Tasks
from rpa_suite.model.events import RunStarted

IDLE_SECONDS = 60.0  # who touches nothing for a minute does something else
_TOLD_EVERY = 20.0  # seconds; so much a crash of the window may lose
_TICK_MS = 1000
_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
)


class Supervision(QObject):
    """Counts the seconds in which a run's page is in front and somebody is there.

    Lives as long as its run.  Time counts while the page is to be seen in the active
    window and keyboard or mouse were touched within the last minute.
    """

    def __init__(
        self, run: RunWatch, page: QWidget, *, desk: Desk, tasks: Tasks
    ) -> None:
        super().__init__(run)
        self._page = page
        self._desk = desk
        self._tasks = tasks
        self._run_id = ""
        self._untold = 0.0
        self._touched = self._ticked = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        run.happened.connect(self._on_event)
        run.ended.connect(self._on_ended)
        if app := QApplication.instance():
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is at the desk; nothing is kept from its receiver."""
        if event.type() in _TOUCHES:
            self._touched = monotonic()
        return False

    def tick(self) -> None:
        """Count the time since the last tick, if somebody watched."""
        now = monotonic()
        span, self._ticked = now - self._ticked, now
        there = now - self._touched < IDLE_SECONDS
        if there and self._page.isVisible() and self._page.window().isActiveWindow():
            self._untold += span
        if self._untold >= _TOLD_EVERY:
            self._tell()

    def _on_event(self, event: object, at: float) -> None:
        if isinstance(event, RunStarted) and not self._run_id:
            self._run_id = event.run_id
            self._ticked = monotonic()
            self._timer.start()
            # Even no time at all says: this run's watching is measured.
            self._tell()

    def _on_ended(self, outcome: object) -> None:
        if self._run_id:
            self.tick()
            self._tell()
        self._timer.stop()
        if app := QApplication.instance():
            app.removeEventFilter(self)

    def _tell(self) -> None:
        run_id, minutes = self._run_id, Decimal(str(round(self._untold, 3))) / 60
        self._untold = 0.0
        self._tasks.run(
            self,
            lambda: self._desk.savings.watched(run_id, minutes),
            done=lambda _: None,
            failed=lambda error: None,
        )
