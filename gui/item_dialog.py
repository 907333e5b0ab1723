"""One item: what it holds, masked until revealed, and its whole life so far."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.messages import ask, tell, tell_error
from gui.note import Note
from gui.pictures_dialog import PicturesDialog
from gui.tasks import Tasks
from gui.wording import actor, exact_moment
from rpa_suite.app.hand_actions import HandAction, meaning
from rpa_suite.model.work import ItemEvent, ItemState, WorkItem

HELD = (
    "支援措置などで抑止された明細です。"
    "内容は表示しません。番号だけを担当者へ伝えて引き継いでください。"
)


class ItemDialog(QDialog):
    """Fetches what it shows; revealing is recorded by the office.

    Signals:
        changed: A person moved the item on.
    """

    changed = Signal()

    def __init__(
        self, item: WorkItem, *, desk: Desk, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._desk = desk
        self._tasks = tasks
        self.setWindowTitle(f"明細 {item.number}番")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 680)

        receipt = f"　処理番号 {item.receipt}" if item.receipt else ""
        heading = QLabel(f"{item.number}番　{item.state.label}{receipt}")
        heading.setObjectName("summary")
        heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        held = item.state is ItemState.HELD
        self.note = Note(HELD if held else item.reason)
        self.fields = _table(("項目", "内容"), stretch=1)
        self.fields.setAccessibleName("明細の内容")
        self.history = _table(("日時", "操作した人", "状態", "理由"), stretch=3)
        self.history.setAccessibleName("履歴")
        self.reveal_button = QPushButton("個人情報を表示する(&V)")
        self.reveal_button.setToolTip("表示したことは監査記録に残ります")
        self.reveal_button.setVisible(not held)
        self.reveal_button.setAutoDefault(False)
        close = QPushButton("閉じる(&C)")
        close.setDefault(True)

        told = QLabel("伏せ字は個人情報です。表示すると監査記録に残ります。")
        told.setObjectName("muted")
        told.setVisible(not held)
        above = QHBoxLayout()
        above.addWidget(_section("内容"))
        above.addStretch(1)
        above.addWidget(told)
        above.addWidget(self.reveal_button)
        self.pictures_button = QPushButton("画面の写しを見る(&E)")
        self.pictures_button.setAutoDefault(False)
        self.pictures_button.setVisible(not held)
        self.pictures_button.clicked.connect(self._show_pictures)
        self.ways_on: dict[HandAction, QPushButton] = {}
        self._acting = QHBoxLayout()
        bottom = QHBoxLayout()
        bottom.addLayout(self._acting)
        bottom.addStretch(1)
        bottom.addWidget(self.pictures_button)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(heading)
        column.addWidget(self.note)
        column.addLayout(above)
        column.addWidget(self.fields, 3)
        column.addWidget(_section("履歴"))
        column.addWidget(self.history, 2)
        column.addLayout(bottom)

        close.setFocus()
        self.reveal_button.clicked.connect(self._reveal)
        close.clicked.connect(self.accept)
        self.fields.setVisible(not held)
        if not held:
            self._fetch(reveal=False)
        tasks.run(
            self,
            lambda: desk.hand_actions(item),
            done=self._offer,
            failed=self._show_error,
        )
        tasks.run(
            self,
            lambda: desk.history(item.id),
            done=self._show_history,
            failed=self._show_error,
        )

    # What a person may do.

    def _offer(self, actions: Sequence[HandAction]) -> None:
        for action in actions:
            button = QPushButton(f"{action.label}…")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: self._begin(action))
            self._acting.addWidget(button)
            self.ways_on[action] = button

    def _begin(self, action: HandAction) -> None:
        question = meaning(action, self._item)
        if action not in (HandAction.BY_HAND, HandAction.WITHDRAW):
            ask(
                self,
                question,
                yes=f"{action.label}(&Y)",
                no="やめる(&C)",
                then=lambda: self._act(action, ""),
            )
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(action.label)
        dialog.setLabelText(question)
        dialog.setOkButtonText(action.label)
        dialog.setCancelButtonText("やめる")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda told: self._act(action, told))
        dialog.open()

    def _act(self, action: HandAction, told: str) -> None:
        item_id, who = self._item.id, self._desk.current_user()
        self._tasks.run(
            self,
            lambda: self._desk.act(item_id, action, who=who, told=told),
            done=self._on_acted,
            failed=self._show_error,
        )

    def _on_acted(self, item: WorkItem) -> None:
        self.changed.emit()
        self.accept()

    def _show_pictures(self) -> None:
        self.pictures_button.setEnabled(False)
        self._tasks.run(
            self,
            lambda: self._desk.pictures(self._item.id),
            done=self._open_pictures,
            failed=self._show_error,
        )

    def _open_pictures(self, pictures: Sequence[tuple[str, bytes]]) -> None:
        self.pictures_button.setEnabled(True)
        if not pictures:
            tell(
                self,
                "画面の写しはまだありません。ロボットが入力すると残ります。",
                icon=QMessageBox.Icon.Information,
            )
            return
        PicturesDialog(self._item, pictures, parent=self).open()

    def _fetch(self, *, reveal: bool) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.shown_item(self._item, reveal=reveal),
            done=self._show_fields,
            failed=self._show_error,
        )

    def _reveal(self) -> None:
        self.reveal_button.setEnabled(False)
        self.reveal_button.setText("表示しています")
        self._fetch(reveal=True)

    def _show_fields(self, shown: Mapping[str, str]) -> None:
        _fill(self.fields, [(label, text) for label, text in shown.items()])

    def _show_history(self, steps: Sequence[ItemEvent]) -> None:
        _fill(
            self.history,
            [
                (exact_moment(each.at), actor(each.actor), _step(each), each.reason)
                for each in steps
            ],
        )

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)


def _step(event: ItemEvent) -> str:
    if event.from_state is None:
        return event.to_state.label
    return f"{event.from_state.label} → {event.to_state.label}"


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("section")
    return label


def _table(headers: Sequence[str], *, stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.horizontalHeader().setSectionResizeMode(
        stretch, QHeaderView.ResizeMode.Stretch
    )
    return table


def _fill(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            table.setItem(row, column, cell)
    header = table.horizontalHeader()
    for column in range(table.columnCount()):
        if header.sectionResizeMode(column) is not QHeaderView.ResizeMode.Stretch:
            table.resizeColumnToContents(column)
            table.setColumnWidth(column, table.columnWidth(column) + 12)
