"""A small round button that stays pressed."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton


class Chip(QPushButton):
    """Wide enough for its words when it is pressed, which makes them bold."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setObjectName("chip")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Leave room for the bold words."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(bold).horizontalAdvance(self.text())
        lacking = wider - self.fontMetrics().horizontalAdvance(self.text())
        hint.setWidth(hint.width() + max(0, lacking))
        return hint
