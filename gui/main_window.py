"""The launcher: robots at the left, the page of the selected one at the right."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
)

from gui.dashboard_entry import open_dashboard
from gui.desk import Desk
from gui.drop_zone import local_files
from gui.exceptions_page import ExceptionsPage
from gui.home_page import HomePage
from gui.item_search import ItemSearch
from gui.memory import Memory
from gui.messages import ask, tell_error
from gui.notice import Notices
from gui.places import EXCEPTIONS, HOME, Places, above
from gui.proposal_flow import ProposalFlow
from gui.robot_list import NO_ROBOTS, RobotList
from gui.robot_page import RobotPage
from gui.run_watch import Command, RunOutcome, run_command
from gui.settings_window import SettingsWindow
from gui.sorting import SortingFlow
from gui.tasks import Tasks
from gui.template_opening import template_action
from gui.touring import Touring
from gui.tray_dialog import TrayDialog
from rpa_suite.app.records import RobotCard
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.app.sorting import SortedImport, SortingDesk
from rpa_suite.jp.eras import JST

_LOADING = "読み込んでいます…"
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
        self._command = command
        self._memory = Memory(settings)
        self._closing = False  # once every run has stopped
        self._leaving = False  # at once; the runs go on
        self.tasks = Tasks(self)
        self.notices = Notices(self)
        self.pages: dict[str, RobotPage] = {}

        self.setWindowTitle("RPAスイート")
        self.setAcceptDrops(True)
        self.places = Places()
        self.robots = RobotList()
        self.home = HomePage()
        self.exceptions = ExceptionsPage(desk=desk, tasks=self.tasks)
        self.proposing = ProposalFlow(desk=desk, tasks=self.tasks, window=self)
        self.searching = ItemSearch(desk=desk, tasks=self.tasks, window=self)
        self._cards: Sequence[RobotCard] = ()
        self._cases = 0
        self.stack = QStackedWidget()
        self.nothing = QLabel(_LOADING)
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.nothing, self.home, self.exceptions):
            self.stack.addWidget(page)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(above(self.places, self.robots))
        self._splitter.addWidget(self.stack)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([310, 970])
        self.setCentralWidget(self._splitter)
        user = QLabel(f"操作者: {desk.current_user()}")
        self.statusBar().addPermanentWidget(user)
        self._make_menus()
        self.resize(1280, 800)
        self.restoreGeometry(self._memory.layout("window"))
        self._splitter.restoreState(self._memory.layout("splitter"))

        self.robots.chosen.connect(self._show_robot)
        self._connect_places()
        self.touring = Touring(
            self,
            desk=desk,
            tasks=self.tasks,
            show_robot=self.robots.select,
            page_of=self.pages.get,
        )
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
        said = f"{items} 件を取り込みました。"
        if stored.in_tray:
            said += (
                f"仕分け不可トレイに {len(stored.in_tray)} ページあります（Ctrl+T）。"
            )
        self.statusBar().showMessage(said, _MESSAGE_MS)
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files anywhere on the window."""
        if local_files(event.mimeData()):
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
        running = [page for page in self.pages.values() if page.is_running]
        if running and not self._leaving:
            event.ignore()
            self._ask_to_close()
            return
        for page in running:
            page.control.let_go()
        if self.touring.tour:
            self.touring.tour.end()
        self._remember_layout()
        event.accept()

    def _ask_to_close(self) -> None:
        if not self._closing:
            ask(
                self,
                "ロボットが実行中です。"
                "窓を閉じても実行は続き、次に開いたときに続きが見えます。"
                "止めて閉じると、いま登録している明細を終えてから閉じます。"
                "残りの明細は「実行待ち」のまま残ります。",
                yes="実行を続けて閉じる(&G)",
                instead=("止めて閉じる(&S)", self._stop_and_close),
                no="閉じない(&C)",
                then=self._leave,
            )
            return
        ask(
            self,
            "いまの明細が終わるのを待っています。"
            "すぐに終わらせると、登録の途中だった明細は「照会待ち」になり、"
            "次の実行の初めに業務システムの履歴で確かめます。",
            yes="すぐに終わらせる(&K)",
            no="待つ(&C)",
            then=self._end_now,
        )

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def _stop_and_close(self) -> None:
        self._closing = True
        self.statusBar().showMessage("いまの明細を終えてから閉じます…")
        for page in self.pages.values():
            page.control.stop()
        self._close_when_quiet()

    def _end_now(self) -> None:
        for page in self.pages.values():
            page.control.kill()

    def _close_when_quiet(self) -> None:
        if self._closing and not any(page.is_running for page in self.pages.values()):
            self.close()

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
        self.places.chosen.connect(self.show_place)
        self.home.dropped.connect(self.proposing.take)
        self.home.wanted.connect(self.choose_file)
        self.home.robot_wanted.connect(self.robots.select)
        self.home.verify_wanted.connect(self._verify)
        self.home.exceptions_wanted.connect(lambda: self.show_place(EXCEPTIONS))
        self.home.searched.connect(self.searching.find)
        self.searching.changed.connect(self.refresh)
        self.exceptions.changed.connect(self._refresh_cards)
        self.exceptions.counted.connect(self._count_cases)
        self.exceptions.verify_wanted.connect(self._verify)
        self.proposing.taken.connect(self._take_files)

    def _count_cases(self, count: int) -> None:
        self._cases = count
        self.places.show_exceptions(count)
        self.home.show_cards(self._cards, exceptions=count)

    def _verify(self, robot_id: str) -> None:
        if self.robots.select(robot_id):
            self.pages[robot_id].verify_when_loaded()

    def _take_files(self, robot_id: str, paths: list[Path]) -> None:
        if self.robots.select(robot_id):
            self.pages[robot_id].take_files(paths)

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
            self._desk.cards,
            done=self._show_cards,
            failed=self._show_error,
        )

    def _show_cards(self, cards: Sequence[RobotCard]) -> None:
        self._cards = cards
        self.robots.model.show_cards(cards)
        self.exceptions.refresh()
        self.home.show_cards(cards, exceptions=self._cases)
        for card in cards:
            if card.robot.id in self.pages:
                self.pages[card.robot.id].show_card(card)
            else:
                self._add_page(card)
        self.nothing.setText("左の一覧からロボットを選んでください。")
        if not cards:
            self.nothing.setText(NO_ROBOTS)
        elif self.stack.currentWidget() is self.nothing:
            self._show_first()
        if not self._finder.isActive():
            self._finder.start()
            self._find_runs()
        now = datetime.now(JST).strftime("%H:%M")
        if not self.statusBar().currentMessage():
            self.statusBar().showMessage(f"{now} 更新", _MESSAGE_MS)

    def _add_page(self, card: RobotCard) -> None:
        page = RobotPage(
            card,
            desk=self._desk,
            tasks=self.tasks,
            memory=self._memory,
            command=self._command,
        )
        page.changed.connect(self._refresh_cards)
        page.control.ended.connect(
            lambda outcome: self._notify(card.robot.title, outcome)
        )
        page.running.connect(self._show_running)
        page.said.connect(lambda told: self.statusBar().showMessage(told, _MESSAGE_MS))
        self.pages[card.robot.id] = page
        self.stack.addWidget(page)

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
        for folder in folders:
            page = self.pages.get(folder.robot_id)
            if page and not page.is_running and not self._leaving:
                page.control.follow(folder)

    def _show_robot(self, robot_id: str) -> None:
        self.places.show_place(None)
        page = self.pages[robot_id]
        self.stack.setCurrentWidget(page)
        self._memory.remember_robot(robot_id)
        page.refresh()
        self._settle_actions()

    def _show_running(self, robot_id: str, position: str) -> None:
        self.robots.model.show_running(robot_id, position)
        self._settle_actions()
        self._close_when_quiet()

    def _notify(self, title: str, outcome: RunOutcome) -> None:
        if self._memory.notifies and not self.isActiveWindow():
            self.notices.tell(title, outcome.message, in_trouble=outcome.in_trouble)

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Menus.

    def _make_menus(self) -> None:
        files = self.menuBar().addMenu("ファイル(&F)")
        self.open_action = self._action("ファイルを開く(&O)…", "Ctrl+O")
        self.export_action = self._action("結果をExcelへ(&E)…", "Ctrl+E")
        quit_action = self._action("終了(&X)", "Ctrl+Q")
        files.addActions([self.open_action, self.export_action])
        if self._sorting:
            files.addSeparator()
            sort_action = self._action("帳票の束を仕分けて取り込む(&B)…", "Ctrl+B")
            tray_action = self._action("仕分け不可トレイ(&T)…", "Ctrl+T")
            sort_action.triggered.connect(lambda: self.sort_bundle())
            tray_action.triggered.connect(lambda: self.show_tray())
            files.addActions([sort_action, tray_action])
        files.addSeparator()
        files.addAction(quit_action)
        runs = self.menuBar().addMenu("ロボット(&R)")
        self.run_action = self._action("実行(&R)", "Ctrl+R")
        self.pause_action = self._action("一時停止・再開(&P)", "Ctrl+P")
        self.stop_action = self._action("停止(&S)", "Esc")
        self.verify_action = self._action("確認する(&V)…", "Ctrl+K")
        runs.addAction(self.verify_action)
        runs.addActions([self.run_action, self.pause_action, self.stop_action])
        shown = self.menuBar().addMenu("表示(&V)")
        refresh_action = self._action("更新(&R)", "F5")
        find_action = self._action("ロボットを探す(&F)", "Ctrl+F")
        home_action = self._action("ホーム(&H)", "Ctrl+H")
        exceptions_action = self._action("例外(&E)", "Ctrl+J")
        settings_action = self._action("設定(&S)…", "Ctrl+,")
        savings_action = self._action("削減時間（管理職）(&K)…", "Ctrl+D")
        shown.addActions([home_action, exceptions_action])
        shown.addSeparator()
        shown.addActions([refresh_action, find_action])
        shown.addSeparator()
        shown.addActions([settings_action, savings_action, template_action(self)])

        helps = self.menuBar().addMenu("ヘルプ(&H)")
        tour_action = self._action("はじめての練習(&T)…", "F1")
        tour_action.triggered.connect(lambda: self.touring.start())
        helps.addAction(tour_action)

        for action, do in (
            (self.export_action, RobotPage.export),
            (self.run_action, RobotPage.start_run),
            (self.verify_action, RobotPage.verify),
            (self.pause_action, lambda page: page.control.pause_or_go_on()),
            (self.stop_action, lambda page: page.control.ask_to_stop()),
        ):
            action.triggered.connect(lambda _=False, do=do: self._on_page(do))
        self.open_action.triggered.connect(lambda: self.choose_file())
        home_action.triggered.connect(lambda: self.show_place(HOME))
        exceptions_action.triggered.connect(lambda: self.show_place(EXCEPTIONS))
        quit_action.triggered.connect(lambda: self.close())
        refresh_action.triggered.connect(lambda: self.refresh())
        settings_action.triggered.connect(lambda: self.show_settings())
        savings_action.triggered.connect(
            lambda: open_dashboard(self, self._desk, self._memory)
        )
        find_action.triggered.connect(lambda: self.robots.search_box.setFocus())

    def _on_page(self, do: Callable[[RobotPage], None]) -> None:
        if self.page:
            do(self.page)

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        return action

    def _settle_actions(self) -> None:
        page = self.page
        self.open_action.setEnabled(bool(self._cards))
        # Left to other windows (closing a dialog, leaving a search) while idle.
        is_running = page is not None and page.is_running
        self.stop_action.setEnabled(is_running)
        self.pause_action.setEnabled(is_running)
