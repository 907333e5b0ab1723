"""文字ごと: sheet after sheet of characters, and what comes of the fields."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.desk import Desk
from gui.glyph_cutter import GlyphCutter
from gui.group_panel import GroupPanel
from gui.group_pile import GroupPile
from gui.look_tally import Stopwatch
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.doubts import Doubt


class GroupFlow(QObject):
    """Joins the sheets, their pictures and the panel.

    Signals:
        settled: The fields (``Settled``) that the last sheet settled; may be none.
        taken_back: The fields (``Doubt``) that are open again.
        moved: Another sheet is in hand, or none is left.
    """

    settled = Signal(list)
    taken_back = Signal(list)
    moved = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        watch: Stopwatch,
        *,
        failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.panel = GroupPanel()
        self._watch = watch
        self._pile = GroupPile(())
        self._cutter = GlyphCutter(desk, tasks, failed=failed, parent=self)
        self._cutter.came.connect(self._on_glyphs)
        self.panel.used.connect(watch.touch)
        self.panel.confirmed.connect(self._confirm)
        self.panel.undone.connect(self._undo)

    @property
    def left(self) -> int:
        """How many sheets are still to look at."""
        return self._pile.left

    def begin(self, doubts: Sequence[Doubt]) -> None:
        """Sort the characters of these doubts into sheets."""
        self._pile = GroupPile(doubts)
        self._cutter.cut(self._pile.sheets)
        self._watch.lap()

    def leave(self) -> list[Doubt]:
        """Return the fields in which a character is something else."""
        odd = self._pile.odd_ones()
        self._pile = GroupPile(())
        return odd

    def show_sheet(self) -> None:
        """Show the sheet in hand."""
        if sheet := self._pile.sheet:
            self.panel.show_sheet(sheet, self._cutter.pictures(sheet))

    def close_behind(self) -> None:
        """Forms of earlier sheets have ended: Ctrl+Z no longer reaches them."""
        self._pile.forget_undo()

    def _confirm(self, odd: dict[int, str]) -> None:
        self.settled.emit(self._pile.confirm(odd, seconds=self._watch.lap()))
        self.moved.emit()

    def _undo(self) -> None:
        settled = self._pile.undo()
        if settled is None:
            self.panel.say(tr("戻れる組はありません。"))
            return
        self.taken_back.emit([each.doubt for each in settled])
        self.moved.emit()

    def _on_glyphs(self, item_id: str) -> None:
        sheet = self._pile.sheet
        if sheet is None:
            return
        pictures = self._cutter.pictures(sheet)
        for place, card in enumerate(sheet.cards):
            if card.doubt.item_id == item_id and place in pictures:
                self.panel.show_picture(place, pictures[place])
