"""確認: what is doubtful on paper beside what was read of it; keyboard only.

Three ways through the pile: form by form, field by field, and all doubtful characters
that were read as the same one (文字ごと).
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.field_panel import FieldPanel
from gui.fitting import Scrolling, open_at
from gui.group_flow import GroupFlow
from gui.group_pile import Settled
from gui.look_keeper import LookKeeper
from gui.look_tally import Stopwatch, Tally
from gui.messages import tell, tell_error
from gui.paper_store import PaperStore
from gui.paper_view import PaperView
from gui.tasks import Tasks
from gui.verify_bar import WAYS, VerifyBar
from gui.verify_queue import Order, VerifyQueue
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.doubts import Doubt
from rpa_suite.app.verifying import FormEnd
from rpa_suite.model.verifying import LookOutcome

_UNVEILED = QT_TR_NOOP("伏せた欄を表示しました。表示したことは監査記録に残ります。")
_NO_UNDO = QT_TR_NOOP("戻れる確認はありません。")
_END, _LOOKING, _GROUPS = range(3)


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
        self._order = Order.BY_FORM
        self._watch = Stopwatch()
        self.tally = Tally()
        self.papers = PaperStore(desk, tasks, failed=self._show_error, parent=self)
        self._keeper = LookKeeper(desk, tasks, who=self._who, parent=self)
        self._groups = GroupFlow(
            desk, tasks, self._watch, failed=self._show_error, parent=self
        )

        self.setWindowTitle(tr("確認　{title}").format(title=title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        open_at(self, 1240, 780)
        self._make_widgets()
        self._lay_out()
        self._make_actions()
        self.said.setText(tr("確認を待つ項目を集めています…"))
        self.close_button.setFocus()
        self._fetch()

    # Widgets.

    def _make_widgets(self) -> None:
        self.scan = PaperView(self._desk, self.papers)
        self.panel = FieldPanel()
        self.grid = self._groups.panel
        self.bar = VerifyBar()
        self.bar.chosen.connect(self.order)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.close_button = QPushButton(tr("閉じる(&C)"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.panel.decided.connect(lambda value: self._take(LookOutcome.VALUE, value))
        self.panel.skipped.connect(self.skip)
        self.panel.undone.connect(self.undo)
        self.panel.used.connect(self._watch.touch)
        self.papers.came.connect(self._on_paper)
        self._groups.settled.connect(self._settle)
        self._groups.taken_back.connect(self._take_back)
        self._groups.moved.connect(self._on_sheet)
        self._keeper.ended.connect(self._on_end)
        self._keeper.renewed.connect(self._renew)
        self._keeper.asked_again.connect(self._ask_again)
        self._keeper.lost.connect(self._lose)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.scan)
        split.addWidget(Scrolling(self.panel))
        split.setSizes([760, 460])
        self.stack = QStackedWidget()
        for page in (self.said, split, self.grid):
            self.stack.addWidget(page)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(8)
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        whole.addLayout(bottom)

    def _make_actions(self) -> None:
        for keys, do in (
            ("F2", lambda: self.put_aside(LookOutcome.UNREADABLE)),
            ("F3", lambda: self.put_aside(LookOutcome.ASK)),
            ("F4", self.leave_blank),
            ("F6", self.show_every_field),
            ("F7", self.lift_veils),
            ("Ctrl+Return", self.end_form),
            ("Ctrl+Enter", self.end_form),
        ):
            self._action(keys, do)
        for order, keys in WAYS:
            self._action(keys, self.bar.ways[order].click)

    def _action(self, keys: str, do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: do())
        self.addAction(action)

    # What the person does.

    def leave_blank(self) -> None:
        """Say that nothing stands there, or that it is struck out (F4)."""
        if self._in_hand:
            self._take(LookOutcome.VALUE, "")

    def put_aside(self, outcome: LookOutcome) -> None:
        """Say that the paper alone does not tell (F2, F3)."""
        if self._in_hand:
            self.tally.put_aside += 1
            self._take(outcome, "")

    def skip(self) -> None:
        """Look at this one later (Tab)."""
        self._queue.skip()
        self._show()

    def undo(self) -> None:
        """Take the last look back (Ctrl+Z)."""
        taken = self._queue.undo()
        if taken is None:
            self.panel.wrong.say(tr(_NO_UNDO), tone="calm")
            return
        if taken.outcome is not LookOutcome.VALUE:
            self.tally.put_aside -= 1
        self._keeper.take_back(taken)
        self._show()
        if taken.outcome is LookOutcome.VALUE:
            self.panel.show_value(taken.value)

    def order(self, order: Order) -> None:
        """Go through the pile in another way."""
        leaving = self._order is Order.BY_CHARACTER and order is not self._order
        self._order = order
        self.bar.show_way(order)
        self._queue.order(order)
        if leaving:
            # The fields in which a character is something else come first.
            self._queue.put_first(self._groups.leave())
            self._end_pile()
        if order is Order.BY_CHARACTER:
            self._groups.begin(self._queue.waiting)
        self._show()

    def show_every_field(self) -> None:
        """Put every field of the form in hand before the person (F6)."""
        doubt = self._in_hand
        if doubt is None:
            return
        self._tasks.run(
            self,
            lambda: self._desk.verifying.form_fields(doubt.item_id),
            done=self._ask_for,
            failed=self._show_error,
        )

    def lift_veils(self) -> None:
        """Show the personal fields of the form in hand; it is recorded (F7)."""
        doubt = self._in_hand
        if doubt is None:
            return
        self._tasks.run(
            self,
            lambda: self._desk.items.note_reveal(doubt.item_id),
            done=lambda _: self._lift(doubt.item_id),
            failed=self._show_error,
        )

    def _lift(self, item_id: str) -> None:
        if self.scan.shown_for == item_id:
            self.scan.lift_veils()
            self.panel.wrong.say(tr(_UNVEILED), tone="calm")

    def end_form(self) -> None:
        """Pass by what need not be looked at, and end the form (Ctrl+Enter)."""
        doubt = self._in_hand
        if doubt is None:
            return
        if self._queue.pass_form():
            self._keeper.finish([*self._queue.end(), doubt.item_id])
            self._show()
        else:
            self._show()
            self.panel.wrong.say(
                tr("確かめていない項目が残っています。"), tone="trouble"
            )

    # The pile.

    @property
    def _in_hand(self) -> Doubt | None:
        """The field in hand; None at the end of the pile and among characters."""
        return None if self._order is Order.BY_CHARACTER else self._queue.current

    def _fetch(self) -> None:
        self._tasks.run(
            self,
            lambda: self._desk.verifying.doubts(self._robot_id, who=self._who),
            done=self._begin,
            failed=self._show_error,
        )

    def _begin(self, doubts: Sequence[Doubt]) -> None:
        self._queue = VerifyQueue(doubts, self._order)
        self._watch.lap()
        self._show()

    def _take(self, outcome: LookOutcome, value: str) -> None:
        seconds = self._watch.lap()
        taken, ended = self._queue.take(outcome, value)
        self.tally.count(seconds)
        self._keeper.store(taken, seconds)
        self._keeper.finish(ended)
        self._end_pile()
        self._show()

    def _end_pile(self) -> None:
        if self._queue.current is None:
            self._keeper.finish(self._queue.end())

    def _renew(self, doubts: Sequence[Doubt]) -> None:
        before = self._queue.current
        self._queue.renew(doubts)
        if self._in_hand is not before:
            self._show()

    def _on_end(self, item_id: str, end: FormEnd) -> None:
        if end.item is not None:
            self.tally.confirmed += 1
            self._queue.forget(item_id)
            self.papers.forget(item_id)
            self.changed.emit()
        elif end.wrong:
            self._keeper.ask_again(item_id, dict(end.wrong))
        elif end.open_fields:
            self.tally.waiting_for_others += 1
        self._show_end()

    def _ask_again(self, doubts: list[Doubt], told: str) -> None:
        tell(
            self,
            tr(
                "この票はまだ登録できません: {told}"
                "。紙を見て、違っている項目を直してください。"
            ).format(told=told),
        )
        if self._order is Order.BY_CHARACTER:
            self.order(Order.BY_FIELD)
        self._ask_for(doubts)

    def _ask_for(self, doubts: Sequence[Doubt]) -> None:
        self._queue.put_first(doubts)
        self._show()

    def _lose(self, item_id: str, error: Exception) -> None:
        """A form went out of reach: somebody else ended it, or it cannot be stored."""
        self._queue.forget(item_id)
        tell_error(self, error)
        self._show()

    # 文字ごと.

    def _settle(self, settled: list[Settled]) -> None:
        seconds = {id(each.doubt): each.seconds for each in settled}
        taken, ended = self._queue.settle([each.doubt for each in settled])
        for each in taken:
            looked = seconds[id(each.doubt)]
            self.tally.count(looked)
            self._keeper.store(each, looked)
        if ended:
            self._keeper.finish(ended)
            self._groups.close_behind()

    def _take_back(self, doubts: list[Doubt]) -> None:
        for taken in self._queue.unsettle(doubts):
            self.tally.looks -= 1
            self._keeper.take_back(taken)

    def _on_sheet(self) -> None:
        if self._groups.left:
            self._show()
        else:
            self.order(Order.BY_FIELD)

    # Showing.

    def _show(self) -> None:
        self.bar.show_queue(self._queue, self._order)
        if self._order is Order.BY_CHARACTER and self._groups.left:
            self.stack.setCurrentIndex(_GROUPS)
            self.bar.show_sheets(self._groups.left, self._queue.left)
            self._groups.show_sheet()
            return
        self.bar.show_form(self._queue, self._order)
        doubt = self._queue.current
        if doubt is None:
            self.stack.setCurrentIndex(_END)
            self.close_button.setFocus()
            self._show_end()
            return
        self.stack.setCurrentIndex(_LOOKING)
        self.panel.show_doubt(doubt)
        self._show_paper(doubt)
        self.scan.prepare(doubt, self._queue.coming)

    def _show_paper(self, doubt: Doubt) -> None:
        self.panel.beside.show_pieces(self.scan.show_doubt(doubt))

    def _on_paper(self, item_id: str) -> None:
        doubt = self._in_hand
        if doubt and doubt.item_id == item_id:
            self._show_paper(doubt)

    def _show_end(self) -> None:
        if self._queue.current is None:
            self.said.setText(self.tally.words())

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    # Leaving.

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the forms whose last look was taken; every look is stored already."""
        ending = self._queue.end()
        page = self.parentWidget()
        if ending and page is not None:
            # The window goes; what becomes of the form shows in the list of items.
            desk, who = self._desk, self._who
            self._tasks.run(
                page,
                lambda: [
                    desk.verifying.finish_form(item_id, who=who) for item_id in ending
                ],
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
