"""From a bar to its runs, from a run to its rows, from a row to its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.fitting import open_at
from gui.item_dialog import ItemDialog
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.tasks import Tasks
from gui.wording import exact_moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.robots import Robot
from rpa_suite.model.savings import LedgerRow, RunSaving, SavingFilter, SavingKind
from rpa_suite.model.work import WorkItem

KINDS = {
    SavingKind.ITEM: QT_TR_NOOP("ロボット"),
    SavingKind.EXCEPTION: QT_TR_NOOP("例外（人手）"),
    SavingKind.RUN: QT_TR_NOOP("準備・見守り"),
    SavingKind.SUPERVISION: QT_TR_NOOP("見守り（実測）"),
    SavingKind.MAINTENANCE: QT_TR_NOOP("保守"),
    SavingKind.CORRECTION: QT_TR_NOOP("訂正"),
}
_MOST, _MOST_ROWS = 500, 2_000
_ROWS = QT_TR_NOOP("選んだ実行の台帳の行（分）")
_NO_ROWS = QT_TR_NOOP("上の表で実行を選ぶと、その台帳の行が出ます。")
_NO_RUN = QT_TR_NOOP("（実行のない行）")
_NONE = QT_TR_NOOP("この棒の元になった実行はありません。")


class DrillDialog(QDialog):
    """Shows runs above, the chosen run's rows below; fetched as they are wanted."""

    def __init__(
        self,
        title: str,
        within: SavingFilter,
        *,
        desk: Desk,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._within = within
        self._runs: Sequence[RunSaving] = ()
        self._rows: Sequence[LedgerRow] = ()
        self.setWindowTitle(tr("{title}　の元になった実行").format(title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1040, 720)

        self.told = QLabel(tr("読み込んでいます…"))
        self.told.setObjectName("section")
        self.runs = PlainTable(
            (
                tr("開始"),
                tr("ロボット"),
                tr("操作者"),
                tr("完了"),
                tr("例外"),
                tr("導入前"),
                tr("導入後"),
                tr("純削減"),
            ),
            name=tr("実行"),
            stretch=1,
            numbers=range(3, 8),
            empty=tr(_NONE),
        )
        self.rows = PlainTable(
            (
                tr("行"),
                tr("種類"),
                tr("明細"),
                tr("完了"),
                tr("導入前"),
                tr("導入後"),
                tr("純削減"),
                tr("基準時間"),
                tr("備考"),
            ),
            name=tr("台帳の行"),
            stretch=8,
            numbers=(0, 2, 4, 5, 6),
            empty=tr(_NO_ROWS),
        )
        self.basis = Note()
        self.item_button = QPushButton(tr("明細と証跡を開く(&O)…"))
        self.item_button.setEnabled(False)
        close = QPushButton(tr("閉じる(&C)"))
        close.setAutoDefault(False)
        self.item_button.setAutoDefault(False)

        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 0, 0, 0)
        self.told_rows = QLabel(tr(_ROWS))
        inner.addWidget(self.told_rows)
        inner.addWidget(self.rows, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.runs)
        split.addWidget(below)
        split.setSizes([300, 320])
        bottom = QHBoxLayout()
        bottom.addWidget(self.item_button)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.told)
        column.addWidget(split, 1)
        column.addWidget(self.basis)
        column.addLayout(bottom)

        self.runs.itemSelectionChanged.connect(self._fetch_rows)
        self.rows.itemSelectionChanged.connect(self._fetch_basis)
        self.rows.itemDoubleClicked.connect(lambda _: self.open_item())
        self.item_button.clicked.connect(self.open_item)
        close.clicked.connect(self.accept)
        tasks.run(
            self,
            lambda: (
                desk.savings.runs(within, limit=_MOST),
                {card.robot.id: _name(card.robot) for card in desk.cards()},
            ),
            done=lambda found: self._show_runs(*found),
            failed=self._show_error,
        )

    def open_item(self) -> None:
        """Open the item of the chosen row: its history and its pictures."""
        row = self._row()
        if row is None or row.saving.item_id is None:
            return
        item_id = row.saving.item_id
        self._tasks.run(
            self,
            lambda: self._desk.items.one(item_id),
            done=self._open,
            failed=self._show_error,
        )

    def _open(self, item: WorkItem) -> None:
        ItemDialog(item, desk=self._desk, tasks=self._tasks, parent=self).open()

    def _show_runs(self, runs: Sequence[RunSaving], titles: Mapping[str, str]) -> None:
        self._runs = runs
        cut = (
            tr("（新しい{most}回まで）").format(most=_MOST)
            if len(runs) == _MOST
            else ""
        )
        self.told.setText(
            tr("実行 {n}回{cut}　単位は分").format(n=len(runs), cut=cut)
            if runs
            else tr(_NONE)
        )
        self.runs.fill(
            [
                (
                    exact_moment(run.started_at) if run.started_at else tr(_NO_RUN),
                    titles.get(run.robot_id, run.robot_id),
                    run.operator,
                    f"{run.items:,}",
                    f"{run.exceptions:,}",
                    f"{run.minutes_before:,.1f}",
                    f"{run.minutes_after:,.1f}",
                    f"{run.saved:,.1f}",
                )
                for run in runs
            ]
        )

    def _fetch_rows(self) -> None:
        place = self.runs.currentRow()
        if not 0 <= place < len(self._runs):
            return
        run = self._runs[place]
        # Rows of no run stand together for a robot: without it all robots' would come.
        within = replace(self._within, robot_id=run.robot_id)
        self._tasks.run(
            self,
            lambda: self._desk.savings.rows(within, run.run_id, limit=_MOST_ROWS),
            done=self._show_rows,
            failed=self._show_error,
        )

    def _show_rows(self, rows: Sequence[LedgerRow]) -> None:
        self._rows = rows
        cut = (
            tr("（古い{most:,}行まで。全部は rpa-suite kpi rows --json で）").format(
                most=_MOST_ROWS
            )
            if len(rows) == _MOST_ROWS
            else ""
        )
        self.told_rows.setText(tr(_ROWS) + cut)
        self.rows.fill(
            [
                (
                    str(row.sequence),
                    tr(KINDS[row.saving.kind]),
                    ""
                    if row.item_number is None
                    else tr("{number}番").format(number=row.item_number),
                    exact_moment(row.saving.at),
                    f"{row.saving.minutes_before:,.2f}",
                    f"{row.saving.minutes_after:,.2f}",
                    f"{row.saving.saved:,.2f}",
                    _version(row.saving.baseline_id or ""),
                    row.saving.note,
                )
                for row in rows
            ]
        )
        self._fetch_basis()

    def _fetch_basis(self) -> None:
        row = self._row()
        self.item_button.setEnabled(row is not None and row.saving.item_id is not None)
        if row is None:
            self.basis.say("")
            return
        self._tasks.run(
            self,
            lambda: self._desk.savings.basis_of(row),
            done=lambda told: self.basis.say(told, tone="calm"),
            failed=self._show_error,
        )

    def _row(self) -> LedgerRow | None:
        place = self.rows.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)


def _name(robot: Robot) -> str:
    return f"{robot.task}  {robot.title}"


def _version(baseline_id: str) -> str:
    """Return which version of the baseline: by its number, or by its first day."""
    _, mark, number = baseline_id.partition("#")
    if mark:
        return tr("第{version}版").format(version=number)
    _, mark, day = baseline_id.partition("@")
    return tr("{day}から").format(day=day.replace("-", "/")) if mark else baseline_id
