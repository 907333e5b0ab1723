"""What this PC works with, and whether everything is there (診断)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.messages import tell_error
from gui.plain_table import PlainTable
from gui.tasks import Tasks
from gui.words import tr
from rpa_suite.app.doctor import Finding


class PcPage(QWidget):
    """Shows where things lie; IT staff change them in settings.toml."""

    def __init__(self, *, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for label, value in desk.pc.places().items():
            shown = QLabel(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setWordWrap(True)
            form.addRow(label, shown)
        note = QLabel(tr("変えるときは、情報担当が settings.toml を書き換えます。"))
        note.setObjectName("muted")
        self.examine_button = QPushButton(tr("診断する(&E)"))
        self.examine_button.clicked.connect(self._examine)
        self.findings = PlainTable(
            (tr("項目", "check"), tr("結果"), tr("内容と次にすること")),
            name=tr("診断の結果"),
            stretch=2,
            empty=tr("「診断する」を押すと、足りないものと次にすることが出ます。"),
            wraps=True,
        )
        self.findings.fill(())
        row = QHBoxLayout()
        row.addWidget(note, 1)
        row.addWidget(self.examine_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 12)
        column.addLayout(form)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self.findings, 1)

    def _examine(self) -> None:
        self.examine_button.setEnabled(False)
        self.examine_button.setText(tr("調べています…"))
        self._tasks.run(
            self, self._desk.pc.examine, done=self._show, failed=self._show_error
        )

    def _show(self, findings: Sequence[Finding]) -> None:
        self._ready()
        self.findings.fill(
            [
                (
                    each.check,
                    tr("○ 良") if each.ok else tr("× 要対応"),
                    each.detail if each.ok else f"{each.detail}　{each.advice}",
                )
                for each in findings
            ]
        )

    def _show_error(self, error: Exception) -> None:
        self._ready()
        tell_error(self, error)

    def _ready(self) -> None:
        self.examine_button.setEnabled(True)
        self.examine_button.setText(tr("診断する(&E)"))
