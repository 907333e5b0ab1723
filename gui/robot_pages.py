"""The pages of the robots, each made when it is first wanted."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.desk import Desk
from gui.memory import Memory
from gui.rights import EVERYTHING
from gui.robot_page import RobotPage
from gui.run_watch import Command, RunOutcome
from gui.tasks import Tasks
from rpa_suite.app.records import RobotCard
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.model.staff import Duty


class RobotPages(QObject):
    """Keeps the pages; a run goes on in its page while another one is in front.

    Attributes:
        made: The pages so far, by robot.

    Signals:
        changed: Items came in or a run ended.
        running: (robot id, ``3/20``); empty text when the run has ended.
        said: Something for the status bar.
        ended: (title of the robot, ``RunOutcome``).
    """

    changed = Signal()
    running = Signal(str, str)
    said = Signal(str)
    ended = Signal(str, object)

    def __init__(
        self,
        stack: QStackedWidget,
        *,
        desk: Desk,
        tasks: Tasks,
        memory: Memory,
        command: Command,
    ) -> None:
        super().__init__(stack)
        self._stack = stack
        self._desk = desk
        self._tasks = tasks
        self._memory = memory
        self._command = command
        self._cards: dict[str, RobotCard] = {}
        self._may: Collection[Duty] = EVERYTHING
        self.made: dict[str, RobotPage] = {}

    @property
    def running_now(self) -> list[RobotPage]:
        """The pages whose robots run."""
        return [page for page in self.made.values() if page.is_running]

    def of(self, robot_id: str) -> RobotPage | None:
        """Return the page of a robot; None where there is no such robot to see."""
        if robot_id not in self.made and robot_id in self._cards:
            self._make(self._cards[robot_id])
        return self.made.get(robot_id)

    def show_cards(self, cards: Sequence[RobotCard], may: Collection[Duty]) -> None:
        """Show what is known of the robots now; a robot no longer seen loses its page.

        Args:
            cards: Every robot that the person signed in sees.
            may: What he may do with them.
        """
        self._cards, self._may = {card.robot.id: card for card in cards}, may
        for robot_id, page in list(self.made.items()):
            if robot_id in self._cards:
                page.show_card(self._cards[robot_id], may)
            elif not page.is_running:
                self._stack.removeWidget(self.made.pop(robot_id))
                page.deleteLater()

    def follow(self, folders: Sequence[RunFolder]) -> None:
        """Show runs that go on, or ended, without a window."""
        for folder in folders:
            page = self.of(folder.robot_id)
            if page and not page.is_running:
                page.control.follow(folder)

    def _make(self, card: RobotCard) -> None:
        page = RobotPage(
            card,
            self._may,
            desk=self._desk,
            tasks=self._tasks,
            memory=self._memory,
            command=self._command,
        )
        page.changed.connect(self.changed)
        page.control.ended.connect(partial(self._end, card.robot.title))
        page.running.connect(self.running)
        page.said.connect(self.said)
        self.made[card.robot.id] = page
        self._stack.addWidget(page)

    def _end(self, title: str, outcome: RunOutcome) -> None:
        self.ended.emit(title, outcome)
