"""The items of a robot: chips by state, one import or all, table, empty state."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.item_model import STATE_COLUMN, ItemFilter, ItemModel
from gui.pill import PillDelegate
from gui.state_chips import StateChips
from gui.wording import batches_of
from rpa_suite.app.rerunning import rerunnable
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.model.work import ItemState, WorkItem

_ENOUGH = 500
_NOTHING_YET = (
    "まだ明細はありません。\n\n"
    "上の枠にファイルをドロップすると、内容を確かめてから取り込めます。\n"
    "取り込んだ明細はここに並び、「実行」でロボットが業務システムへ登録します。"
)


class ItemList(QWidget):
    """Shows the items it is given.

    Signals:
        opened: The ``WorkItem`` that was double-clicked or entered.
        export_wanted: 結果をExcelへ was pressed.
        slip_wanted: 処理結果票 was pressed.
        rerun_wanted: The chosen ``WorkItem`` that a robot can try again.
    """

    opened = Signal(object)
    export_wanted = Signal()
    slip_wanted = Signal()
    rerun_wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.chips = StateChips()
        self.batches = QComboBox()
        self.batches.setAccessibleName("表示する取込")
        self.batches.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.batches.setMinimumContentsLength(20)
        self.export_button = QPushButton("結果をExcelへ(&E)…")
        self.export_button.setToolTip(
            "Ctrl+E　取り込んだ表に、結果の列を付けて返します"
        )
        self.slip_button = QPushButton("処理結果票(&P)…")
        self.slip_button.setToolTip(
            "件数と処理番号を1枚のPDFにします（氏名は出ません）"
        )
        self.rerun_button = QPushButton("選んだ明細を再実行(&T)…")
        self.rerun_button.setToolTip(
            "Ctrl や Shift を押しながら選んだ明細だけを、ロボットにもう一度させます"
        )
        self.model = ItemModel(self)
        self.rows = ItemFilter(self.model, self)
        self.table = self._make_table()
        self.results = QStackedWidget()
        self._lay_out()
        self.chips.chosen.connect(lambda _: self._filter())
        self.batches.currentIndexChanged.connect(lambda _: self._filter())
        self.export_button.clicked.connect(self.export_wanted)
        self.slip_button.clicked.connect(self.slip_wanted)
        self.rerun_button.clicked.connect(
            lambda: self.rerun_wanted.emit(rerunnable(self.selected()))
        )
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self._show_selected()
        )
        self.show_items(())

    @property
    def batch(self) -> str | None:
        """The import shown, or the newest one while all are shown."""
        chosen = self.batches.currentData()
        return chosen or next(iter(self.labels), None)

    @property
    def labels(self) -> dict[str, str]:
        """Batch id to what the clerk knows it by, newest first."""
        return batches_of(self.model.items)

    def selected(self) -> list[WorkItem]:
        """Return the items that are selected, in the order shown."""
        chosen = self.table.selectionModel().selectedRows()
        return [
            self._item_at(each) for each in sorted(chosen, key=lambda each: each.row())
        ]

    def _show_selected(self) -> None:
        # Asked of a few rows only: all of 100,000 may be selected.
        chosen = self.table.selectionModel().selectedRows()[:_ENOUGH]
        items = [self._item_at(each) for each in chosen]
        self.rerun_button.setEnabled(bool(rerunnable(items)))

    def counts(self) -> Counter[ItemState]:
        """Return how many items stand in each state."""
        return self.model.counts()

    def show_items(self, items: Sequence[WorkItem]) -> None:
        """Replace the items; the one selected stays selected."""
        chosen = self.table.currentIndex()
        kept = self._item_at(chosen).id if chosen.isValid() else None
        self.model.show_items(items)
        self._show_batches()
        self._show_counts()
        self._filter()
        row = self.model.row_of(kept) if kept else None
        if row is not None:
            self.table.selectRow(
                self.rows.mapFromSource(self.model.index(row, 0)).row()
            )

    def take(self, event: Event) -> None:
        """Show at once what a run says of an item."""
        self.model.take(event)
        if isinstance(event, ItemStarted | ItemFinished):
            self._show_counts()
            self._follow(event.item_id)

    def _show_counts(self) -> None:
        some = bool(self.model.items)
        self.chips.show_counts(self.counts())
        self.chips.setVisible(some)
        self.batches.setVisible(some)
        self.export_button.setEnabled(some)
        self.slip_button.setEnabled(some)
        self._show_selected()
        self.results.setCurrentIndex(1 if some else 0)

    def _show_batches(self) -> None:
        chosen = self.batches.currentData()
        with QSignalBlocker(self.batches):
            self.batches.clear()
            self.batches.addItem("すべての取込", None)
            for batch, label in self.labels.items():
                self.batches.addItem(label, batch)
            self.batches.setCurrentIndex(max(0, self.batches.findData(chosen)))

    def _filter(self) -> None:
        self.rows.show_only(state=self.chips.state, batch=self.batches.currentData())

    def _follow(self, item_id: str) -> None:
        """Keep the item in hand in sight, unless the clerk is looking at another."""
        row = self.model.row_of(item_id)
        if row is None or self.table.selectionModel().hasSelection():
            return
        index = self.rows.mapFromSource(self.model.index(row, 0))
        if index.isValid():
            self.table.scrollTo(index)

    def _item_at(self, index: QModelIndex) -> WorkItem:
        return self.model.item_at(self.rows.mapToSource(index).row())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._item_at(index))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setItemDelegateForColumn(STATE_COLUMN, PillDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setAccessibleName("明細の一覧")
        table.setToolTip("ダブルクリックか Enter で明細の内容と履歴")
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        letter = table.fontMetrics().horizontalAdvance("国")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(
            table.fontMetrics().lineSpacing() + 14
        )
        header = table.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column, letters in enumerate((5, 11, 12, 0, 8)):
            table.setColumnWidth(column, letters * letter + 16)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        section = QLabel("明細")
        section.setObjectName("section")
        tools = QHBoxLayout()
        tools.addWidget(section)
        tools.addStretch(1)
        tools.addWidget(self.rerun_button)
        tools.addWidget(self.batches)
        tools.addWidget(self.export_button)
        tools.addWidget(self.slip_button)
        empty = QLabel(_NOTHING_YET)
        empty.setObjectName("muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        self.results.addWidget(empty)
        self.results.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self.chips)
        column.addWidget(self.results, 1)
