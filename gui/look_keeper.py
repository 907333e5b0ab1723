"""Stores what a person said of fields, and ends forms that are settled."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from gui.desk import Desk
from gui.tasks import Tasks
from gui.verify_queue import Taken
from gui.words import tr
from rpa_suite.app.doubts import Doubt
from rpa_suite.model.verifying import LookOutcome


class LookKeeper(QObject):
    """Speaks to the office off the window; every look goes there at once.

    Signals:
        ended: An item and its ``FormEnd``.
        renewed: The doubts of a form, one of whose contradicting fields was changed.
        asked_again: Fields (``Doubt``) that keep a form from being a record, and why.
        lost: An item out of reach, and the error that says so.
    """

    ended = Signal(str, object)
    renewed = Signal(list)
    asked_again = Signal(list, str)
    lost = Signal(str, object)

    def __init__(self, desk: Desk, tasks: Tasks, *, who: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._who = who

    def store(self, taken: Taken, seconds: float) -> None:
        """Store a look, if it says anything new."""
        if taken.is_stored:
            self._store(taken.doubt, taken.outcome, taken.value, seconds)

    def take_back(self, taken: Taken) -> None:
        """Store that a look is taken back."""
        if taken.is_stored:
            self._store(taken.doubt, LookOutcome.UNDONE, "", 0.0)

    def finish(self, item_ids: Sequence[str]) -> None:
        """End forms whose last look was taken."""
        for item_id in item_ids:
            self._finish(item_id)

    def _finish(self, item_id: str) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.verifying.finish_form(item_id, who=self._who),
            done=lambda end: self.ended.emit(item_id, end),
            failed=lambda error: self.lost.emit(item_id, error),
        )

    def ask_again(self, item_id: str, wrong: dict[str, str]) -> None:
        """Ask for the fields that keep a form from being a record."""
        told = tr("、").join(dict.fromkeys(wrong.values()))

        def tell(fields: list[Doubt]) -> None:
            named = [doubt for doubt in fields if doubt.field.id in wrong]
            self.asked_again.emit(named or fields, told)

        self._tasks.run(
            self,
            lambda: self._desk.verifying.form_fields(item_id),
            done=tell,
            failed=lambda error: self.lost.emit(item_id, error),
        )

    def _store(
        self, doubt: Doubt, outcome: LookOutcome, value: str, seconds: float
    ) -> None:
        def work() -> list[Doubt]:
            self._desk.verifying.look(
                doubt, outcome, value, who=self._who, seconds=seconds
            )
            # What contradicted this value may not do so any more.
            if not doubt.beside:
                return []
            return self._desk.verifying.form_doubts(doubt.item_id, who=self._who)

        self._tasks.run(
            self,
            work,
            done=lambda doubts: self.renewed.emit(doubts) if doubts else None,
            failed=lambda error: self.lost.emit(doubt.item_id, error),
        )
