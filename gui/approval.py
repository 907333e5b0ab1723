"""承認: imports that wait for another person than who brought them in."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.approval_dialog import ApprovalDialog
from gui.desk import Desk
from gui.messages import tell_error
from gui.note import Note
from gui.rights import settle
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.approving import ApprovalSheet
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Batch


class Approval(QWidget):
    """Hidden while nothing waits.

    Signals:
        approved: One of the imports that waited was approved.
    """

    approved = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._batches: Sequence[Batch] = ()
        self.note = Note()
        self.button = QPushButton(tr("一覧を見て承認(&A)…"))
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
        """Show the oldest import that waits, to be approved or not."""
        if not self._batches:
            return
        batch_id = self._batches[0].id
        self._tasks.run(
            self,
            lambda: self._desk.importing.to_approve(batch_id),
            done=self._open,
            failed=self._show_error,
        )

    def _open(self, sheet: ApprovalSheet) -> None:
        me = self._desk.current_user()
        dialog = ApprovalDialog(sheet, me=me, parent=self.window())
        dialog.agreed.connect(lambda: self._approve(sheet, dialog))
        dialog.open()

    def _approve(self, sheet: ApprovalSheet, dialog: ApprovalDialog) -> None:
        who = self._desk.current_user()
        dialog.accept()
        self._tasks.run(
            self,
            lambda: self._desk.importing.approve(
                sheet.batch.id, who=who, seen=sheet.payload_hash
            ),
            done=lambda _: self.approved.emit(),
            failed=self._show_error,
        )

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)
