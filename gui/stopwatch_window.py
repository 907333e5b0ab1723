"""A stopwatch for work by hand, and the baselines that come of it (基準時間)."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from time import monotonic

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.fitting import Scrolling, open_at
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.rights import EVERYTHING, settle
from gui.tasks import Tasks
from gui.wording import clock, moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import RobotCard
from rpa_suite.kpi.measuring import missing
from rpa_suite.model.measuring import Decision, MeasuredBaseline, Timing
from rpa_suite.model.staff import Duty

_IDLE = QT_TR_NOOP(
    "1件を手で入力するたびに計ります。書類を開くときに「計測を始める」を押します。"
)
_RUNNING = QT_TR_NOOP(
    "計測中です。業務システムの処理番号が出たら「終わり」を押します。"
)


class StopwatchDialog(QDialog):
    """Times items one by one; thirty by two people make a version to approve.

    Signals:
        changed: A version was proposed or decided.
    """

    changed = Signal()

    def __init__(self, *, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._may: Collection[Duty] = EVERYTHING
        self._timings: Sequence[Timing] = ()
        self._versions: Sequence[MeasuredBaseline] = ()
        self._began: float | None = None
        self.setWindowTitle(tr("手作業の基準時間"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 940, 760)

        self.robot = QComboBox()
        self.robot.setAccessibleName(tr("業務"))
        self.staff = QLineEdit()
        self.staff.setPlaceholderText(tr("職員番号や係の略称"))
        self.staff.setMaxLength(40)
        self.time = QLabel("0:00")
        font = self.time.font()
        font.setPointSizeF(34)
        font.setBold(True)
        self.time.setFont(font)
        self.told = QLabel(tr(_IDLE))
        self.told.setObjectName("muted")
        self.go_button = QPushButton(tr("計測を始める（F2）"))
        self.go_button.setObjectName("primary")
        self.drop_button = QPushButton(tr("この1件をやめる(&D)"))
        self.undo_button = QPushButton(tr("最後の1件を取り消す(&Z)"))
        self.timed = PlainTable(
            (tr("番号"), tr("計った人"), tr("時刻"), tr("分")),
            name=tr("計った件"),
            stretch=1,
            numbers=(0, 3),
            empty=tr("まだ1件も計っていません。"),
        )
        self.summary = Note()
        self.exception = _minutes(tr("例外1件の追加"), 1.0)
        self.preparation = _minutes(tr("1回の準備"), 5.0)
        self.supervision = _minutes(tr("1回の見守り"), 10.0)
        self.valid_from = QDateEdit()
        self.valid_from.setCalendarPopup(True)
        self.valid_from.setDisplayFormat("yyyy/MM/dd")
        today = desk.savings.today()
        self.valid_from.setDate(QDate(today.year, today.month, today.day).addDays(1))
        self.propose_button = QPushButton(tr("この計測で新しい版を提案する(&P)"))
        self.versions = PlainTable(
            (
                tr("版"),
                tr("適用開始日"),
                tr("中央値(分)"),
                tr("平均(分)"),
                tr("件"),
                tr("人", "count"),
                tr("状態"),
                tr("提案"),
                tr("承認", "who"),
            ),
            name=tr("基準時間の版"),
            stretch=8,
            numbers=(2, 3, 4, 5),
            empty=tr("計測から作った版はまだありません。"),
        )
        self.approve_button = QPushButton(tr("承認する(&A)"))
        self.refuse_button = QPushButton(tr("差し戻す(&R)…"))
        self._lay_out()

        self._ticks = QTimer(self, interval=200)
        self._ticks.timeout.connect(self._show_time)
        self.go_button.clicked.connect(self.start_or_end)
        self.drop_button.clicked.connect(self.drop)
        self.undo_button.clicked.connect(self.undo)
        self.propose_button.clicked.connect(self.propose)
        self.approve_button.clicked.connect(lambda: self._decide(Decision.APPROVED, ""))
        self.refuse_button.clicked.connect(self._ask_reason)
        self.versions.itemSelectionChanged.connect(self._settle)
        self.robot.currentIndexChanged.connect(lambda _: self._fetch())
        QShortcut(QKeySequence("F2"), self, self.start_or_end)
        self._settle()
        tasks.run(self, desk.cards, done=self._show_robots, failed=self._show_error)

    # The stopwatch.

    @property
    def is_running(self) -> bool:
        """Whether an item is being timed."""
        return self._began is not None

    def start_or_end(self) -> None:
        """Begin timing an item, or store the one that is being timed."""
        if self._began is None:
            if not self.staff.text().strip():
                self.told.setText(tr("先に、計る人を入力してください。"))
                self.staff.setFocus()
                return
            self._began = monotonic()
            self._ticks.start()
            self._settle()
            return
        minutes = Decimal(str(round(monotonic() - self._began, 3))) / 60
        self._stop()
        robot, staff = self._robot_id, self.staff.text()
        self._tasks.run(
            self,
            lambda: self._desk.measuring.time(robot, staff=staff, minutes=minutes),
            done=lambda _: self._fetch(),
            failed=self._show_error,
        )

    def drop(self) -> None:
        """Forget the item that is being timed: it was interrupted."""
        self._stop()

    def undo(self) -> None:
        """Take the last timed item back."""
        if self._timings:
            last = self._timings[-1]
            self._tasks.run(
                self,
                lambda: self._desk.measuring.undo(last),
                done=lambda _: self._fetch(),
                failed=self._show_error,
            )

    def _stop(self) -> None:
        self._began = None
        self._ticks.stop()
        self.time.setText("0:00")
        self._settle()

    def _show_time(self) -> None:
        if self._began is not None:
            self.time.setText(clock(monotonic() - self._began))

    # Versions.

    def propose(self) -> None:
        """Make a version of what was timed."""
        robot, day = self._robot_id, self.valid_from.date()
        begin = date(day.year(), day.month(), day.day())
        extra = [_exact(each) for each in self._spins]
        self._tasks.run(
            self,
            lambda: self._desk.measuring.propose(
                robot,
                valid_from=begin,
                exception_minutes=extra[0],
                preparation_minutes=extra[1],
                supervision_minutes=extra[2],
            ),
            done=lambda _: self._on_changed(),
            failed=self._show_error,
        )

    def _ask_reason(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(tr("差し戻す"))
        dialog.setLabelText(tr("差し戻す理由"))
        dialog.setOkButtonText(tr("差し戻す"))
        dialog.setCancelButtonText(tr("やめる"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(
            lambda reason: self._decide(Decision.REFUSED, reason)
        )
        dialog.open()

    def _decide(self, decision: Decision, reason: str) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        robot, version = chosen.robot_id, chosen.baseline.version
        self._tasks.run(
            self,
            lambda: self._desk.measuring.decide(
                robot, version, decision, reason=reason
            ),
            done=lambda _: self._on_changed(),
            failed=self._show_error,
        )

    def _on_changed(self) -> None:
        self.changed.emit()
        self._fetch()

    # Showing.

    @property
    def _robot_id(self) -> str:
        return str(self.robot.currentData() or "")

    def _show_robots(self, cards: Sequence[RobotCard]) -> None:
        self.robot.blockSignals(True)
        for card in cards:
            self.robot.addItem(f"{card.robot.task}  {card.robot.title}", card.robot.id)
        self.robot.blockSignals(False)
        self._fetch()

    def _fetch(self) -> None:
        robot, measuring = self._robot_id, self._desk.measuring
        if not robot:
            return
        self._tasks.run(
            self,
            lambda: (
                measuring.timings(robot),
                measuring.versions(robot),
                self._desk.permissions.duties(),
            ),
            done=lambda found: self._show(*found),
            failed=self._show_error,
        )

    def _show(
        self,
        timings: Sequence[Timing],
        versions: Sequence[MeasuredBaseline],
        may: frozenset[Duty],
    ) -> None:
        self._may = may
        self._timings, self._versions = timings, tuple(reversed(versions))
        self.timed.fill(
            [
                (str(n), each.staff, moment(each.at), f"{each.minutes:.2f}")
                for n, each in reversed(list(enumerate(timings, start=1)))
            ]
        )
        lacks = missing(timings)
        middle = (
            tr("中央値 {middle:.2f}分。").format(
                middle=median(t.minutes for t in timings)
            )
            if timings
            else ""
        )
        people = len({each.staff for each in timings})
        self.summary.say(
            tr("%n件・{people}人を計りました。{middle}{next}", "", len(timings)).format(
                people=people, middle=middle, next=lacks or tr("版を提案できます。")
            ),
            tone="" if lacks else "calm",
        )
        self.versions.fill(
            [
                (
                    tr("第{version}版").format(version=each.baseline.version),
                    each.baseline.valid_from.strftime("%Y/%m/%d"),
                    f"{each.baseline.minutes:.2f}",
                    f"{each.baseline.mean_minutes:.2f}",
                    str(each.baseline.items),
                    str(each.baseline.staff),
                    each.state,
                    each.proposed_by,
                    f"{each.decided_by} {each.reason}".strip(),
                )
                for each in self._versions
            ]
        )
        self._settle()

    def _settle(self) -> None:
        self.go_button.setText(
            tr("終わり（F2）") if self.is_running else tr("計測を始める（F2）")
        )
        self.told.setText(tr(_RUNNING) if self.is_running else tr(_IDLE))
        self.drop_button.setEnabled(self.is_running)
        undoable = bool(self._timings) and not self.is_running
        enough = not missing(self._timings) and not self.is_running
        settle(self.go_button, Duty.BOOK, self._may)
        settle(self.undo_button, Duty.BOOK, self._may, ready=undoable)
        settle(self.propose_button, Duty.BOOK, self._may, ready=enough)
        self.robot.setEnabled(not self.is_running)
        self.staff.setEnabled(not self.is_running)
        chosen = self._chosen()
        is_open = chosen is not None and chosen.decision is None
        settle(self.approve_button, Duty.SIGN, self._may, ready=is_open)
        settle(self.refuse_button, Duty.SIGN, self._may, ready=is_open)

    def _chosen(self) -> MeasuredBaseline | None:
        place = self.versions.currentRow()
        return self._versions[place] if 0 <= place < len(self._versions) else None

    def _lay_out(self) -> None:
        self._spins = (self.exception, self.preparation, self.supervision)
        who = QHBoxLayout()
        who.addWidget(QLabel(tr("業務")))
        who.addWidget(self.robot, 2)
        who.addSpacing(12)
        who.addWidget(QLabel(tr("計る人")))
        who.addWidget(self.staff, 1)
        watch = QHBoxLayout()
        watch.addWidget(self.time)
        watch.addSpacing(16)
        watch.addWidget(self.go_button)
        watch.addWidget(self.drop_button)
        watch.addWidget(self.undo_button)
        watch.addStretch(1)
        form = QFormLayout()
        form.addRow(tr("例外1件の追加"), self.exception)
        form.addRow(tr("1回の準備"), self.preparation)
        form.addRow(tr("1回の見守り（実測のないとき）"), self.supervision)
        form.addRow(tr("適用開始日"), self.valid_from)
        form.addRow(self.propose_button)
        middle = QHBoxLayout()
        middle.addWidget(self.timed, 1)
        middle.addLayout(form, 1)
        deciding = QHBoxLayout()
        deciding.addWidget(QLabel(tr("承認は、提案した人とは別の管理職が行います。")))
        deciding.addStretch(1)
        deciding.addWidget(self.approve_button)
        deciding.addWidget(self.refuse_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(who)
        column.addLayout(watch)
        column.addWidget(self.told)
        column.addWidget(self.summary)
        column.addLayout(middle, 2)
        column.addWidget(self.versions, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.addWidget(Scrolling(page))
        outer.addLayout(deciding)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)


def _minutes(name: str, first: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0, 480)
    box.setDecimals(1)
    box.setSuffix(tr(" 分"))
    box.setValue(first)
    box.setAccessibleName(name)
    return box


def _exact(box: QDoubleSpinBox) -> Decimal:
    return Decimal(str(round(box.value(), 1)))
