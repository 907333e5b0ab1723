"""A duplicate beside the entry that was there first, field by field."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.plain_table import PlainTable
from gui.style import SEVERITY_TINTS
from gui.wording import moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.mending import Compared, Earlier
from rpa_suite.app.records import PreviewRow, Severity
from rpa_suite.model.work import WorkItem

_SAME = QT_TR_NOOP("同じ")


class EarlierPanel(QWidget):
    """Shows what differs first.

    Signals:
        open_wanted: The earlier ``WorkItem``.
    """

    open_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._item: WorkItem | None = None
        self._fields: Sequence[Compared] = ()
        self.heading = QLabel()
        self.heading.setObjectName("section")
        self.open_button = QPushButton(tr("前の明細を開く(&E)…"))
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self._item))
        self.table = PlainTable(
            (tr("項目"), tr("この行"), tr("前の内容")),
            name=tr("前の明細との違い"),
            stretch=2,
        )
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.table)

    def show_earlier(self, earlier: Earlier) -> None:
        """Show the stored entry of the same case."""
        item = earlier.item
        receipt = (
            tr("　処理番号 {receipt}").format(receipt=item.receipt)
            if item.receipt
            else ""
        )
        self._item = item
        self.heading.setText(
            tr("前の明細: {at} の取込 {number}番　{state}{receipt}").format(
                at=moment(item.created_at),
                number=item.number,
                state=tr(item.state.label),
                receipt=receipt,
            )
        )
        self.open_button.show()
        self._fill(earlier.fields)

    def show_row(self, row: PreviewRow, first: PreviewRow) -> None:
        """Show the row of the same file that says the same."""
        self._item = None
        self.heading.setText(
            tr("このファイルの {number} 行目").format(number=first.number)
        )
        self.open_button.hide()
        fields = [
            Compared(
                label=column,
                here=text,
                there=first.cells.get(column, ""),
                is_same=text == first.cells.get(column, ""),
            )
            for column, text in row.cells.items()
        ]
        self._fill(sorted(fields, key=lambda each: each.is_same))

    def _fill(self, fields: Sequence[Compared]) -> None:
        self.table.fill(
            [
                (
                    each.label,
                    each.here,
                    tr(_SAME) if each.is_same else each.there or tr("空欄"),
                )
                for each in fields
            ],
            choose=False,
        )
        self._fields = fields
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the day or the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        differs = SEVERITY_TINTS[Severity.WARNING]
        for row, each in enumerate(self._fields):
            cell = self.table.item(row, 2)
            if cell is not None and not each.is_same:
                cell.setBackground(QColor(differs.back))
                cell.setForeground(QColor(differs.ink))
