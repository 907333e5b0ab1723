"""The managers' window: hours saved against the plan, and the way down to evidence."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.book_dialogs import CloseYearDialog, CorrectDialog, MaintainDialog
from gui.bpr_window import BprDialog
from gui.dashboard_cards import Cards, titled
from gui.dashboard_charts import BarsChart, CurveChart
from gui.dashboard_reports import Report, ReportFlow
from gui.dashboard_words import (
    example_note,
    fiscal_year,
    group_bar,
    health_rows,
    month_bars,
    reason_bars,
    remarks,
    status,
    waterfall,
)
from gui.desk import Desk
from gui.drill_dialog import DrillDialog
from gui.fitting import Scrolling, open_at
from gui.memory import Memory
from gui.messages import tell, tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.rights import settle
from gui.stopwatch_window import StopwatchDialog
from gui.tasks import Tasks
from gui.wording import month_name
from gui.words import QT_TR_NOOP, tr
from rpa_suite.kpi.dashboard import Dashboard, Group
from rpa_suite.kpi.example import YEARS
from rpa_suite.model.savings import SavingFilter, SavingKind
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Environment

_EXAMPLE = "example"
_SOURCES = (
    (Environment.PRODUCTION.value, QT_TR_NOOP("本番")),
    (Environment.TRAINING.value, QT_TR_NOOP("練習（KPIに算入しない）")),
    (_EXAMPLE, QT_TR_NOOP("計算例（架空）")),
)
_MODES = (("annual", QT_TR_NOOP("年間合計")), ("cumulative", QT_TR_NOOP("累計")))
# What a step of the waterfall is made of; the last one is everything.
_STEPS: tuple[tuple[SavingKind, ...], ...] = (
    (SavingKind.ITEM,),
    (SavingKind.ITEM,),
    (SavingKind.EXCEPTION,),
    (SavingKind.RUN, SavingKind.SUPERVISION),
    (SavingKind.MAINTENANCE,),
    (SavingKind.CORRECTION,),
    (),
)
_YEARS_BACK = 8


class DashboardWindow(QMainWindow):
    """One 年度 at a time; what was chosen is remembered."""

    def __init__(self, desk: Desk, *, memory: Memory) -> None:
        super().__init__()
        self._desk = desk
        self._memory = memory
        self._shown: Dashboard | None = None
        self._left_year: int | None = None  # for the example, which has its own
        self._guarded: list[tuple[QPushButton, Duty]] = []
        self.tasks = Tasks(self)
        # The figures are painted first: booking in a thread holds the painting up.
        self._later = QTimer(self, singleShot=True, interval=300)
        self._later.timeout.connect(self._catch_up)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("削減時間　RPAスイート"))

        self.year = self._years()
        self.source = _choice(_SOURCES, tr("どの集計か"))
        self.mode = _choice(_MODES, tr("計画の『積算』をどう読むか"))
        mode = memory.kpi_mode or desk.savings.plan.mode
        self.mode.setCurrentIndex(self.mode.findData(mode))
        # The database adds up while the charts are made.
        self.reload()

        self.status = QLabel()
        self.status.setObjectName("badge")
        self.note = Note()
        self.cards = Cards()
        self.curve = CurveChart()
        self.months = BarsChart(tr("月別の純削減"), lying=False)
        self.waterfall = BarsChart(tr("総量から純削減まで"), lying=False)
        self.tasks_chart = BarsChart(tr("業務別の純削減"), lying=True)
        self.sections_chart = BarsChart(tr("課別の純削減"), lying=True)
        self.sources_chart = BarsChart(tr("入力元別の純削減"), lying=True)
        self.reasons_chart = BarsChart(tr("例外の理由"), lying=True)
        self.health = PlainTable(
            (
                tr("ロボット"),
                tr("試行"),
                tr("成功"),
                tr("1件の秒"),
                tr("以前"),
                tr("気づいたこと"),
            ),
            name=tr("ロボットの稼働（30日間）"),
            stretch=5,
            numbers=(1, 2, 3, 4),
            empty=tr("この30日間の実行はありません。"),
        )
        self.health.setMinimumHeight(180)
        self.grouped = QTabWidget()
        for title, chart in (
            (tr("業務別"), self.tasks_chart),
            (tr("課別"), self.sections_chart),
            (tr("月別"), self.months),
            (tr("入力元別"), self.sources_chart),
        ):
            self.grouped.addTab(chart, title)
        self.reports = ReportFlow(desk, self.tasks, memory, window=self)
        self._lay_out()
        self._connect()
        open_at(self, 1280, 860, kept=memory.layout("dashboard"))

    # What is shown.

    @property
    def shown(self) -> Dashboard | None:
        """The 年度 in front."""
        return self._shown

    @property
    def environment(self) -> Environment:
        """Whose rows are shown; the example counts as production's shape."""
        chosen = str(self.source.currentData())
        return Environment(chosen) if chosen != _EXAMPLE else Environment.PRODUCTION

    def reload(self) -> None:
        """Fetch the 年度 again."""
        year, mode = self.year.currentData(), str(self.mode.currentData())
        savings = self._desk.savings
        if self.source.currentData() == _EXAMPLE:
            wanted = year if year in YEARS else YEARS[-1]

            def work() -> Dashboard:
                return savings.example(wanted, mode=mode)
        else:
            environment = self.environment

            def work() -> Dashboard:
                return savings.dashboard(environment, year, mode=mode)

        self.tasks.run(
            self,
            lambda: (work(), self._desk.permissions.duties()),
            done=lambda found: self._show(*found),
            failed=self._show_error,
        )

    def _show(self, shown: Dashboard, may: frozenset[Duty]) -> None:
        if self._shown is None:
            self._later.start()
        self._shown = shown
        for button, duty in self._guarded:
            settle(button, duty, may)
        year = shown.year.fiscal_year
        self._go_to_year(year)
        self.status.setText(status(shown))
        is_example = self.source.currentData() == _EXAMPLE
        self.note.say(example_note() if is_example else remarks(shown))
        self.cards.show_year(shown)
        self.curve.show_year(shown)
        self.waterfall.show_bars(waterfall(shown))
        self.months.show_bars(month_bars(shown))
        self.tasks_chart.show_bars([group_bar(g) for g in shown.tasks])
        self.sections_chart.show_bars([group_bar(g) for g in shown.sections])
        self.sources_chart.show_bars([group_bar(g) for g in shown.sources])
        self.reasons_chart.show_bars(reason_bars(shown))
        self.health.fill(health_rows(shown))

    def _go_to_year(self, year: int) -> None:
        self.year.blockSignals(True)
        self.year.setCurrentIndex(self.year.findData(year))
        self.year.blockSignals(False)

    def _catch_up(self) -> None:
        """Book what a crash left unbooked; it would have slowed the first look."""
        self.tasks.run_long(
            self,
            lambda report: self._desk.savings.catch_up(),
            done=lambda new: self.reload() if new else None,
            failed=self._show_error,
        )

    # The way down.

    def drill(self, title: str, **part: object) -> None:
        """Open the runs behind a part of the 年度."""
        if self._shown is None:
            return
        if self.source.currentData() == _EXAMPLE:
            tell(
                self,
                tr(
                    "計算例には実行がありません。本番か練習の集計で棒を押してください。"
                ),
                icon=QMessageBox.Icon.Information,
            )
            return
        within = SavingFilter(
            environment=self.environment,
            fiscal_year=self._shown.year.fiscal_year,
            **part,  # type: ignore[arg-type]
        )
        name = fiscal_year(self._shown.year.fiscal_year)
        DrillDialog(
            f"{name} {title}", within, desk=self._desk, tasks=self.tasks, parent=self
        ).open()

    def _on_group(self, groups: Sequence[Group], field: str, number: int) -> None:
        group = groups[number]
        self.drill(group.title, **{field: group.key})

    def _connect(self) -> None:
        for combo in (self.year, self.source, self.mode):
            combo.currentIndexChanged.connect(self._on_choice)
        self.waterfall.chosen.connect(
            lambda n: self.drill(self.waterfall.bars[n].title, kinds=_STEPS[n])
        )
        self.months.chosen.connect(
            lambda n: self._with(
                lambda shown: self.drill(
                    month_name(shown.months[n].month),
                    month=shown.months[n].month,
                )
            )
        )
        for chart, field, groups in (
            (self.tasks_chart, "task", lambda shown: shown.tasks),
            (self.sections_chart, "section", lambda shown: shown.sections),
            (self.sources_chart, "source", lambda shown: shown.sources),
        ):
            chart.chosen.connect(
                lambda n, field=field, groups=groups: self._with(
                    lambda shown: self._on_group(groups(shown), field, n)
                )
            )
        self.reasons_chart.chosen.connect(
            lambda n: self._with(
                lambda shown: self.drill(
                    shown.reasons[n].text,
                    reason=shown.reasons[n].code,
                    kinds=(SavingKind.EXCEPTION,),
                )
            )
        )
        QShortcut(QKeySequence("F5"), self, self.reload)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def _with(self, do: Callable[[Dashboard], None]) -> None:
        if self._shown is not None:
            do(self._shown)

    # What a manager may do.

    def write_reports(self) -> None:
        """Write Excel, PDF, HTML and the survey's CSV of the 年度 in front."""
        self.reports.ask(self._report)

    @property
    def _report(self) -> Report:
        return Report(
            year=self.year.currentData(),
            environment=self.environment,
            is_example=self.source.currentData() == _EXAMPLE,
        )

    def _open(self, make: Callable[..., QWidget]) -> None:
        dialog = make(desk=self._desk, tasks=self.tasks, parent=self)
        changed = getattr(dialog, "changed", None)
        if changed is not None:
            changed.connect(self.reload)
        dialog.show()

    # Building.

    def _years(self) -> QComboBox:
        combo = QComboBox()
        this_year = self._desk.savings.this_year()
        years = {this_year - n for n in range(_YEARS_BACK)} | set(YEARS)
        for year in sorted(years, reverse=True):
            combo.addItem(fiscal_year(year), year)
        combo.setCurrentIndex(combo.findData(this_year))
        combo.setAccessibleName(tr("年度"))
        return combo

    def _lay_out(self) -> None:
        self.report_button = QPushButton(tr("報告書を書き出す(&E)…"))
        self.report_button.setObjectName("primary")
        self.report_button.clicked.connect(self.write_reports)
        self.reports.busy.connect(self.report_button.setDisabled)
        self.reports.said.connect(self.statusBar().showMessage)
        choices = QHBoxLayout()
        for widget in (
            self.year,
            self.source,
            QLabel(tr("積算:")),
            self.mode,
            self.status,
        ):
            choices.addWidget(widget)
        choices.addStretch(1)
        deeds = QHBoxLayout()
        deeds.addStretch(1)
        for text, make, duty in (
            (tr("保守を記録(&M)…"), MaintainDialog, Duty.BOOK),
            (tr("訂正(&T)…"), CorrectDialog, Duty.BOOK),
            (tr("基準時間(&B)…"), StopwatchDialog, None),
            (tr("次の業務(&N)…"), BprDialog, None),
            (tr("年度の確定(&K)…"), CloseYearDialog, Duty.SIGN),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, make=make: self._open(make))
            deeds.addWidget(button)
            if duty:
                self._guarded.append((button, duty))
        deeds.addWidget(self.report_button)

        above = QHBoxLayout()
        above.addWidget(titled(tr("累計と計画（時間）"), self.curve), 1)
        above.addWidget(titled(tr("総量から純削減まで（時間）"), self.waterfall), 1)
        below = QHBoxLayout()
        below.addWidget(titled(tr("純削減（時間）"), self.grouped), 3)
        below.addWidget(titled(tr("例外の理由（件）"), self.reasons_chart), 2)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self.note)
        column.addWidget(self.cards)
        column.addLayout(above, 3)
        column.addLayout(below, 3)
        column.addWidget(
            titled(tr("ロボットの稼働（30日間と、その前の90日間）"), self.health)
        )
        outer = QWidget()
        whole = QVBoxLayout(outer)
        whole.setContentsMargins(0, 0, 0, 0)
        # Two rows: one would be wider than a screen at 150 %.
        for row, margin in ((choices, 10), (deeds, 4)):
            row.setContentsMargins(16, margin, 16, 2)
            whole.addLayout(row)
        whole.addWidget(Scrolling(page), 1)
        self.setCentralWidget(outer)

    def _on_choice(self) -> None:
        is_example = self.source.currentData() == _EXAMPLE
        if is_example and self._left_year is None:
            self._left_year = self.year.currentData()
        elif not is_example and self._left_year is not None:
            self._go_to_year(self._left_year)
            self._left_year = None
        self._memory.remember_kpi_mode(str(self.mode.currentData()))
        self.reload()

    def closeEvent(self, event: object) -> None:
        """Remember where the window stood."""
        self._memory.remember_layout("dashboard", self.saveGeometry())
        self.tasks.wait()
        super().closeEvent(event)  # type: ignore[arg-type]

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)


def _choice(pairs: Sequence[tuple[str, str]], name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    for data, words in pairs:
        combo.addItem(tr(words), data)
    return combo
