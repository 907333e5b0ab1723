"""実行 and 停止, and how far the run is."""

from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from gui.run_progress import RunProgress
from gui.wording import clock, roughly
from rpa_suite.model.events import Event


class RunPanel(QFrame):
    """Shows one run; starting and stopping is its page's business.

    Signals:
        start_wanted: 実行 was pressed.
        stop_wanted: 停止 was pressed.
    """

    start_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._progress: RunProgress | None = None
        self._stopping = False

        self.start_button = QPushButton("実行(&G)")
        self.start_button.setObjectName("primary")
        self.start_button.setToolTip("Ctrl+R")
        self.stop_button = QPushButton("停止(&S)")
        self.stop_button.setToolTip("Esc　いまの明細を終えてから止めます")
        self.words = QLabel()
        self.times = QLabel()
        self.times.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("実行の進み")

        top = QHBoxLayout()
        top.addWidget(self.start_button)
        top.addWidget(self.stop_button)
        top.addSpacing(12)
        top.addWidget(self.words, 1)
        top.addWidget(self.times)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(top)
        column.addWidget(self.bar)

        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._show)
        self.start_button.clicked.connect(self.start_wanted)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.show_waiting(0)

    def show_waiting(self, waiting: int, *, why_not: str = "") -> None:
        """Show that nothing runs, and what 実行 would do."""
        self._timer.stop()
        self._progress = None
        self.bar.hide()
        self.times.setText("")
        self.start_button.setEnabled(bool(waiting) and not why_not)
        self.stop_button.setEnabled(False)
        if why_not:
            self.words.setText("実行できません。")
        elif waiting:
            self.words.setText(f"{waiting}件を業務システムへ登録できます。")
        else:
            self.words.setText("実行を待つ明細はありません。")

    def show_started(self) -> None:
        """Show that the child is starting."""
        self._progress = RunProgress(started=monotonic())
        self._stopping = False
        self.start_button.setEnabled(False)
        self.stop_button.setEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._timer.start()
        self._show()

    def show_stopping(self) -> None:
        """Show that 停止 was heard."""
        self._stopping = True
        self.stop_button.setEnabled(False)
        self._show()

    def take(self, event: Event) -> None:
        """Show what the run said."""
        if self._progress:
            self._progress.take(event, now=monotonic())
            self._show()

    @property
    def position(self) -> str:
        """``3/20`` while a run is under way, else empty."""
        progress = self._progress
        return f"{progress.done}/{progress.total}" if progress else ""

    def _show(self) -> None:
        progress = self._progress
        if progress is None:
            return
        now = monotonic()
        if progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
            self.bar.setFormat(f"{progress.done} / {progress.total} 件")
        if self._stopping:
            told = "いまの明細を終えてから止まります…"
        elif progress.number is not None:
            told = f"{progress.number}番: {progress.step or '始めています'}"
        elif progress.total:
            told = "次の明細へ進んでいます…"
        else:
            told = "ロボットを準備しています…"
        self.words.setText(told)
        remaining = progress.remaining(now)
        rest = "" if remaining is None else f"　{roughly(remaining)}"
        self.times.setText(f"経過 {clock(progress.elapsed(now))}{rest}")
