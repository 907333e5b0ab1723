"""The launcher: robots at the left, the page of the selected one at the right."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QStackedWidget

from gui.dashboard_entry import open_dashboard
from gui.desk import Desk
from gui.drop_zone import local_files
from gui.exception_cases import ExceptionCases
from gui.exceptions_page import ExceptionsPage
from gui.fitting import Scrolling, open_at
from gui.home_page import HomePage
from gui.item_search import ItemSearch
from gui.leaving import Leaving
from gui.memory import Memory
from gui.menus import Menus
from gui.messages import tell, tell_error
from gui.notice import Notices
from gui.places import EXCEPTIONS, HOME, Places, above
from gui.proposal_flow import ProposalFlow
from gui.rights import EVERYTHING, settle
from gui.robot_list import NO_ROBOTS, RobotList
from gui.robot_page import RobotPage
from gui.robot_pages import RobotPages
from gui.run_watch import Command, RunOutcome, run_command
from gui.settings_window import SettingsWindow
from gui.sorting import SortingFlow
from gui.tasks import Tasks
from gui.touring import Touring
from gui.tray_dialog import TrayDialog
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import RobotCard
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.app.sorting import SortedImport, SortingDesk
from rpa_suite.jp.eras import JST
from rpa_suite.model.staff import Duty

_Found = tuple[Sequence[RobotCard], frozenset[Duty]]
_LOADING = QT_TR_NOOP("読み込んでいます…")
_MESSAGE_MS = 10_000
_FIND_RUNS_MS = 4_000  # runs that somebody starts from the command line


class MainWindow(QMainWindow):
    """One window a clerk; runs go on in their pages until it is closed."""

    def __init__(
        self,
        desk: Desk,
        *,
        settings: QSettings,
        command: Command = run_command,
        sorting: SortingDesk | None = None,
    ) -> None:
        super().__init__()
        self._sorting = sorting
        self._desk = desk
        self._memory = Memory(settings)
        self.tasks = Tasks(self)
        self.notices = Notices(self)

        self.setWindowTitle(tr("RPAスイート"))
        self.setAcceptDrops(True)
        self.places = Places()
        self.robots = RobotList()
        self.home = HomePage()
        self.cases = ExceptionCases(desk=desk, tasks=self.tasks, window=self)
        self.proposing = ProposalFlow(desk=desk, tasks=self.tasks, window=self)
        self.searching = ItemSearch(desk=desk, tasks=self.tasks, window=self)
        self._cards: Sequence[RobotCard] = ()
        self._may: Collection[Duty] = EVERYTHING
        self._exceptions: ExceptionsPage | None = None
        self.stack = QStackedWidget()
        self.pages = RobotPages(
            self.stack,
            desk=desk,
            tasks=self.tasks,
            memory=self._memory,
            command=command,
        )
        self.leaving = Leaving(self, self.pages)
        self.menus = Menus(self, sorts=sorting is not None)
        self.nothing = QLabel(tr(_LOADING))
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.nothing, self.home):
            self.stack.addWidget(page)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(above(self.places, self.robots))
        self._splitter.addWidget(Scrolling(self.stack))
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([310, 970])
        self.setCentralWidget(self._splitter)
        user = QLabel(tr("操作者: {who}").format(who=desk.current_user()))
        self.statusBar().addPermanentWidget(user)
        open_at(self, 1280, 800, kept=self._memory.layout("window"))
        self._splitter.restoreState(self._memory.layout("splitter"))

        self.robots.chosen.connect(self._show_robot)
        self._connect_places()
        self.touring = Touring(
            self,
            desk=desk,
            tasks=self.tasks,
            show_robot=self.robots.select,
            page_of=self.pages.of,
        )
        self._connect_menus()
        self._finder = QTimer(self)
        self._finder.setInterval(_FIND_RUNS_MS)
        self._finder.timeout.connect(self._find_runs)
        self._finder.timeout.connect(self._remember_layout)
        self._settle_actions()
        self.refresh()

    @property
    def page(self) -> RobotPage | None:
        """The page in front, if a robot is selected."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RobotPage) else None

    @property
    def exceptions(self) -> ExceptionsPage:
        """例外, made when it is first wanted."""
        if self._exceptions is None:
            page = ExceptionsPage(self.cases, desk=self._desk, tasks=self.tasks)
            page.changed.connect(self._refresh_cards)
            page.verify_wanted.connect(self._verify)
            page.show_rights(self._may)
            self.stack.addWidget(page)
            self._exceptions = page
        return self._exceptions

    def refresh(self) -> None:
        """Fetch robots and counts again, and the items of the page in front."""
        self._refresh_cards()
        if self.page:
            self.page.refresh()

    def show_settings(self) -> None:
        """Open 設定."""
        settings = SettingsWindow(
            desk=self._desk, tasks=self.tasks, memory=self._memory, parent=self
        )
        settings.people_changed.connect(self.refresh)
        settings.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settings.open()

    def sort_bundle(self, path: Path | None = None) -> None:
        """Sort a bundle of mixed forms; asks for the file where none is given."""
        assert self._sorting
        flow = SortingFlow(
            self._sorting,
            who=self._desk.current_user(),
            tasks=self.tasks,
            window=self,
        )
        flow.stored.connect(self._show_sorted)
        flow.take(path) if path else flow.choose_file()

    def show_tray(self) -> None:
        """Open 仕分け不可トレイ."""
        assert self._sorting
        tray = TrayDialog(
            self._sorting,
            self._desk.templates,
            who=self._desk.current_user(),
            tasks=self.tasks,
            parent=self,
        )
        tray.changed.connect(self.refresh)
        tray.open()

    def _show_sorted(self, stored: SortedImport) -> None:
        items = sum(len(each.items) for each in stored.imported)
        said = tr("%n 件を取り込みました。", "", items)
        if stored.in_tray:
            said += tr(
                "仕分け不可トレイに %n ページあります（Ctrl+T）。",
                "",
                len(stored.in_tray),
            )
        self.statusBar().showMessage(said, _MESSAGE_MS)
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files anywhere on the window."""
        if Duty.IMPORT in self._may and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the files to the robot in front, or ask which one they are for."""
        event.acceptProposedAction()
        files = local_files(event.mimeData())
        if self.page:
            self.page.take_files(files)
        else:
            self.proposing.take(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first while a run goes on; it may go on without the window."""
        if not self.leaving.may_close():
            event.ignore()
            return
        if self.touring.tour:
            self.touring.tour.end()
        self._remember_layout()
        event.accept()

    # ホーム and 例外.

    def show_place(self, place: str) -> None:
        """Bring ホーム or 例外 to the front."""
        page = self.home if place == HOME else self.exceptions
        self.stack.setCurrentWidget(page)
        self.places.show_place(place)
        self.robots.select_none()
        page.setFocus()
        self._memory.remember_robot("")
        self._refresh_cards()
        self._settle_actions()

    def _connect_places(self) -> None:
        self.pages.changed.connect(self._refresh_cards)
        self.pages.running.connect(self._show_running)
        self.pages.said.connect(self._say)
        self.pages.ended.connect(self._notify)
        self.places.chosen.connect(self.show_place)
        self.home.dropped.connect(self.proposing.take)
        self.home.wanted.connect(self.choose_file)
        self.home.robot_wanted.connect(self.robots.select)
        self.home.verify_wanted.connect(self._verify)
        self.home.exceptions_wanted.connect(lambda: self.show_place(EXCEPTIONS))
        self.home.searched.connect(self.searching.find)
        self.searching.changed.connect(self.refresh)
        self.robots.unusable_wanted.connect(self._tell_unusable)
        self.cases.fetched.connect(self._show_home)
        self.proposing.taken.connect(self._take_files)

    def _show_home(self) -> None:
        waiting = len(self.cases.known)
        self.places.show_exceptions(waiting)
        self.home.show_cards(self._cards, self._may, exceptions=waiting)

    def _verify(self, robot_id: str) -> None:
        if self.robots.select(robot_id) and self.page:
            self.page.verify_when_loaded()

    def _take_files(self, robot_id: str, paths: list[Path]) -> None:
        if self.robots.select(robot_id) and self.page:
            self.page.take_files(paths)

    def choose_file(self) -> None:
        """Ask for files: for the robot in front, or for the one that they fit."""
        if self.page:
            self.page.choose_file()
        else:
            self.proposing.choose(self._memory.last_folder)

    # Robots and pages.

    def _refresh_cards(self) -> None:
        self.tasks.run(
            self,
            lambda: (self._desk.cards(), self._desk.permissions.duties()),
            done=self._show_cards,
            failed=self._show_error,
        )

    def _show_cards(self, found: _Found) -> None:
        cards, may = found
        self._cards, self._may = cards, may
        self.robots.model.show_cards(cards)
        self.robots.show_unusable(len(self._desk.unusable))
        self.cases.refresh()
        self._show_home()
        front = self.page
        self.pages.show_cards(cards, may)
        if front and front.robot_id not in self.pages.made:
            self.show_place(HOME)
        self.menus.show_rights(may)
        if self._exceptions:
            self._exceptions.show_rights(may)
        self._settle_actions()
        self.nothing.setText(tr("左の一覧からロボットを選んでください。"))
        if not cards:
            self.nothing.setText(tr(NO_ROBOTS))
        elif self.stack.currentWidget() is self.nothing:
            self._show_first()
        if not self._finder.isActive():
            self._finder.start()
            self._find_runs()
        now = datetime.now(JST).strftime("%H:%M")
        if not self.statusBar().currentMessage():
            self.statusBar().showMessage(tr("{now} 更新").format(now=now), _MESSAGE_MS)

    def _tell_unusable(self) -> None:
        """Say which robots are not in the list; why, to whoever can mend it."""
        reasons = self._desk.unusable
        tell(
            self,
            tr(
                "使えないロボットがあります（{names}）。"
                "「詳細」を情報担当へ知らせてください。直してから起動し直すと使えます。"
            ).format(names=tr("、").join(reasons)),
            details="\n\n".join(f"{name}\n{why}" for name, why in reasons.items()),
        )

    def _show_first(self) -> None:
        """Begin where the last day ended: at a robot, else at ホーム."""
        if not self.robots.select(self._memory.robot):
            self.stack.setCurrentWidget(self.home)
            self.places.show_place(HOME)
            self._settle_actions()
            self.home.setFocus()

    def _remember_layout(self) -> None:
        """Keep size and place: also now and then, for a PC that goes off at once."""
        self._memory.remember_layout("window", self.saveGeometry())
        self._memory.remember_layout("splitter", self._splitter.saveState())

    def _find_runs(self) -> None:
        """Look for runs that go on, or ended, without a window."""
        self.tasks.run(
            self,
            self._desk.run_folders.found,
            done=self._follow_runs,
            failed=self._show_error,
        )

    def _follow_runs(self, folders: Sequence[RunFolder]) -> None:
        if not self.leaving.at_once:
            self.pages.follow(folders)

    def _show_robot(self, robot_id: str) -> None:
        self.places.show_place(None)
        page = self.pages.of(robot_id)
        if page is None:
            return
        self.stack.setCurrentWidget(page)
        self._memory.remember_robot(robot_id)
        page.refresh()
        self._settle_actions()

    def _show_running(self, robot_id: str, position: str) -> None:
        self.robots.model.show_running(robot_id, position)
        self._settle_actions()

    def _notify(self, title: str, outcome: RunOutcome) -> None:
        if self._memory.notifies and not self.isActiveWindow():
            self.notices.tell(title, outcome.message, in_trouble=outcome.in_trouble)

    def _say(self, told: str) -> None:
        self.statusBar().showMessage(told, _MESSAGE_MS)

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    def _connect_menus(self) -> None:
        menus = self.menus
        for action, do in (
            (menus.export, RobotPage.export),
            (menus.run, RobotPage.start_run),
            (menus.verify, RobotPage.verify),
            (menus.pause, lambda page: page.control.pause_or_go_on()),
            (menus.stop, lambda page: page.control.ask_to_stop()),
        ):
            action.triggered.connect(lambda _=False, do=do: self._on_page(do))
        for action, act in (
            (menus.open, self.choose_file),
            (menus.sort, self.sort_bundle),
            (menus.tray, self.show_tray),
            (menus.leave, self.close),
            (menus.home, lambda: self.show_place(HOME)),
            (menus.exceptions, lambda: self.show_place(EXCEPTIONS)),
            (menus.refresh, self.refresh),
            (menus.find, self.robots.search_box.setFocus),
            (menus.settings, self.show_settings),
            (menus.savings, lambda: open_dashboard(self, self._desk, self._memory)),
            (menus.tour, self.touring.start),
        ):
            action.triggered.connect(lambda _=False, act=act: act())

    def _on_page(self, do: Callable[[RobotPage], None]) -> None:
        if self.page:
            do(self.page)

    def _settle_actions(self) -> None:
        page = self.page
        settle(self.menus.open, Duty.IMPORT, self._may, ready=bool(self._cards))
        # Left to other windows (closing a dialog, leaving a search) while idle.
        is_running = page is not None and page.is_running
        self.menus.stop.setEnabled(is_running)
        self.menus.pause.setEnabled(is_running)
