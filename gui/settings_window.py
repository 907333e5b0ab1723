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
from gui.fitting import Scrolling, open_at
from gui.language import Language
from gui.memory import Memory
from gui.pc_page import PcPage
from gui.staff_page import StaffPage
from gui.style import Appearance, dress
from gui.tasks import Tasks
from gui.words import QT_TR_NOOP, tr

_APPEARANCES = (
    (Appearance.SYSTEM, QT_TR_NOOP("PCの設定に合わせる")),
    (Appearance.LIGHT, QT_TR_NOOP("明るい")),
    (Appearance.DARK, QT_TR_NOOP("暗い")),
)
_LANGUAGES = (
    (Language.JAPANESE, QT_TR_NOOP("日本語")),
    (Language.ENGLISH, "English"),
)


class SettingsWindow(QDialog):
    """Every change holds at once, but of the language; there is nothing to save.

    Signals:
        people_changed: Somebody's roles changed: what may be done may have changed.
    """

    people_changed = Signal()

    def __init__(
        self, *, desk: Desk, tasks: Tasks, memory: Memory, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("設定"))
        self._memory = memory
        self.appearance = QComboBox()
        for kind, words in _APPEARANCES:
            self.appearance.addItem(tr(words), kind)
        self.appearance.setCurrentIndex(self.appearance.findData(memory.appearance))
        self.language = QComboBox()
        for language, words in _LANGUAGES:
            self.language.addItem(tr(words), language)
        self.language.setCurrentIndex(self.language.findData(memory.language))
        self.notify = QCheckBox(
            tr("実行の終わりと、人の対応が要るときに、デスクトップへ知らせる")
        )
        self.notify.setChecked(memory.notifies)
        self.staff = StaffPage(desk=desk, tasks=tasks)
        self.staff.changed.connect(self.people_changed)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._looks(), tr("表示と通知"))
        self.tabs.addTab(Scrolling(self.staff), tr("職員と役割"))
        self.tabs.addTab(PcPage(desk=desk, tasks=tasks), tr("このPC"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(buttons)
        open_at(self, 760, 560)
        self.appearance.currentIndexChanged.connect(lambda _: self._dress())
        self.language.currentIndexChanged.connect(lambda _: self._speak())
        self.notify.toggled.connect(memory.remember_notifies)

    def _looks(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(18, 18, 18, 18)
        form.setVerticalSpacing(14)
        form.addRow(tr("外観(&A)"), self.appearance)
        form.addRow(tr("言語 / Language(&L)"), self.language)
        form.addRow(
            "",
            _muted(
                tr(
                    "言語は、次に起動したときから変わります。\n"
                    "The language changes at the next start."
                )
            ),
        )
        form.addRow(tr("通知(&N)"), self.notify)
        form.addRow(
            "",
            _muted(
                tr("文字の大きさは、PCの表示倍率（125〜200%）に合わせて変わります。")
            ),
        )
        return page

    def _speak(self) -> None:
        self._memory.remember_language(Language(self.language.currentData()))

    def _dress(self) -> None:
        kind = Appearance(self.appearance.currentData())
        self._memory.remember_appearance(kind)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, kind)


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    return label
