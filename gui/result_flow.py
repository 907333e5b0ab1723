"""Taking results away: the clerk's own sheet, or the 処理結果票 to print."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.desk import Desk
from gui.memory import Memory
from gui.messages import tell_error
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.jp.eras import JST


class ResultFlow(QObject):
    """Asks where a file shall go, and has it written.

    Signals:
        said: Something for the status bar.
    """

    said = Signal(str)

    def __init__(
        self, task: str, *, desk: Desk, tasks: Tasks, memory: Memory, window: QWidget
    ) -> None:
        super().__init__(window)
        self._task = task
        self._desk = desk
        self._tasks = tasks
        self._memory = memory
        self._window = window

    def export(self, batch: str, label: str) -> None:
        """Ask where the clerk's sheet with the results shall go."""
        self._ask_where(
            tr("結果をExcelへ: {label}").format(label=label),
            tr("処理結果"),
            ".xlsx",
            "Excel (*.xlsx)",
            lambda path: self.write(batch, path),
        )

    def print_slip(self, batch: str, label: str) -> None:
        """Ask where the 処理結果票 shall go."""
        self._ask_where(
            tr("処理結果票: {label}").format(label=label),
            tr("処理結果票"),
            ".pdf",
            "PDF (*.pdf)",
            lambda path: self._write_slip(batch, path),
        )

    def take_papers(self, batch: str, label: str) -> None:
        """Ask where the 帳票 that the robot saved shall go."""
        self._ask_where(
            tr("帳票をPDFへ: {label}").format(label=label),
            tr("帳票"),
            ".pdf",
            "PDF (*.pdf)",
            lambda path: self.write_papers(batch, path),
        )

    def write(self, batch: str, path: Path) -> None:
        """Write the clerk's sheet with the results of an import."""
        self._memory.remember_folder(path.parent)
        self._tasks.run(
            self,
            lambda: self._desk.results.export_sheet(batch, path),
            done=lambda rows: self.said.emit(
                tr("%n件の結果を「{file}」へ書き出しました。", "", rows).format(
                    file=path.name
                )
            ),
            failed=self._show_error,
        )

    def _write_slip(self, batch: str, path: Path) -> None:
        self._memory.remember_folder(path.parent)
        self._tasks.run(
            self,
            lambda: self._desk.results.export_slip(batch, path),
            done=lambda rows: self._on_slip(rows, path),
            failed=self._show_error,
        )

    def write_papers(self, batch: str, path: Path) -> None:
        """Write the 帳票 of an import into one PDF, and open it."""
        self._memory.remember_folder(path.parent)
        self._tasks.run(
            self,
            lambda: self._desk.results.export_papers(batch, path),
            done=lambda papers: self._on_papers(papers, path),
            failed=self._show_error,
        )

    def _on_papers(self, papers: int, path: Path) -> None:
        self.said.emit(
            tr("%n件の帳票を「{file}」へ書き出しました。", "", papers).format(
                file=path.name
            )
        )
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_slip(self, rows: int, path: Path) -> None:
        self.said.emit(
            tr("%n件の処理結果票を「{file}」へ書き出しました。", "", rows).format(
                file=path.name
            )
        )
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_where(
        self,
        title: str,
        what: str,
        suffix: str,
        kinds: str,
        write: Callable[[Path], None],
    ) -> None:
        day = datetime.now(JST).strftime("%Y%m%d")
        dialog = QFileDialog(self._window, title, str(self._memory.last_folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"{what}_{self._task}_{day}{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: write(Path(name)))
        dialog.open()

    def _show_error(self, error: Exception) -> None:
        tell_error(self._window, error)
