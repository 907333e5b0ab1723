"""はじめての練習: a few steps in the real windows, on the training system."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QProcess, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from gui.desk import Desk
from gui.messages import tell_error
from gui.robot_page import RobotPage
from gui.tasks import Tasks
from gui.tour_steps import Step, steps_of
from gui.words import tr
from rpa_suite.app.practising import Practice
from rpa_suite.model.work import ItemState

T = TypeVar("T")
_LOOK_MS = 800


class Tour(QFrame):
    """A strip below the window; the windows are worked as on any other day.

    Signals:
        robot_wanted: The id of the robot to show.
        ended: The tour was finished, or put off.
    """

    robot_wanted = Signal(str)
    ended = Signal()

    def __init__(
        self,
        practice: Practice,
        *,
        desk: Desk,
        tasks: Tasks,
        page_of: Callable[[str], RobotPage | None],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._practice = practice
        self._desk = desk
        self._tasks = tasks
        self._page_of = page_of
        self._steps = steps_of(practice)
        self._place = 0
        self._is_up = False
        self._asks = False
        self._had: int | None = None  # items that waited before the sample came
        self._server = QProcess(self)
        self.heading = QLabel()
        self.heading.setObjectName("section")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.do_button = QPushButton()
        self.do_button.setObjectName("primary")
        self.next_button = QPushButton(tr("次へ(&N)"))
        self.end_button = QPushButton(tr("練習をやめる"))
        self.do_button.clicked.connect(self._do)
        self.next_button.clicked.connect(self._go_on)
        self.end_button.clicked.connect(self.end)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._show()

    @property
    def step(self) -> Step:
        """The step in hand."""
        return self._steps[self._place]

    def end(self) -> None:
        """Leave the practice; the training system stops."""
        self._timer.stop()
        self._server.kill()
        self._server.waitForFinished(2000)
        self.ended.emit()

    # The steps.

    def _do(self) -> None:
        match self.step.name:
            case "start":
                self._start_server()
            case "bring":
                self._bring_sample()
            case "verify":
                self._on_page(RobotPage.verify)
            case "run":
                self._on_page(RobotPage.start_run)
            case "export":
                self._on_page(RobotPage.export)
                self._go_on()
            case _:
                self.end()

    def _is_done(self) -> bool:
        match self.step.name:
            case "start":
                return self._is_up
            case "bring":
                return self._had is not None and self._waiting() > self._had
            case "verify":
                page = self._page
                return page is not None and not page.items.counts()[ItemState.REVIEW]
            case "run":
                return self._has_run()
            case _:
                return False

    def _show(self) -> None:
        count = len(self._steps)
        self.heading.setText(
            tr("練習 {place} / {count}　{title}").format(
                place=self._place + 1, count=count, title=self.step.title
            )
        )
        self.words.setText(self.step.text)
        self.do_button.setText(self.step.button)
        self.do_button.setEnabled(True)
        self.next_button.setVisible(self._place < count - 1)
        self.end_button.setVisible(self._place < count - 1)

    def _go_on(self) -> None:
        self._place = min(self._place + 1, len(self._steps) - 1)
        self._show()

    def _look(self) -> None:
        """Go on by itself when the step is done, however it was done."""
        if self.step.name == "start":
            self._ask(self._practice.is_up, self._note_up)
        elif self.step.name == "verify":
            who = self._desk.current_user()
            self._ask(
                lambda: self._desk.practising.help(self._practice, who=who),
                self._note_ready,
            )
        if self._is_done():
            self._go_on()

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask one question at a time."""

        def answer(told: T) -> None:
            self._asks = False
            done(told)

        if not self._asks:
            self._asks = True
            self._tasks.run(self, work, done=answer, failed=self._fail)

    def _note_up(self, is_up: bool) -> None:
        self._is_up = is_up

    def _note_ready(self, ready: int) -> None:
        if ready and self._page:
            self._page.refresh()

    def _start_server(self) -> None:
        self.do_button.setEnabled(False)
        self.words.setText(tr("動かしています。数秒かかります…"))
        command = self._practice.server_command
        self._server.start(command[0], command[1:])
        self._tasks.run(
            self,
            lambda: self._desk.practising.prepare(self._practice),
            done=lambda _: None,
            failed=self._fail,
        )

    def _bring_sample(self) -> None:
        self.robot_wanted.emit(self._practice.robot.id)
        self._tasks.run(
            self,
            lambda: self._desk.practising.sample(self._practice),
            done=self._take,
            failed=self._fail,
        )

    def _take(self, sample: Path) -> None:
        self._had = self._waiting()
        if self._page:
            self._page.take_files([sample])

    def _has_run(self) -> bool:
        page = self._page
        return page is not None and not page.is_running and bool(page.outcome_note.text)

    # The robot's page.

    @property
    def _page(self) -> RobotPage | None:
        return self._page_of(self._practice.robot.id)

    def _on_page(self, do: Callable[[RobotPage], None]) -> None:
        self.robot_wanted.emit(self._practice.robot.id)
        if self._page:
            do(self._page)

    def _waiting(self) -> int:
        counts = self._page.items.counts() if self._page else {}
        return counts.get(ItemState.READY, 0) + counts.get(ItemState.REVIEW, 0)

    def _fail(self, error: Exception) -> None:
        self._asks = False
        tell_error(self, error)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.addWidget(self.heading)
        column.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.addLayout(column, 1)
        row.addWidget(self.do_button)
        row.addWidget(self.next_button)
        row.addWidget(self.end_button)
