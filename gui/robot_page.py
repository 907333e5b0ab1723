"""The page of one robot: bring files in, run it, watch, take the results away."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.drop_zone import DropZone, dialog_filters
from gui.import_flow import ImportFlow
from gui.item_dialog import ItemDialog
from gui.item_model import STATE_COLUMN, ItemFilter, ItemModel
from gui.memory import Memory
from gui.messages import ask, tell, tell_error
from gui.note import Note
from gui.pill import PillDelegate
from gui.run_panel import RunPanel
from gui.run_process import Command, RunOutcome, RunProcess
from gui.state_chips import StateChips
from gui.tasks import Tasks
from gui.wording import ENVIRONMENTS, batches_of
from rpa_suite.app.records import Imported, RobotCard
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.model.work import Environment, ItemState, WorkItem

_RUNNABLE = (ItemState.READY, ItemState.IN_DOUBT)
_NOTHING_YET = (
    "まだ明細はありません。\n\n"
    "上の枠にファイルをドロップすると、内容を確かめてから取り込めます。\n"
    "取り込んだ明細はここに並び、「実行」でロボットが業務システムへ登録します。"
)


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
        self.outcome_note = Note()
        self.chips = StateChips()
        self.batches = QComboBox()
        self.batches.setAccessibleName("表示する取込")
        self.batches.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.batches.setMinimumContentsLength(20)
        self.export_button = QPushButton("結果をExcelへ(&E)…")
        self.model = ItemModel(self)
        self.rows = ItemFilter(self.model, self)
        self.table = self._make_table()
        self.results = QStackedWidget()
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
        self.chips.chosen.connect(lambda _: self._filter())
        self.batches.currentIndexChanged.connect(lambda _: self._filter())
        self.export_button.clicked.connect(self.export)
        self.table.activated.connect(self._open_item)
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

    # Running.

    def start_run(self) -> None:
        """Start the robot on everything that is ready."""
        if self._run or not self.can_start:
            return
        self.outcome_note.say("")
        run = RunProcess(self._command(self.robot_id, self._desk.current_user()), self)
        run.happened.connect(self._on_event)
        run.ended.connect(self._on_run_ended)
        self._run = run
        self.panel.show_started()
        self.running.emit(self.robot_id, "準備中")
        run.start()

    def ask_to_stop(self) -> None:
        """Ask whether the run shall end after the item in hand."""
        if self._run is None or not self.panel.stop_button.isEnabled():
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
        """Ask the child to end after the item in hand."""
        if self._run:
            self._run.stop()
            self.panel.show_stopping()

    def kill_run(self) -> None:
        """End the child at once."""
        if self._run:
            self._run.kill()

    # Taking results away.

    def export(self) -> None:
        """Ask where the results of one import shall go."""
        batch = self.batches.currentData() or self._newest_batch()
        if batch is None:
            return
        day = datetime.now(JST).strftime("%Y%m%d")
        dialog = QFileDialog(
            self,
            f"結果をExcelへ: {batches_of(self.model.items)[batch]}",
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
        self.model.take(event)
        if isinstance(event, ItemStarted | ItemFinished):
            self._show_counts()
            self._follow(event.item_id)
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

    def _follow(self, item_id: str) -> None:
        """Keep the item in hand in sight, unless the clerk is looking at another."""
        row = self.model.row_of(item_id)
        if row is None or self.table.selectionModel().hasSelection():
            return
        index = self.rows.mapFromSource(self.model.index(row, 0))
        if index.isValid():
            self.table.scrollTo(index)

    def _open_item(self, index: QModelIndex) -> None:
        item = self.model.item_at(self.rows.mapToSource(index).row())
        ItemDialog(item, desk=self._desk, tasks=self._tasks, parent=self).open()

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Inside the page.

    def _show_items(self, items: Sequence[WorkItem]) -> None:
        chosen = self.table.currentIndex()
        kept = (
            self.model.item_at(self.rows.mapToSource(chosen).row()).id
            if chosen.isValid()
            else None
        )
        self.model.show_items(items)
        self._show_batches()
        self._show_counts()
        self._filter()
        row = self.model.row_of(kept) if kept else None
        if row is not None:
            self.table.selectRow(
                self.rows.mapFromSource(self.model.index(row, 0)).row()
            )

    def _show_batches(self) -> None:
        chosen = self.batches.currentData()
        with QSignalBlocker(self.batches):
            self.batches.clear()
            self.batches.addItem("すべての取込", None)
            for batch, label in batches_of(self.model.items).items():
                self.batches.addItem(label, batch)
            self.batches.setCurrentIndex(max(0, self.batches.findData(chosen)))

    def _newest_batch(self) -> str | None:
        return next(iter(batches_of(self.model.items)), None)

    def _show_counts(self) -> None:
        counts = self.model.counts()
        self.chips.show_counts(counts)
        some = bool(self.model.items)
        self.results.setCurrentIndex(1 if some else 0)
        self.chips.setVisible(some)
        self.batches.setVisible(some)
        self.export_button.setEnabled(some)
        review = counts[ItemState.REVIEW]
        self.review_note.say(
            f"確認待ち {review}件。読み取りに迷いのある項目があり、"
            "人が確かめるまでロボットは登録しません。"
            if review
            else ""
        )
        if self._run is None:
            self.panel.show_waiting(
                sum(counts[state] for state in _RUNNABLE), why_not=self._card.why_not
            )

    def _filter(self) -> None:
        self.rows.show_only(state=self.chips.state, batch=self.batches.currentData())

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setItemDelegateForColumn(STATE_COLUMN, PillDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setAccessibleName("明細の一覧")
        table.setToolTip("ダブルクリックか Enter で明細の内容と履歴")
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        letter = table.fontMetrics().horizontalAdvance("国")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(
            table.fontMetrics().lineSpacing() + 14
        )
        header = table.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column, letters in enumerate((5, 11, 12, 0, 8)):
            table.setColumnWidth(column, letters * letter + 16)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

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

        section = QLabel("明細")
        section.setObjectName("section")
        tools = QHBoxLayout()
        tools.addWidget(section)
        tools.addStretch(1)
        tools.addWidget(self.batches)
        tools.addWidget(self.export_button)

        empty = QLabel(_NOTHING_YET)
        empty.setObjectName("muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        self.results.addWidget(empty)
        self.results.addWidget(self.table)

        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(heading)
        column.addWidget(self.site_note)
        column.addWidget(self.drop)
        column.addWidget(self.panel)
        column.addWidget(self.outcome_note)
        column.addWidget(self.review_note)
        column.addLayout(tools)
        column.addWidget(self.chips)
        column.addWidget(self.results, 1)
