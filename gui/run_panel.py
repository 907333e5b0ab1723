"""実行, 一時停止 and 停止, and how far the run is."""

from time import time

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
from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.events import Event, RunPaused

_STOP, _STOP_NOW = QT_TR_NOOP("停止(&S)"), QT_TR_NOOP("すぐ停止(&S)")
_PAUSE, _GO_ON = QT_TR_NOOP("一時停止(&P)"), QT_TR_NOOP("再開(&P)")
_AFTER_THIS = QT_TR_NOOP("いまの明細を終えてから止まります…")


class RunPanel(QFrame):
    """Shows one run; starting and stopping is its page's business.

    Signals:
        start_wanted: 実行 was pressed.
        stop_wanted: 停止 was pressed; again for すぐ停止.
        pause_wanted: 一時停止 or 再開 was pressed.
    """

    start_wanted = Signal()
    stop_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._progress: RunProgress | None = None
        self._told_to = ""
        self._is_paused = False
        self.is_pausing = False
        self.is_stopping = False

        self.start_button = QPushButton(tr("実行(&G)"))
        self.start_button.setObjectName("primary")
        self.start_button.setToolTip("Ctrl+R")
        self.stop_button = QPushButton(tr(_STOP))
        self.pause_button = QPushButton(tr(_PAUSE))
        self.page_button = QPushButton(tr("画面を見る(&L)"))
        self.page_button.setToolTip(
            tr("ロボットが開いている画面を、個人の項目を塗りつぶして映します")
        )
        self.words = QLabel()
        self.times = QLabel()
        self.times.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("実行の進み"))

        top = QHBoxLayout()
        top.addWidget(self.start_button)
        top.addWidget(self.pause_button)
        top.addWidget(self.stop_button)
        top.addWidget(self.page_button)
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
        self.pause_button.clicked.connect(self.pause_wanted)
        self.show_waiting(0)

    def show_waiting(
        self, waiting: int, *, why_not: str = "", to_look_up: bool = False
    ) -> None:
        """Show that nothing runs, and what 実行 would do."""
        self._timer.stop()
        self._progress = None
        self.bar.hide()
        self.times.setText("")
        self.start_button.setEnabled(bool(waiting or to_look_up) and not why_not)
        self._show_buttons()
        if why_not:
            self.words.setText(tr("実行できません。"))
        elif waiting:
            self.words.setText(tr("%n件を業務システムへ登録できます。", "", waiting))
        elif to_look_up:
            self.words.setText(
                tr(
                    "途中で切れた実行の登録を、まだ一覧と突き合わせていません。"
                    "実行すると調べます。"
                )
            )
        else:
            self.words.setText(tr("実行を待つ明細はありません。"))

    def show_started(self, *, began: float | None = None) -> None:
        """Show that a run is starting, or one that began earlier (since 1970)."""
        self._progress = RunProgress(started=time() if began is None else began)
        self._told_to = ""
        self._is_paused = self.is_pausing = self.is_stopping = False
        self.start_button.setEnabled(False)
        self._show_buttons()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._timer.start()
        self._show()

    def show_stopping(self, *, at_once: bool = False) -> None:
        """Show that 停止 was heard; pressed again, the button means すぐ停止."""
        self._told_to = tr("すぐ止めています…") if at_once else tr(_AFTER_THIS)
        self.is_stopping = True
        self._show_buttons()
        self.stop_button.setEnabled(not at_once)
        self._show()

    def show_pausing(self, pausing: bool) -> None:
        """Show that 一時停止 or 再開 was heard."""
        self._told_to = tr("いまの明細を終えてから待ちます…") if pausing else ""
        self.is_pausing = pausing
        self._show_buttons()
        self._show()

    def _show_buttons(self) -> None:
        runs = self._progress is not None
        self.pause_button.setText(tr(_GO_ON if self.is_pausing else _PAUSE))
        self.pause_button.setEnabled(runs and not self.is_stopping)
        self.stop_button.setEnabled(runs)
        self.page_button.setEnabled(runs)
        self.stop_button.setText(tr(_STOP_NOW if runs and self.is_stopping else _STOP))
        self.stop_button.setToolTip(
            tr("Esc　いまの明細を途中でやめて止めます")
            if self.is_stopping
            else tr("Esc　いまの明細を終えてから止めます")
        )

    def take(self, event: Event, *, at: float) -> None:
        """Show what the run said, ``at`` in seconds since 1970."""
        if isinstance(event, RunPaused):
            self._is_paused = event.paused
            self._told_to = "" if not self.is_stopping else self._told_to
        if self._progress:
            self._progress.take(event, now=at)
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
        now = time()
        if progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
            self.bar.setFormat(
                tr("{done} / {total} 件").format(
                    done=progress.done, total=progress.total
                )
            )
        if self._told_to:
            told = self._told_to
        elif self._is_paused:
            told = tr("一時停止中です。「再開」で続きから登録します。")
        elif progress.number is not None:
            told = tr("{number}番: {step}").format(
                number=progress.number, step=progress.step or tr("始めています")
            )
        elif progress.total:
            told = tr("次の明細へ進んでいます…")
        else:
            told = tr("ロボットを準備しています…")
        self.words.setText(told)
        remaining = progress.remaining(now)
        rest = "" if remaining is None else f"　{roughly(remaining)}"
        self.times.setText(
            tr("経過 {time}{rest}").format(time=clock(progress.elapsed(now)), rest=rest)
        )
