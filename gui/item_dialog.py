"""履歴: one item from the paper to the minutes, and what a person may do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.fitting import open_at
from gui.hand_panel import HandPanel
from gui.life_view import LifeView
from gui.note import Note
from gui.tasks import Tasks
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.life import Life
from rpa_suite.model.work import ItemState, WorkItem

HELD = QT_TR_NOOP(
    "支援措置などで抑止された明細です。"
    "内容は表示しません。番号だけを担当者へ伝えて引き継いでください。"
)


class ItemDialog(QDialog):
    """One item's window.

    Signals:
        changed: A person moved the item on.
    """

    changed = Signal()

    def __init__(
        self, item: WorkItem, *, desk: Desk, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("明細 {number}番").format(number=item.number))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        open_at(self, 1180, 740)

        receipt = (
            tr("　処理番号 {receipt}").format(receipt=item.receipt)
            if item.receipt
            else ""
        )
        heading = QLabel(
            tr("{number}番　{state}{receipt}").format(
                number=item.number, state=tr(item.state.label), receipt=receipt
            )
        )
        heading.setObjectName("summary")
        heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.source = QLabel()
        self.source.setObjectName("muted")
        self.note = Note(tr(HELD) if item.state is ItemState.HELD else item.reason)
        self.life = LifeView(desk, tasks)
        self.hand = HandPanel(desk, tasks)
        close = QPushButton(tr("閉じる(&C)"))
        close.setDefault(True)

        above = QHBoxLayout()
        above.addWidget(heading)
        above.addStretch(1)
        above.addWidget(self.source)
        bottom = QHBoxLayout()
        bottom.addWidget(self.hand)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addLayout(above)
        column.addWidget(self.note)
        column.addWidget(self.life, 1)
        column.addLayout(bottom)

        close.setFocus()
        close.clicked.connect(self.accept)
        self.life.loaded.connect(self._show_source)
        self.hand.acted.connect(self._on_acted)
        self.life.show_item(item)
        self.hand.show_item(item)

    def _show_source(self, life: Life) -> None:
        # The name of a file may name a person: only who brought it in.
        self.source.setText(tr("取り込んだ人 {who}").format(who=life.batch.imported_by))

    def _on_acted(self, item: WorkItem) -> None:
        self.changed.emit()
        self.accept()
