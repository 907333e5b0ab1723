"""An item's life: what happened, what it holds, and the paper or screen beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.decoding import decode
from gui.desk import Desk
from gui.messages import tell_error
from gui.paper_store import Pages, decoded
from gui.plain_table import PlainTable
from gui.rights import EVERYTHING, settle
from gui.scan_view import Mark, ScanView, veils_of
from gui.tasks import Tasks
from gui.wording import actor, exact_moment
from gui.words import tr
from rpa_suite.app.life import Life, Moment
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import ItemState, WorkItem

_WIDEST = 190  # of a column, in pixels
_SCREEN_MM = 210.0  # a picture of a screen has no millimetres: any width will do


class LifeView(QWidget):
    """Fetches what it shows; revealing is recorded by the office.

    Signals:
        loaded: The ``Life`` shown now.
    """

    loaded = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, *, in_tabs: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._item: WorkItem | None = None
        self._life: Life | None = None
        self._pages: Pages = {}
        self._revealed = False
        self.history = PlainTable(
            (tr("日時"), tr("人"), tr("できごと"), tr("詳細")),
            name=tr("履歴"),
            stretch=3,
        )
        self.fields = PlainTable(
            (tr("項目"), tr("内容"), tr("読み取り"), tr("確認した人")),
            name=tr("明細の内容"),
            stretch=1,
        )
        self.caption = QLabel()
        self.caption.setObjectName("section")
        self.scan = ScanView()
        self.reveal_button = QPushButton(tr("個人情報を表示する(&V)"))
        self.reveal_button.setToolTip(tr("表示したことは監査記録に残ります"))
        self.reveal_button.setAutoDefault(False)
        self.reveal_button.clicked.connect(self._reveal)
        self.tabs: QTabWidget | None = None
        self._lay_out(in_tabs=in_tabs)
        self.history.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.fields.currentCellChanged.connect(lambda row, *_: self._choose_field(row))

    def show_item(self, item: WorkItem) -> None:
        """Show this item, its personal fields masked."""
        self._item, self._life, self._pages = item, None, {}
        self._mask()
        self._show_viewer(False)
        self._fetch()

    def _lay_out(self, *, in_tabs: bool) -> None:
        above = QHBoxLayout()
        above.addWidget(_section(tr("内容")))
        above.addStretch(1)
        above.addWidget(self.reveal_button)
        self._contents = QWidget()
        lower = QVBoxLayout(self._contents)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.addLayout(above)
        lower.addWidget(self.fields)
        happened = QWidget()
        upper = QVBoxLayout(happened)
        upper.setContentsMargins(0, 4, 0, 0)
        upper.addWidget(_section(tr("履歴")))
        upper.addWidget(self.history)
        self._viewer = QWidget()
        beside = QVBoxLayout(self._viewer)
        beside.setContentsMargins(0, 4, 0, 0)
        beside.addWidget(self.caption)
        beside.addWidget(self.scan, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if in_tabs:
            self.tabs = QTabWidget()
            self.tabs.setDocumentMode(True)
            self.tabs.addTab(self._viewer, tr("証跡(&P)"))
            self.tabs.addTab(self._contents, tr("内容(&N)"))
            self.tabs.addTab(happened, tr("履歴(&L)"))
            column.addWidget(self.tabs)
            return
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.setChildrenCollapsible(False)
        tables.addWidget(happened)
        tables.addWidget(self._contents)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(tables)
        split.addWidget(self._viewer)
        split.setSizes([640, 500])
        column.addWidget(split)

    def _show_viewer(self, there: bool) -> None:
        if self.tabs is None:
            self._viewer.setVisible(there)
            return
        self.tabs.setTabVisible(0, there)
        if there:
            self.tabs.setCurrentIndex(0)

    def _show_contents(self, there: bool) -> None:
        if self.tabs is None:
            self._contents.setVisible(there)
        else:
            self.tabs.setTabVisible(1, there)

    def _fetch(self) -> None:
        item, reveal = self._item, self._revealed
        if item is None:
            return

        def work() -> tuple[Life, Pages]:
            life = self._desk.items.life(item.id, reveal=reveal)
            paper = life.template_id and not self._pages
            return life, decoded(self._desk, item.id) if paper else self._pages

        self._tasks.run(self, work, done=self._show, failed=self._refuse)

    def _show(self, found: tuple[Life, Pages]) -> None:
        life, pages = found
        if self._item is None or life.item.id != self._item.id:
            return
        self._life, self._pages = life, pages
        held = life.item.state is ItemState.HELD
        may = EVERYTHING if life.may_reveal else ()
        settle(self.reveal_button, Duty.REVEAL, may, ready=not self._revealed)
        self._show_contents(not held)
        on_paper = bool(life.template_id)
        for column in (2, 3):
            self.fields.setColumnHidden(column, not on_paper)
        self.history.fill(
            [
                (exact_moment(m.at), actor(m.actor), m.what, m.told)
                for m in life.moments
            ],
            choose=False,
            widest=_WIDEST,
        )
        self.fields.fill(
            [(f.label, f.text, f.read, f.said) for f in life.fields],
            choose=False,
            widest=_WIDEST,
        )
        pictures = [moment for moment in life.moments if moment.picture]
        if on_paper:
            self._show_paper("")
        elif pictures:
            self._show_picture(pictures[-1])
        self.loaded.emit(life)

    def _choose(self, row: int) -> None:
        if self._life is None or not 0 <= row < len(self._life.moments):
            return
        moment = self._life.moments[row]
        if moment.picture:
            self._show_picture(moment)
        elif self._pages:
            self._show_paper(moment.field_id)

    def _choose_field(self, row: int) -> None:
        if self._life and 0 <= row < len(self._life.fields) and self._pages:
            self._show_paper(self._life.fields[row].field_id)

    def _show_paper(self, field_id: str) -> None:
        assert self._life is not None
        template = self._desk.templates[self._life.template_id]
        self._show_viewer(True)
        self.caption.setText(tr("原票"))
        if self.scan.shown_for != "paper":
            self.scan.show_pages(
                self._pages,
                (),
                paper_width=template.paper_mm[0],
                veils=() if self._revealed else veils_of(template),
            )
            self.scan.shown_for = "paper"
        if field_id:
            field = template.field_named(field_id)
            self.caption.setText(tr("原票　{label}").format(label=field.label))
            self.scan.choose(Mark(number=0, page=field.page, box=field.extent))
        else:
            self.scan.show_whole()

    def _show_picture(self, moment: Moment) -> None:
        ref, item = moment.picture, self._item
        if ref is None or item is None:
            return

        def done(picture: QImage) -> None:
            if item is self._item:
                self._show_viewer(True)
                self.caption.setText(moment.what)
                self.scan.show_pages({1: picture}, (), paper_width=_SCREEN_MM)

        self._tasks.run(
            self,
            lambda: decode(self._desk.items.picture(item.id, ref)),
            done=done,
            failed=self._show_error,
        )

    def _reveal(self) -> None:
        self._revealed = True
        self.reveal_button.setEnabled(False)
        self.reveal_button.setText(tr("表示しています"))
        self.scan.shown_for = ""
        self._fetch()

    def _mask(self) -> None:
        self._revealed = False
        self.reveal_button.setEnabled(True)
        self.reveal_button.setText(tr("個人情報を表示する(&V)"))

    def _refuse(self, error: Exception) -> None:
        self._mask()
        tell_error(self, error)

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("section")
    return label
