"""One chip a state with its count; pressing one shows only those items."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from gui.chip import Chip
from gui.style import STATE_TINTS
from gui.words import tr
from rpa_suite.model.work import ItemState


class StateChips(QWidget):
    """States without items show no chip.

    Signals:
        chosen: The ``ItemState`` to show, or None for all.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._chips: dict[ItemState | None, Chip] = {}
        for state in (None, *ItemState):
            self._add(state)
        self._row.addStretch(1)
        self._tint()
        self._chips[None].setChecked(True)

    @property
    def state(self) -> ItemState | None:
        """The state chosen; None shows all."""
        return next(
            (state for state, chip in self._chips.items() if chip.isChecked()), None
        )

    def show_counts(self, counts: Mapping[ItemState, int]) -> None:
        """Show these counts; a chosen state that has run empty gives way to all."""
        self._chips[None].setText(tr("すべて {n}").format(n=sum(counts.values())))
        for state in ItemState:
            chip = self._chips[state]
            count = counts.get(state, 0)
            chip.setText(f"{tr(state.label)} {count}")
            chip.setVisible(count > 0)
            if not count and chip.isChecked():
                self._chips[None].setChecked(True)
                self.chosen.emit(None)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the day or the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        for state, chip in self._chips.items():
            if state:
                tint = STATE_TINTS[state]
                chip.setStyleSheet(
                    f"background: {tint.back.name()}; color: {tint.ink.name()};"
                    f"border-color: {tint.ink.name()};"
                )

    def texts(self) -> list[str]:
        """Return what the visible chips say."""
        return [chip.text() for chip in self._chips.values() if not chip.isHidden()]

    def choose(self, state: ItemState | None) -> None:
        """Press the chip of a state."""
        self._chips[state].click()

    def _add(self, state: ItemState | None) -> None:
        chip = Chip()
        if state:
            chip.setVisible(False)
        else:
            chip.setText(tr("すべて 0"))
        chip.clicked.connect(lambda: self.chosen.emit(state))
        self._group.addButton(chip)
        self._chips[state] = chip
        self._row.addWidget(chip)
