"""例外: one list of what needs a hand; beside it what to do, and the evidence."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.discrepancy_dialog import DiscrepancyDialog
from gui.exception_cases import ExceptionCases
from gui.exception_model import (
    CASE_ROLE,
    STATE_COLUMN,
    ExceptionFilter,
    ExceptionModel,
)
from gui.hand_panel import HandPanel
from gui.item_dialog import HELD
from gui.life_view import LifeView
from gui.note import Note
from gui.pill import PillDelegate
from gui.rights import settle
from gui.tasks import Tasks
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.advice import advice_for, left_to_people
from rpa_suite.app.hand_cases import HandCase
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemState, WorkItem

_NOTHING = QT_TR_NOOP(
    "人の手が要るものはありません。\n\n"
    "ロボットが登録できなかった明細や、業務システムの一覧と合わない登録が\n"
    "ここに理由ごとに並びます。"
)
_CHOOSE = QT_TR_NOOP("左の一覧から明細を選ぶと、することと証跡が出ます。")
_DIFFERS = (
    QT_TR_NOOP("業務システムの一覧照会で、この処理番号の登録を確かめます。"),
    QT_TR_NOOP("どう対応したかを「突合の結果」に書くと、この一覧から消えます。"),
)


class ExceptionsPage(QWidget):
    """Everything that waits for a hand, over all robots.

    Signals:
        changed: A person moved an item on.
        verify_wanted: The robot whose papers are to be looked at.
    """

    changed = Signal()
    verify_wanted = Signal(str)

    def __init__(self, cases: ExceptionCases, *, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._cases = cases
        self._desk = desk
        self._tasks = tasks
        self._case: HandCase | None = None
        self._is_stale = True
        self.title = QLabel(tr("例外"))
        self.title.setObjectName("title")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("理由・業務・番号で絞る"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.model = ExceptionModel(self)
        self.rows = ExceptionFilter(self.model, self)
        self.tree = self._make_tree()
        self.heading = QLabel()
        self.heading.setObjectName("summary")
        self.heading.setWordWrap(True)
        self.reason = Note()
        self.advice = QLabel()
        self.advice.setObjectName("advice")
        self.advice.setTextFormat(Qt.TextFormat.RichText)
        self.advice.setWordWrap(True)
        self.hand = HandPanel(desk, tasks)
        self.verify_button = QPushButton(tr("確認する(&V)…"))
        self.differs_button = QPushButton(tr("突合の結果(&D)…"))
        self.life = LifeView(desk, tasks, in_tabs=True)
        self.stack = QStackedWidget()
        self._lay_out()
        cases.fetched.connect(self._show)
        self.search.textChanged.connect(self._filter)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.hand.acted.connect(self._on_acted)
        self.verify_button.clicked.connect(self._verify)
        self.differs_button.clicked.connect(self._show_discrepancies)

    def show_rights(self, may: Collection[Duty]) -> None:
        """Grey what the person signed in may not do."""
        settle(self.verify_button, Duty.VERIFY, may)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was fetched while another page was in front."""
        super().showEvent(event)
        if self._is_stale:
            self._show_cases()

    def _show(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._show_cases()

    def _show_cases(self) -> None:
        cases, kept = self._cases.known, self._case
        self._is_stale = False
        self.model.show_cases(cases)
        self._settle_tree()
        self.title.setText(
            tr("例外　{n}件").format(n=len(cases)) if cases else tr("例外")
        )
        self.stack.setCurrentIndex(1 if cases else 0)
        if not self._select(kept):
            self._select(None)

    def _select(self, wanted: HandCase | None) -> bool:
        """Select the case of the same item; None selects the first."""
        for row in range(self.rows.rowCount()):
            top = self.rows.index(row, 0)
            for below in range(self.rows.rowCount(top)):
                index = self.rows.index(below, 0, top)
                case: HandCase = index.data(CASE_ROLE)
                if wanted is None or _same(case, wanted):
                    self.tree.setCurrentIndex(index)
                    return True
        if wanted is None:
            self._show_case(None)
        return False

    def _choose(self, current: QModelIndex) -> None:
        case = current.siblingAtColumn(0).data(CASE_ROLE)
        if case is not None:
            self._show_case(case)

    def _show_case(self, case: HandCase | None) -> None:
        self._case = case
        self._details.setVisible(case is not None)
        self._choose_words.setVisible(case is None)
        if case is None:
            self.hand.show_item(None)
            return
        item, robot = case.item, case.robot
        number = tr("　{number}番").format(number=item.number) if item else ""
        self.heading.setText(f"{robot.task} {robot.title}{number}")
        held = item is not None and item.state is ItemState.HELD
        told = tr("（{told}）").format(told=case.told) if case.told else ""
        self.reason.say(tr(HELD) if held else f"{case.reason}{told}")
        self._show_advice(case)
        aside = item is not None and item.state is ItemState.REVIEW
        self.verify_button.setVisible(aside)
        self.differs_button.setVisible(case.discrepancy is not None)
        self.life.setVisible(item is not None)
        self.hand.show_item(item if case.discrepancy is None else None)
        if item:
            self.life.show_item(item)

    def _show_advice(self, case: HandCase) -> None:
        steps = tuple(tr(step) for step in _DIFFERS)
        if case.discrepancy is None and case.item:
            steps = advice_for(case.item)
        lines = "".join(f"<li style='margin-bottom:3px'>{step}</li>" for step in steps)
        people = left_to_people(case.robot)
        more = (
            "<p>"
            + tr("この業務で人が決めること: {people}").format(people=people)
            + "</p>"
            if people
            else ""
        )
        what = tr("すること")
        self.advice.setText(f"<b>{what}</b><ol style='margin:4px'>{lines}</ol>{more}")

    def _on_acted(self, item: WorkItem) -> None:
        self._cases.refresh()
        self.changed.emit()

    def _verify(self) -> None:
        if self._case:
            self.verify_wanted.emit(self._case.robot.id)

    def _show_discrepancies(self) -> None:
        if self._case is None:
            return
        dialog = DiscrepancyDialog(
            self._case.robot.id, desk=self._desk, tasks=self._tasks, parent=self
        )
        dialog.changed.connect(self._cases.refresh)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _filter(self, text: str) -> None:
        self.rows.setFilterFixedString(text.strip())
        self._settle_tree()

    def _settle_tree(self) -> None:
        """Open every reason; its sentence takes the whole width."""
        self.tree.expandAll()
        for row in range(self.rows.rowCount()):
            self.tree.setFirstColumnSpanned(row, QModelIndex(), True)

    # Inside the page.

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.rows)
        tree.setItemDelegateForColumn(STATE_COLUMN, PillDelegate(tree))
        tree.setAccessibleName(tr("人の手が要るものの一覧"))
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        letter = tree.fontMetrics().horizontalAdvance("国")
        tree.setColumnWidth(STATE_COLUMN, 9 * letter)
        return tree

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.search)
        nothing = QLabel(tr(_NOTHING))
        nothing.setObjectName("muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose_words = QLabel(tr(_CHOOSE))
        self._choose_words.setObjectName("muted")
        self._choose_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._details = QWidget()
        ways = QHBoxLayout()
        ways.addWidget(self.verify_button)
        ways.addWidget(self.differs_button)
        ways.addWidget(self.hand)
        ways.addStretch(1)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(12, 0, 0, 0)
        for widget in (self.heading, self.reason, self.advice):
            details.addWidget(widget)
        details.addLayout(ways)
        details.addWidget(self.life, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choose_words, 1)
        column.addWidget(self._details, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(right)
        split.setSizes([410, 600])
        self.stack.addWidget(nothing)
        self.stack.addWidget(split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 12, 16, 12)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(self.stack, 1)


def _same(one: HandCase, other: HandCase) -> bool:
    if one.discrepancy or other.discrepancy:
        return one.discrepancy == other.discrepancy
    return (one.item and one.item.id) == (other.item and other.item.id)
