"""The rows of a preview as a table: fate and problems first, then the cells."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from gui.headed_model import RIGHT, HeadedModel, Index
from gui.item_model import TINT_ROLE
from gui.style import FATE_TINTS, SEVERITY_TINTS
from gui.words import tr
from rpa_suite.app.records import Preview, PreviewRow, RowFate, Severity
from rpa_suite.model.work import BatchKind

FATE_COLUMN = 1
PROBLEM_COLUMN = 2
_FIXED = 3
_WORST_FIRST: Mapping[RowFate, int] = {
    RowFate.ERROR: 0,
    RowFate.DUPLICATE: 1,
    RowFate.REVIEW: 2,
    RowFate.READY: 3,
}


class PreviewModel(HeadedModel):
    """Rows that cannot be imported come first; otherwise in the order of the file.

    Cells of a table can be typed over; whoever owns the preview decides what comes of
    it, and rows keep their places meanwhile.

    Signals:
        typed: Row number, column and what was typed.
    """

    typed = Signal(int, str, str)

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        # The fields of a form are too many for columns: its details list them.
        is_scan = preview.kind is BatchKind.SCAN
        columns = () if is_scan else preview.columns
        number = tr("番号") if is_scan else tr("行")
        headers = (number, tr("取り込むと"), tr("確認すること"), *columns)
        super().__init__(headers, parent)
        self._is_table = not is_scan
        self._rows = sorted(
            preview.rows, key=lambda row: (_WORST_FIRST[row.fate], row.number)
        )

    def show_preview(self, preview: Preview) -> None:
        """Show what became of the rows, each where it stood."""
        fresh = {row.number: row for row in preview.rows}
        self._rows = [fresh[row.number] for row in self._rows]
        last = self.index(len(self._rows) - 1, len(self.headers) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells of a table be typed over."""
        flags = super().flags(index)
        if self._is_table and index.column() >= _FIXED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tell what was typed; the cell changes when the row was checked again."""
        row = self._rows[index.row()]
        column = self.headers[index.column()]
        if role != Qt.ItemDataRole.EditRole or value == row.cells.get(column, ""):
            return False
        self.typed.emit(row.number, column, str(value))
        return True

    def row_at(self, row: int) -> PreviewRow:
        """Return the previewed row shown in ``row`` of this model."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.EditRole if column >= _FIXED:
                return row.cells.get(self.headers[column], "")
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self._told(row, column)) or None
            case Qt.ItemDataRole.FontRole if self.headers[column] in row.mended:
                bold = QFont()
                bold.setBold(True)
                return bold
            case Qt.ItemDataRole.TextAlignmentRole if column == 0:
                return RIGHT
            case Qt.ItemDataRole.BackgroundRole if column >= _FIXED:
                severity = self._severity(row, column)
                return SEVERITY_TINTS[severity].back if severity else None
            # Selecting a row covers its backgrounds; the ink still tells.
            case Qt.ItemDataRole.ForegroundRole if column >= _FIXED:
                severity = self._severity(row, column)
                return SEVERITY_TINTS[severity].ink if severity else None
        if role == TINT_ROLE and column == FATE_COLUMN:
            return FATE_TINTS[row.fate]
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == FATE_COLUMN:
            return tr(row.fate.label)
        if column == PROBLEM_COLUMN:
            lines = problem_lines(row)
            more = (
                tr("（ほか{n}件）").format(n=len(lines) - 1) if len(lines) > 1 else ""
            )
            return lines[0] + more if lines else ""
        return row.cells.get(self.headers[column], "")

    def _told(self, row: PreviewRow, column: int) -> list[str]:
        before = row.mended.get(self.headers[column])
        told = (
            []
            if before is None
            else [tr("直す前: {before}").format(before=before or tr("空欄"))]
        )
        return told + problem_lines(row)

    def _severity(self, row: PreviewRow, column: int) -> Severity | None:
        found = {
            problem.severity
            for problem in row.problems
            if problem.column == self.headers[column]
        }
        return max(found, key=lambda each: each is Severity.ERROR, default=None)


class PreviewFilter(QSortFilterProxyModel):
    """Shows all rows, or those with a problem."""

    def __init__(self, model: PreviewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._problems_only = False
        self.setSourceModel(model)

    def show_problems_only(self, only: bool) -> None:
        """Hide rows that have nothing to say, or show them again."""
        self.beginFilterChange()
        self._problems_only = only
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._model.row_at(source_row)
        return not self._problems_only or bool(row.problems)


def problem_lines(row: PreviewRow) -> list[str]:
    """Return each problem as ``項目: 内容``, errors first."""
    ordered = sorted(row.problems, key=lambda each: each.severity is Severity.WARNING)
    return [
        f"{each.column}: {each.message}" if each.column else each.message
        for each in ordered
    ]
