"""Work on paper in a child process: proposing, trying, moving; JSON comes back."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from gui.words import QT_TR_NOOP, tr

_DIED = QT_TR_NOOP(
    "読み取りの処理が途中で止まりました。もう一度操作してください。"
    "続くときは情報担当へ連絡してください。"
)
Command = Callable[[Sequence[str]], list[str]]


def template_command(arguments: Sequence[str]) -> list[str]:
    """Return the command line of ``rpa-suite template``."""
    return [sys.executable, "-m", "rpa_suite.cli", "template", *arguments]


class TemplateChild(QObject):
    """One command at a time; the models live and die with it.

    Signals:
        told: What the command printed as JSON.
        failed: Why it ended otherwise, as a sentence.
        ended: Always the last.
    """

    told = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, parent: QObject, command: Command = template_command) -> None:
        super().__init__(parent)
        self._command = command
        self._was_cancelled = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        # Windows would otherwise write code page 932 into the pipe.
        environment.insert("PYTHONUTF8", "1")
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether a command is under way."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self, arguments: Sequence[str]) -> None:
        """Start a command; exactly one of ``told`` and ``failed`` follows."""
        self._was_cancelled = False
        program, *rest = self._command(arguments)
        self._process.start(program, rest)

    def cancel(self) -> None:
        """End the command; nothing is told of it."""
        self._was_cancelled = True
        self._process.kill()

    def wait(self) -> None:
        """Wait for a child that was ended."""
        self._process.waitForFinished(5000)

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardOutput().data()).decode(
            "utf-8", errors="replace"
        )
        if self._was_cancelled:
            self.ended.emit()
            return
        told = _first_json(said)
        if isinstance(told, dict) and "error" not in told:
            self.told.emit(told)
        else:
            self.failed.emit(told["error"] if told else tr(_DIED))
        self.ended.emit()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(tr(_DIED))
            self.ended.emit()


def _first_json(said: str) -> dict[str, Any] | None:
    """Return the first JSON of an output; a complaint may follow it."""
    try:
        told, _ = json.JSONDecoder().raw_decode(said.lstrip())
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
