"""ホーム: what needs me today, how the robots stand, and a place to drop any file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.drop_zone import local_files
from gui.fitting import Scrolling
from gui.rights import EVERYTHING, settle
from gui.style import STATE_TINTS, Tint
from gui.wording import last_run, moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import RobotCard
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemState

_HANDS = (ItemState.REJECTED, ItemState.IN_DOUBT, ItemState.FAILED, ItemState.HELD)
_TO_APPROVE, _OTHERS = QT_TR_NOOP("承認待ち"), QT_TR_NOOP("ほかの例外")
_NOTHING = QT_TR_NOOP(
    "今日することはありません。ファイルをここへドロップすると取り込めます。"
)
_DROP = QT_TR_NOOP(
    "帳票のスキャン（PDF・TIFF・JPEG・PNG）や表（CSV・Excel）をどこへ落としても、"
    "合うロボットと帳票を提案します。取り込む前に内容を確かめられます。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Task:
    """One thing to do today, with the robot it is for."""

    card: RobotCard
    what: str
    count: int
    state: ItemState | None
    go: str  # verify, exceptions, robot


class HomePage(QWidget):
    """The first thing a clerk sees in the morning.

    Signals:
        dropped: Files that no robot was named for.
        wanted: ファイルを選ぶ was pressed.
        robot_wanted: A robot's page.
        verify_wanted: A robot whose papers are to be looked at.
        exceptions_wanted: The list of what needs a hand.
        searched: A 処理番号 to look for.
    """

    dropped = Signal(list)
    wanted = Signal()
    robot_wanted = Signal(str)
    verify_wanted = Signal(str)
    exceptions_wanted = Signal()
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = QLabel(tr("今日の仕事"))
        self.title.setObjectName("title")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("処理番号で明細を探す"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.search.returnPressed.connect(
            lambda: self.searched.emit(self.search.text().strip())
        )
        self._counted: tuple[Sequence[RobotCard], int] = ((), 0)
        self.totals: dict[str, QPushButton] = {}
        self.tasks: list[QPushButton] = []
        self._totals = QHBoxLayout()
        self._totals.setSpacing(10)
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(16)
        self._list.setVerticalSpacing(8)
        self._runs = QGridLayout()
        self._runs.setHorizontalSpacing(16)
        self._runs.setVerticalSpacing(6)
        self._lay_out()

    def show_cards(
        self,
        cards: Sequence[RobotCard],
        may: Collection[Duty] = EVERYTHING,
        *,
        exceptions: int,
    ) -> None:
        """Show what these robots leave to people.

        Args:
            cards: Every robot.
            may: What the person signed in may do with them.
            exceptions: How many cases 例外 holds.
        """
        tasks = _tasks_of(cards)
        self._show_totals(cards, exceptions)
        self._show_tasks(tasks, may)
        self.setAcceptDrops(Duty.IMPORT in may)
        settle(self.button, Duty.IMPORT, may)
        self._show_runs(cards)

    def texts(self) -> list[str]:
        """Return what the big numbers say."""
        return [button.text().replace("\n", " ") for button in self.totals.values()]

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the day or the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_totals(*self._counted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the files on."""
        event.acceptProposedAction()
        self.dropped.emit(local_files(event.mimeData()))

    def _show_totals(self, cards: Sequence[RobotCard], exceptions: int) -> None:
        self._counted = (cards, exceptions)
        _empty(self._totals)
        self.totals.clear()
        counted = {
            state: sum(card.counts.get(state, 0) for card in cards)
            for state in (ItemState.REVIEW, *_HANDS, ItemState.READY)
        }
        approve = sum(len(card.to_approve) for card in cards)
        rows: list[tuple[str, int, Tint, str]] = [
            (state.label, count, STATE_TINTS[state], "hand" if state in _HANDS else "")
            for state, count in counted.items()
        ]
        rows.insert(1, (_TO_APPROVE, approve, STATE_TINTS[ItemState.REVIEW], ""))
        others = exceptions - sum(counted[state] for state in _HANDS)
        if others > 0:
            tint = STATE_TINTS[ItemState.FAILED]
            rows.append((_OTHERS, others, tint, "hand"))
        for label, count, tint, go in rows:
            if not count:
                continue
            button = QPushButton(f"{tr(label)}\n{count}")
            button.setObjectName("total")
            button.setAccessibleName(
                tr("{what} {count}件").format(what=tr(label), count=count)
            )
            button.setStyleSheet(
                f"background: {tint.back.name()}; color: {tint.ink.name()};"
                f"border-color: {tint.ink.name()};"
            )
            if go:
                button.clicked.connect(self.exceptions_wanted)
            else:
                button.clicked.connect(lambda _=False, label=label: self._first(label))
            self._totals.addWidget(button)
            self.totals[label] = button
        self._totals.addStretch(1)

    def _first(self, label: str) -> None:
        """Go to the first task of this kind."""
        for button in self.tasks:
            if button.property("what") == label:
                button.click()
                return

    def _show_tasks(self, tasks: Sequence[_Task], may: Collection[Duty]) -> None:
        _empty(self._list)
        self.tasks.clear()
        if not tasks:
            nothing = QLabel(tr(_NOTHING))
            nothing.setObjectName("muted")
            self._list.addWidget(nothing, 0, 0)
        for row, task in enumerate(tasks):
            robot = task.card.robot
            name = QLabel(f"{robot.task}　{robot.title}")
            section = QLabel(robot.section)
            section.setObjectName("muted")
            what = QLabel(
                tr("{what} {count}件").format(what=tr(task.what), count=task.count)
            )
            what.setObjectName("section")
            button = QPushButton(tr(_WORDS[task.go]))
            button.setProperty("what", task.what)
            button.setAccessibleName(f"{robot.task} {tr(task.what)}: {button.text()}")
            button.clicked.connect(lambda _=False, task=task: self._go(task))
            if task.go == "verify":
                settle(button, Duty.VERIFY, may)
            for column, widget in enumerate((what, name, section, button)):
                self._list.addWidget(widget, row, column)
            self.tasks.append(button)
        self._list.setColumnStretch(1, 1)

    def _go(self, task: _Task) -> None:
        robot_id = task.card.robot.id
        match task.go:
            case "verify":
                self.verify_wanted.emit(robot_id)
            case "exceptions":
                self.exceptions_wanted.emit()
            case _:
                self.robot_wanted.emit(robot_id)

    def _show_runs(self, cards: Sequence[RobotCard]) -> None:
        _empty(self._runs)
        ran = [card for card in cards if card.last_run]
        ran.sort(key=lambda card: _ended(card), reverse=True)
        for row, card in enumerate(ran[:6]):
            name = QLabel(f"{card.robot.task}　{card.robot.title}")
            told = QLabel(last_run(card.last_run))
            told.setObjectName("muted")
            message = QLabel(card.last_run.message if card.last_run else "")
            message.setObjectName("muted")
            for column, widget in enumerate((name, told, message)):
                self._runs.addWidget(widget, row, column)
        if not ran:
            nothing = QLabel(tr("まだ実行していません。"))
            nothing.setObjectName("muted")
            self._runs.addWidget(nothing, 0, 0)
        self._runs.setColumnStretch(2, 1)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.search)
        self.drop = QFrame()
        self.drop.setObjectName("drop")
        headline = QLabel(tr("どのファイルでもここへ"))
        headline.setObjectName("section")
        told = QLabel(tr(_DROP))
        told.setObjectName("muted")
        told.setWordWrap(True)
        self.button = QPushButton(tr("ファイルを選ぶ(&O)…"))
        self.button.setToolTip("Ctrl+O")
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(headline)
        words.addWidget(told)
        dropping = QHBoxLayout(self.drop)
        dropping.setContentsMargins(18, 12, 18, 12)
        dropping.addLayout(words, 1)
        dropping.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._totals)
        column.addWidget(_card(tr("すること"), self._list))
        column.addWidget(_card(tr("前回の実行"), self._runs))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.drop)
        whole.addWidget(Scrolling(inside), 1)


