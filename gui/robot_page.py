"""The page of one robot: bring files in, run it, watch, take the results away."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.approval import Approval
from gui.desk import Desk
from gui.discrepancy_dialog import DiscrepancyDialog
from gui.drop_zone import DropZone, dialog_filters
from gui.import_flow import ImportFlow
from gui.item_dialog import ItemDialog
from gui.item_list import ItemList
from gui.memory import Memory
from gui.messages import ask, tell_error
from gui.note import Note
from gui.result_flow import ResultFlow
from gui.rights import EVERYTHING, settle
from gui.robot_heading import heading_of
from gui.run_control import RunControl
from gui.run_panel import RunPanel
from gui.run_watch import Command, RunOutcome
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.records import Imported, ItemSheet, RobotCard
from rpa_suite.model.events import Event
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemLine, ItemState, WorkItem

_RUNNABLE = (ItemState.READY, ItemState.IN_DOUBT)


class RobotPage(QWidget):
    """Shows one robot; its run goes on while another page is in front.

    Signals:
        changed: Items came in or a run ended; the list of robots is out of date.
        running: (robot id, ``3/20``); empty text when the run has ended.
        said: Something for the status bar.
    """

    changed = Signal()
    running = Signal(str, str)
    said = Signal(str)

    def __init__(
        self,
        card: RobotCard,
        may: Collection[Duty] = EVERYTHING,
        *,
        desk: Desk,
        tasks: Tasks,
        memory: Memory,
        command: Command,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._card = card
        self._may = may
        self._desk = desk
        self._tasks = tasks
        self._memory = memory

        self.drop = DropZone(card.robot)
        self.panel = RunPanel()
        self.control = RunControl(
            self.panel,
            card.robot.id,
            desk=desk,
            tasks=tasks,
            command=command,
            page=self,
        )
        self.site_note = Note()
        self.review_note = Note()
        self.stopped_note = Note()
        self.verify_button = QPushButton(tr("確認する(&V)"))
        self.verify_button.setToolTip("Ctrl+K")
        self.verify_button.clicked.connect(self.verify)
        self.mismatch_note = Note()
        self.mismatch_button = QPushButton(tr("突合の結果(&D)"))
        self.mismatch_button.setVisible(False)
        self.mismatch_button.clicked.connect(self.show_discrepancies)
        self.approval = Approval(desk, tasks)
        self.approval.approved.connect(self._on_approved)
        self.outcome_note = Note()
        self.items = ItemList()
        self._lay_out()

        self.results = ResultFlow(
            card.robot.task, desk=desk, tasks=tasks, memory=memory, window=self
        )
        self.results.said.connect(self.said)
        self.imports = ImportFlow(card.robot, desk=desk, tasks=tasks, window=self)
        self.imports.imported.connect(self._on_imported)
        self.imports.cancelled.connect(
            lambda: self.said.emit(
                tr("読み取りを取り消しました。何も保存していません。")
            )
        )
        self.drop.dropped.connect(self.take_files)
        self.drop.wanted.connect(self.choose_file)
        self.panel.start_wanted.connect(self.start_run)
        self.control.happened.connect(self._on_event)
        self.control.ended.connect(self._on_run_ended)
        self.control.running.connect(
            lambda position: self.running.emit(self.robot_id, position)
        )
        self.items.export_wanted.connect(self.export)
        self.items.slip_wanted.connect(self.print_slip)
        self.items.papers_wanted.connect(self.take_papers)
        self.items.papers_button.setVisible(bool(card.robot.paper))
        self.items.rerun_wanted.connect(self.ask_to_rerun)
        self.items.opened.connect(self._open_item)
        self.show_card(card, may)

    # What is shown.

    @property
    def robot_id(self) -> str:
        """The robot of this page."""
        return self._card.robot.id

    @property
    def is_running(self) -> bool:
        """Whether the robot runs now on this PC."""
        return self.control.is_running

    @property
    def can_start(self) -> bool:
        """Whether 実行 would do something."""
        return self.panel.start_button.isEnabled()

    def show_card(self, card: RobotCard, may: Collection[Duty] = EVERYTHING) -> None:
        """Show the robot's counts, whether it can run, and what one may do with it."""
        self._card, self._may = card, may
        self.setAcceptDrops(Duty.IMPORT in may)
        self.drop.setAcceptDrops(Duty.IMPORT in may)
        settle(self.drop.button, Duty.IMPORT, may)
        settle(self.verify_button, Duty.VERIFY, may)
        self.items.show_rights(may)
        self.site_note.say(
            tr("{why_not}情報担当へ連絡してください。").format(why_not=card.why_not)
            if card.why_not
            else "",
            tone="trouble",
        )
        self.stopped_note.say(card.stopped)
        self._show_counts()

    def refresh(self) -> None:
        """Fetch the items again; at first those that came in last, then the rest."""
        for newest_only in (False,) if len(self.items.model) else (True, False):
            self._tasks.run(
                self,
                partial(self._desk.items.sheet, self.robot_id, newest_only=newest_only),
                done=self._show_sheet,
                failed=self._show_error,
            )
        self._tasks.run(
            self,
            lambda: self._desk.reconciling.of_robot(self.robot_id),
            done=self._show_discrepancies,
            failed=self._show_error,
        )

    # Bringing files in.

    def take_files(self, paths: Sequence[Path]) -> None:
        """Preview files that were dropped or chosen."""
        if paths and Duty.IMPORT in self._may:
            self._memory.remember_folder(paths[0].parent)
            self.imports.take(paths)

    def choose_file(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, tr("ファイルを選ぶ"), str(self._memory.last_folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(list(dialog_filters(self._card.robot)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda names: self.take_files([Path(name) for name in names])
        )
        dialog.open()

    # Verifying.

    def verify(self) -> None:
        """Go through the fields that wait for a person."""
        if not self.verify_button.isVisibleTo(self) or Duty.VERIFY not in self._may:
            return
        # A dozen modules: not while the launcher starts.
        from gui.verify_window import VerifyWindow

        window = VerifyWindow(
            self.robot_id,
            self._card.robot.title,
            desk=self._desk,
            tasks=self._tasks,
            parent=self,
        )
        window.changed.connect(self.refresh)
        window.changed.connect(self.changed)
        window.open()

    def verify_when_loaded(self) -> None:
        """Go through these fields as soon as the items asked for are here."""
        self._tasks.run(
            self,
            lambda: None,
            done=lambda _: self.verify(),
            failed=self._show_error,
        )

    # The business system's own list.

    def show_discrepancies(self) -> None:
        """Show what the system's list says otherwise, and what was done about it."""
        dialog = DiscrepancyDialog(
            self.robot_id, desk=self._desk, tasks=self._tasks, parent=self
        )
        dialog.changed.connect(self.refresh)
        dialog.open()

    def _show_discrepancies(self, found: Sequence[object]) -> None:
        self.mismatch_note.say(
            tr("業務システムの一覧と合わない登録が %n件あります。", "", len(found))
            if found
            else "",
            tone="trouble",
        )
        self.mismatch_button.setVisible(bool(found))

    def _on_approved(self) -> None:
        self.said.emit(tr("取込を承認しました。"))
        self.changed.emit()

    # Taking results away.

    def export(self) -> None:
        """Give the clerk his sheet back, with the results."""
        if self.items.batch and self.items.export_button.isEnabled():
            self.results.export(self.items.batch, self.items.labels[self.items.batch])

    def print_slip(self) -> None:
        """Give the clerk a 処理結果票."""
        if self.items.batch:
            self.results.print_slip(
                self.items.batch, self.items.labels[self.items.batch]
            )

    def take_papers(self) -> None:
        """Give the clerk the 帳票 of the import, to print."""
        if self.items.batch:
            self.results.take_papers(
                self.items.batch, self.items.labels[self.items.batch]
            )

    # Running chosen rows only.

    def ask_to_rerun(self, chosen: Sequence[ItemLine]) -> None:
        """Ask whether these items, and only they, shall be run now."""
        if self.is_running or not chosen:
            return
        ask(
            self,
            tr(
                "選んだ明細のうち %n件を、いま実行しますか。"
                "「要確認」と「エラー」は同じ内容で「実行待ち」に戻してから入力し、"
                "「照会待ち」は先に業務システムの履歴を調べます。ほかの明細は実行しません。",
                "",
                len(chosen),
            ),
            yes=tr("実行する(&G)"),
            no=tr("やめる(&C)"),
            then=lambda: self._rerun(chosen),
        )

    def _rerun(self, chosen: Sequence[ItemLine]) -> None:
        who = self._desk.current_user()
        self._tasks.run(
            self,
            lambda: self._desk.exceptions.ready_again(chosen, who=who),
            done=self.start_run,
            failed=self._show_error,
        )

    # What happens.

    def _on_imported(self, imported: Imported) -> None:
        left_out = (
            tr("（除外 {left_out}件）").format(left_out=imported.left_out)
            if imported.left_out
            else ""
        )
        self.said.emit(
            tr("%n件を取り込みました{left_out}。", "", len(imported.items)).format(
                left_out=left_out
            )
        )
        self.refresh()
        self.changed.emit()

    def start_run(self, item_ids: Sequence[str] | None = None) -> None:
        """Start the robot, where 実行 would do something."""
        if self.can_start or item_ids:
            self.outcome_note.say("")
            self.control.start(item_ids)

    def _on_event(self, event: Event) -> None:
        self.items.take(event)
        self._show_counts()

    def _on_run_ended(self, outcome: RunOutcome) -> None:
        self.outcome_note.say(
            outcome.message, tone="trouble" if outcome.in_trouble else "calm"
        )
        self._show_counts()
        self.refresh()
        self.changed.emit()

    def _open_item(self, line: ItemLine) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.items.one(line.id),
            done=self._show_item,
            failed=self._show_error,
        )

    def _show_item(self, item: WorkItem) -> None:
        dialog = ItemDialog(item, desk=self._desk, tasks=self._tasks, parent=self)
        dialog.changed.connect(self.refresh)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Inside the page.

    def _show_sheet(self, found: ItemSheet) -> None:
        self.items.show_sheet(found)
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self.items.counts()
        review = counts[ItemState.REVIEW]
        self.review_note.say(
            tr(
                "確認待ち %n件。読み取りに迷いのある項目があり、"
                "人が確かめるまでロボットは登録しません。",
                "",
                review,
            )
            if review
            else ""
        )
        self.verify_button.setVisible(bool(review))
        to_approve = self._card.to_approve
        self.approval.show_waiting(to_approve, self._may)
        if not self.is_running:
            self.panel.show_waiting(
                sum(counts[state] for state in _RUNNABLE),
                why_not=self._card.why_not or (tr("承認待ち") if to_approve else ""),
                to_look_up=self._card.to_look_up,
            )
            start = self.panel.start_button
            settle(start, Duty.RUN, self._may, ready=start.isEnabled())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(heading_of(self._card))
        column.addWidget(self.site_note)
        column.addWidget(self.stopped_note)
        column.addWidget(self.drop)
        column.addWidget(self.panel)
        column.addWidget(self.outcome_note)
        mismatching = QHBoxLayout()
        mismatching.addWidget(self.mismatch_note, 1)
        mismatching.addWidget(self.mismatch_button)
        column.addLayout(mismatching)
        column.addWidget(self.approval)
        reviewing = QHBoxLayout()
        reviewing.addWidget(self.review_note, 1)
        reviewing.addWidget(self.verify_button)
        column.addLayout(reviewing)
        column.addWidget(self.items, 1)
