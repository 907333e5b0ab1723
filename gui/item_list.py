"""The items of a robot: chips by state, one import or all, table, empty state."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
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

from gui.item_model import STATE_COLUMN, ItemModel
from gui.pill import PillDelegate
from gui.rights import EVERYTHING, settle
from gui.state_chips import StateChips
from gui.wording import import_label
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import ItemSheet
from rpa_suite.app.rerunning import rerunnable
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemLine, ItemState

_ENOUGH = 500
_WIDEST_CHOICE = 280  # pixels
_NOTHING_YET = QT_TR_NOOP(
    "まだ明細はありません。\n\n"
    "上の枠にファイルをドロップすると、内容を確かめてから取り込めます。\n"
    "取り込んだ明細はここに並び、「実行」でロボットが業務システムへ登録します。"
)


class ItemList(QWidget):
    """Shows the items it is given.

    Signals:
        opened: The ``ItemLine`` that was double-clicked or entered.
        export_wanted: 結果をExcelへ was pressed.
        slip_wanted: 処理結果票 was pressed.
        papers_wanted: The 帳票 of the import are wanted as one PDF.
        rerun_wanted: The chosen ``ItemLine`` that a robot can try again.
    """

    opened = Signal(object)
    export_wanted = Signal()
    slip_wanted = Signal()
    papers_wanted = Signal()
    rerun_wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.chips = StateChips()
        self.batches = QComboBox()
        self.batches.setAccessibleName(tr("表示する取込"))
        self.batches.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.batches.setMinimumContentsLength(10)
        self.batches.setMaximumWidth(_WIDEST_CHOICE)
        self.export_button = QPushButton(tr("結果をExcelへ(&E)…"))
        self.export_button.setToolTip(
            tr("Ctrl+E　取り込んだ表に、結果の列を付けて返します")
        )
        self.slip_button = QPushButton(tr("処理結果票(&P)…"))
        self.slip_button.setToolTip(
            tr("件数と処理番号を1枚のPDFにします（氏名は出ません）")
        )
        self.papers_button = QPushButton(tr("帳票をPDFへ(&F)…"))
        self.papers_button.setToolTip(
            tr("ロボットが登録のたびに保存した帳票を、1つのPDFにまとめます")
        )
        self.papers_button.hide()
        self.rerun_button = QPushButton(tr("選んだ明細を再実行(&T)…"))
        self.rerun_button.setToolTip(
            tr("Ctrl や Shift を押しながら選んだ明細だけを、ロボットにもう一度させます")
        )
        self.model = ItemModel(self)
        self._may: Collection[Duty] = EVERYTHING
        self.labels: dict[str, str] = {}  # import to what it is known by, newest first
        self.table = self._make_table()
        self.results = QStackedWidget()
        self._lay_out()
        self.chips.chosen.connect(lambda _: self._filter())
        self.batches.currentIndexChanged.connect(lambda _: self._filter())
        self.export_button.clicked.connect(self.export_wanted)
        self.slip_button.clicked.connect(self.slip_wanted)
        self.papers_button.clicked.connect(self.papers_wanted)
        self.rerun_button.clicked.connect(
            lambda: self.rerun_wanted.emit(rerunnable(self.selected()))
        )
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self._show_selected()
        )
        self.show_sheet(ItemSheet())

    @property
    def batch(self) -> str | None:
        """The import shown, or the newest one while all are shown."""
        chosen = self.batches.currentData()
        return chosen or next(iter(self.labels), None)

    def show_rights(self, may: Collection[Duty]) -> None:
        """Grey what the person signed in may not do."""
        self._may = may
        self._show_buttons()

    def _show_buttons(self) -> None:
        some = bool(len(self.model))
        settle(self.export_button, Duty.EXPORT, self._may, ready=some)
        self.slip_button.setEnabled(some)
        settle(self.papers_button, Duty.REVEAL, self._may, ready=some)
        self._show_selected()

    def selected(self) -> list[ItemLine]:
        """Return the items that are selected, in the order shown."""
        return [self.model.line_at(row) for row in sorted(self._selected_rows())]

    def _selected_rows(self) -> Iterator[int]:
        chosen = self.table.selectionModel().selection()
        for each in map(chosen.at, range(chosen.count())):
            yield from range(each.top(), each.bottom() + 1)

    def _show_selected(self) -> None:
        # Asked of a few rows only: all of 100,000 may be selected.
        chosen = islice(self._selected_rows(), _ENOUGH)
        some = rerunnable([self.model.line_at(row) for row in chosen])
        settle(self.rerun_button, Duty.RUN, self._may, ready=bool(some))

    def counts(self) -> Counter[ItemState]:
        """Return how many items stand in each state."""
        return self.model.counts

    def show_sheet(self, found: ItemSheet) -> None:
        """Replace the items; the one selected stays selected."""
        chosen = self.table.currentIndex()
        kept = self.model.line_at(chosen.row()).id if chosen.isValid() else None
        self.labels = {
            batch: import_label(at, size) for batch, (at, size) in found.imports.items()
        }
        self.model.show_sheet(found)
        self._show_batches()
        self._show_counts()
        self._filter()
        row = self.model.row_of(kept) if kept else None
        if row is not None:
            self.table.selectRow(row)

    def take(self, event: Event) -> None:
        """Show at once what a run says of an item."""
        self.model.take(event)
        if isinstance(event, ItemStarted | ItemFinished):
            self._show_counts()
            self._follow(event.item_id)

    def _show_counts(self) -> None:
        some = bool(len(self.model))
        self.chips.show_counts(self.counts())
        self.chips.setVisible(some)
        self.batches.setVisible(some)
        self._show_buttons()
        self.results.setCurrentIndex(1 if some else 0)

    def _show_batches(self) -> None:
        chosen = self.batches.currentData()
        with QSignalBlocker(self.batches):
            self.batches.clear()
            self.batches.addItem(tr("すべての取込"), None)
            for batch, label in self.labels.items():
                self.batches.addItem(label, batch)
            self.batches.setCurrentIndex(max(0, self.batches.findData(chosen)))

    def _filter(self) -> None:
        self.model.show_only(state=self.chips.state, batch=self.batches.currentData())

    def _follow(self, item_id: str) -> None:
        """Keep the item in hand in sight, unless the clerk is looking at another."""
        row = self.model.row_of(item_id)
        if row is None or self.table.selectionModel().hasSelection():
            return
        self.table.scrollTo(self.model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.line_at(index.row()))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegateForColumn(STATE_COLUMN, PillDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setAccessibleName(tr("明細の一覧"))
        table.setToolTip(tr("ダブルクリックか Enter で明細の内容と履歴"))
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
        # By the table's own, selecting 100,000 rows asks each row for each column.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        section = QLabel(tr("明細", "list"))
        section.setObjectName("section")
        tools = QHBoxLayout()
        tools.addWidget(section)
        tools.addStretch(1)
        tools.addWidget(self.rerun_button)
        tools.addWidget(self.batches, 1)
        tools.addWidget(self.export_button)
        tools.addWidget(self.slip_button)
        tools.addWidget(self.papers_button)
        empty = QLabel(tr(_NOTHING_YET))
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
