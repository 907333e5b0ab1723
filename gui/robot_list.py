"""The list of robots at the left: number, title, 課, what waits, how it last ended."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.headed_model import Index
from gui.shades import shade
from gui.style import ACCENT, INK, LINE, MUTED
from gui.wording import last_run
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import RobotCard
from rpa_suite.model.work import ItemState

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
RUNNING_ROLE = Qt.ItemDataRole.UserRole + 2  # "3/20" while this window runs it
_WAITING = (
    ItemState.READY,
    ItemState.REVIEW,
    ItemState.REJECTED,
    ItemState.IN_DOUBT,
    ItemState.FAILED,
    ItemState.HELD,
)

NO_ROBOTS = QT_TR_NOOP(
    "ロボットがまだありません。\n\n"
    "robots フォルダにロボットを置いてから、このソフトを起動し直してください。\n"
    "置き場所がわからないときは、情報担当へ連絡してください。"
)


class RobotModel(QAbstractListModel):
    """Holds the cards it was given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[RobotCard] = []
        self._running: dict[str, str] = {}

    def show_cards(self, cards: Sequence[RobotCard]) -> None:
        """Replace the list; robots that stay keep their rows and the selection."""
        if [c.robot.id for c in cards] == [c.robot.id for c in self._cards]:
            self._cards = list(cards)
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def show_running(self, robot_id: str, told: str) -> None:
        """Show how far a run is; empty when it ended."""
        self._running[robot_id] = told
        for row, card in enumerate(self._cards):
            if card.robot.id == robot_id:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{card.robot.task}  {card.robot.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("、").join(
                (
                    f"{card.robot.task} {card.robot.title}",
                    card.robot.section,
                    waiting_words(card),
                )
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.why_not or None
        if role == CARD_ROLE:
            return card
        if role == RUNNING_ROLE:
            return self._running.get(card.robot.id, "")
        return None


class RobotFilter(QSortFilterProxyModel):
    """Robots whose number, title or 課 hold the words searched for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def search(self, text: str) -> None:
        """Show robots that hold every word; width and case do not matter."""
        self.beginFilterChange()
        self._words = _folded(text).split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        card: RobotCard = (
            self.sourceModel().index(source_row, 0, source_parent).data(CARD_ROLE)
        )
        robot = card.robot
        told = _folded(f"{robot.task} {robot.title} {robot.section} {robot.id}")
        return all(word in told for word in self._words)


class RobotList(QWidget):
    """Search box and list.

    Signals:
        chosen: The id of the robot selected.
        unusable_wanted: Why some robots are not in the list.
    """

    chosen = Signal(str)
    unusable_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RobotModel(self)
        self._chosen = ""
        self._searching = False
        self._filter = RobotFilter(self)
        self._filter.setSourceModel(self.model)

        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText(tr("業務番号・名前・課で絞る"))
        self.search_box.setClearButtonEnabled(True)
        label = QLabel(tr("ロボット(&B)"))
        label.setObjectName("section")
        label.setBuddy(self.search_box)

        self.view = QListView()
        self.view.setModel(self._filter)
        self.view.setItemDelegate(_CardDelegate(self.view))
        self.view.setAccessibleName(tr("ロボットの一覧"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(tr("見つかりません。言葉を変えてください。"))
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        self.unusable = QPushButton()
        self.unusable.clicked.connect(self.unusable_wanted)
        self.unusable.hide()

        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 6, 12)
        column.addWidget(label)
        column.addWidget(self.search_box)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addWidget(self.unusable)

        self.search_box.textChanged.connect(self._search)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def show_unusable(self, count: int) -> None:
        """Say below the list how many robots are not in it."""
        self.unusable.setText(tr("使えないロボット {count}件…").format(count=count))
        self.unusable.setVisible(bool(count))

    def select(self, robot_id: str) -> bool:
        """Select a robot; returns whether it is in the list."""
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, 0)
            if index.data(CARD_ROLE).robot.id == robot_id:
                self.view.setCurrentIndex(index)
                return True
        return False

    def select_none(self) -> None:
        """Let no robot be selected."""
        self._chosen = ""
        self.view.selectionModel().clear()

    def shown_titles(self) -> list[str]:
        """Return what the list shows, top down."""
        return [
            str(self._filter.index(row, 0).data())
            for row in range(self._filter.rowCount())
        ]

    def _search(self, text: str) -> None:
        self._searching = True
        self._filter.search(text)
        if not self.select(self._chosen):
            self.view.selectionModel().clear()
        self._searching = False
        self._nothing.setVisible(bool(text) and not self._filter.rowCount())

    def _on_current(self, current: QModelIndex) -> None:
        # While typing, rows vanish and come back: the page in front stays.
        if current.isValid() and not self._searching:
            self._chosen = current.data(CARD_ROLE).robot.id
            self.chosen.emit(self._chosen)


def waiting_words(card: RobotCard) -> str:
    """Return what waits, in words: ``実行待ち 18・確認待ち 2``."""
    told = [
        f"{tr(state.label)} {card.counts[state]}"
        for state in _WAITING
        if card.counts.get(state)
    ]
    return tr("・").join(told) or tr("待ちはありません")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


class _CardDelegate(QStyledItemDelegate):
    """Three lines a robot: number and title; what waits; 課 and last run."""

    _MARGIN = 10

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Leave room for three lines of the font in use."""
        line = QFontMetrics(option.font).lineSpacing()
        return QSize(200, 3 * line + 2 * self._MARGIN + 4)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        card: RobotCard = index.data(CARD_ROLE)
        running: str = index.data(RUNNING_ROLE)
        frame = QStyleOptionViewItem(option)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, frame, painter, option.widget
        )
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            mark = QRect(option.rect)
            mark.setWidth(4)
            painter.fillRect(mark, shade(ACCENT))
        painter.setPen(shade(LINE))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        lines = (
            (bold, INK, str(index.data())),
            (
                option.font,
                INK if card.counts else MUTED,
                tr("実行中 {running}").format(running=running)
                if running
                else waiting_words(card),
            ),
            (
                option.font,
                "#961a1a" if card.why_not else MUTED,
                f"{card.robot.section}　"
                + (tr("実行できません") if card.why_not else last_run(card.last_run)),
            ),
        )
        area = option.rect.adjusted(self._MARGIN + 4, self._MARGIN, -self._MARGIN, 0)
        step = QFontMetrics(option.font).lineSpacing() + 2
        for row, (font, colour, text) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(shade(colour))
            line = QRect(area.left(), area.top() + row * step, area.width(), step)
            shown = QFontMetrics(font).elidedText(
                text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
        painter.restore()
