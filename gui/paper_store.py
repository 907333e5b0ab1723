"""Decoded pages of the forms in a pile, fetched before they are wanted."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gui.decoding import decode
from gui.desk import Desk
from gui.tasks import Tasks

_KEPT = 2  # forms kept decoded: a page takes 15 MB

Pages = Mapping[int, QImage]


class PaperStore(QObject):
    """Keeps the pages of a few forms; the rest is fetched and decoded off the window.

    Signals:
        came: The item whose pages are here now.
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
        self._pages: dict[str, Pages] = {}
        self._asked: set[str] = set()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, item_id: str) -> Pages | None:
        """Return the pages of a form, if they are here."""
        return self._pages.get(item_id)

    def ask(self, item_ids: Iterable[str]) -> None:
        """Fetch the pages of these forms, the most wanted first."""
        for item_id in item_ids:
            if item_id not in self._pages and item_id not in self._asked:
                self._asked.add(item_id)
                self._fetch(item_id)

    def forget(self, item_id: str) -> None:
        """The form has ended."""
        self._pages.pop(item_id, None)

    def _fetch(self, item_id: str) -> None:
        self._tasks.run(
            self,
            lambda: decoded(self._desk, item_id),
            done=lambda pages: self._keep(item_id, pages),
            failed=self._failed,
        )

    def _keep(self, item_id: str, pages: Pages) -> None:
        self._asked.discard(item_id)
        self._pages[item_id] = pages
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        self.came.emit(item_id)


def decoded(desk: Desk, item_id: str) -> Pages:
    """Return the pages of a form as pictures; to be called on a worker thread."""
    form = desk.items.form_of(item_id)
    pages = form[1] if form else {}
    return {number: decode(content) for number, content in pages.items()}
