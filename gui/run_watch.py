"""One run watched through its folder: events become signals, its end an outcome."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.model.events import Event, Problem, RunFinished
from rpa_suite.model.work import RunState

DIED = QT_TR_NOOP(
    "ロボットの処理が途中で止まりました。"
    "取り込んだ明細はすべて残っています。登録の途中だった明細は、次の実行の初めに"
    "業務システムの履歴で確かめるので、二重には登録されません。"
    "もう一度「実行」を押してください。続くときは「詳細」を情報担当へ知らせてください。"
)
NOT_STARTED = QT_TR_NOOP(
    "ロボットを起動できませんでした。"
    "明細はそのまま残っています。「rpa-suite doctor」の結果と「詳細」を"
    "情報担当へ知らせてください。"
)
_MISSED = QT_TR_NOOP("窓を閉じている間に実行が終わりました。")
_TAIL = 4000  # bytes of standard error kept for 詳細
_LOOK_MS = 200
_LOOKS_A_BREATH = 5  # whether the process lives is asked every so many looks

Command = Callable[[RunFolder], Sequence[str]]


def run_command(folder: RunFolder) -> list[str]:
    """Return the command line of the run that this folder was made for."""
    return [sys.executable, "-m", "gui.run_child", str(folder.path)]


class Order(StrEnum):
    """The words that a run hears."""

    STOP = "stop"
    STOP_NOW = "stop-now"
    PAUSE = "pause"
    GO_ON = "go-on"
    LOOK = "look"  # somebody has the picture of the page before him


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


class RunWatch(QObject):
    """Starts one run, or finds one under way, and listens to it; used once.

    The run does not depend on it: it goes on when the window is gone.

    Signals:
        happened: Each event, and when it happened in seconds since 1970.
        ended: A ``RunOutcome``, once, after the last event.
    """

    happened = Signal(object, float)
    ended = Signal(object)

    def __init__(self, folder: RunFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.began = folder.began or time.time()
        self._place = 0
        self._looks = 0
        self._has_ended = False
        self._has_missed_its_end = False
        self._finished: RunFinished | None = None
        self._problem: Problem | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether the run goes on."""
        return self._timer.isActive()

    def start(self, command: Sequence[str]) -> None:
        """Start the run; a failure to start arrives as ``ended``."""
        process = QProcess()
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        environment = QProcessEnvironment.systemEnvironment()
        # Windows would otherwise write code page 932 into the file.
        environment.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(environment)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(str(self.folder.errors_file))
        if process.startDetached():
            self.follow()
        else:
            self._end(tr(NOT_STARTED), in_trouble=True, more=process.errorString())

    def follow(self) -> None:
        """Tell what has happened since the run began, and go on telling."""
        self._timer.start()
        self._look()

    def find_again(self) -> None:
        """Follow a run that somebody else started, or that has ended meanwhile."""
        self._has_missed_its_end = not self.folder.is_alive()
        self.follow()

    def order(self, order: Order) -> None:
        """Tell the run what is wanted; it obeys between two actions or items."""
        self.folder.order(order.value)

    def kill(self) -> None:
        """End the process at once; the store settles its item at the next run."""
        self.order(Order.STOP_NOW)  # heard by a process that is only just starting
        self.folder.kill()

    def let_go(self) -> None:
        """Watch no longer; the run goes on by itself."""
        self._timer.stop()

    def _look(self) -> None:
        # Asked first: what it said before it died is in the folder then.
        self._looks += 1
        breathes = bool(self._looks % _LOOKS_A_BREATH) or self.folder.is_alive()
        told, self._place = self.folder.events(self._place)
        for each in told:
            self._note(each.event)
            self.happened.emit(each.event, each.at)
        if not breathes or self._problem:
            self._conclude()

    def _note(self, event: Event) -> None:
        if isinstance(event, RunFinished):
            self._finished = event
        elif isinstance(event, Problem):
            self._problem = event

    def _conclude(self) -> None:
        if self._problem:
            self._end(self._problem.message, in_trouble=True)
        elif self._finished:
            broken = self._finished.state == RunState.BROKEN
            self._end(self._finished.message, in_trouble=broken)
        else:
            self._end(tr(DIED), in_trouble=True)

    def _end(self, told: str, *, in_trouble: bool, more: str = "") -> None:
        if self._has_ended:
            return
        self._has_ended = True
        self._timer.stop()
        outcome = RunOutcome(
            message=f"{tr(_MISSED) if self._has_missed_its_end else ''}{told}",
            in_trouble=in_trouble,
            details=f"{self._errors()}\n{more}".strip(),
        )
        self.folder.remove()
        self.ended.emit(outcome)

    def _errors(self) -> str:
        try:
            content = self.folder.errors_file.read_bytes()
        except OSError:
            return ""
        return content[-_TAIL:].decode("utf-8", errors="replace")
