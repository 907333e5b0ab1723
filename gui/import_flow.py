"""From a file to stored items: read it, show the preview, import on demand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.column_dialog import ColumnDialog
from gui.desk import Desk
from gui.item_dialog import ItemDialog
from gui.messages import tell_error
from gui.preview_dialog import RENAME, PreviewDialog
from gui.reading_dialog import ReadingDialog
from gui.tasks import Report, Task, Tasks
from rpa_suite.app.records import Edits, Imported, Preview, PreviewRow
from rpa_suite.errors import ColumnsMissing
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import WorkItem


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
            return self._desk.importing.preview(self._robot.id, path, on_page=report)

        task = self._tasks.run_long(
            self,
            work,
            done=self._show,
            failed=lambda error: self._fail(path, error),
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
            self,
            self._desk.importing.cancel_reading,
            done=lambda _: None,
            failed=self._tell,
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
        dialog.typed.connect(lambda edits: self._mend(dialog, preview, edits))
        dialog.earlier_wanted.connect(lambda row: self._show_earlier(dialog, row))
        dialog.item_wanted.connect(lambda item: self._open(dialog, item))
        dialog.finished.connect(lambda code: self._end(preview, code))
        dialog.open()

    def _mend(self, dialog: PreviewDialog, original: Preview, edits: Edits) -> None:
        self._tasks.run(
            dialog,
            lambda: self._desk.importing.mend(original, edits),
            done=dialog.show_preview,
            failed=self._tell,
        )

    def _show_earlier(self, dialog: PreviewDialog, row: PreviewRow) -> None:
        self._tasks.run(
            dialog,
            lambda: self._desk.importing.earlier(row, self._robot.id),
            done=dialog.show_earlier,
            failed=self._tell,
        )

    def _open(self, dialog: PreviewDialog, item: WorkItem) -> None:
        ItemDialog(item, desk=self._desk, tasks=self._tasks, parent=dialog).open()

    def _store(self, dialog: PreviewDialog) -> None:
        dialog.show_importing(True)

        def work() -> Imported:
            return self._desk.importing.import_preview(
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

    def _fail(self, path: Path, error: Exception) -> None:
        if isinstance(error, ColumnsMissing) and any(error.written):
            self._ask_for_columns(path, error.written, error.samples, known={})
            return
        box = tell_error(self._window, error)
        box.finished.connect(lambda _: self._next())

    def _ask_for_columns(
        self,
        path: Path,
        written: Sequence[str],
        samples: Mapping[str, str],
        *,
        known: Mapping[str, str],
    ) -> None:
        """Ask what the columns of this sender mean, remember it, and read again."""
        assert self._robot.table is not None
        dialog = ColumnDialog(
            self._robot.table,
            written,
            samples,
            file_name=path.name,
            known=known,
            parent=self._window,
        )
        dialog.named.connect(lambda columns: self._name(path, written, columns))
        dialog.rejected.connect(self._next)
        dialog.open()

    def _name(
        self, path: Path, written: Sequence[str], columns: Mapping[str, str]
    ) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.importing.name_columns(self._robot.id, written, columns),
            done=lambda _: self._read(path),
            failed=self._tell,
        )

    def _end(self, preview: Preview, code: int) -> None:
        """Go on with the next file, or ask again what this one's columns mean."""
        if code != RENAME:
            self._next()
            return
        first = preview.rows[0].cells if preview.rows else {}
        samples = {
            its: first.get(preview.aliases.get(its, its), "") for its in preview.written
        }
        self._ask_for_columns(
            preview.path, preview.written, samples, known=preview.aliases
        )

    def _tell(self, error: Exception) -> None:
        tell_error(self._window, error)
