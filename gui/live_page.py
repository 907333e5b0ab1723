"""The page that the robot has open, masked: for whoever wants to see it work."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from gui.fitting import open_at
from gui.words import QT_TR_NOOP, tr

_LOOK_MS = 1500
_MASKED = QT_TR_NOOP(
    "個人の項目は塗りつぶしてあります。映っている間だけ画面を撮り、保存しません。"
)
_NOTHING_YET = QT_TR_NOOP(
    "画面を待っています…\n\n"
    "ロボットが本人の記録を開き、支援措置の対象でないと確かめてから映ります。"
)
_ENDED = QT_TR_NOOP("実行は終わりました。")


class LivePage(QDialog):
    """Stays beside the launcher; asks for pictures only while it is open.

    Signals:
        look_wanted: The picture is wanted now.
    """

    look_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("ロボットの画面"))
        self.setModal(False)
        self.picture = Picture()
        self.heading = QLabel()
        self.heading.setObjectName("section")
        note = QLabel(tr(_MASKED))
        note.setObjectName("muted")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.picture, 1)
        column.addWidget(note)
        open_at(self, 760, 560)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look_wanted)

    def open_beside(self) -> None:
        """Show the window and ask for the first picture."""
        self.show()
        self.raise_()
        self.activateWindow()

    def show_number(self, number: int) -> None:
        """Say which item is in hand; the page of the last one goes."""
        self.heading.setText(tr("{number}番の登録").format(number=number))
        self.picture.show_picture(QPixmap(), tr(_NOTHING_YET))

    def show_picture(self, content: bytes | None) -> None:
        """Show the page as PNG; None while there is none."""
        shown = QPixmap()
        if content:
            shown.loadFromData(content)
        self.picture.show_picture(shown, tr(_NOTHING_YET))

    def show_ended(self) -> None:
        """Say that the run has ended."""
        self.heading.setText("")
        self.picture.show_picture(QPixmap(), tr(_ENDED))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures."""
        super().showEvent(event)
        self._timer.start()
        self.look_wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask no more: a picture takes time from the run."""
        self._timer.stop()
        super().hideEvent(event)


class Picture(QWidget):
    """A picture as large as there is room for, or a sentence instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(320, 200)
        self._shown = QPixmap()
        self.show_picture(QPixmap(), tr(_NOTHING_YET))

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._shown.isNull()

    def show_picture(self, shown: QPixmap, otherwise: str) -> None:
        """Show this, or the sentence where it is empty."""
        self._shown = shown
        self._otherwise = otherwise
        self.setAccessibleName(tr("ロボットの画面") if self.has_picture else otherwise)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture into the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.has_picture:
            painter.setPen(self.palette().windowText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                self.rect().adjusted(40, 20, -40, -20), flags, self._otherwise
            )
            return
        size = self._shown.size().scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        left = (self.width() - size.width()) // 2
        top = (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, size.width(), size.height(), self._shown)
