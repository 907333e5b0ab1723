"""The page of one robot: bring files in, run it, watch, take the results away."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.discrepancy_dialog import DiscrepancyDialog
from gui.drop_zone import DropZone, dialog_filters
from gui.import_flow import ImportFlow
from gui.item_dialog import ItemDialog
from gui.item_list import ItemList
from gui.memory import Memory
from gui.messages import ask, tell_error
from gui.note import Note
from gui.run_control import RunControl
from gui.run_panel import RunPanel
from gui.run_watch import Command, RunOutcome
from gui.tasks import Tasks
from gui.verify_window import VerifyWindow
from gui.wording import ENVIRONMENTS
from rpa_suite.app.records import Imported, RobotCard
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Event
from rpa_suite.model.work import Environment, ItemState, WorkItem

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
        *,
        desk: Desk,
        tasks: Tasks,
        memory: Memory,
        command: Command,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._card = card
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
        self.verify_button = QPushButton("確認する(&V)")
        self.verify_button.setToolTip("Ctrl+K")
        self.verify_button.clicked.connect(self.verify)
        self.mismatch_note = Note()
        self.mismatch_button = QPushButton("突合の結果(&D)")
        self.mismatch_button.setVisible(False)
        self.mismatch_button.clicked.connect(self.show_discrepancies)
        self.approve_note = Note()
        self.approve_button = QPushButton("取込を承認(&A)")
        self.approve_button.clicked.connect(self.ask_to_approve)
        self.outcome_note = Note()
        self.items = ItemList()
        self._lay_out()

        self.imports = ImportFlow(card.robot, desk=desk, tasks=tasks, window=self)
        self.imports.imported.connect(self._on_imported)
        self.imports.cancelled.connect(
            lambda: self.said.emit("読み取りを取り消しました。何も保存していません。")
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
        self.items.rerun_wanted.connect(self.ask_to_rerun)
        self.items.opened.connect(self._open_item)
        self.show_card(card)

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

    def show_card(self, card: RobotCard) -> None:
        """Show the robot's counts and whether it can run."""
        self._card = card
        self.site_note.say(
            f"{card.why_not}情報担当へ連絡してください。" if card.why_not else "",
            tone="trouble",
        )
        self.stopped_note.say(card.stopped)
        self._show_counts()

    def refresh(self) -> None:
        """Fetch the items again."""
        self._tasks.run(
            self,
            lambda: self._desk.items(robot_id=self.robot_id),
            done=self._show_items,
            failed=self._show_error,
        )
        self._tasks.run(
            self,
            lambda: self._desk.discrepancies(self.robot_id),
            done=self._show_discrepancies,
            failed=self._show_error,
        )

    # Bringing files in.

    def take_files(self, paths: Sequence[Path]) -> None:
        """Preview files that were dropped or chosen."""
        if paths:
            self._memory.remember_folder(paths[0].parent)
            self.imports.take(paths)

    def choose_file(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, "ファイルを選ぶ", str(self._memory.last_folder))
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
        if not self.verify_button.isVisibleTo(self):
            return
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
            f"業務システムの一覧と合わない登録が {len(found)}件あります。"
            if found
            else "",
            tone="trouble",
        )
        self.mismatch_button.setVisible(bool(found))

    # Approving.

    def ask_to_approve(self) -> None:
        """Approve what waits, after the whole list was looked at."""
        batches = self._card.to_approve
        if not batches:
            return
        ask(
            self,
            f"承認待ちの取込 {len(batches)}件を承認しますか。"
            "下の一覧の全体を確かめてから承認してください。"
            "承認した後に値が変わると、承認は取り消されます。",
            yes="承認する",
            no="承認しない",
            then=lambda: self._approve([batch.id for batch in batches]),
        )

    def _approve(self, batch_ids: Sequence[str]) -> None:
        who = self._desk.current_user()
        self._tasks.run(
            self,
            lambda: [self._desk.approve(each, who=who) for each in batch_ids],
            done=lambda approved: self._on_approved(),
            failed=self._show_error,
        )

    def _on_approved(self) -> None:
        self.said.emit("承認しました。実行できます。")
        self.changed.emit()

    # Taking results away.

    def export(self) -> None:
        """Ask where the clerk's sheet with the results shall go."""
        self._ask_where("結果をExcelへ", ".xlsx", "Excel (*.xlsx)", self._write)

    def print_slip(self) -> None:
        """Ask where the 処理結果票 shall go."""
        self._ask_where("処理結果票", ".pdf", "PDF (*.pdf)", self._write_slip)

    def _ask_where(
        self, title: str, suffix: str, kinds: str, write: Callable[[str, Path], None]
    ) -> None:
        batch = self.items.batch
        if batch is None:
            return
        day = datetime.now(JST).strftime("%Y%m%d")
        dialog = QFileDialog(
            self,
            f"{title}: {self.items.labels[batch]}",
            str(self._memory.last_folder),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"処理結果_{self._card.robot.task}_{day}{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: write(batch, Path(name)))
        dialog.open()

    def _write(self, batch: str, path: Path) -> None:
        self._memory.remember_folder(path.parent)
        self._tasks.run(
            self,
            lambda: self._desk.export_results(batch, path),
            done=lambda rows: self.said.emit(
                f"{rows}件の結果を「{path.name}」へ書き出しました。"
            ),
            failed=self._show_error,
        )

    def _write_slip(self, batch: str, path: Path) -> None:
        self._memory.remember_folder(path.parent)
        self._tasks.run(
            self,
            lambda: self._desk.export_slip(batch, path),
            done=lambda rows: self._on_slip(rows, path),
            failed=self._show_error,
        )

    def _on_slip(self, rows: int, path: Path) -> None:
        self.said.emit(f"{rows}件の処理結果票を「{path.name}」へ書き出しました。")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # Running chosen rows only.

    def ask_to_rerun(self, chosen: Sequence[WorkItem]) -> None:
        """Ask whether these items, and only they, shall be run now."""
        if self.is_running or not chosen:
            return
        ask(
            self,
            f"選んだ明細のうち {len(chosen)}件を、いま実行しますか。"
            "「要確認」と「エラー」は同じ内容で「実行待ち」に戻してから入力し、"
            "「照会待ち」は先に業務システムの履歴を調べます。ほかの明細は実行しません。",
            yes="実行する(&G)",
            no="やめる(&C)",
            then=lambda: self._rerun(chosen),
        )

    def _rerun(self, chosen: Sequence[WorkItem]) -> None:
        who = self._desk.current_user()
        self._tasks.run(
            self,
            lambda: self._desk.ready_again(chosen, who=who),
            done=self.start_run,
            failed=self._show_error,
        )

    # What happens.

    def _on_imported(self, imported: Imported) -> None:
        left_out = f"（除外 {imported.left_out}件）" if imported.left_out else ""
        self.said.emit(f"{len(imported.items)}件を取り込みました{left_out}。")
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

    def _open_item(self, item: WorkItem) -> None:
        dialog = ItemDialog(item, desk=self._desk, tasks=self._tasks, parent=self)
        dialog.changed.connect(self.refresh)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Inside the page.

    def _show_items(self, items: Sequence[WorkItem]) -> None:
        self.items.show_items(items)
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self.items.counts()
        review = counts[ItemState.REVIEW]
        self.review_note.say(
            f"確認待ち {review}件。読み取りに迷いのある項目があり、"
            "人が確かめるまでロボットは登録しません。"
            if review
            else ""
        )
        self.verify_button.setVisible(bool(review))
        to_approve = self._card.to_approve
        self.approve_note.say(
            f"承認待ちの取込 {len(to_approve)}件。取り込んだ人と別の職員が"
            "一覧を確かめて承認するまで、実行できません。"
            if to_approve
            else ""
        )
        self.approve_button.setVisible(bool(to_approve))
        if not self.is_running:
            self.panel.show_waiting(
                sum(counts[state] for state in _RUNNABLE),
                why_not=self._card.why_not or ("承認待ち" if to_approve else ""),
                to_look_up=self._card.to_look_up,
            )

    def _lay_out(self) -> None:
        card = self._card
        title = QLabel(f"{card.robot.task}　{card.robot.title}")
        title.setObjectName("title")
        site = card.site.title if card.site else card.robot.site
        under = QLabel(f"{card.robot.section}　・　接続先: {site}")
        under.setObjectName("muted")
        heading = QHBoxLayout()
        heading.addWidget(title)
        heading.addStretch(1)
        heading.addWidget(under)
        if card.site:
            badge = QLabel(ENVIRONMENTS[card.site.environment])
            badge.setObjectName("badge")
            badge.setProperty(
                "production", card.site.environment is Environment.PRODUCTION
            )
            heading.addWidget(badge)

        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(heading)
        column.addWidget(self.site_note)
        column.addWidget(self.stopped_note)
        column.addWidget(self.drop)
        column.addWidget(self.panel)
        column.addWidget(self.outcome_note)
        mismatching = QHBoxLayout()
        mismatching.addWidget(self.mismatch_note, 1)
        mismatching.addWidget(self.mismatch_button)
        column.addLayout(mismatching)
        approving = QHBoxLayout()
        approving.addWidget(self.approve_note, 1)
        approving.addWidget(self.approve_button)
        column.addLayout(approving)
        reviewing = QHBoxLayout()
        reviewing.addWidget(self.review_note, 1)
        reviewing.addWidget(self.verify_button)
        column.addLayout(reviewing)
        column.addWidget(self.items, 1)
