"""How the template editor is laid out: fields, form, the field in hand."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def side_by_side(
    left: QWidget, middle: Iterable[tuple[QWidget, int]], right: QWidget
) -> QSplitter:
    """Return three parts that a person may widen, the middle one piled up.

    Args:
        left: The list of fields.
        middle: From the top, each with how much of the height it takes.
        right: The field in hand.
    """
    pile = QWidget()
    column = QVBoxLayout(pile)
    column.setContentsMargins(0, 0, 0, 0)
    for widget, stretch in middle:
        column.addWidget(widget, stretch)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    for part, stretch in ((left, 0), (pile, 1), (right, 0)):
        splitter.addWidget(part)
        splitter.setStretchFactor(splitter.count() - 1, stretch)
    splitter.setSizes([330, 640, 350])
    return splitter