_WORDS = {
    "verify": QT_TR_NOOP("確認する"),
    "exceptions": QT_TR_NOOP("例外を見る"),
    "robot": QT_TR_NOOP("開く"),
}


def _tasks_of(cards: Sequence[RobotCard]) -> list[_Task]:
    """Return what to do, what only a person can do first."""
    tasks: list[_Task] = []
    for card in cards:
        review = card.counts.get(ItemState.REVIEW, 0)
        if review:
            tasks.append(_task(card, ItemState.REVIEW, review, "verify"))
        if card.to_approve:
            tasks.append(
                _Task(
                    card=card,
                    what=_TO_APPROVE,
                    count=len(card.to_approve),
                    state=None,
                    go="robot",
                )
            )
        for state in _HANDS:
            if count := card.counts.get(state, 0):
                tasks.append(_task(card, state, count, "exceptions"))
    for card in cards:
        if card.waiting:
            tasks.append(_task(card, ItemState.READY, card.waiting, "robot"))
    return tasks


def _task(card: RobotCard, state: ItemState, count: int, go: str) -> _Task:
    return _Task(card=card, what=state.label, count=count, state=state, go=go)


def _ended(card: RobotCard) -> str:
    run = card.last_run
    return moment(run.ended_at or run.started_at) if run else ""


def _card(title: str, inside: QGridLayout) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    label = QLabel(title)
    label.setObjectName("section")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(10)
    column.addWidget(label)
    column.addLayout(inside)
    return frame


def _empty(layout: QHBoxLayout | QGridLayout) -> None:
    while (entry := layout.takeAt(0)) is not None:
        if widget := entry.widget():
            widget.hide()
            widget.deleteLater()
