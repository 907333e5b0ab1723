"""確認: the doubtful field on paper at the left, its value right; keyboard only."""

from collections.abc import Callable, Mapping
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.messages import tell, tell_error
from gui.note import Note
from gui.scan_view import Mark, ScanView
from gui.tasks import Tasks
from gui.verify_queue import Order, Taken, VerifyQueue
from gui.wording import clock
from rpa_suite.app.typed_values import shown, stored
from rpa_suite.app.verifying import Doubt, FormEnd
from rpa_suite.errors import InputError
from rpa_suite.model.forms import FieldKind
from rpa_suite.model.verifying import LookOutcome

IDLE_SECONDS = 60.0
_AHEAD = 3  # forms decoded before they are wanted
_KEPT = 6  # forms kept decoded: a page takes 15 MB
_PICKED = frozenset({FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE})
_WORDS = frozenset({FieldKind.TEXT, FieldKind.KANA})
_KEYS = (
    ("Enter", "このとおり"),
    ("1〜9", "候補を選ぶ（数字と日付の欄は Alt+1〜9）"),
    ("F4", "空欄・抹消"),
    ("F2", "読めない"),
    ("F3", "本人に確認"),
    ("Tab", "あとで見る"),
    ("Ctrl+Z", "1つ戻る"),
    ("F6", "この票の全項目を見る"),
    ("Ctrl+Enter", "この票を終える"),
)
_NOTHING = "確認を待つ項目はありません。"

Pages = Mapping[int, QImage]


