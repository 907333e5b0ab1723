"""Shows a file being read: pages, time left, キャンセル."""

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.wording import roughly
from gui.words import tr


class ReadingDialog(QDialog):
    """Closes only when its owner says so: the reading process must have ended.

    Signals:
        cancel_wanted: キャンセル, Esc or the window's cross.
    """

    cancel_wanted = Signal()

    def __init__(self, file_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("読み取り中"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._started = monotonic()
        self._over = False
        name = QLabel(tr("「{file}」を読み取っています。").format(file=file_name))
        name.setWordWrap(True)
        self.words = QLabel(tr("読み取りの準備をしています…"))
        self.words.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("読み取りの進み"))
        self.cancel_button = QPushButton(tr("キャンセル(&C)"))
        self.cancel_button.clicked.connect(self.reject)
        nothing = QLabel(tr("取り消しても、何も保存されません。"))
        nothing.setObjectName("muted")

        bottom = QHBoxLayout()
        bottom.addWidget(nothing, 1)
        bottom.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for widget in (name, self.bar, self.words):
            column.addWidget(widget)
        column.addLayout(bottom)

    def show_page(self, number: int, total: int | None) -> None:
        """Show that ``number`` pages of ``total`` are read."""
        if self._over:
            return
        if not total:
            self.words.setText(tr("%n ページを読み取りました", "", number))
            return
        self.bar.setRange(0, total)
        self.bar.setValue(number)
        self.bar.setFormat(
            tr("{number} / {total} ページ").format(number=number, total=total)
        )
        left = (monotonic() - self._started) / max(1, number) * (total - number)
        self.words.setText(
            tr("{number} / {total} ページ　{left}").format(
                number=number, total=total, left=roughly(left)
            )
        )

    def finish(self) -> None:
        """Close, now that nothing is being read any more."""
        self._over = True
        self.close()

    def reject(self) -> None:
        """Ask for the end; the window stays until the reading has ended."""
        if self._over or not self.cancel_button.isEnabled():
            return
        self.cancel_button.setEnabled(False)
        self.words.setText(tr("取り消しています…"))
        self.cancel_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like キャンセル."""
        if self._over:
            event.accept()
        else:
            event.ignore()
            self.reject()
