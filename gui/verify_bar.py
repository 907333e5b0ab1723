"""The top of 確認: which way through the pile, how far one is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gui.chip import Chip
from gui.group_pile import can_group
from gui.verify_queue import Order, VerifyQueue
from gui.words import QT_TR_NOOP, tr

WAYS = (
    (Order.BY_FORM, "Ctrl+1"),
    (Order.BY_FIELD, "Ctrl+2"),
    (Order.BY_CHARACTER, "Ctrl+3"),
)
_NO_GROUPS = QT_TR_NOOP("マスに書かれた数字やカナに迷いがあるときに使えます。")


class VerifyBar(QWidget):
    """Three ways, a word on what is left, a thin bar.

    Signals:
        chosen: The ``Order`` pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[Order, Chip] = {}
        self._group = QButtonGroup(self)
        self.place = QLabel()
        self.place.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(tr("確認の進み"))
        top = QHBoxLayout()
        for order, keys in WAYS:
            button = Chip(tr(order.value))
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(keys)
            button.clicked.connect(lambda _=False, order=order: self.chosen.emit(order))
            self._group.addButton(button)
            top.addWidget(button)
            self.ways[order] = button
        top.addStretch(1)
        top.addWidget(self.place)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(self.bar)
        self.show_way(Order.BY_FORM)

    def show_way(self, order: Order) -> None:
        """Mark the way in use."""
        self.ways[order].setChecked(True)

    def show_queue(self, queue: VerifyQueue, order: Order) -> None:
        """Show how far the pile is, and whether characters can be looked at."""
        self.bar.setRange(0, max(1, queue.done + queue.left))
        self.bar.setValue(queue.done)
        fields = sum(can_group(doubt) for doubt in queue.waiting)
        button = self.ways[Order.BY_CHARACTER]
        button.setText(tr("文字ごと %n項目", "", fields) if fields else tr("文字ごと"))
        button.setEnabled(bool(fields) or order is Order.BY_CHARACTER)
        button.setToolTip("Ctrl+3" if fields else tr(_NO_GROUPS))

    def show_sheets(self, sheets: int, left: int) -> None:
        """Say how many sheets and fields are left."""
        self.place.setText(
            tr("あと{groups}組　全体あと{left}項目").format(groups=sheets, left=left)
        )

    def show_form(self, queue: VerifyQueue, order: Order) -> None:
        """Say which form is in hand, and what is left of it and of all."""
        doubt = queue.current
        if doubt is None:
            self.place.setText("")
            return
        rest = sum(each.item_id == doubt.item_id for each in queue.coming) + 1
        here = (
            tr("　この票あと{rest}項目").format(rest=rest)
            if order is Order.BY_FORM
            else ""
        )
        self.place.setText(
            tr("{number}番の票{here}　全体あと{left}項目").format(
                number=doubt.number, here=here, left=queue.left
            )
        )
