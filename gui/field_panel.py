"""One field to look at: why, what stands there, what it may be; the keys for it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from gui.beside_panel import BesidePanel
from gui.note import Note
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.doubts import Doubt
from rpa_suite.app.typed_values import shown, stored
from rpa_suite.errors import InputError
from rpa_suite.model.forms import FieldKind

PICKED = frozenset({FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE})
_WORDS = frozenset({FieldKind.TEXT, FieldKind.KANA})
_KEYS = (
    ("Enter", QT_TR_NOOP("このとおり")),
    (QT_TR_NOOP("1〜9"), QT_TR_NOOP("候補を選ぶ（数字と日付の欄は Alt+1〜9）")),
    ("F4", QT_TR_NOOP("空欄・抹消")),
    ("F2", QT_TR_NOOP("読めない")),
    ("F3", QT_TR_NOOP("本人に確認")),
    ("Tab", QT_TR_NOOP("あとで見る")),
    ("Ctrl+Z", QT_TR_NOOP("1つ戻る")),
    ("F6", QT_TR_NOOP("この票の全項目を見る")),
    ("F7", QT_TR_NOOP("伏せた欄を見る（記録に残ります）")),
    ("Ctrl+Enter", QT_TR_NOOP("この票を終える")),
)


class FieldPanel(QWidget):
    """Shows one doubt and says what the person decided.

    Signals:
        decided: The value, as it is stored.
        skipped: Tab.
        undone: Ctrl+Z.
        used: The person did something.
    """

    decided = Signal(str)
    skipped = Signal()
    undone = Signal()
    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._doubt: Doubt | None = None
        self._first_text = ""
        self.label = QLabel()
        self.label.setObjectName("title")
        self.reason = Note()
        self.beside = BesidePanel()
        self.value = QLineEdit()
        self.value.setObjectName("looked")
        self.value.setAccessibleName(tr("この欄の値"))
        self.value.installEventFilter(self)
        self.preview = QLabel()
        self.preview.setObjectName("muted")
        self.wrong = Note()
        self.choices = QListWidget()
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.setObjectName("choices")
        self.choices.setAccessibleName(tr("候補"))
        self.choices.itemClicked.connect(lambda item: self.pick(self.choices.row(item)))
        self.value.textEdited.connect(lambda _: self._show_preview())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.label,
            self.reason,
            self.beside,
            self.value,
            self.preview,
            self.wrong,
        ):
            column.addWidget(widget)
        column.addWidget(self.choices, 1)
        column.addWidget(_key_table())

    def show_doubt(self, doubt: Doubt) -> None:
        """Ask about this field."""
        self._doubt = doubt
        self.label.setText(doubt.field.label)
        self.reason.say(doubt.reason)
        self.beside.show_fields(doubt.beside)
        self.wrong.say("")
        self.show_value("" if doubt.is_blind else doubt.value)
        self._first_text = self.value.text()
        self.choices.clear()
        by = "" if doubt.field.kind in PICKED | _WORDS else "Alt+"
        for place, value in enumerate(doubt.choices, start=1):
            self.choices.addItem(f"{by}{place}　{shown(doubt.field, value)}")
        self.choices.setVisible(bool(doubt.choices))
        self._show_preview()
        self.value.setFocus()

    def show_value(self, value: str) -> None:
        """Begin with this value, as it is stored."""
        if self._doubt:
            self.value.setText(shown(self._doubt.field, value))
            self.value.selectAll()

    def accept_value(self) -> None:
        """Take what stands in the field (Enter)."""
        doubt = self._doubt
        if doubt is None:
            return
        try:
            value = stored(doubt.field, self.value.text())
        except InputError as error:
            self.wrong.say(str(error), tone="trouble")
            self.value.selectAll()
            return
        if not value and doubt.field.required and doubt.field.kind not in PICKED:
            self.wrong.say(
                tr(
                    "必ず要る欄です。何も書かれていなければ F4、読めなければ F2 を"
                    "押してください。"
                ),
                tone="trouble",
            )
            return
        self.decided.emit(value)

    def pick(self, place: int) -> bool:
        """Take a choice by its place; False where there is none."""
        if self._doubt is None or place >= len(self._doubt.choices):
            return False
        self.decided.emit(self._doubt.choices[place])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does."""
        if event.type() is not QEvent.Type.KeyPress or watched is not self.value:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        self.used.emit()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
            return True
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_value()
            return True
        if plain and event.key() == Qt.Key.Key_Tab:
            self.skipped.emit()
            return True
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt or (plain and self._picks_by_digit()):
                return self.pick(event.key() - Qt.Key.Key_1)
        return False

    def _picks_by_digit(self) -> bool:
        if self._doubt is None:
            return False
        kind = self._doubt.field.kind
        # A digit begins a number, or goes on with what was begun.
        return kind in PICKED or (
            kind in _WORDS and self.value.text() == self._first_text
        )

    def _show_preview(self) -> None:
        """Say how a date or a number would be stored, as soon as it is one."""
        text = self.value.text()
        self.preview.setText("")
        if self._doubt is None or not text or text == self._first_text:
            return
        try:
            value = stored(self._doubt.field, text)
        except InputError as error:
            self.preview.setText(str(error))
            return
        words = shown(self._doubt.field, value)
        if words != text:
            self.preview.setText(f"→ {words}")


def _key_table() -> QLabel:
    """Return the keys as a small table: nobody learns them from a manual."""
    rows = "".join(
        f"<tr><td style='padding-right:14px'><b>{tr(keys)}</b></td>"
        f"<td>{tr(what)}</td></tr>"
        for keys, what in _KEYS
    )
    label = QLabel(f"<table cellspacing='2'>{rows}</table>")
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
