"""What an import would do, row by row, before anything is stored."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QShowEvent,
    QUndoCommand,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.earlier_panel import EarlierPanel
from gui.fitting import open_at
from gui.note import Note
from gui.pill import PillDelegate
from gui.preview_model import (
    FATE_COLUMN,
    PROBLEM_COLUMN,
    PreviewFilter,
    PreviewModel,
)
from gui.row_details import RowDetails, details_of
from gui.scan_view import ScanView
from gui.wording import preview_summary
from gui.words import tr
from rpa_suite.app.mending import Earlier
from rpa_suite.app.records import Edits, Preview, PreviewRow
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.work import BatchKind

_WIDEST_CELL = 220
RENAME = 2  # the dialog's result: the columns shall be named anew


class PreviewDialog(QDialog):
    """Asks 取り込む or やめる; importing is its owner's business.

    Signals:
        import_wanted: 取り込む was pressed.
        typed: Everything that was typed over the file's cells.
        earlier_wanted: A row (``PreviewRow``) that repeats a stored entry.
        item_wanted: A stored item that the clerk wants to see.
    """

    import_wanted = Signal()
    typed = Signal(object)
    earlier_wanted = Signal(object)
    item_wanted = Signal(object)

    def __init__(
        self,
        preview: Preview,
        *,
        title: str,
        templates: Mapping[str, FormTemplate],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.preview = preview
        self._templates = templates
        self._busy = False
        self._is_scan = preview.kind is BatchKind.SCAN
        self.setWindowTitle(tr("取込の確認 - {title}").format(title=title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        open_at(self, 1200, 760)

        self._original = preview
        self._edits: dict[tuple[int, str], str] = {}
        self.undo = QUndoStack(self)
        self.summary = QLabel(preview_summary(preview))
        self.summary.setObjectName("summary")
        source = QLabel(
            tr("{file}　まだ何も保存していません。").format(file=preview.path.name)
        )
        source.setObjectName("muted")
        self.mended = QLabel()
        self.mended.setObjectName("muted")
        self.note = Note()
        warned = preview.same_file or not preview.importable
        self._tone = "" if warned else "calm"
        self.note.say("\n".join(_notes(preview)), tone=self._tone)
        self.problems_only = QCheckBox(tr("問題のある行だけ(&P)"))
        self.problems_only.setEnabled(any(row.problems for row in preview.rows))

        self.model = PreviewModel(preview, self)
        self.rows = PreviewFilter(self.model, self)
        self.table = self._make_table()
        self.details = RowDetails()
        self.earlier = EarlierPanel()
        self.earlier.open_wanted.connect(self.item_wanted)
        self.scan = ScanView() if self._is_scan else None
        self.import_button = QPushButton(
            tr("%n件を取り込む(&I)", "", preview.importable)
        )
        self.import_button.setObjectName("primary")
        self.import_button.setEnabled(preview.importable > 0)
        self.cancel_button = QPushButton(tr("やめる(&C)"))
        self.cancel_button.setAutoDefault(False)
        self._lay_out(source)

        self.model.typed.connect(self._type)
        self.problems_only.toggled.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        if self.scan:
            self.details.chosen.connect(self.scan.choose)
        self.import_button.clicked.connect(self.import_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.table.selectRow(0)
        self.table.setFocus()

    def show_preview(self, preview: Preview) -> None:
        """Show what would become of the rows now."""
        self.preview = preview
        self.model.show_preview(preview)
        cells = sum(len(row.mended) for row in preview.rows)
        self.summary.setText(preview_summary(preview))
        self.mended.setText(
            tr("直したセル %n　元のファイルは変わりません。", "", cells)
            if cells
            else ""
        )
        self._left_out.setText(_left_out_words(preview))
        self.show_importing(self._busy)
        self._show_row(self.table.currentIndex())

    def show_earlier(self, earlier: Earlier) -> None:
        """Show the entry that the selected row repeats."""
        row = self._selected()
        if row and row.duplicate_of == earlier.item.id:
            self.earlier.show_earlier(earlier)
            self._below.setCurrentWidget(self.earlier)

    # Typing over the file's cells.

    def _type(self, number: int, column: str, text: str) -> None:
        row = next(row for row in self.preview.rows if row.number == number)
        cell = number, column
        before = {cell: row.cells.get(column, "")}
        self.undo.push(_Typing(self._set, before, {cell: text}))

    def _set(self, edits: Edits) -> None:
        self._edits.update(edits)
        self.typed.emit(dict(self._edits))

    def _restore(self) -> None:
        """Put what was typed over this file before; one Ctrl+Z takes it back."""
        before = {
            (row.number, column): text
            for row in self.preview.rows
            for column, text in row.cells.items()
        }
        # Columns that were named anew have no cell of the old name.
        typed = {
            cell: text
            for cell, text in self.preview.typed.items()
            if cell in before and before[cell] != text
        }
        if typed:
            self.undo.push(
                _Typing(self._set, {cell: before[cell] for cell in typed}, typed)
            )
            told = tr(
                "前に直しかけたセル %n から続けます（「元に戻す」で取り消せます）。",
                "",
                len(typed),
            )
            self.note.say("\n".join([told, *_notes(self.preview)]), tone=self._tone)

    def show_importing(self, busy: bool) -> None:
        """Hold the window while the rows are being stored."""
        self._busy = busy
        self.import_button.setEnabled(not busy and self.preview.importable > 0)
        self.cancel_button.setEnabled(not busy)
        if busy:
            self.import_button.setText(tr("取り込んでいます…"))
        else:
            self.import_button.setText(
                tr("%n件を取り込む(&I)", "", self.preview.importable)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Show the selected row, now that whoever opened the window listens."""
        super().showEvent(event)
        if not self.undo.count():
            self._restore()
        self._show_row(self.table.currentIndex())

    def reject(self) -> None:
        """Close without importing, unless the rows are being stored."""
        if not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like やめる."""
        if self._busy:
            event.ignore()
        else:
            super().closeEvent(event)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setItemDelegateForColumn(FATE_COLUMN, PillDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setAccessibleName(tr("取り込む行"))
        if not self._is_scan:
            table.setToolTip(
                tr("セルを選んで入力すると、その場で直せます（F2、Ctrl+Z）")
            )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(
            table.fontMetrics().lineSpacing() + 12
        )
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.resizeColumnsToContents()
        for column in range(PROBLEM_COLUMN + 1, self.model.columnCount()):
            table.setColumnWidth(column, min(_WIDEST_CELL, table.columnWidth(column)))
        table.setColumnWidth(PROBLEM_COLUMN, 320)
        if self._is_scan:
            table.horizontalHeader().setStretchLastSection(True)
        return table

    def _lay_out(self, source: QLabel) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self.summary)
        heading.addWidget(self.mended, 1)
        if not self._is_scan:
            for action, words, keys in (
                (self.undo.createUndoAction(self), tr("元に戻す"), "Ctrl+Z"),
                (self.undo.createRedoAction(self), tr("やり直す"), "Ctrl+Y"),
            ):
                action.setShortcut(QKeySequence(keys))
                self.addAction(action)
                button = QToolButton()
                button.setDefaultAction(action)
                # The stack would name the command each time.
                action.changed.connect(lambda b=button, w=words: b.setText(w))
                button.setText(words)
                button.setToolTip(keys)
                heading.addWidget(button)
        heading.addWidget(self.problems_only)

        details = QWidget()
        below = QVBoxLayout(details)
        below.setContentsMargins(0, 4, 0, 0)
        told = QLabel(
            tr("選んだ帳票の内容（確認が要るものが上）")
            if self._is_scan
            else tr("選んだ行で確認すること")
        )
        told.setObjectName("section")
        below.addWidget(told)
        self._below = QStackedWidget()
        self._below.addWidget(self.details)
        self._below.addWidget(self.earlier)
        below.addWidget(self._below)

        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.table)
        left.addWidget(details)
        left.setSizes([190, 400] if self._is_scan else [360, 220])
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.addWidget(left)
        if self.scan:
            body.addWidget(self.scan)
            body.setSizes([580, 600])

        bottom = QHBoxLayout()
        self._left_out = QLabel(_left_out_words(self.preview))
        self._left_out.setObjectName("muted")
        bottom.addWidget(self._left_out, 1)
        self.columns_button = QPushButton(tr("列の対応(&L)…"))
        self.columns_button.setToolTip(tr("ファイルのどの列を何として読むか"))
        self.columns_button.setAutoDefault(False)
        self.columns_button.setVisible(bool(self.preview.written))
        self.columns_button.clicked.connect(lambda: self.done(RENAME))
        bottom.addWidget(self.columns_button)
        bottom.addWidget(self.cancel_button)
        bottom.addWidget(self.import_button)

        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(source)
        column.addWidget(self.note)
        column.addWidget(body, 1)
        column.addLayout(bottom)

    def _filter(self, only: bool) -> None:
        self.rows.show_problems_only(only)
        if self.rows.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _selected(self) -> PreviewRow | None:
        current = self.table.currentIndex()
        if not current.isValid():
            return None
        return self.model.row_at(self.rows.mapToSource(current).row())

    def _show_row(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.row_at(self.rows.mapToSource(current).row())
        details = details_of(row, self._templates)
        self.details.show_details(details)
        self._below.setCurrentWidget(self.details)
        if row.duplicate_of:
            self.earlier_wanted.emit(row)
        elif row.duplicate_row is not None and not self._is_scan:
            first = next(r for r in self.preview.rows if r.number == row.duplicate_row)
            self.earlier.show_row(row, first)
            self._below.setCurrentWidget(self.earlier)
        if self.scan:
            self.scan.show_pages(
                row.pages,
                [each.mark for each in details if each.mark and each.number],
                paper_width=self._paper_width(row),
            )

    def _paper_width(self, row: PreviewRow) -> float:
        template = self._templates.get(row.form.template_id) if row.form else None
        return template.paper_mm[0] if template else 210.0


class _Typing(QUndoCommand):
    """Cells typed over."""

    def __init__(
        self, put: Callable[[Edits], None], before: Edits, after: Edits
    ) -> None:
        super().__init__()
        self._put = put
        self._before, self._after = before, after

    def redo(self) -> None:
        """Put what was typed."""
        self._put(self._after)

    def undo(self) -> None:
        """Put back what stood there."""
        self._put(self._before)


def _left_out_words(preview: Preview) -> str:
    left_out = len(preview.rows) - preview.importable
    return tr("エラーと重複の%n件は取り込みません。", "", left_out) if left_out else ""


def _notes(preview: Preview) -> list[str]:
    notes = []
    if preview.same_file:
        notes.append(
            tr(
                "この同じファイルは前にも取り込まれています。"
                "もう一度取り込む必要があるかを確かめてください。"
            )
        )
    if not preview.importable:
        notes.append(
            tr(
                "取り込める行がありません。"
                "下の「確認すること」を見てファイルを直してから、もう一度選んでください。"
            )
        )
    return notes + list(preview.notes)
