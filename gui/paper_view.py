"""The paper of the field in hand: framed, zoomed, other personal fields veiled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gui.desk import Desk
from gui.glyph_cutter import cut_out
from gui.paper_store import PaperStore
from gui.scan_view import Mark, ScanView, veils_of
from rpa_suite.app.doubts import Doubt
from rpa_suite.model.forms import Field

_AHEAD = 1  # forms decoded before they are wanted


class PaperView(ScanView):
    """A ``ScanView`` that knows forms; their pages come from a ``PaperStore``."""

    def __init__(self, desk: Desk, papers: PaperStore) -> None:
        super().__init__()
        self._desk = desk
        self._papers = papers
        # All keys belong to the value; the page moves by mouse.
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_doubt(self, doubt: Doubt) -> list[QImage]:
        """Show where a field is written, as soon as its pages are here.

        Returns:
            The writing of the fields that it is held against, in their order.
        """
        pages = self._papers.get(doubt.item_id)
        if pages is None:
            self.show_pages({}, (), paper_width=210.0)
            self._papers.ask([doubt.item_id])
            return []
        template = self._desk.templates[doubt.template_id]
        width = template.paper_mm[0]
        if self.shown_for != doubt.item_id:
            self.show_pages(
                pages, (), paper_width=width, veils=veils_of(template), whole=not pages
            )
            self.shown_for = doubt.item_id
        field = doubt.field
        beside = [each.field for each in doubt.beside]
        same = [f.id for f in template.fields if f.person and f.person == field.person]
        self.choose(
            _mark(field),
            beside=[_mark(each) for each in beside],
            unveil={field.id, *same, *(each.id for each in beside)},
        )
        return [cut_out(pages, each.page, each.extent, width) for each in beside]

    def prepare(self, doubt: Doubt, coming: Sequence[Doubt]) -> None:
        """Decode the pages of the next forms before they are wanted."""
        items = dict.fromkeys(each.item_id for each in coming)
        items.pop(doubt.item_id, None)
        self._papers.ask(list(items)[:_AHEAD])


def _mark(field: Field) -> Mark:
    return Mark(number=0, page=field.page, box=field.extent)
