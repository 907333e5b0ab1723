"""What people add to the books: maintenance, corrections, the closing of a 年度."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.dashboard_words import fiscal_year
from gui.desk import Desk
from gui.messages import tell_error
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.records import RobotCard
from rpa_suite.kpi.dashboard_text import hours_text
from rpa_suite.model.savings import Closing


class _BookDialog(QDialog):
    """A few fields and one button that books; refused words keep it open.

    Signals:
        changed: Something was booked.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        told: str,
        yes: str,
        *,
        desk: Desk,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        words = QLabel(told)
        words.setWordWrap(True)
        words.setObjectName("muted")
        self.form = QFormLayout()
        buttons = QDialogButtonBox()
        self.yes = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setObjectName("primary")
        buttons.addButton(tr("やめる"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.book)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(self.form)
        column.addWidget(buttons)

    def book(self) -> None:
        """Book what was filled in."""

    def _book(self, work: Callable[[], object]) -> None:
        self.yes.setEnabled(False)
        self._tasks.run(self, work, done=self._on_booked, failed=self._on_refused)

    def _on_booked(self, _: object) -> None:
        self.changed.emit()
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self.yes.setEnabled(True)
        tell_error(self, error)

    def _add_robots(self) -> QComboBox:
        combo = QComboBox()
        self.form.addRow(tr("業務(&R)"), combo)

        def fill(cards: list[RobotCard]) -> None:
            for card in cards:
                robot = card.robot
                combo.addItem(f"{robot.task}  {robot.title}", robot.id)

        self._tasks.run(self, self._desk.cards, done=fill, failed=self._on_refused)
        return combo

    def _add_minutes(self, label: str, *, least: float) -> QDoubleSpinBox:
        minutes = QDoubleSpinBox()
        minutes.setRange(least, 99_999.0)
        minutes.setDecimals(1)
        minutes.setSuffix(tr(" 分"))
        self.form.addRow(label, minutes)
        return minutes

    def _add_day(self, label: str) -> QDateEdit:
        day = QDateEdit()
        today = self._desk.savings.today()
        day.setDate(QDate(today.year, today.month, today.day))
        day.setCalendarPopup(True)
        day.setDisplayFormat("yyyy/MM/dd")
        self.form.addRow(label, day)
        return day


class MaintainDialog(_BookDialog):
    """保守: repair of a robot, masters, training of staff."""

    def __init__(self, *, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(
            tr("保守を記録"),
            tr(
                "ロボットの修理、マスタの更新、操作の研修などに人がかけた時間です。"
                "その業務の削減時間から引かれます。"
            ),
            tr("記録する(&S)"),
            desk=desk,
            tasks=tasks,
            parent=parent,
        )
        self.robot = self._add_robots()
        self.minutes = self._add_minutes(tr("かけた時間(&M)"), least=0.0)
        self.on = self._add_day(tr("いつ(&D)"))
        self.what = QLineEdit()
        self.what.setPlaceholderText(tr("例: 画面変更への対応"))
        self.form.addRow(tr("何をしたか(&W)"), self.what)

    def book(self) -> None:
        """Book the minutes."""
        robot, minutes = str(self.robot.currentData()), _exact(self.minutes)
        what, on = self.what.text(), _day(self.on)
        self._book(lambda: self._desk.savings.maintain(robot, minutes, what, on=on))


class CorrectDialog(_BookDialog):
    """訂正: a row more, never a row changed."""

    def __init__(self, *, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(
            tr("訂正"),
            tr(
                "台帳の行は書き換えません。差の分だけ訂正の行を加えます。"
                "確定した年度の訂正は管理職だけができ、もう一度確定するまで"
                "「確定後の訂正」として別に示されます。"
            ),
            tr("訂正を加える(&S)"),
            desk=desk,
            tasks=tasks,
            parent=parent,
        )
        self.robot = self._add_robots()
        self.minutes = self._add_minutes(
            tr("増やす時間（減らすときはマイナス）(&M)"), least=-99_999
        )
        self.on = self._add_day(tr("何日の分か(&D)"))
        self.why = QLineEdit()
        self.why.setPlaceholderText(tr("例: 7月の件数の数え違い"))
        self.form.addRow(tr("理由(&W)"), self.why)

    def book(self) -> None:
        """Book the correction."""
        robot, minutes = str(self.robot.currentData()), _exact(self.minutes)
        why, on = self.why.text(), _day(self.on)
        self._book(lambda: self._desk.savings.correct(robot, minutes, why, on=on))


class CloseYearDialog(_BookDialog):
    """確定: a manager signs a 年度."""

    def __init__(self, *, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(
            tr("年度の確定"),
            tr(
                "いまの台帳までの合計に署名します。確定した値は変わりません。"
                "後から加わった行は訂正として示され、もう一度確定すると含まれます。"
            ),
            tr("確定する(&S)"),
            desk=desk,
            tasks=tasks,
            parent=parent,
        )
        self.year = QComboBox()
        last = desk.savings.this_year() - 1
        for year in range(last, last - 6, -1):
            self.year.addItem(fiscal_year(year), year)
        self.form.addRow(tr("年度(&Y)"), self.year)
        self.note_line = QLineEdit()
        self.note_line.setPlaceholderText(tr("例: 課長会で報告"))
        self.form.addRow(tr("覚え書き(&N)"), self.note_line)
        self.signed = QLabel()
        self.signed.setWordWrap(True)
        self.form.addRow(tr("これまでの確定"), self.signed)
        tasks.run(
            self, desk.savings.closings, done=self._show_signed, failed=self._on_refused
        )

    def book(self) -> None:
        """Sign the 年度."""
        year, note = int(self.year.currentData()), self.note_line.text()
        self._book(lambda: self._desk.savings.close(year, note=note))

    def _show_signed(self, closings: list[Closing]) -> None:
        self.signed.setText(
            "\n".join(
                tr("{year}　{saved} 時間　{who}　署名 {signature}").format(
                    year=fiscal_year(each.fiscal_year),
                    saved=hours_text(each.saved),
                    who=each.closed_by,
                    signature=each.through_hash[:12],
                )
                for each in reversed(closings[-8:])
            )
            or tr("まだありません")
        )


def _exact(box: QDoubleSpinBox) -> Decimal:
    return Decimal(str(round(box.value(), 1)))


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
