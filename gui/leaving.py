"""Closing the launcher while robots run: they may go on, or stop first."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from gui.messages import ask
from gui.robot_pages import RobotPages
from gui.words import tr


class Leaving(QObject):
    """Asks the clerk, and closes the window when it is time.

    Attributes:
        at_once: The window closes now; the runs go on.
    """

    def __init__(self, window: QMainWindow, pages: RobotPages) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._waits = False  # until every run has stopped
        self.at_once = False
        pages.running.connect(lambda *_: self._close_when_quiet())

    def may_close(self) -> bool:
        """Whether the window may go; asks where a robot runs."""
        running = self._pages.running_now
        if running and not self.at_once:
            self._ask()
            return False
        for page in running:
            page.control.let_go()
        return True

    def _ask(self) -> None:
        if not self._waits:
            ask(
                self._window,
                tr(
                    "ロボットが実行中です。"
                    "窓を閉じても実行は続き、次に開いたときに続きが見えます。"
                    "止めて閉じると、いま登録している明細を終えてから閉じます。"
                    "残りの明細は「実行待ち」のまま残ります。"
                ),
                yes=tr("実行を続けて閉じる(&G)"),
                instead=(tr("止めて閉じる(&S)"), self._stop_and_close),
                no=tr("閉じない(&C)"),
                then=self.leave,
            )
            return
        ask(
            self._window,
            tr(
                "いまの明細が終わるのを待っています。"
                "すぐに終わらせると、登録の途中だった明細は「照会待ち」になり、"
                "次の実行の初めに業務システムの履歴で確かめます。"
            ),
            yes=tr("すぐに終わらせる(&K)"),
            no=tr("待つ(&C)"),
            then=self._end_now,
        )

    def leave(self) -> None:
        """Close at once; the runs go on."""
        self.at_once = True
        self._window.close()

    def _stop_and_close(self) -> None:
        self._waits = True
        self._window.statusBar().showMessage(tr("いまの明細を終えてから閉じます…"))
        for page in self._pages.running_now:
            page.control.stop()
        self._close_when_quiet()

    def _end_now(self) -> None:
        for page in self._pages.running_now:
            page.control.kill()

    def _close_when_quiet(self) -> None:
        if self._waits and not self._pages.running_now:
            self._window.close()
