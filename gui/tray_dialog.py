"""仕分け不可トレイ: pages that nobody could place, with their picture and reason."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.fitting import open_at
from gui.messages import tell_error
from gui.note import Note
from gui.plain_table import PlainTable
from gui.scan_view import ScanView
from gui.tasks import Tasks
from gui.wording import moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.sorting import SortingDesk
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.tray import TrayPage

_EMPTY = QT_TR_NOOP(
    "仕分け不可のページはありません。"
    "「帳票の束を仕分けて取り込む」（Ctrl+B）で置き場所の決まらないページが、ここに並びます。"
)
_HOW = QT_TR_NOOP(
    "ページを選び、どの帳票かを決めて割り当てるか、理由を書いて破棄します。"
    "2ページの帳票は、そろえて選んでください。"
)


class TrayDialog(QDialog):
    """Lists the pages, shows the chosen one, and lets a person decide.

    Signals:
        changed: A page was placed or thrown away.
    """

    changed = Signal()

    def __init__(
        self,
        sorting: SortingDesk,
        templates: Mapping[str, FormTemplate],
        *,
        who: str,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._sorting = sorting
        self._who = who
        self._tasks = tasks
        self._rows: Sequence[TrayPage] = ()
        self.setWindowTitle(tr("仕分け不可トレイ"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1080, 680)

        self.note = Note()
        self.table = PlainTable(
            (tr("ファイル"), tr("ページ"), tr("理由"), tr("日時")),
            name=tr("仕分け不可のページ"),
            stretch=2,
            numbers=(1,),
            empty=tr("待っているページはありません。"),
            wraps=True,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.scan = ScanView()
        self.scan.setMinimumWidth(380)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.table)
        halves.addWidget(self.scan)
        halves.setStretchFactor(0, 1)
        halves.setSizes([640, 420])

        self.form = QComboBox()
        self.form.setAccessibleName(tr("どの帳票か"))
        self.form.setPlaceholderText(tr("帳票を選ぶ"))
        for each in templates.values():
            self.form.addItem(
                tr("{title}（{edition}）").format(
                    title=each.title, edition=each.edition
                ),
                each.id,
            )
        self.form.setCurrentIndex(-1)
        self.assign_button = QPushButton(tr("割り当てる(&A)"))
        self.why = QLineEdit()
        self.why.setPlaceholderText(tr("破棄する理由（例: 送付状、案内のちらし）"))
        self.why.setAccessibleName(tr("破棄する理由"))
        self.discard_button = QPushButton(tr("破棄する(&D)"))
        close = QPushButton(tr("閉じる(&C)"))
        for button in (self.assign_button, self.discard_button, close):
            button.setAutoDefault(False)

        acting = QHBoxLayout()
        acting.addWidget(QLabel(tr("帳票")))
        acting.addWidget(self.form)
        acting.addWidget(self.assign_button)
        acting.addSpacing(16)
        acting.addWidget(self.why, 1)
        acting.addWidget(self.discard_button)
        acting.addSpacing(16)
        acting.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self.note)
        column.addWidget(halves, 1)
        column.addLayout(acting)

        self.table.itemSelectionChanged.connect(self._settle)
        self.table.currentCellChanged.connect(lambda *_: self._show_page())
        self.form.currentIndexChanged.connect(lambda _: self._settle())
        self.assign_button.clicked.connect(self.assign)
        self.discard_button.clicked.connect(self.discard)
        self.why.returnPressed.connect(self.discard)
        self.why.textChanged.connect(lambda _: self._settle())
        close.clicked.connect(self.accept)
        self._set_enabled(False)
        self.note.say(tr("読み込んでいます…"), tone="calm")
        self._fetch()

    def assign(self) -> None:
        """Read the chosen pages as the form that is chosen, and import it."""
        ids, template = self._chosen(), str(self.form.currentData())
        self._act(
            lambda: self._sorting.assign(ids, template, operator=self._who),
            tr("読み取っています…"),
        )

    def discard(self) -> None:
        """Throw the chosen pages away."""
        ids, why = self._chosen(), self.why.text()
        if ids and why.strip():
            self._act(
                lambda: self._sorting.discard(ids, why=why, operator=self._who),
                tr("破棄しています…"),
            )

    def _act(self, work: Callable[[], object], said: str) -> None:
        self.note.say(said, tone="calm")
        self._set_enabled(False)
        self._tasks.run(
            self, work, done=lambda _: self._on_settled(), failed=self._show_error
        )

    def _on_settled(self) -> None:
        self.why.clear()
        self.changed.emit()
        self._fetch()

    def _fetch(self) -> None:
        self._tasks.run(
            self, self._sorting.waiting, done=self._show_rows, failed=self._show_error
        )

    def _show_rows(self, rows: Sequence[TrayPage]) -> None:
        self._rows = rows
        self.table.fill(
            [(p.source_name, str(p.page), p.reason, moment(p.found_at)) for p in rows],
            widest=190,
        )
        self._show_page()
        self._settle()

    def _show_page(self) -> None:
        place = self.table.currentRow()
        if not 0 <= place < len(self._rows):
            self.scan.show_pages({}, (), paper_width=210.0)
            self.form.setCurrentIndex(-1)
            return
        page = self._rows[place]
        # Nothing is proposed for a page that fits no form: a person decides.
        self.form.setCurrentIndex(self.form.findData(page.template_id))

        def show(picture: bytes) -> None:
            self.scan.show_pages({1: picture}, (), paper_width=210.0)

        self._tasks.run(
            self,
            lambda: self._sorting.picture(page.id),
            done=show,
            failed=self._show_error,
        )

    def _settle(self) -> None:
        self._set_enabled(bool(self._chosen()))
        self.note.say(tr(_HOW) if self._rows else tr(_EMPTY), tone="calm")

    def _set_enabled(self, can: bool) -> None:
        self.form.setEnabled(can)
        self.why.setEnabled(can)
        self.assign_button.setEnabled(can and self.form.currentIndex() >= 0)
        self.discard_button.setEnabled(can and bool(self.why.text().strip()))

    def _chosen(self) -> list[str]:
        places = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[place].id for place in places if place < len(self._rows)]

    def _show_error(self, error: Exception) -> None:
        self._settle()
        tell_error(self, error)
