"""Where a clerk can go besides the robots: ホーム and 例外, above their list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from gui.words import QT_TR_NOOP, tr

HOME, EXCEPTIONS = "home", "exceptions"
_WORDS = {HOME: QT_TR_NOOP("ホーム(&H)"), EXCEPTIONS: QT_TR_NOOP("例外(&E)")}


class Places(QWidget):
    """One button a place; none is pressed while a robot is in front.

    Signals:
        chosen: The place.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 6, 0)
        column.setSpacing(4)
        for place, words in _WORDS.items():
            button = QPushButton(tr(words))
            button.setObjectName("place")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._group.addButton(button)
            column.addWidget(button)
            self.buttons[place] = button

    def show_place(self, place: str | None) -> None:
        """Mark the place in front; None where a robot is."""
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each == place)
        self._group.setExclusive(place is not None)

    def show_exceptions(self, count: int) -> None:
        """Say how many cases wait for a hand."""
        words = tr(_WORDS[EXCEPTIONS])
        self.buttons[EXCEPTIONS].setText(
            tr("{page}　{count}件").format(page=words, count=count) if count else words
        )


def above(places: Places, robots: QWidget) -> QWidget:
    """Return one column: the places, and below them the robots."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(places)
    rows.addWidget(robots, 1)
    return column
