"""業務 to automate next, and what became of those that were (BPR)."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.fitting import open_at
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.rights import settle
from gui.tasks import Tasks
from gui.words import QT_TR_NOOP, tr
from rpa_suite.kpi.bpr import Comparison, Expectation
from rpa_suite.kpi.dashboard_text import hours_text
from rpa_suite.model.staff import Duty

_HOW = QT_TR_NOOP(
    "見込みは、年間件数×1件の分に、紙の割合・規則で決まる割合・システム数・難しさから"
    "求めた割合を掛けた概算です。この庁の実績が3業務そろうと、実績の差で直します。"
)
_EMPTY = QT_TR_NOOP(
    "候補がまだありません。「CSVへ書き出す」で見出しだけの表を作り、Excelで記入して"
    "から「CSVから取り込む」を押してください。"
)
_FILTER = QT_TR_NOOP("CSVファイル (*.csv)")


class BprDialog(QDialog):
    """Ranked candidates, and expected against measured."""

    def __init__(self, *, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.setWindowTitle(tr("次に自動化する業務（BPR）"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1140, 560)
        self.note = Note()
        self.ranking = PlainTable(
            (
                tr("順"),
                tr("番号"),
                tr("業務"),
                tr("課"),
                tr("件/年"),
                tr("分/件"),
                tr("紙"),
                tr("見込み(時間)"),
                tr("幅(時間)"),
                tr("回収(年)"),
            ),
            name=tr("候補の順位"),
            stretch=2,
            numbers=(0, 4, 5, 6, 7, 8, 9),
            empty=tr("候補はありません。"),
        )
        self.results = PlainTable(
            (
                tr("番号"),
                tr("業務"),
                tr("見込み(時間/年)"),
                tr("実績(時間)"),
                tr("件数"),
                tr("1件の見込み→実績(分)"),
                tr("判定"),
            ),
            name=tr("見込みと実績"),
            stretch=1,
            numbers=(2, 3, 4, 5),
            empty=tr("「ロボットの業務番号」を書いた業務の実績が、ここに並びます。"),
        )
        self.tabs = tabs = QTabWidget()
        tabs.addTab(self.ranking, tr("候補の順位"))
        tabs.addTab(self.results, tr("導入後の見込みと実績"))
        how = QLabel(tr(_HOW))
        how.setWordWrap(True)
        how.setObjectName("muted")
        self.take_button = take = QPushButton(tr("CSVから取り込む(&I)…"))
        write = QPushButton(tr("CSVへ書き出す(&E)…"))
        close = QPushButton(tr("閉じる(&C)"))
        for button in (take, write, close):
            button.setAutoDefault(False)
        bottom = QHBoxLayout()
        bottom.addWidget(take)
        bottom.addWidget(write)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self.note)
        column.addWidget(tabs, 1)
        column.addWidget(how)
        column.addLayout(bottom)
        take.clicked.connect(self._choose_to_import)
        write.clicked.connect(self._choose_to_export)
        close.clicked.connect(self.accept)
        self._fetch()

    def import_file(self, path: Path) -> None:
        """Take the register from a CSV."""
        self._tasks.run(
            self,
            lambda: self._desk.bpr.import_csv(path),
            done=lambda _: self._fetch(),
            failed=self._show_error,
        )

    def _choose_to_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("台帳を取り込む"), "", tr(_FILTER)
        )
        if chosen:
            self.import_file(Path(chosen))

    def _choose_to_export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("台帳を書き出す"), tr("BPR台帳.csv"), tr(_FILTER)
        )
        if chosen:
            path = Path(chosen)
            self._tasks.run(
                self,
                lambda: self._desk.bpr.export_csv(path),
                done=lambda n: self.note.say(
                    tr("%n件を書き出しました。", "", n), tone="calm"
                ),
                failed=self._show_error,
            )

    def _fetch(self) -> None:
        bpr = self._desk.bpr
        self._tasks.run(
            self,
            lambda: (bpr.ranked(), bpr.compared(), self._desk.permissions.duties()),
            done=lambda found: self._show(*found),
            failed=self._show_error,
        )

    def _show(
        self,
        ranked: Sequence[Expectation],
        compared: Sequence[Comparison],
        may: frozenset[Duty],
    ) -> None:
        settle(self.take_button, Duty.BOOK, may)
        losing = [c.expectation.candidate.title for c in compared if c.measured < 0]
        if losing:
            self.note.say(
                tr("減る時間よりかかる時間の方が多い業務: {tasks}。").format(
                    tasks=tr("、").join(losing)
                ),
                tone="trouble",
            )
        else:
            self.note.say("" if ranked or compared else tr(_EMPTY))
        self.ranking.fill(
            [
                (
                    str(place),
                    each.candidate.id,
                    each.candidate.title,
                    each.candidate.section,
                    f"{each.candidate.yearly_items:,}",
                    f"{each.candidate.minutes:g}",
                    f"{each.candidate.paper:.0%}",
                    hours_text(each.expected),
                    tr("{low}〜{high}").format(
                        low=hours_text(each.low), high=hours_text(each.high)
                    ),
                    f"{each.payback_years:.1f}" if each.payback_years else "",
                )
                for place, each in enumerate(ranked, start=1)
            ]
        )
        self.results.fill(
            [
                (
                    each.expectation.candidate.id,
                    each.expectation.candidate.title,
                    hours_text(each.expectation.expected),
                    hours_text(each.measured),
                    f"{each.items:,}",
                    f"{each.expected_per_item:.1f} → "
                    + (
                        "―"
                        if each.measured_per_item is None
                        else f"{each.measured_per_item:.1f}"
                    ),
                    each.verdict,
                )
                for each in compared
            ]
        )

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)
