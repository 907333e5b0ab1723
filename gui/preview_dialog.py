"""What an import would do, row by row, before anything is stored."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

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
from rpa_suite.app.records import Preview, PreviewRow
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.work import BatchKind

_WIDEST_CELL = 220


class PreviewDialog(QDialog):
    """Asks 取り込む or やめる; importing is its owner's business.

    Signals:
        import_wanted: 取り込む was pressed.
    """

    import_wanted = Signal()

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
        self.setWindowTitle(f"取込の確認 - {title}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1200, 760)

        self.summary = QLabel(preview_summary(preview))
        self.summary.setObjectName("summary")
        source = QLabel(f"{preview.path.name}　まだ何も保存していません。")
        source.setObjectName("muted")
        self.note = Note()
        warned = preview.same_file or not preview.importable
        self.note.say("\n".join(_notes(preview)), tone="" if warned else "calm")
        self.problems_only = QCheckBox("問題のある行だけ(&P)")
        self.problems_only.setEnabled(any(row.problems for row in preview.rows))

        self.model = PreviewModel(preview, self)
        self.rows = PreviewFilter(self.model, self)
        self.table = self._make_table()
        self.details = RowDetails()
        self.scan = ScanView() if self._is_scan else None
        self.import_button = QPushButton(f"{preview.importable}件を取り込む(&I)")
        self.import_button.setObjectName("primary")
        self.import_button.setEnabled(preview.importable > 0)
        self.cancel_button = QPushButton("やめる(&C)")
        self.cancel_button.setAutoDefault(False)
        self._lay_out(source)

        self.problems_only.toggled.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        if self.scan:
            self.details.chosen.connect(self.scan.choose)
        self.import_button.clicked.connect(self.import_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.table.selectRow(0)
        self.table.setFocus()

    def show_importing(self, busy: bool) -> None:
        """Hold the window while the rows are being stored."""
        self._busy = busy
        self.import_button.setEnabled(not busy)
        self.cancel_button.setEnabled(not busy)
        if busy:
            self.import_button.setText("取り込んでいます…")
        else:
            self.import_button.setText(f"{self.preview.importable}件を取り込む(&I)")

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
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setAccessibleName("取り込む行")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(
            table.fontMetrics().lineSpacing() + 12
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
        heading.addWidget(self.summary, 1)
        heading.addWidget(self.problems_only)

        details = QWidget()
        below = QVBoxLayout(details)
        below.setContentsMargins(0, 4, 0, 0)
        told = QLabel(
            "選んだ帳票の内容（確認が要るものが上）"
            if self._is_scan
            else "選んだ行で確認すること"
        )
        told.setObjectName("section")
        below.addWidget(told)
        below.addWidget(self.details)

        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.table)
        left.addWidget(details)
        left.setSizes([190, 400] if self._is_scan else [430, 150])
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.addWidget(left)
        if self.scan:
            body.addWidget(self.scan)
            body.setSizes([580, 600])

        bottom = QHBoxLayout()
        left_out = len(self.preview.rows) - self.preview.importable
        words = QLabel(
            f"エラーと重複の{left_out}件は取り込みません。" if left_out else ""
        )
        words.setObjectName("muted")
        bottom.addWidget(words, 1)
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

    def _show_row(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.row_at(self.rows.mapToSource(current).row())
        details = details_of(row, self._templates)
        self.details.show_details(details)
        if self.scan:
            self.scan.show_pages(
                row.pages,
                [each.mark for each in details if each.mark and each.number],
                paper_width=self._paper_width(row),
            )

    def _paper_width(self, row: PreviewRow) -> float:
        template = self._templates.get(row.form.template_id) if row.form else None
        return template.paper_mm[0] if template else 210.0


def _notes(preview: Preview) -> list[str]:
    notes = []
    if preview.same_file:
        notes.append(
            "この同じファイルは前にも取り込まれています。"
            "もう一度取り込む必要があるかを確かめてください。"
        )
    if not preview.importable:
        notes.append(
            "取り込める行がありません。"
            "下の「確認すること」を見てファイルを直してから、もう一度選んでください。"
        )
    return notes + list(preview.notes)
