"""Finds an item by its 処理番号 and opens its life."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.desk import Desk
from gui.item_dialog import ItemDialog
from gui.messages import tell, tell_error
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.model.work import WorkItem


class ItemSearch(QObject):
    """Looks over all robots.

    Signals:
        changed: A person moved the found item on.
    """

    changed = Signal()

    def __init__(self, *, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window

    def find(self, receipt: str) -> None:
        """Open the item with this number, or say that there is none."""
        if receipt:
            self._tasks.run(
                self,
                lambda: self._desk.items.with_receipt(receipt),
                done=lambda item: self._show(receipt, item),
                failed=self._tell,
            )

    def _show(self, receipt: str, item: WorkItem | None) -> None:
        if item is None:
            tell(
                self._window,
                tr(
                    "処理番号「{receipt}」の明細はありません。"
                    "番号を確かめるか、ロボットの一覧から探してください。"
                ).format(receipt=receipt),
                icon=QMessageBox.Icon.Information,
            )
            return
        dialog = ItemDialog(
            item, desk=self._desk, tasks=self._tasks, parent=self._window
        )
        dialog.changed.connect(self.changed)
        dialog.open()

    def _tell(self, error: Exception) -> None:
        tell_error(self._window, error)
