"""Reports of a 年度: Excel, PDF, HTML and the survey's CSV, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.desk import Desk
from gui.memory import Memory
from gui.messages import tell_error
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.model.work import Environment


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Which 年度 of which figures."""

    year: int
    environment: Environment
    is_example: bool


class ReportFlow(QObject):
    """Asks for a folder and has the reports written.

    Signals:
        busy: Whether reports are being written now.
        said: Something for the status bar.
    """

    busy = Signal(bool)
    said = Signal(str)

    def __init__(
        self, desk: Desk, tasks: Tasks, memory: Memory, *, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._memory = memory
        self._window = window

    def ask(self, report: Report) -> None:
        """Ask for the folder."""
        chosen = QFileDialog.getExistingDirectory(
            self._window,
            tr("報告書を書き出すフォルダー"),
            str(self._memory.last_folder),
        )
        if chosen:
            self.write(report, Path(chosen))

    def write(self, report: Report, folder: Path) -> None:
        """Write the reports into a folder."""
        # ReportLab and openpyxl take a second to load: not while the window opens.
        from rpa_suite.app.reporting import write_reports

        self._memory.remember_folder(folder)
        savings = self._desk.savings
        self.busy.emit(True)
        self.said.emit(tr("報告書を作っています…"))
        self._tasks.run_long(
            self,
            lambda _: write_reports(
                savings,
                folder,
                environment=report.environment,
                year=report.year,
                example=report.is_example,
            ),
            done=lambda written: self._on_written(folder, list(written.values())),
            failed=self._on_failed,
        )

    def _on_written(self, folder: Path, files: Sequence[Path]) -> None:
        self.busy.emit(False)
        names = tr("、").join(file.name for file in files)
        self.said.emit(tr("書き出しました: {names}").format(names=names))
        if self._window.isVisible() and self._window.isActiveWindow():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_failed(self, error: Exception) -> None:
        self.busy.emit(False)
        self.said.emit("")
        tell_error(self._window, error)
