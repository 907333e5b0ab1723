"""One run as a child process: its JSON lines become events, its end an outcome."""

import json
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from rpa_suite.model.events import Problem, RunFinished, from_json
from rpa_suite.model.work import RunState

DIED = (
    "ロボットの処理が途中で止まりました。"
    "取り込んだ明細はすべて残っています。登録の途中だった明細は、次の実行の初めに"
    "業務システムの履歴で確かめるので、二重には登録されません。"
    "もう一度「実行」を押してください。続くときは「詳細」を情報担当へ知らせてください。"
)
NOT_STARTED = (
    "ロボットを起動できませんでした。"
    "明細はそのまま残っています。「rpa-suite doctor」の結果と「詳細」を"
    "情報担当へ知らせてください。"
)
_TAIL = 60  # lines of standard error kept for 詳細

Command = Callable[[str, str], Sequence[str]]


def run_command(robot_id: str, operator: str) -> list[str]:
    """Return the command line of a run that tells its events."""
    return [
        sys.executable,
        "-m",
        "rpa_suite.cli",
        "run",
        robot_id,
        "--events",
        "--operator",
        operator,
    ]


class Order(StrEnum):
    """The words that a run hears on its standard input."""

    STOP = "stop"
    STOP_NOW = "stop-now"
    PAUSE = "pause"
    GO_ON = "go-on"


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOutcome:
    """How a run ended.

    Attributes:
        message: One sentence for the clerk.
        in_trouble: Something went wrong that a person should read about.
        details: Last lines of standard error, for the IT staff.
    """

    message: str
    in_trouble: bool
    details: str = ""


class RunProcess(QObject):
    """Starts one run and listens to it; used once.

    Signals:
        happened: Each event, as a record of ``rpa_suite.model.events``.
        ended: A ``RunOutcome``, once, after the last event.
    """

    happened = Signal(object)
    ended = Signal(object)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._rest = b""
        self._errors: deque[str] = deque(maxlen=_TAIL)
        self._finished: RunFinished | None = None
        self._problem: Problem | None = None
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        # Windows would otherwise write code page 932 into the pipe.
        environment.insert("PYTHONUTF8", "1")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read_events)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether the child lives."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the child; a failure to start arrives as ``ended``."""
        self._process.start(self._command[0], self._command[1:])

    def order(self, order: Order) -> None:
        """Tell the child what is wanted; it obeys between two actions or items."""
        self._process.write(f"{order.value}\n".encode())

    def kill(self) -> None:
        """End the child at once; the store settles its item at the next run."""
        self._process.kill()

    def _read_events(self) -> None:
        told = bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = (self._rest + told).split(b"\n")
        for line in lines:
            self._take_line(line)

    def _take_line(self, line: bytes) -> None:
        text = line.decode("utf-8", errors="replace").strip()
        if not text:
            return
        try:
            event = from_json(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            # A library that prints is no reason to lose a run.
            self._errors.append(text)
            return
        if isinstance(event, RunFinished):
            self._finished = event
        elif isinstance(event, Problem):
            self._problem = event
        self.happened.emit(event)

    def _read_errors(self) -> None:
        told = bytes(self._process.readAllStandardError().data())
        self._errors.extend(told.decode("utf-8", errors="replace").splitlines())

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._read_errors()
        self._read_events()
        self._take_line(self._rest)
        self._rest = b""
        details = "\n".join(self._errors)
        if self._problem:
            told, trouble = self._problem.message, True
        elif self._finished and not exit_code:
            told = self._finished.message
            trouble = self._finished.state == RunState.BROKEN
        else:
            told, trouble = DIED, True
            details += f"\n（終了コード {exit_code}）"
        self.ended.emit(
            RunOutcome(message=told, in_trouble=trouble, details=details.strip())
        )

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit(
                RunOutcome(
                    message=NOT_STARTED,
                    in_trouble=True,
                    details=self._process.errorString(),
                )
            )
