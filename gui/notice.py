"""Desktop notices: a run has ended, or a person is needed."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyle, QSystemTrayIcon

from gui.words import tr

_SHOWN_MS = 8_000


class Notices(QObject):
    """Speaks through the system tray, where there is one; else it is silent.

    Attributes:
        last: What was said last.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.last = ""
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str, *, in_trouble: bool = False) -> None:
        """Say it beside the clock; nothing personal may stand in it."""
        self.last = f"{title}: {text}"
        if not QSystemTrayIcon.isSystemTrayAvailable():
            QApplication.beep()
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(_icon(), self)
            self._tray.setToolTip(tr("RPAスイート"))
        self._tray.show()
        kind = QSystemTrayIcon.MessageIcon
        self._tray.showMessage(
            title, text, kind.Warning if in_trouble else kind.Information, _SHOWN_MS
        )


def _icon() -> QIcon:
    own = QApplication.windowIcon()
    if not own.isNull():
        return own
    return QApplication.style().standardIcon(QStyle.StandardPixmap.SP_ComputerIcon)
