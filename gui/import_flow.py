"""From a file to stored items: read it, show the preview, import on demand."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.messages import tell_error
from gui.preview_dialog import PreviewDialog
from gui.reading_dialog import ReadingDialog
from gui.tasks import Report, Task, Tasks
from rpa_suite.app.records import Imported, Preview
from rpa_suite.model.robots import Robot


class ImportFlow(QObject):
    """Takes files one after another; each has its own preview.

    Signals:
        imported: An ``Imported``, after its rows are stored.
        cancelled: The clerk stopped a reading; nothing was stored.
    """

    imported = Signal(object)
    cancelled = Signal()

    def __init__(
        self, robot: Robot, *, desk: Desk, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._robot = robot
        self._desk = desk
        self._tasks = tasks
        self._window = window
        self._waiting: list[Path] = []
        self._busy = False

    def take(self, paths: Sequence[Path]) -> None:
        """Preview these files, after those that are still waiting."""
        self._waiting.extend(paths)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            self._read(self._waiting.pop(0))

    def _read(self, path: Path) -> None:
        dialog = ReadingDialog(path.name, self._window)

        def work(report: Report) -> Preview:
            return self._desk.preview(self._robot.id, path, on_page=report)

        task = self._tasks.run_long(
            self,
            work,
            done=self._show,
            failed=self._fail,
        )
        task.progress.connect(dialog.show_page)
        dialog.cancel_wanted.connect(lambda: self._cancel(task))
        task.ended.connect(dialog.finish)
        task.ended.connect(lambda: self._end_cancelled(task))
        dialog.open()

    def _cancel(self, task: Task) -> None:
        task.cancel()
        # Ending the reading process may take a moment: not on this thread.
        self._tasks.run(
            self, self._desk.cancel_reading, done=lambda _: None, failed=self._tell
        )

    def _end_cancelled(self, task: Task) -> None:
        if task.cancelled:
            self._waiting.clear()
            self._busy = False
            self.cancelled.emit()

    def _show(self, preview: Preview) -> None:
        dialog = PreviewDialog(
            preview,
            title=self._robot.title,
            templates=self._desk.templates,
            parent=self._window,
        )
        dialog.import_wanted.connect(lambda: self._store(dialog))
        dialog.finished.connect(lambda _: self._next())
        dialog.open()

    def _store(self, dialog: PreviewDialog) -> None:
        dialog.show_importing(True)

        def work() -> Imported:
            return self._desk.import_preview(
                dialog.preview, operator=self._desk.current_user()
            )

        def done(imported: Imported) -> None:
            dialog.show_importing(False)
            dialog.accept()
            self.imported.emit(imported)

        def failed(error: Exception) -> None:
            dialog.show_importing(False)
            tell_error(dialog, error)

        self._tasks.run(dialog, work, done=done, failed=failed)

    def _fail(self, error: Exception) -> None:
        box = tell_error(self._window, error)
        box.finished.connect(lambda _: self._next())

    def _tell(self, error: Exception) -> None:
        tell_error(self._window, error)
