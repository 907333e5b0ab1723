"""文字ごと: pictures of characters read as the same; a key for each odd one out."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QImage, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.group_pile import Card, Sheet
from gui.headed_model import Index
from gui.shades import shade
from gui.style import ACCENT, LINE, MUTED, PAPER
from gui.words import QT_TR_NOOP, tr

_PICTURE = Qt.ItemDataRole.UserRole + 1
_ODD = Qt.ItemDataRole.UserRole + 2  # None, or what the person made of it
_SIZE = QSize(88, 104)
_TROUBLE, _TROUBLE_BACK = "#961a1a", "#fbe0e0"
_HOW = QT_TR_NOOP(
    "矢印で動き、違う文字で Space（正しい字が分かればその字のキー）。"
    "Enter で残りをまとめて確定します。Ctrl+Z で前の組へ戻ります。"
)


class _Cards(QAbstractListModel):
    """The characters of one sheet, and which of them are something else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: Sequence[Card] = ()
        self._pictures: dict[int, QImage] = {}
        self.odd: dict[int, str] = {}

    def show_cards(self, cards: Sequence[Card], pictures: Mapping[int, QImage]) -> None:
        self.beginResetModel()
        self._cards, self._pictures, self.odd = cards, dict(pictures), {}
        self.endResetModel()

    def show_picture(self, place: int, picture: QImage) -> None:
        self._pictures[place] = picture
        self._tell(place)

    def toggle(self, place: int) -> None:
        if place in self.odd:
            del self.odd[place]
        else:
            self.odd[place] = ""
        self._tell(place)

    def mend(self, place: int, char: str) -> None:
        if self._cards[place].unsure.char == char:
            self.odd.pop(place, None)
        else:
            self.odd[place] = char
        self._tell(place)

    @property
    def missing(self) -> int:
        """How many pictures have not come yet."""
        return len(self._cards) - len(self._pictures)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = index.row()
        card = self._cards[place]
        if role == _PICTURE:
            return self._pictures.get(place)
        if role == _ODD:
            return self.odd.get(place)
        where = tr("{number}番の票　{label}　{place}文字目").format(
            number=card.doubt.number,
            label=card.doubt.field.label,
            place=card.unsure.place + 1,
        )
        if role == Qt.ItemDataRole.ToolTipRole:
            return where
        if role == Qt.ItemDataRole.AccessibleTextRole:
            odd = tr("　違う文字") if place in self.odd else ""
            return tr("{where}　「{char}」{odd}").format(
                where=where, char=card.unsure.char, odd=odd
            )
        return None

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index(place), self.index(place))


class _CardDelegate(QStyledItemDelegate):
    """A picture in a frame; crossed out and named where it is something else."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return _SIZE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        odd: str | None = index.data(_ODD)
        picture: QImage | None = index.data(_PICTURE)
        area = option.rect.adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(shade(ACCENT if here else LINE), 3 if here else 1))
        painter.setBrush(shade(PAPER if odd is None else _TROUBLE_BACK))
        painter.drawRoundedRect(area, 4, 4)
        inside = area.adjusted(6, 6, -6, -6)
        if picture is None:
            painter.setPen(shade(MUTED))
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, "…")
        else:
            size = picture.size().scaled(
                inside.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRect(inside.topLeft(), size)
            place.moveCenter(inside.center())
            painter.setOpacity(1.0 if odd is None else 0.45)
            painter.drawImage(place, picture)
            painter.setOpacity(1.0)
        if odd is not None:
            painter.setPen(QPen(shade(_TROUBLE), 3))
            painter.drawLine(inside.topLeft(), inside.bottomRight())
            plate = QRect(area.left(), area.bottom() - 24, area.width(), 25)
            painter.fillRect(plate, shade(_TROUBLE))
            bold = QFont(option.font)
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(shade(PAPER))
            painter.drawText(
                plate, Qt.AlignmentFlag.AlignCenter, f"→ {odd}" if odd else tr("違う")
            )
        painter.restore()


class GroupPanel(QWidget):
    """Shows one sheet at a time.

    Signals:
        confirmed: Enter; a mapping of place to what stands there instead.
        undone: Ctrl+Z.
        used: The person did something.
    """

    confirmed = Signal(object)  # Qt would turn a dict of numbers into a map of its own
    undone = Signal()
    used = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self.char = QLabel()
        self.char.setObjectName("bigchar")
        self.char.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel()
        self.title.setObjectName("title")
        self.how = QLabel(tr(_HOW))
        self.how.setObjectName("muted")
        self.how.setWordWrap(True)
        self.waiting = QLabel()
        self.waiting.setObjectName("muted")
        self.model = _Cards(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_CardDelegate(self.view))
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(tr("同じ文字と読んだ画像の一覧"))
        self.view.installEventFilter(self)
        self.view.clicked.connect(self._toggle)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.how)
        heading = QHBoxLayout()
        heading.addWidget(self.char)
        heading.addLayout(words, 1)
        heading.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(heading)
        column.addWidget(self.view, 1)

    @property
    def odd(self) -> dict[int, str]:
        """Places that are something else, and what the person made of them."""
        return dict(self.model.odd)

    def show_sheet(self, sheet: Sheet, pictures: Mapping[int, QImage]) -> None:
        """Ask about these characters.

        Args:
            sheet: What was read, and where.
            pictures: Those that are cut already, by their place on the sheet.
        """
        self._sheet = sheet
        self.char.setText(sheet.char)
        self.title.setText(
            tr("「{char}」と読んだ文字　{n}個").format(
                char=sheet.char, n=len(sheet.cards)
            )
        )
        self.model.show_cards(sheet.cards, pictures)
        self._show_waiting()
        self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus()

    def show_picture(self, place: int, picture: QImage) -> None:
        """Show a picture that came later."""
        self.model.show_picture(place, picture)
        self._show_waiting()

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.waiting.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the list does."""
        if event.type() is not QEvent.Type.KeyPress or watched is not self.view:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        self.used.emit()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.model.missing:
                self.confirmed.emit(self.odd)
            return True
        place = self.view.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            self.model.toggle(place)
            return True
        char = event.text().strip().upper()
        if len(char) == 1 and char.isalnum() and place >= 0:
            self.model.mend(place, char)
            return True
        return False

    def _toggle(self, index: QModelIndex) -> None:
        self.used.emit()
        self.model.toggle(index.row())

    def _show_waiting(self) -> None:
        missing = self.model.missing
        self.waiting.setText(
            tr("画像を切り抜いています…　あと{missing}個").format(missing=missing)
            if missing
            else ""
        )
