"""Cuts the pictures of doubtful characters out of the pages, form by form."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage

from gui.desk import Desk
from gui.group_pile import Card, Sheet
from gui.paper_store import Pages, decoded
from gui.tasks import Tasks
from rpa_suite.model.forms import Box

# What the recogniser saw of a cell: strokes reach over its rules.
_AROUND_MM = 0.7

Glyphs = dict[tuple[str, int], QImage]  # field and place to picture


class GlyphCutter(QObject):
    """Keeps the small pictures, never the pages.

    Signals:
        came: The item whose characters are cut now.
    """

    came = Signal(str)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        *,
        failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._failed = failed
        self._cut: dict[str, Glyphs] = {}

    def cut(self, sheets: Iterable[Sheet]) -> None:
        """Cut every character of these sheets, in the order of the sheets."""
        wanted: dict[str, list[Card]] = {}
        for sheet in sheets:
            for card in sheet.cards:
                if card.doubt.item_id not in self._cut:
                    wanted.setdefault(card.doubt.item_id, []).append(card)
        for item_id, cards in wanted.items():
            self._cut[item_id] = {}
            self._fetch(item_id, cards)

    def pictures(self, sheet: Sheet) -> dict[int, QImage]:
        """Return what is cut of a sheet, by the places on it."""
        found = {}
        for place, card in enumerate(sheet.cards):
            glyphs = self._cut.get(card.doubt.item_id, {})
            picture = glyphs.get((card.doubt.field.id, card.unsure.place))
            if picture is not None:
                found[place] = picture
        return found

    def _fetch(self, item_id: str, cards: list[Card]) -> None:
        desk = self._desk

        def work() -> Glyphs:
            pages = decoded(desk, item_id)
            width = desk.templates[cards[0].doubt.template_id].paper_mm[0]
            return {
                (card.doubt.field.id, card.unsure.place): cut_out(
                    pages, card.doubt.field.page, card.unsure.box, width
                )
                for card in cards
            }

        self._tasks.run(
            self,
            work,
            done=lambda glyphs: self._keep(item_id, glyphs),
            failed=self._failed,
        )

    def _keep(self, item_id: str, glyphs: Glyphs) -> None:
        self._cut[item_id] = glyphs
        self.came.emit(item_id)


def cut_out(pages: Pages, page: int, box: Box, paper_width: float) -> QImage:
    """Return a piece of a page laid onto its template; empty where it is missing."""
    picture = pages.get(page)
    if picture is None or picture.isNull():
        return QImage()
    scale = picture.width() / paper_width
    left, top, right, bottom = box.grown(_AROUND_MM).in_pixels(scale)
    return picture.copy(QRect(left, top, right - left, bottom - top))
