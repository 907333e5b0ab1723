"""承認: imports that wait for another person than who brought them in."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.desk import Desk
from gui.messages import ask, tell_error
from gui.note import Note
from gui.rights import settle
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Batch


class Approval(QWidget):
    """Hidden while nothing waits.

    Signals:
        approved: What waited was approved.
    """

    approved = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._batches: Sequence[Batch] = ()
        self.note = Note()
        self.button = QPushButton(tr("取込を承認(&A)"))
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.note, 1)
        row.addWidget(self.button)

    def show_waiting(self, batches: Sequence[Batch], may: Collection[Duty]) -> None:
        """Say how many imports wait."""
        self._batches = batches
        self.setVisible(bool(batches))
        self.note.say(
            tr(
                "承認待ちの取込 %n件。取り込んだ人と別の職員が"
                "一覧を確かめて承認するまで、実行できません。",
                "",
                len(batches),
            )
            if batches
            else ""
        )
        settle(self.button, Duty.APPROVE, may)

    def ask(self) -> None:
        """Approve what waits, after the whole list was looked at."""
        if not self._batches:
            return
        ask(
            self,
            tr(
                "承認待ちの取込 %n件を承認しますか。"
                "下の一覧の全体を確かめてから承認してください。"
                "承認した後に値が変わると、承認は取り消されます。",
                "",
                len(self._batches),
            ),
            yes=tr("承認する"),
            no=tr("承認しない"),
            then=self._approve,
        )

    def _approve(self) -> None:
        waiting = [batch.id for batch in self._batches]
        who = self._desk.current_user()
        self._tasks.run(
            self,
            lambda: [self._desk.importing.approve(each, who=who) for each in waiting],
            done=lambda _: self.approved.emit(),
            failed=self._show_error,
        )

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)
