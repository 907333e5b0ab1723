"""仕分け: a mixed bundle is read, shown by robot, and imported; the rest has a tray."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.fitting import open_at
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.reading_dialog import ReadingDialog
from gui.tasks import Report, Task, Tasks
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.sorting import Sorted, SortedImport, SortingDesk

_SCANS = QT_TR_NOOP("帳票のスキャン (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)")


class SortedDialog(QDialog):
    """Shows which robot would get how many forms, and what nobody gets.

    Signals:
        import_wanted: 取り込む was pressed.
    """

    import_wanted = Signal()

    def __init__(
        self, shown: Sorted, titles: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self.setWindowTitle(tr("仕分けの結果: {file}").format(file=shown.path.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 820, 460)

        note = Note()
        again = [titles[p.robot_id] for p in shown.previews if p.same_file]
        if again:
            names = tr("」「").join(again)
            note.say(
                tr("このファイルは、前に「{names}」へ取り込まれています。").format(
                    names=names
                )
            )
        self.table = PlainTable(
            (tr("行き先"), tr("枚数・ページ"), tr("確認事項")),
            name=tr("仕分けの結果"),
            stretch=2,
            numbers=(1,),
            wraps=True,
        )
        rows: list[tuple[str, str, str]] = []
        for preview in shown.previews:
            left_out = len(preview.rows) - preview.importable
            said = (
                tr("%n 枚は重複か誤りで、取り込みません", "", left_out)
                if left_out
                else ""
            )
            rows.append(
                (titles[preview.robot_id], tr("%n 枚", "", preview.importable), said)
            )
        for page in shown.unsorted:
            rows.append(
                (
                    tr("仕分け不可トレイ"),
                    tr("{page} ページ目").format(page=page.page),
                    page.reason,
                )
            )
        self.table.fill(rows, choose=False)

        self.import_button = QPushButton(tr("取り込む(&I)"))
        self.import_button.setObjectName("primary")
        self.import_button.setDefault(True)
        self.import_button.setEnabled(
            bool(shown.unsorted) or any(p.importable for p in shown.previews)
        )
        self.import_button.clicked.connect(self.import_wanted)
        cancel = QPushButton(tr("やめる(&C)"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        words = QLabel(_sum(shown))
        bottom = QHBoxLayout()
        bottom.addWidget(words, 1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)


def _sum(shown: Sorted) -> str:
    """Return what 取り込む does, in one sentence."""
    total = sum(p.importable for p in shown.previews)
    left = len(shown.unsorted)
    if not left:
        return tr("%n 枚を取り込みます。", "", total)
    if not total:
        return tr("%n ページを仕分け不可トレイに入れます。", "", left)
    return tr(
        "%n 枚を取り込み、{n} ページを仕分け不可トレイに入れます。", "", total
    ).format(n=left)


class SortingFlow(QObject):
    """From a bundle to stored items.

    Signals:
        stored: A ``SortedImport``, after everything is stored.
    """

    stored = Signal(object)

    def __init__(
        self,
        sorting: SortingDesk,
        *,
        who: str,
        tasks: Tasks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._sorting = sorting
        self._who = who
        self._tasks = tasks
        self._window = window

    def choose_file(self) -> None:
        """Ask for a bundle and sort it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("仕分けるスキャンを選ぶ"), "", tr(_SCANS)
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Sort this bundle."""
        dialog = ReadingDialog(path.name, self._window)

        def work(report: Report) -> Sorted:
            return self._sorting.sort(path, on_page=report)

        task = self._tasks.run_long(self, work, done=self._show, failed=self._fail)
        task.progress.connect(dialog.show_page)
        dialog.cancel_wanted.connect(lambda: self._cancel(task))
        task.ended.connect(dialog.finish)
        dialog.open()

    def _cancel(self, task: Task) -> None:
        task.cancel()
        # Ending the reading process may take a moment: not on this thread.
        self._tasks.run(
            self, self._sorting.cancel, done=lambda _: None, failed=self._fail
        )

    def _show(self, shown: Sorted) -> None:
        dialog = SortedDialog(shown, self._sorting.titles, self._window)
        dialog.import_wanted.connect(lambda: self._store(dialog))
        dialog.open()

    def _store(self, dialog: SortedDialog) -> None:
        dialog.import_button.setEnabled(False)

        def work() -> SortedImport:
            return self._sorting.import_sorted(dialog.shown, operator=self._who)

        def done(stored: SortedImport) -> None:
            dialog.accept()
            self.stored.emit(stored)

        def failed(error: Exception) -> None:
            dialog.import_button.setEnabled(True)
            tell_error(dialog, error)

        self._tasks.run(dialog, work, done=done, failed=failed)

    def _fail(self, error: Exception) -> None:
        tell_error(self._window, error)
