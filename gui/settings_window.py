"""設定: how the windows look, who may do what, and what this PC works with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.memory import Memory
from gui.pc_page import PcPage
from gui.staff_page import StaffPage
from gui.style import Appearance, dress
from gui.tasks import Tasks

_APPEARANCES = (
    (Appearance.SYSTEM, "PCの設定に合わせる"),
    (Appearance.LIGHT, "明るい"),
    (Appearance.DARK, "暗い"),
)


class SettingsWindow(QDialog):
    """Every change holds at once; there is nothing to save.

    Signals:
        people_changed: Somebody's roles changed: what may be done may have changed.
    """

    people_changed = Signal()

    def __init__(
        self, *, desk: Desk, tasks: Tasks, memory: Memory, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("設定")
        self._memory = memory
        self.appearance = QComboBox()
        for kind, words in _APPEARANCES:
            self.appearance.addItem(words, kind)
        self.appearance.setCurrentIndex(self.appearance.findData(memory.appearance))
        self.notify = QCheckBox(
            "実行の終わりと、人の対応が要るときに、デスクトップへ知らせる"
        )
        self.notify.setChecked(memory.notifies)
        self.staff = StaffPage(desk=desk, tasks=tasks)
        self.staff.changed.connect(self.people_changed)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._looks(), "表示と通知")
        self.tabs.addTab(self.staff, "職員と役割")
        self.tabs.addTab(PcPage(desk=desk, tasks=tasks), "このPC")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(buttons)
        self.resize(760, 560)
        self.appearance.currentIndexChanged.connect(lambda _: self._dress())
        self.notify.toggled.connect(memory.remember_notifies)

    def _looks(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(18, 18, 18, 18)
        form.setVerticalSpacing(14)
        form.addRow("外観(&A)", self.appearance)
        form.addRow("通知(&N)", self.notify)
        sizes = QLabel(
            "文字の大きさは、PCの表示倍率（125〜200%）に合わせて変わります。"
        )
        sizes.setObjectName("muted")
        form.addRow("", sizes)
        return page

    def _dress(self) -> None:
        kind = Appearance(self.appearance.currentData())
        self._memory.remember_appearance(kind)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, kind)
