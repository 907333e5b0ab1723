"""The page of one robot: bring files in, run it, watch, take the results away."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
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
from gui.messages import ask, tell, tell_error
from gui.note import Note
from gui.run_panel import RunPanel
from gui.run_process import Command, Order, RunOutcome, RunProcess
from gui.supervision import Supervision
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
        self._command = command
        self._run: RunProcess | None = None

        self.drop = DropZone(card.robot)
        self.panel = RunPanel()
        self.site_note = Note()
        self.review_note = Note()
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
        self.panel.stop_wanted.connect(self.ask_to_stop)
        self.panel.pause_wanted.connect(self.pause_or_go_on)
        self.items.export_wanted.connect(self.export)
        self.items.opened.connect(self._open_item)
        self.show_card(card)

    # What is shown.

    @property
    def robot_id(self) -> str:
        """The robot of this page."""
        return self._card.robot.id

    @property
    def is_running(self) -> bool:
        """Whether this window runs the robot now."""
        return self._run is not None

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

    # Running.

    def start_run(self) -> None:
        """Start the robot on everything that is ready."""
        if self._run or not self.can_start:
            return
        self.outcome_note.say("")
        run = RunProcess(self._command(self.robot_id, self._desk.current_user()), self)
        run.happened.connect(self._on_event)
        Supervision(run, self, desk=self._desk, tasks=self._tasks)
        run.ended.connect(self._on_run_ended)
        self._run = run
        self.panel.show_started()
        self.running.emit(self.robot_id, "準備中")
        run.start()

    def pause_or_go_on(self) -> None:
        """Let the run wait after the item in hand, or go on."""
        if self._run is None or not self.panel.pause_button.isEnabled():
            return
        pausing = not self.panel.is_pausing
        self._run.order(Order.PAUSE if pausing else Order.GO_ON)
        self.panel.show_pausing(pausing)

    def ask_to_stop(self) -> None:
        """Ask whether the run shall end after the item in hand; then, at once."""
        if self._run is None:
            return
        if self.panel.is_stopping:
            ask(
                self,
                "いまの明細を途中でやめて、すぐ止めますか。まだ登録していなければ"
                "「実行待ち」に戻します。登録している最中なら、それを終えてから止まります。",
                yes="すぐ止める(&S)",
                no="終わるのを待つ(&W)",
                then=self.stop_run_now,
            )
            return
        ask(
            self,
            "実行を止めますか。いま登録している明細を終えてから止まります。"
            "残りの明細は「実行待ち」のまま残り、あとで続きから実行できます。",
            yes="止める(&S)",
            no="続ける(&C)",
            then=self.stop_run,
        )

    def stop_run(self) -> None:
        """Let the run end after the item in hand."""
        if self._run:
            self._run.order(Order.STOP)
            self.panel.show_stopping()

    def stop_run_now(self) -> None:
        """Let the run end without finishing what is only half typed."""
        if self._run:
            self._run.order(Order.STOP_NOW)
            self.panel.show_stopping(at_once=True)

    def kill_run(self) -> None:
        """End the child at once."""
        if self._run:
            self._run.kill()

    # Taking results away.

    def export(self) -> None:
        """Ask where the results of one import shall go."""
        batch = self.items.batch
        if batch is None:
            return
        day = datetime.now(JST).strftime("%Y%m%d")
        dialog = QFileDialog(
            self,
            f"結果をExcelへ: {self.items.labels[batch]}",
            str(self._memory.last_folder),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Excel (*.xlsx)")
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"処理結果_{self._card.robot.task}_{day}.xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._write(batch, Path(name)))
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

    # What happens.

    def _on_imported(self, imported: Imported) -> None:
        left_out = f"（除外 {imported.left_out}件）" if imported.left_out else ""
        self.said.emit(f"{len(imported.items)}件を取り込みました{left_out}。")
        self.refresh()
        self.changed.emit()

    def _on_event(self, event: Event) -> None:
        self.panel.take(event)
        self.items.take(event)
        self._show_counts()
        self.running.emit(self.robot_id, self.panel.position or "準備中")

    def _on_run_ended(self, outcome: RunOutcome) -> None:
        if self._run:
            self._run.deleteLater()
        self._run = None
        self.outcome_note.say(
            outcome.message, tone="trouble" if outcome.in_trouble else "calm"
        )
        if outcome.in_trouble:
            tell(self, outcome.message, details=outcome.details)
        self._show_counts()
        self.running.emit(self.robot_id, "")
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
        if self._run is None:
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
