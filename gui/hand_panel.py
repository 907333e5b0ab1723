"""What a person may do with an item that waits: a button a way on, asked before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QWidget

from gui.desk import Desk
from gui.messages import ask, tell_error
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.hand_actions import HandAction, meaning
from rpa_suite.model.work import WorkItem

_NEEDS_WORDS = (HandAction.BY_HAND, HandAction.WITHDRAW)


class HandPanel(QWidget):
    """Offers the ways on for one item.

    Signals:
        acted: The ``WorkItem`` as it stands after what the person decided.
    """

    acted = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._item: WorkItem | None = None
        self.ways_on: dict[HandAction, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_item(self, item: WorkItem | None) -> None:
        """Offer the ways on for this item; None takes them away."""
        self._item = item
        self._clear()
        if item is None:
            return
        self._tasks.run(
            self,
            lambda: self._desk.exceptions.actions(item),
            done=lambda actions: self._offer(item, actions),
            failed=self._show_error,
        )

    def _clear(self) -> None:
        for button in self.ways_on.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.ways_on.clear()

    def _offer(self, item: WorkItem, actions: Sequence[HandAction]) -> None:
        if item is not self._item:  # another one was chosen meanwhile
            return
        self._clear()
        for action in actions:
            button = QPushButton(f"{tr(action.label)}…")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: self._begin(action))
            self._row.addWidget(button)
            self.ways_on[action] = button

    def _begin(self, action: HandAction) -> None:
        if self._item is None:
            return
        question = meaning(action, self._item)
        if action not in _NEEDS_WORDS:
            ask(
                self,
                question,
                yes=f"{tr(action.label)}(&Y)",
                no=tr("やめる(&C)"),
                then=lambda: self._act(action, ""),
            )
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(tr(action.label))
        dialog.setLabelText(question)
        dialog.setOkButtonText(tr(action.label))
        dialog.setCancelButtonText(tr("やめる"))
        dialog.resize(460, dialog.sizeHint().height())
        dialog.textValueSelected.connect(lambda told: self._act(action, told))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def _act(self, action: HandAction, told: str) -> None:
        if self._item is None:
            return
        item_id, who = self._item.id, self._desk.current_user()
        self._tasks.run(
            self,
            lambda: self._desk.exceptions.act(item_id, action, who=who, told=told),
            done=self.acted.emit,
            failed=self._show_error,
        )

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)
