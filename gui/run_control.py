"""Starts, pauses and stops the runs of one robot, and finds those under way."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.live_page import LivePage
from gui.messages import ask, tell, tell_error
from gui.run_panel import RunPanel
from gui.run_watch import Command, Order, RunOutcome, RunWatch
from gui.supervision import Supervision
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.errors import SuiteError
from rpa_suite.model.events import Event, ItemStarted


class RunControl(QObject):
    """The panel of one robot, joined to the run it shows.

    Signals:
        happened: Each event of the run.
        running: How far it is (``3/20``); empty when it has ended.
        ended: The ``RunOutcome``.
    """

    happened = Signal(object)
    running = Signal(str)
    ended = Signal(object)

    def __init__(
        self,
        panel: RunPanel,
        robot_id: str,
        *,
        desk: Desk,
        tasks: Tasks,
        command: Command,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._panel = panel
        self._robot_id = robot_id
        self._desk = desk
        self._tasks = tasks
        self._command = command
        self._run: RunWatch | None = None
        panel.stop_wanted.connect(self.ask_to_stop)
        panel.pause_wanted.connect(self.pause_or_go_on)
        self.live_page = LivePage(page)
        self.live_page.look_wanted.connect(self._look)
        panel.page_button.clicked.connect(self.live_page.open_beside)

    @property
    def is_running(self) -> bool:
        """Whether the robot runs now on this PC."""
        return self._run is not None

    @property
    def folder(self) -> RunFolder | None:
        """The folder of the run shown."""
        return self._run.folder if self._run else None

    def start(self, item_ids: Sequence[str] | None = None) -> None:
        """Start the robot on everything that is ready, or on these items."""
        if self.is_running:
            return
        who = self._desk.current_user()
        try:
            folder = self._desk.run_folders.new(self._robot_id, who, item_ids)
        except SuiteError as error:
            tell_error(self._page, error)
            return
        run = self._watch(folder)
        self._panel.show_started(began=run.began)
        self.running.emit(tr("準備中"))
        run.start(self._command(folder))

    def follow(self, folder: RunFolder) -> None:
        """Show a run that this window did not start, from its beginning."""
        if self.is_running:
            return
        run = self._watch(folder)
        self._panel.show_started(began=run.began)
        self.running.emit(tr("準備中"))
        run.find_again()

    def pause_or_go_on(self) -> None:
        """Let the run wait after the item in hand, or go on."""
        if self._run is None or not self._panel.pause_button.isEnabled():
            return
        pausing = not self._panel.is_pausing
        self._run.order(Order.PAUSE if pausing else Order.GO_ON)
        self._panel.show_pausing(pausing)

    def ask_to_stop(self) -> None:
        """Ask whether the run shall end after the item in hand; then, at once."""
        if self._run is None:
            return
        if self._panel.is_stopping:
            ask(
                self._page,
                tr(
                    "いまの明細を途中でやめて、すぐ止めますか。まだ登録していなければ"
                    "「実行待ち」に戻します。登録している最中なら、それを終えてから止まります。"
                ),
                yes=tr("すぐ止める(&S)"),
                no=tr("終わるのを待つ(&W)"),
                then=self.stop_now,
            )
            return
        ask(
            self._page,
            tr(
                "実行を止めますか。いま登録している明細を終えてから止まります。"
                "残りの明細は「実行待ち」のまま残り、あとで続きから実行できます。"
            ),
            yes=tr("止める(&S)"),
            no=tr("続ける(&C)"),
            then=self.stop,
        )

    def stop(self) -> None:
        """Let the run end after the item in hand."""
        if self._run:
            self._run.order(Order.STOP)
            self._panel.show_stopping()

    def stop_now(self) -> None:
        """Let the run end without finishing what is only half typed."""
        if self._run:
            self._run.order(Order.STOP_NOW)
            self._panel.show_stopping(at_once=True)

    def kill(self) -> None:
        """End the run's process at once."""
        if self._run:
            self._run.kill()

    def let_go(self) -> None:
        """Watch no longer; the run goes on by itself."""
        if self._run:
            self._run.let_go()
            self._run.deleteLater()
            self._run = None

    def _watch(self, folder: RunFolder) -> RunWatch:
        run = RunWatch(folder, self)
        run.happened.connect(self._on_event)
        run.ended.connect(self._on_ended)
        Supervision(run, self._page, desk=self._desk, tasks=self._tasks)
        self._run = run
        return run

    def _look(self) -> None:
        """Say that somebody looks at the page, and fetch its picture."""
        run = self._run
        if run is None:
            return
        run.order(Order.LOOK)
        self._tasks.run(
            self,
            lambda: self._desk.pc.live_picture(run.folder),
            done=self.live_page.show_picture,
            failed=_pass_over,
        )

    def _on_event(self, event: Event, at: float) -> None:
        self._panel.take(event, at=at)
        if isinstance(event, ItemStarted):
            self.live_page.show_number(event.number)
        self.happened.emit(event)
        self.running.emit(self._panel.position or tr("準備中"))

    def _on_ended(self, outcome: RunOutcome) -> None:
        if self._run:
            self._run.deleteLater()
        self._run = None
        self.live_page.show_ended()
        if outcome.in_trouble:
            tell(self._page, outcome.message, details=outcome.details)
        self.ended.emit(outcome)
        self.running.emit("")


def _pass_over(error: Exception) -> None:
    """A picture that is just being replaced comes with the next look."""
