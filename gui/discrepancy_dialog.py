"""突合: entries that the business system's own list does not show as ours does."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.fitting import open_at
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.rights import EVERYTHING, settle
from gui.tasks import Tasks
from gui.wording import moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.reconciling import Discrepancy, DiscrepancyKind
from rpa_suite.model.staff import Duty

_ADVICE: Mapping[DiscrepancyKind, str] = {
    DiscrepancyKind.ABSENT: QT_TR_NOOP(
        "「完了」の後、業務システムの一覧にありません。"
        "業務システムで確かめ、無ければ手で登録してください。"
    ),
    DiscrepancyKind.DIFFERENT: QT_TR_NOOP(
        "業務システムの値が、入力した値と違います。"
        "あとから直されたものか、業務システムで確かめてください。"
    ),
    DiscrepancyKind.UNKNOWN: QT_TR_NOOP(
        "ロボットの職員番号の登録ですが、明細がありません。"
        "だれが登録したか確かめてください。"
    ),
}
_NONE = QT_TR_NOOP("業務システムの一覧と合わない登録はありません。")

Row = tuple[Discrepancy, int | None]


class DiscrepancyDialog(QDialog):
    """Lists what differs and records what was done about it.

    Signals:
        changed: A difference was settled.
    """

    changed = Signal()

    def __init__(
        self, robot_id: str, *, desk: Desk, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._robot_id = robot_id
        self._desk = desk
        self._tasks = tasks
        self._rows: Sequence[Row] = ()
        self._may: Collection[Duty] = EVERYTHING
        self.setWindowTitle(tr("突合の結果"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 860, 480)

        self.advice = Note()
        self.table = PlainTable(
            (
                tr("不一致"),
                tr("処理番号"),
                tr("明細"),
                tr("違う項目"),
                tr("見つけた日時"),
            ),
            name=tr("業務システムの一覧と合わない登録"),
            stretch=3,
            numbers=(2,),
            empty=tr("片付けるものはありません。"),
        )
        self.note = QLineEdit()
        self.note.setPlaceholderText(
            tr("どう対応したか（例: 業務システムで登録し直した）")
        )
        self.note.setAccessibleName(tr("どう対応したか"))
        self.settle_button = QPushButton(tr("対応済みにする(&S)"))
        self.settle_button.setAutoDefault(False)
        close = QPushButton(tr("閉じる(&C)"))
        close.setAutoDefault(False)

        acting = QHBoxLayout()
        acted = QLabel(tr("対応(&N)"))
        acted.setBuddy(self.note)
        acting.addWidget(acted)
        acting.addWidget(self.note, 1)
        acting.addWidget(self.settle_button)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self.advice)
        column.addWidget(self.table, 1)
        column.addLayout(acting)
        column.addLayout(bottom)

        self.table.itemSelectionChanged.connect(self._show_advice)
        self.note.returnPressed.connect(self.settle)
        self.settle_button.clicked.connect(self.settle)
        close.clicked.connect(self.accept)
        self._fetch()

    def settle(self) -> None:
        """Record what was done about the difference that is chosen."""
        chosen = self._chosen()
        if chosen is None:
            return
        receipt, note, who = chosen.receipt, self.note.text(), self._desk.current_user()
        self._tasks.run(
            self,
            lambda: self._desk.reconciling.settle(receipt, who=who, note=note),
            done=lambda _: self._on_settled(),
            failed=self._show_error,
        )

    def _on_settled(self) -> None:
        self.note.clear()
        self.changed.emit()
        self._fetch()

    def _fetch(self) -> None:
        self._tasks.run(
            self,
            lambda: (
                self._desk.reconciling.of_robot(self._robot_id),
                self._desk.permissions.duties(),
            ),
            done=self._show,
            failed=self._show_error,
        )

    def _show(self, found: tuple[Sequence[Row], frozenset[Duty]]) -> None:
        rows, self._may = found
        self._rows = rows
        self.table.fill(
            [
                (
                    tr(each.kind.label),
                    each.receipt,
                    "" if number is None else tr("{number}番").format(number=number),
                    each.labels,
                    moment(each.found_at),
                )
                for each, number in rows
            ]
        )
        self._show_advice()

    def _show_advice(self) -> None:
        chosen = self._chosen()
        self.advice.say(
            tr(_ADVICE[chosen.kind]) if chosen else tr(_NONE),
            tone="" if chosen else "calm",
        )
        settle(self.settle_button, Duty.SETTLE, self._may, ready=chosen is not None)
        self.note.setEnabled(chosen is not None and Duty.SETTLE in self._may)

    def _chosen(self) -> Discrepancy | None:
        place = self.table.currentRow()
        return self._rows[place][0] if 0 <= place < len(self._rows) else None

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)
