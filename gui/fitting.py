"""Windows no larger than the screen: many desks have 1366 x 768, or scale to 200 %.

At 200 % a full HD screen has room for 960 x 500, and Qt opens a window at any size that
it is told: buttons below the edge cannot be pressed.
"""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

# What the desktop puts around a window: borders, and the bar with its title.
_AROUND, _ABOVE = 16, 40


def open_at(
    window: QWidget, width: int, height: int, *, kept: QByteArray | None = None
) -> None:
    """Give a window its first size, as far as the screen has room for it.

    Args:
        window: It was not shown yet.
        width: Wanted, in pixels that the PC's scale is taken out of.
        height: The same.
        kept: Where it stood when it was closed last (``saveGeometry``).
    """
    wanted = QSize(width, height)
    if QGuiApplication.platformName() != "offscreen":  # there no screen is too small
        wanted = fitted(wanted, window.screen().availableGeometry())
    window.resize(wanted)
    if kept:
        window.restoreGeometry(kept)


def fitted(wanted: QSize, room: QRect) -> QSize:
    """Return the size that a window of this wanted size may have in this room."""
    return wanted.boundedTo(QSize(room.width() - _AROUND, room.height() - _ABOVE))


class Scrolling(QScrollArea):
    """A page that is as wide as it must be, and scrolls where there is no height."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands in it has the keys
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self._page = page
        self._least = page.minimumSizeHint().width()
        page.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the page, and next to no height."""
        bar = self.verticalScrollBar().sizeHint().width()
        least = super().minimumSizeHint()
        width = self._least + bar
        return QSize(max(least.width(), width), least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for room anew when the page came to need more of it."""
        if event.type() is QEvent.Type.LayoutRequest:
            least = self._page.minimumSizeHint().width()
            if least != self._least:  # else whoever shares the room would be laid anew
                self._least = least
                self.updateGeometry()
        return super().eventFilter(watched, event)
