"""A table of texts to read and choose from; numbers stand at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from gui.shades import shade
from gui.style import CELL_PADDING, MUTED

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AROUND = 24  # of the words that stand where no row is


class Wrapping(QStyledItemDelegate):
    """Measures long texts in the width that they are drawn in.

    Qt draws inside the padding of the style sheet, and measures without it: the end of
    a sentence that just did not fit was cut off.
    """

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of the text, in lines of what is left of the column."""
        within = QStyleOptionViewItem(option)
        within.rect = option.rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        return super().sizeHint(within, index)


class PlainTable(QTableWidget):
    """One row can be chosen; the widest column takes the room that is left.

    Args:
        headers: What stands above the columns.
        name: What the table shows, for a screen reader.
        stretch: Column that takes the room.
        numbers: Columns whose texts stand at the right, as their headers do.
        empty: Said in the middle once it was filled with nothing.
        wraps: Whether long texts go on in a second line.
    """

    def __init__(
        self,
        headers: Sequence[str],
        *,
        name: str,
        stretch: int,
        numbers: Sequence[int] = (),
        empty: str = "",
        wraps: bool = False,
    ) -> None:
        super().__init__(0, len(headers))
        self._numbers = frozenset(numbers)
        self._empty, self._is_filled = empty, False
        self.setHorizontalHeaderLabels(list(headers))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.setWordWrap(wraps)
        # Measured when the columns are at rest: a scroll bar comes and goes meanwhile.
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self.resizeRowsToContents)
        if wraps:
            self.setItemDelegate(Wrapping(self))
            self.horizontalHeader().sectionResized.connect(
                lambda *_: self._measuring.start()
            )
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        for column in self._numbers:
            if head := self.horizontalHeaderItem(column):
                head.setTextAlignment(_RIGHT)
        self._stretch = stretch
        self.horizontalHeader().setSectionResizeMode(
            stretch, QHeaderView.ResizeMode.Stretch
        )

    def fill(
        self,
        rows: Sequence[Sequence[str]],
        *,
        choose: bool = True,
        widest: int | None = None,
    ) -> None:
        """Show these rows.

        Args:
            rows: Their texts.
            choose: Whether the first is chosen; else none is.
            widest: No column becomes wider; the tool tip tells the rest.
        """
        self._is_filled = True
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(rows))
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column in self._numbers:
                    cell.setTextAlignment(_RIGHT)
                self.setItem(place, column, cell)
        for column in range(self.columnCount()):
            if column != self._stretch:
                self.resizeColumnToContents(column)
                wanted = self.columnWidth(column) + 14
                self.setColumnWidth(column, min(widest or wanted, wanted))
        if self.wordWrap():
            self.resizeRowsToContents()
        if rows and choose:
            self.selectRow(0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is no row, rather than nothing."""
        super().paintEvent(event)
        if self._empty and self._is_filled:
            tell_empty(self, self._empty)

    def texts(self) -> list[list[str]]:
        """Return what is shown."""
        found = []
        for row in range(self.rowCount()):
            cells = [self.item(row, c) for c in range(self.columnCount())]
            found.append([cell.text() if cell else "" for cell in cells])
        return found


def tell_empty(table: QTableWidget, words: str) -> None:
    """Write into the middle of a table that is being painted and has no row."""
    if table.rowCount():
        return
    around = table.viewport().rect().adjusted(_AROUND, 0, -_AROUND, 0)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter = QPainter(table.viewport())
    painter.setPen(shade(MUTED))
    painter.drawText(around, flags, words)
    painter.end()
