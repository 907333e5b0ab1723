"""はじめての練習: five steps in the real windows, on the training system."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from gui.desk import Desk
from gui.messages import tell_error
from gui.robot_page import RobotPage
from gui.tasks import Tasks
from rpa_suite.app.practising import Practice
from rpa_suite.model.work import ItemState

_LOOK_MS = 800


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step: what to read, what the button does, and when it is done."""

    title: str
    text: str
    button: str
    do: Callable[[], None]
    is_done: Callable[[], bool]


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
        self._place = 0
        self._is_up = False
        self._asks = False
        self._server = QProcess(self)
        self.heading = QLabel()
        self.heading.setObjectName("section")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.do_button = QPushButton()
        self.do_button.setObjectName("primary")
        self.next_button = QPushButton("次へ(&N)")
        self.end_button = QPushButton("練習をやめる")
        self.do_button.clicked.connect(lambda: self.step.do())
        self.next_button.clicked.connect(self._go_on)
        self.end_button.clicked.connect(self.end)
        self._lay_out()
        self._steps = self._make_steps()
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

    def _make_steps(self) -> list[Step]:
        title = f"「{self._practice.robot.task} {self._practice.robot.title}」"
        return [
            Step(
                title="練習用の業務システムを動かす",
                text="本物には触れません。このPCの中だけで動き、"
                "架空の人だけがいる業務システムで練習します。",
                button="動かす(&D)",
                do=self._start_server,
                is_done=lambda: self._is_up,
            ),
            Step(
                title="見本を取り込む",
                text=f"{title}に、5人分の見本の表を渡します。中身が出たら、"
                "見てから「取り込む」を押してください。",
                button="見本を渡す(&D)",
                do=self._bring_sample,
                is_done=lambda: bool(self._count(ItemState.READY)),
            ),
            Step(
                title="実行する",
                text="ロボットが1件ずつ登録します。進みと残り時間を見てください。"
                "「画面を見る」で、ロボットの画面も見えます。",
                button="実行する(&D)",
                do=self._run,
                is_done=lambda: self._has_run(),
            ),
            Step(
                title="結果を受け取る",
                text="登録した明細には処理番号が付きました。"
                "「結果をExcelへ」を押すと、見本の表に結果の列が付いて返ります。",
                button="結果をExcelへ(&D)",
                do=self._export,
                is_done=lambda: False,
            ),
            Step(
                title="おつかれさまでした",
                text="練習の登録は、削減時間には数えません。"
                "ヘルプの「はじめての練習」で、いつでもやり直せます。",
                button="終わる(&D)",
                do=self.end,
                is_done=lambda: False,
            ),
        ]

    def _show(self) -> None:
        count = len(self._steps)
        self.heading.setText(f"練習 {self._place + 1} / {count}　{self.step.title}")
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
        if self._place == 0 and not self._asks:
            self._asks = True
            self._tasks.run(
                self, self._practice.is_up, done=self._note_up, failed=self._fail
            )
        if self.step.is_done():
            self._go_on()

    def _note_up(self, is_up: bool) -> None:
        self._is_up, self._asks = is_up, False

    def _start_server(self) -> None:
        self.do_button.setEnabled(False)
        self.words.setText("動かしています。数秒かかります…")
        command = self._practice.server_command
        self._server.start(command[0], command[1:])
        self._tasks.run(
            self,
            lambda: self._desk.prepare_practice(self._practice),
            done=lambda _: None,
            failed=self._fail,
        )

    def _bring_sample(self) -> None:
        self.robot_wanted.emit(self._practice.robot.id)
        self._tasks.run(
            self,
            lambda: self._desk.sample_of(self._practice),
            done=self._take,
            failed=self._fail,
        )

    def _take(self, sample: Path) -> None:
        page = self._page_of(self._practice.robot.id)
        if page:
            page.take_files([sample])

    def _run(self) -> None:
        self.robot_wanted.emit(self._practice.robot.id)
        page = self._page_of(self._practice.robot.id)
        if page:
            page.start_run()

    def _has_run(self) -> bool:
        page = self._page_of(self._practice.robot.id)
        return page is not None and not page.is_running and bool(page.outcome_note.text)

    def _export(self) -> None:
        page = self._page_of(self._practice.robot.id)
        if page:
            page.export()
        self._go_on()

    def _count(self, state: ItemState) -> int:
        page = self._page_of(self._practice.robot.id)
        return page.items.counts()[state] if page else 0

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
