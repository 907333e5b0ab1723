"""The other fields that a doubtful one contradicts: value and writing of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from gui.words import tr
from rpa_suite.app.doubts import Beside
from rpa_suite.app.typed_values import shown

_HEIGHT, _WIDTH = 40, 260  # of a piece of paper, in pixels


class BesidePanel(QFrame):
    """Hidden while nothing is contradicted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("beside")
        self._pieces: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 6, 10, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_fields(self, fields: Sequence[Beside]) -> None:
        """Name these fields and what stands there now."""
        while (entry := self._grid.takeAt(0)) is not None:
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        self._pieces = []
        if fields:
            heading = QLabel(tr("見比べる項目"))
            heading.setObjectName("section")
            self._grid.addWidget(heading, 0, 0, 1, 2)
        for row, each in enumerate(fields):
            name = QLabel(each.field.label)
            value = QLabel(shown(each.field, each.value) or tr("（空欄）"))
            value.setObjectName("section")
            value.setTextFormat(Qt.TextFormat.PlainText)
            piece = QLabel()
            piece.setAccessibleName(tr("{label}の記入").format(label=each.field.label))
            piece.hide()
            self._grid.addWidget(name, 2 * row + 1, 0)
            self._grid.addWidget(value, 2 * row + 1, 1)
            self._grid.addWidget(piece, 2 * row + 2, 0, 1, 2)
            self._pieces.append(piece)
        self.setVisible(bool(fields))

    def texts(self) -> list[str]:
        """Return the words shown, row by row."""
        return [
            label.text()
            for label in self.findChildren(QLabel)
            if label.text() and not label.isHidden()
        ]

    def show_pieces(self, pieces: Sequence[QImage]) -> None:
        """Show the writing of the fields, in their order."""
        for label, piece in zip(self._pieces, pieces, strict=False):
            if piece.isNull():
                continue
            fitted = piece.scaled(
                _WIDTH,
                _HEIGHT,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            label.setPixmap(QPixmap.fromImage(fitted))
            label.show()
