"""Keeps the strip of はじめての練習 below the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from gui.desk import Desk
from gui.messages import tell, tell_error
from gui.robot_page import RobotPage
from gui.tasks import Tasks
from gui.tour import Tour
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.practising import Practice

_NO_PRACTICE = QT_TR_NOOP(
    "このPCには、練習用業務システムで試せるロボットがありません。"
    "練習したいときは、情報担当に練習用の登録を頼んでください。"
)


class Touring(QObject):
    """One tour at a time.

    Attributes:
        tour: The tour under way.
    """

    def __init__(
        self,
        window: QMainWindow,
        *,
        desk: Desk,
        tasks: Tasks,
        show_robot: Callable[[str], object],
        page_of: Callable[[str], RobotPage | None],
    ) -> None:
        super().__init__(window)
        self.tour: Tour | None = None
        self._window = window
        self._desk = desk
        self._tasks = tasks
        self._show_robot = show_robot
        self._page_of = page_of
        self._dock: QDockWidget | None = None

    def start(self) -> None:
        """Begin the tour."""
        if self.tour:
            return
        try:
            practice = self._desk.practising.find()
        except OSError as error:
            tell_error(self._window, error)
            return
        if practice is None:
            tell(self._window, tr(_NO_PRACTICE))
            return
        self._begin(practice)

    def _begin(self, practice: Practice) -> None:
        tour = Tour(practice, desk=self._desk, tasks=self._tasks, page_of=self._page_of)
        tour.robot_wanted.connect(self._show_robot)
        tour.ended.connect(self._end)
        dock = QDockWidget(self._window)
        dock.setObjectName("tour")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(tour)
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        self.tour, self._dock = tour, dock

    def _end(self) -> None:
        if self._dock:
            self._window.removeDockWidget(self._dock)
            self._dock.deleteLater()
        self.tour = self._dock = None
