"""The pictures of an item's screens (証跡), masked as they were taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.scan_view import ScanView
from rpa_suite.model.work import WorkItem


class PicturesDialog(QDialog):
    """Shows one picture at a time; the newest first."""

    def __init__(
        self,
        item: WorkItem,
        pictures: Sequence[tuple[str, bytes]],
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"画面の写し　明細 {item.number}番")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 760)
        self._pictures = [QImage.fromData(content) for _, content in reversed(pictures)]
        self.names = QListWidget()
        self.names.setAccessibleName("画面の写しの一覧")
        self.names.setMaximumWidth(220)
        for place, (words, _) in enumerate(reversed(pictures)):
            self.names.addItem(f"{len(pictures) - place}　{words}")
        self.view = ScanView()
        close = QPushButton("閉じる(&C)")
        close.setDefault(True)
        close.clicked.connect(self.accept)

        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.view, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addLayout(row, 1)
        column.addLayout(bottom)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pictures):
            self.view.show_pages({1: self._pictures[row]}, (), paper_width=210.0)
