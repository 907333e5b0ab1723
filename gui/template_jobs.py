"""What the editor has done in a child process: propose, move, try; with its progress.

Everything lies in a folder that goes with the window: pictures of scans show people.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from gui.template_child import Command, TemplateChild
from gui.words import tr
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_saving import BLANK_NAME, write_draft

Told = Mapping[str, Any]


class TemplateJobs(QObject):
    """One job at a time.

    Signals:
        made: (what the command told, folder it wrote, folder meant for it) after
            proposing and moving.
        tried: (what the command told, pictures) after reading scans.
        failed: Why there is nothing, as a sentence.
    """

    made = Signal(object, object, object)
    tried = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject, command: Command) -> None:
        super().__init__(parent)
        self._work = TemporaryDirectory(prefix="rpa-suite-template-")
        self._count = 0
        self._then: Callable[[Told], None] = lambda told: None
        self._words = ""
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.child = TemplateChild(self, command)
        self.child.told.connect(lambda told: self._then(told))
        self.child.failed.connect(self.failed)
        self.child.ended.connect(self._end)
        self.strip = QWidget()
        self.words = QLabel()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(160)
        bar.setAccessibleName(tr("処理中"))
        self.cancel_button = QPushButton(tr("中止(&A)"))
        self.cancel_button.clicked.connect(self.child.cancel)
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.words, bar, self.cancel_button):
            row.addWidget(widget)
        self.strip.hide()

    @property
    def is_running(self) -> bool:
        """Whether a job is under way."""
        return self.child.is_running

    def propose(self, blank: Path, folder: Path, names: Sequence[str]) -> None:
        """Find fields on ``blank`` for a template that is to lie in ``folder``."""
        work = self.fresh(folder.name)
        self._start(
            tr("項目を探しています"),
            ["propose", str(blank), "--out", str(work), "--json", *names],
            lambda told: self.made.emit(told, work, folder),
        )

    def move(self, blank: Path, last: Path, folder: Path, names: Sequence[str]) -> None:
        """Lay the template in ``last`` onto this year's ``blank``."""
        work = self.fresh(folder.name)
        self._start(
            tr("去年の帳票とくらべています"),
            [
                *("move", str(blank), "--from", str(last.resolve())),
                *("--out", str(work), "--json", *names),
            ],
            lambda told: self.made.emit(told, work, folder),
        )

    def try_on(self, draft: Draft, source: Path, scans: Sequence[Path]) -> None:
        """Read scans with a draft whose blank form lies in ``source``."""
        work = self.fresh(draft.id)
        pictures = work / "pictures"
        write_draft(draft, (source / BLANK_NAME).read_bytes(), work)
        self._start(
            tr("スキャンを読んでいます"),
            [
                *("test", str(work), *map(str, scans)),
                *("--out", str(pictures), "--values", "--json"),
            ],
            lambda told: self.tried.emit(told, sorted(pictures.glob("*.png"))),
        )

    def close(self) -> None:
        """End what runs and remove what was written."""
        if self.child.is_running:
            self.child.cancel()
            self.child.wait()
        self._work.cleanup()

    def _start(
        self, words: str, arguments: Sequence[str], then: Callable[[Told], None]
    ) -> None:
        if self.child.is_running:
            self.failed.emit(
                tr(
                    "ほかの処理が続いています。終わるのを待つか「中止」を押してください。"
                )
            )
            return
        self._then, self._words = then, words
        self._clock.start()
        self.words.setText(f"{words}…")
        self.strip.show()
        self._timer.start(1000)
        self.child.start(arguments)

    def _tick(self) -> None:
        self.words.setText(
            tr("{work}…　{seconds} 秒").format(
                work=self._words, seconds=self._clock.elapsed() // 1000
            )
        )

    def _end(self) -> None:
        self._timer.stop()
        self.strip.hide()

    def fresh(self, name: str) -> Path:
        """Return a new folder of this name, a template's id, in the work folder."""
        self._count += 1
        return Path(self._work.name) / str(self._count) / name


def proposal_words(told: Told, fields: int) -> str:
    """Return what to look at in a fresh proposal of so many fields."""
    said = [tr("%n 項目の案です。種類・必須・確認を見直してください。", "", fields)]
    if told["marks_added"]:
        said.append(
            tr("位置合わせ印と QR を足しました。保存後の blank.pdf を印刷します。")
        )
    if told["left_out"]:
        said.append(tr("重なるため外したもの: ") + tr("、").join(told["left_out"]))
    return " ".join(said)
