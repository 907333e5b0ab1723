"""The items of one robot as rows of a table: of one state, of one import, in order.

All of it is plain lists: a hundred thousand rows are chosen and sorted within a frame.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    Qt,
)

from gui.headed_model import RIGHT, HeadedModel, Index
from gui.style import STATE_TINTS
from gui.wording import moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import ItemSheet
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.model.work import ItemLine, ItemLines, ItemState

TINT_ROLE = Qt.ItemDataRole.UserRole + 1  # style.Tint of the cell, painted as a pill
HEADERS = (
    QT_TR_NOOP("番号"),
    QT_TR_NOOP("状態"),
    QT_TR_NOOP("処理番号"),
    QT_TR_NOOP("理由"),
    QT_TR_NOOP("更新"),
)
STATE_COLUMN = 1
_ORDER = {state: rank for rank, state in enumerate(ItemState)}
_TO_LOOK_AT = QT_TR_NOOP("読み取りに迷いがあります。確認してください。")


class ItemModel(HeadedModel):
    """Holds the lines it was given, and shows those that were asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([tr(each) for each in HEADERS], parent)
        self._lines = ItemLines()
        self._counts: Counter[ItemState] = Counter()
        self._places: dict[str, int] = {}  # by item; made when it is first asked for
        self._shown: list[int] = []  # places among the lines, one a row
        self._state: ItemState | None = None
        self._batch: str | None = None
        self._column = -1
        self._descending = False

    def __len__(self) -> int:
        """How many lines there are, shown or not."""
        return len(self._lines)

    @property
    def counts(self) -> Counter[ItemState]:
        """How many items stand in each state."""
        return self._counts

    def show_sheet(self, sheet: ItemSheet) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self._lines, self._places = sheet.lines, {}
        self._counts = Counter(sheet.counts)
        self._choose()
        self.endResetModel()

    def show_only(self, *, state: ItemState | None, batch: str | None) -> None:
        """Show items of this state and this import; None means any."""
        if (state, batch) == (self._state, self._batch):
            return
        self.beginResetModel()
        self._state, self._batch = state, batch
        self._choose()
        self.endResetModel()

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Sort by a column; -1 is the order in which items came in."""
        descending = order is Qt.SortOrder.DescendingOrder
        # The view and its header both ask.
        if (column, descending) == (self._column, self._descending):
            return
        self.beginResetModel()
        self._column, self._descending = column, descending
        self._choose()
        self.endResetModel()

    def take(self, event: Event) -> None:
        """Show at once what a run says of an item."""
        if not isinstance(event, ItemStarted | ItemFinished):
            return
        place = self._place_of(event.item_id)
        if place is None:  # imported elsewhere since the last refresh
            return
        before = self._lines.line(place)
        changes: dict[str, Any] = {"state": ItemState.ENTERING, "reason": ""}
        if isinstance(event, ItemFinished):
            changes = {
                "state": ItemState(event.state),
                "reason": event.reason,
                "receipt": event.receipt,
            }
        after = replace(before, updated_at=datetime.now(UTC), **changes)
        self._lines.put(place, after)
        self._counts[before.state] -= 1
        self._counts[after.state] += 1
        self._settle_row(place, after)

    def line_at(self, row: int) -> ItemLine:
        """Return the item shown in ``row``."""
        return self._lines.line(self._shown[row])

    def row_of(self, item_id: str) -> int | None:
        """Return the row that shows an item, if one does."""
        place = self._place_of(item_id)
        return None if place is None else self._row_at(place)

    # For Qt.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row())
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _texts(line)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.reason or None
        if role == TINT_ROLE and column == STATE_COLUMN:
            return STATE_TINTS[line.state]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return RIGHT
        return None

    # Which lines are shown.

    def _fits(self, line: ItemLine) -> bool:
        return self._state in (None, line.state) and self._batch in (
            None,
            line.batch_id,
        )

    def _choose(self) -> None:
        state, batch = self._state, self._batch
        shown = list(range(len(self._lines)))
        if state is not None:
            states = self._lines.states
            shown = [at for at in shown if states[at] is state]
        if batch is not None:
            batches = self._lines.batch_ids
            shown = [at for at in shown if batches[at] == batch]
        if self._column >= 0:
            keys = self._keys()
            shown.sort(key=keys.__getitem__, reverse=self._descending)
        self._shown = shown

    def _keys(self) -> list[Any]:
        lines = self._lines
        columns: tuple[Callable[[], list[Any]], ...] = (
            lambda: lines.numbers,
            lambda: [_ORDER[state] for state in lines.states],
            lambda: [receipt or "" for receipt in lines.receipts],
            lambda: lines.reasons,
            lambda: lines.updated,
        )
        return columns[self._column]()

    def _place_of(self, item_id: str) -> int | None:
        if not self._places:
            self._places = {each: at for at, each in enumerate(self._lines.ids)}
        return self._places.get(item_id)

    def _row_at(self, place: int) -> int | None:
        try:
            return self._shown.index(place)
        except ValueError:
            return None

    def _settle_row(self, place: int, line: ItemLine) -> None:
        """Let a changed line stay, go or come; no other row loses its selection."""
        row = self._row_at(place)
        if row is not None and self._fits(line):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADERS) - 1))
        elif row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()
        elif self._fits(line):
            end = len(self._shown)
            row = end if self._column >= 0 else bisect_left(self._shown, place)
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, place)
            self.endInsertRows()


def _reason(line: ItemLine) -> str:
    return line.reason or (tr(_TO_LOOK_AT) if line.state is ItemState.REVIEW else "")


def _texts(line: ItemLine) -> tuple[str, str, str, str, str]:
    return (
        str(line.number),
        tr(line.state.label),
        line.receipt or "",
        _reason(line),
        moment(line.updated_at),
    )
