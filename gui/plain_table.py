"""A table of texts to read and choose from; numbers stand at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)


class PlainTable(QTableWidget):
    """One row can be chosen; the widest column takes the room that is left."""

    def __init__(
        self,
        headers: Sequence[str],
        *,
        name: str,
        stretch: int,
        numbers: Sequence[int] = (),
    ) -> None:
        super().__init__(0, len(headers))
        self._numbers = frozenset(numbers)
        self.setHorizontalHeaderLabels(list(headers))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
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
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(rows))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column in self._numbers:
                    cell.setTextAlignment(right)
                self.setItem(place, column, cell)
        for column in range(self.columnCount()):
            if column != self._stretch:
                self.resizeColumnToContents(column)
                wanted = self.columnWidth(column) + 14
                self.setColumnWidth(column, min(widest or wanted, wanted))
        if rows and choose:
            self.selectRow(0)

    def texts(self) -> list[list[str]]:
        """Return what is shown."""
        found = []
        for row in range(self.rowCount()):
            cells = [self.item(row, c) for c in range(self.columnCount())]
            found.append([cell.text() if cell else "" for cell in cells])
        return found
