"""The items of one robot as rows of a table, and the filter over them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from gui.style import STATE_TINTS
from gui.wording import moment
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.model.work import ItemState, WorkItem

Index = QModelIndex | QPersistentModelIndex
TINT_ROLE = Qt.ItemDataRole.UserRole + 1  # style.Tint of the cell, painted as a pill
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
HEADERS = ("番号", "状態", "処理番号", "理由", "更新")
STATE_COLUMN = 1
_ORDER = {state: rank for rank, state in enumerate(ItemState)}


class ItemModel(QAbstractTableModel):
    """Holds the items it was given; reset on every refresh."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[WorkItem] = []
        self._row_of: dict[str, int] = {}

    def show_items(self, items: Sequence[WorkItem]) -> None:
        """Replace all rows; the newest import comes first, its rows in file order."""
        self.beginResetModel()
        self._items = sorted(
            items, key=lambda i: (-i.created_at.timestamp(), i.batch_id, i.number)
        )
        self._row_of = {item.id: row for row, item in enumerate(self._items)}
        self.endResetModel()

    def take(self, event: Event) -> None:
        """Show at once what a run says of an item."""
        if not isinstance(event, ItemStarted | ItemFinished):
            return
        row = self._row_of.get(event.item_id)
        if row is None:  # imported elsewhere since the last refresh
            return
        if isinstance(event, ItemStarted):
            changes: dict[str, Any] = {"state": ItemState.ENTERING, "reason": ""}
        else:
            changes = {
                "state": ItemState(event.state),
                "reason_code": event.reason_code,
                "reason": event.reason,
                "receipt": event.receipt,
            }
        self._items[row] = replace(
            self._items[row], updated_at=datetime.now(UTC), **changes
        )
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADERS) - 1))

    @property
    def items(self) -> Sequence[WorkItem]:
        """The items in the order of the rows."""
        return self._items

    def item_at(self, row: int) -> WorkItem:
        """Return the item shown in ``row`` of this model."""
        return self._items[row]

    def row_of(self, item_id: str) -> int | None:
        """Return the row of an item, if it is shown."""
        return self._row_of.get(item_id)

    def counts(self) -> Counter[ItemState]:
        """Return how many items stand in each state."""
        return Counter(item.state for item in self._items)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if (
            orientation is Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
        ):
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._items[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _texts(item)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.reason or None
        if role == TINT_ROLE and column == STATE_COLUMN:
            return STATE_TINTS[item.state]
        if role == SORT_ROLE:
            return (
                item.number,
                _ORDER[item.state],
                item.receipt or "",
                item.reason,
                item.updated_at.timestamp(),
            )[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class ItemFilter(QSortFilterProxyModel):
    """Shows the items of one state and one import, or all."""

    def __init__(self, model: ItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._state: ItemState | None = None
        self._batch: str | None = None
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def show_only(self, *, state: ItemState | None, batch: str | None) -> None:
        """Show items of this state and this import; None means any."""
        self.beginFilterChange()
        self._state, self._batch = state, batch
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        item = self._model.item_at(source_row)
        return self._state in (None, item.state) and self._batch in (
            None,
            item.batch_id,
        )


def _reason(item: WorkItem) -> str:
    if item.state is ItemState.REVIEW and item.doubts and not item.reason:
        return f"{len(item.doubts)}項目の確認が必要です。"
    return item.reason


def _texts(item: WorkItem) -> tuple[str, str, str, str, str]:
    return (
        str(item.number),
        item.state.label,
        item.receipt or "",
        _reason(item),
        moment(item.updated_at),
    )
