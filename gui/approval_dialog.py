"""承認の一覧: every value of an import, before another person approves it."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.fitting import open_at
from gui.headed_model import RIGHT, HeadedModel, Index
from gui.note import Note
from gui.wording import moment
from gui.words import tr
from rpa_suite.app.approving import ApprovalSheet

_WIDEST = 260


class ApprovalDialog(QDialog):
    """Shows one import; who brought it in may look and not approve.

    Signals:
        agreed: It is to be approved as it stands here.
    """

    agreed = Signal()

    def __init__(self, sheet: ApprovalSheet, *, me: str, parent: QWidget) -> None:
        super().__init__(parent)
        batch = sheet.batch
        self.setWindowTitle(tr("承認の一覧　{name}").format(name=batch.source_name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 980, 560)

        summary = QLabel(tr("この取込の %n件を承認しますか。", "", len(sheet.rows)))
        summary.setObjectName("summary")
        source = QLabel(
            tr("{name}　取り込んだ人 {who}　{at}").format(
                name=batch.source_name,
                who=batch.imported_by,
                at=moment(batch.imported_at),
            )
        )
        source.setObjectName("muted")
        self.note = Note()
        is_own = me == batch.imported_by
        if is_own:
            self.note.say(
                tr("取り込んだ人は承認できません。別の職員が承認してください。")
            )
        else:
            self.note.say(
                tr(
                    "すべての行を原票や決裁と見比べてください。"
                    "承認した後に値が変わると、承認は取り消されます。"
                ),
                tone="calm",
            )
        self.table = QTableView()
        self.table.setAccessibleName(tr("承認する値の一覧"))
        self.table.setModel(_SheetModel(sheet, self))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setMaximumSectionSize(_WIDEST)
        header.setResizeContentsPrecision(100)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.resizeColumnsToContents()
        self.agree_button = QPushButton(tr("承認する(&A)"))
        self.agree_button.setEnabled(not is_own)
        self.agree_button.setAutoDefault(False)
        self.refuse_button = QPushButton(tr("承認しない(&C)"))
        self.refuse_button.setDefault(True)
        self.agree_button.clicked.connect(self.agreed)
        self.refuse_button.clicked.connect(self.reject)

        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.agree_button)
        bottom.addWidget(self.refuse_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        for widget in (summary, source, self.note):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)
        self.table.selectRow(0)
        self.table.setFocus()


class _SheetModel(HeadedModel):
    """The rows as they came: numbers, then texts."""

    def __init__(self, sheet: ApprovalSheet, parent: QObject) -> None:
        super().__init__((tr("番号"), *sheet.columns), parent)
        self._rows = sheet.rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number, texts = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column() - 1] if index.column() else str(number)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return RIGHT
        return None