class VerifyWindow(QDialog):
    """Takes one person through the doubtful fields of one robot's forms.

    Every look is stored at once; a window that dies loses nothing.

    Signals:
        changed: A form was confirmed, or looks were taken.
    """

    changed = Signal()

    def __init__(
        self, robot_id: str, title: str, *, desk: Desk, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._robot_id = robot_id
        self._desk = desk
        self._tasks = tasks
        self._who = desk.current_user()
        self._queue = VerifyQueue(())
        self._pages: dict[str, Pages] = {}
        self._asked: set[str] = set()
        self._first_text = ""
        self._started = monotonic()
        self._began = monotonic()
        self._looked_seconds = 0.0
        self._looks = 0
        self._confirmed = 0
        self._waiting_for_others = 0
        self._put_aside = 0

        self.setWindowTitle(f"確認　{title}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1240, 780)
        self._make_widgets()
        self._lay_out()
        self._make_actions()
        self.said.setText("確認を待つ項目を集めています…")
        self.scan.hide()
        self.close_button.setFocus()
        self._fetch()

    # Widgets.

    def _make_widgets(self) -> None:
        self.scan = ScanView()
        # All keys belong to the value; the page moves by mouse.
        self.scan.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.place = QLabel()
        self.place.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("確認の進み")
        self.label = QLabel()
        self.label.setObjectName("title")
        self.reason = Note()
        self.value = QLineEdit()
        self.value.setObjectName("looked")
        self.value.setAccessibleName("この欄の値")
        self.value.installEventFilter(self)
        self.preview = QLabel()
        self.preview.setObjectName("muted")
        self.wrong = Note()
        self.choices = QListWidget()
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.setObjectName("choices")
        self.choices.setAccessibleName("候補")
        self.choices.itemClicked.connect(lambda item: self.pick(self.choices.row(item)))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.close_button = QPushButton("閉じる(&C)")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.value.textEdited.connect(lambda _: self._show_preview())

    def _lay_out(self) -> None:
        self.by_form = QPushButton("票ごと")
        self.by_field = QPushButton("項目ごと")
        group = QButtonGroup(self)
        for button, order in (
            (self.by_form, Order.BY_FORM),
            (self.by_field, Order.BY_FIELD),
        ):
            button.setObjectName("chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, order=order: self.order(order))
            group.addButton(button)
        self.by_form.setChecked(True)

        top = QHBoxLayout()
        top.addWidget(self.by_form)
        top.addWidget(self.by_field)
        top.addStretch(1)
        top.addWidget(self.place)
        looking = QWidget()
        column = QVBoxLayout(looking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.label, self.reason, self.value, self.preview, self.wrong):
            column.addWidget(widget)
        column.addWidget(self.choices, 1)
        column.addWidget(_key_table())
        ended = QWidget()
        end_column = QVBoxLayout(ended)
        end_column.addStretch(1)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        end_column.addWidget(self.said)
        end_column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(ended)
        self.stack.addWidget(looking)

        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(12, 0, 0, 0)
        side.addLayout(top)
        side.addWidget(self.bar)
        side.addWidget(self.stack, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        side.addLayout(bottom)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.scan)
        split.addWidget(right)
        split.setSizes([760, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addWidget(split)

    def _make_actions(self) -> None:
        for keys, do in (
            ("F2", lambda: self.put_aside(LookOutcome.UNREADABLE)),
            ("F3", lambda: self.put_aside(LookOutcome.ASK)),
            ("F4", self.leave_blank),
            ("F6", self.show_every_field),
            ("Ctrl+Return", self.end_form),
            ("Ctrl+Enter", self.end_form),
        ):
            self._action(keys, do)

    def _action(self, keys: str, do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: do())
        self.addAction(action)

    # Keys in the value's field.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does."""
        if event.type() is not QEvent.Type.KeyPress or watched is not self.value:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return True
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_value()
            return True
        if plain and event.key() == Qt.Key.Key_Tab:
            self.skip()
            return True
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt or (plain and self._picks_by_digit()):
                return self.pick(event.key() - Qt.Key.Key_1)
        return False

    def _picks_by_digit(self) -> bool:
        doubt = self._queue.current
        if doubt is None:
            return False
        if doubt.field.kind in _PICKED:
            return True
        # A digit begins a number, or goes on with what was begun.
        return doubt.field.kind in _WORDS and self.value.text() == self._first_text

    # What the person does.

    def accept_value(self) -> None:
        """Take what stands in the field (Enter)."""
        doubt = self._queue.current
        if doubt is None:
            return
        try:
            value = stored(doubt.field, self.value.text())
        except InputError as error:
            self.wrong.say(str(error), tone="trouble")
            self.value.selectAll()
            return
        if not value and doubt.field.required and doubt.field.kind not in _PICKED:
            self.wrong.say(
                "必ず要る欄です。何も書かれていなければ F4、読めなければ F2 を"
                "押してください。",
                tone="trouble",
            )
            return
        self._take(LookOutcome.VALUE, value)

    def pick(self, place: int) -> bool:
        """Take a choice by its place; False where there is none."""
        doubt = self._queue.current
        if doubt is None or place >= len(doubt.choices):
            return False
        self._take(LookOutcome.VALUE, doubt.choices[place])
        return True

    def leave_blank(self) -> None:
        """Say that nothing stands there, or that it is struck out (F4)."""
        if self._queue.current:
            self._take(LookOutcome.VALUE, "")

    def put_aside(self, outcome: LookOutcome) -> None:
        """Say that the paper alone does not tell (F2, F3)."""
        if self._queue.current:
            self._put_aside += 1
            self._take(outcome, "")

    def skip(self) -> None:
        """Look at this one later (Tab)."""
        self._queue.skip()
        self._show()

    def undo(self) -> None:
        """Take the last look back (Ctrl+Z)."""
        taken = self._queue.undo()
        if taken is None:
            self.wrong.say("戻れる確認はありません。", tone="calm")
            return
        if taken.outcome is not LookOutcome.VALUE:
            self._put_aside -= 1
        if taken.is_stored:
            self._store(taken, LookOutcome.UNDONE, "", 0.0)
        self._show()
        if taken.outcome is LookOutcome.VALUE:
            self.value.setText(shown(taken.doubt.field, taken.value))
            self.value.selectAll()

    def order(self, order: Order) -> None:
        """Go through the pile form by form, or field by field."""
        self._queue.order(order)
        self._show()

    def show_every_field(self) -> None:
        """Put every field of the form in hand before the person (F6)."""
        doubt = self._queue.current
        if doubt is None:
            return
        self._tasks.run(
            self,
            lambda: self._desk.form_fields(doubt.item_id),
            done=self._ask_for,
            failed=self._show_error,
        )

    def end_form(self) -> None:
        """Pass by what need not be looked at, and end the form (Ctrl+Enter)."""
        doubt = self._queue.current
        if doubt is None:
            return
        if self._queue.pass_form():
            self._finish(self._queue.end())
            self._finish(doubt.item_id)
            self._show()
        else:
            self.wrong.say("確かめていない項目が残っています。", tone="trouble")
            self._show(keep_wrong=True)

    # The pile.

    def _fetch(self) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.doubts(self._robot_id, who=self._who),
            done=self._begin,
            failed=self._show_error,
        )

    def _begin(self, doubts: list[Doubt]) -> None:
        self._queue = VerifyQueue(
            doubts, Order.BY_FIELD if self.by_field.isChecked() else Order.BY_FORM
        )
        self._began = monotonic()
        self._show()

    def _take(self, outcome: LookOutcome, value: str) -> None:
        seconds = min(monotonic() - self._started, IDLE_SECONDS)
        taken, ended = self._queue.take(outcome, value)
        self._looks += 1
        self._looked_seconds += seconds
        if taken.is_stored:
            self._store(taken, outcome, value, seconds)
        self._finish(ended)
        if self._queue.current is None:
            self._finish(self._queue.end())
        self._show()

    def _store(
        self, taken: Taken, outcome: LookOutcome, value: str, seconds: float
    ) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.look(
                taken.doubt, outcome, value, who=self._who, seconds=seconds
            ),
            done=lambda _: None,
            failed=lambda error: self._lose(taken.doubt.item_id, error),
        )

    def _finish(self, item_id: str | None) -> None:
        if item_id is None:
            return
        self._tasks.run(
            self,
            lambda: self._desk.finish_form(item_id, who=self._who),
            done=lambda end: self._on_end(item_id, end),
            failed=lambda error: self._lose(item_id, error),
        )

    def _on_end(self, item_id: str, end: FormEnd) -> None:
        if end.item is not None:
            self._confirmed += 1
            self._queue.forget(item_id)
            self._pages.pop(item_id, None)
            self.changed.emit()
        elif end.wrong:
            self._tasks.run(
                self,
                lambda: self._desk.form_fields(item_id),
                done=lambda fields: self._ask_again(fields, dict(end.wrong)),
                failed=self._show_error,
            )
        elif end.open_fields:
            self._waiting_for_others += 1
        self._show_end()

    def _ask_again(self, fields: list[Doubt], wrong: dict[str, str]) -> None:
        """Ask for the fields that keep the form from being a record."""
        named = [doubt for doubt in fields if doubt.field.id in wrong]
        told = "、".join(dict.fromkeys(wrong.values()))
        tell(
            self,
            f"この票はまだ登録できません: {told}"
            "。紙を見て、違っている項目を直してください。",
        )
        self._ask_for(named or fields)

    def _ask_for(self, doubts: list[Doubt]) -> None:
        self._queue.put_first(doubts)
        self._show()

    def _lose(self, item_id: str, error: Exception) -> None:
        """A form went out of reach: somebody else ended it, or it cannot be stored."""
        self._queue.forget(item_id)
        tell_error(self, error)
        self._show()

    # Showing.

    def _show(self, *, keep_wrong: bool = False) -> None:
        doubt = self._queue.current
        total = self._queue.done + self._queue.left
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(self._queue.done)
        self.stack.setCurrentIndex(1 if doubt else 0)
        self.scan.setVisible(doubt is not None)
        self._show_end()
        if doubt is None:
            self.place.setText("")
            self.close_button.setFocus()
            return
        rest = sum(d.item_id == doubt.item_id for d in self._queue.coming)
        here = f"　この票あと{rest + 1}項目" if self.by_form.isChecked() else ""
        self.place.setText(
            f"{doubt.number}番の票{here}　全体あと{self._queue.left}項目"
        )
        self.label.setText(doubt.field.label)
        self.reason.say(doubt.reason)
        if not keep_wrong:
            self.wrong.say("")
        self.value.setText("" if doubt.is_blind else shown(doubt.field, doubt.value))
        self._first_text = self.value.text()
        self.value.selectAll()
        self.choices.clear()
        by = "" if doubt.field.kind in _PICKED | _WORDS else "Alt+"
        for place, value in enumerate(doubt.choices, start=1):
            self.choices.addItem(f"{by}{place}　{shown(doubt.field, value)}")
        self.choices.setVisible(bool(doubt.choices))
        self._show_preview()
        self._show_paper(doubt)
        self.value.setFocus()
        self._started = monotonic()
        self._prepare()

    def _show_preview(self) -> None:
        """Say how a date or a number would be stored, as soon as it is one."""
        doubt = self._queue.current
        text = self.value.text()
        self.preview.setText("")
        if doubt is None or not text or text == self._first_text:
            return
        try:
            value = stored(doubt.field, text)
        except InputError as error:
            self.preview.setText(str(error))
            return
        words = shown(doubt.field, value)
        if words != text:
            self.preview.setText(f"→ {words}")

    def _show_paper(self, doubt: Doubt) -> None:
        pages = self._pages.get(doubt.item_id)
        if pages is None:
            self.scan.show_pages({}, (), paper_width=210.0)
            self._ask_for_pages(doubt.item_id)
            return
        width = self._paper_width()
        if self.scan.shown_for != doubt.item_id:
            self.scan.show_pages(pages, (), paper_width=width)
            self.scan.shown_for = doubt.item_id
        field = doubt.field
        self.scan.choose(Mark(number=0, page=field.page, box=field.extent))

    def _paper_width(self) -> float:
        templates = self._desk.templates.values()
        return next((t.paper_mm[0] for t in templates), 210.0)

    def _prepare(self) -> None:
        """Decode the pages of the next forms before they are wanted."""
        coming = dict.fromkeys(d.item_id for d in self._queue.coming)
        current = self._queue.current
        coming.pop(current.item_id if current else "", None)
        for item_id in list(coming)[:_AHEAD]:
            self._ask_for_pages(item_id)

    def _ask_for_pages(self, item_id: str) -> None:
        if item_id in self._pages or item_id in self._asked:
            return
        self._asked.add(item_id)

        def decoded() -> Pages:
            form = self._desk.form_of(item_id)
            pages = form[1] if form else {}
            return {n: QImage.fromData(content) for n, content in pages.items()}

        self._tasks.run(
            self,
            decoded,
            done=lambda pages: self._keep_pages(item_id, pages),
            failed=self._show_error,
        )

    def _keep_pages(self, item_id: str, pages: Pages) -> None:
        self._asked.discard(item_id)
        self._pages[item_id] = pages
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        doubt = self._queue.current
        if doubt and doubt.item_id == item_id:
            self._show_paper(doubt)

    def _show_end(self) -> None:
        if self._queue.current is not None:
            return
        if not self._looks:
            self.said.setText(_NOTHING)
            return
        lines = [f"確認が終わりました。{self._looks}項目を見ました。", ""]
        lines.append(f"実行待ちになった票　{self._confirmed}件")
        if self._waiting_for_others:
            lines.append(f"ほかの人の確認を待つ票　{self._waiting_for_others}件")
        if self._put_aside:
            lines.append(f"読めない・本人に確認　{self._put_aside}項目")
        each = self._looked_seconds / self._looks
        lines += ["", f"所要 {clock(self._looked_seconds)}（1項目 {each:.1f}秒）"]
        self.said.setText("\n".join(lines))

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Leaving.

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the form whose last look was taken; every look is stored already."""
        ending = self._queue.end()
        page = self.parentWidget()
        if ending is not None and page is not None:
            # The window goes; what becomes of the form shows in the list of items.
            desk, who = self._desk, self._who
            self._tasks.run(
                page,
                lambda: desk.finish_form(ending, who=who),
                done=lambda _: None,
                failed=_tell_anybody,
            )
        self.changed.emit()
        event.accept()

    def reject(self) -> None:
        """Close by Esc as by the cross."""
        self.close()


def _tell_anybody(error: Exception) -> None:
    tell_error(None, error)


def _key_table() -> QLabel:
    """Return the keys as a small table: nobody learns them from a manual."""
    rows = "".join(
        f"<tr><td style='padding-right:14px'><b>{keys}</b></td><td>{what}</td></tr>"
        for keys, what in _KEYS
    )
    label = QLabel(f"<table cellspacing='2'>{rows}</table>")
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
