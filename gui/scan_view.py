"""A scanned page with the doubtful fields framed and numbered; zooms to one of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.shades import shade
from gui.words import tr
from rpa_suite.model.forms import Box, FieldKind, FormTemplate, Mask

_FRAME = QColor("#c62828")
_CHOSEN = QColor("#1f5f99")
_BESIDE = QColor("#b26a00")
_VEIL = QColor("#c3ccd3")
_DESK = "#dfe4e8"
_AROUND_MM = 22.0  # of paper kept visible around a field zoomed to
_SHARP = 0.7  # shown smaller than this, a page is scaled by us
_MOST_MM = 190.0  # wider, and the writing would be too small to read


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One field on paper: page and place in millimetres; number 0 stands for none."""

    number: int
    page: int
    box: Box


@dataclass(frozen=True, kw_only=True, slots=True)
class Veil:
    """Where a personal field is written; covered unless somebody looks at the field."""

    field_id: str
    page: int
    boxes: tuple[Box, ...]


class _Canvas(QGraphicsView):
    """Says when its room has changed, after it has changed.

    Signals:
        resized: The viewport has its new size.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the page must be fitted again."""
        super().resizeEvent(event)
        self.resized.emit()


class ScanView(QWidget):
    """Shows one page at a time, first as a whole.

    Attributes:
        shown_for: Whose pages are shown, as their owner names them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[int, QPixmap] = {}
        self._marks: Sequence[Mark] = ()
        self._paper_width = 210.0
        self._page = 1
        self._dots_per_mm = 1.0
        self._chosen: Mark | None = None
        self._beside: Sequence[Mark] = ()
        self._veils: Sequence[Veil] = ()
        self._open: Collection[str] = ()
        self._whole = True
        self._framed = 0
        self._shown: QGraphicsPixmapItem | None = None
        self.shown_for = ""

        self._scene = QGraphicsScene(self)
        self.view = _Canvas(self._scene)
        self.view.resized.connect(self._fit)
        self.view.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.view.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.view.setAccessibleName(tr("読み取ったページの画像"))
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._nothing = QLabel(tr("表示できるページがありません。"))
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page_words = QLabel()
        self.page_words.setObjectName("muted")
        self._back = QPushButton(tr("前のページ(&B)"))
        self._on = QPushButton(tr("次のページ(&N)"))
        self._to_whole = QPushButton(tr("ページ全体(&W)"))
        self._to_whole.setVisible(False)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._to_whole.clicked.connect(self.show_whole)

        bottom = QHBoxLayout()
        bottom.addWidget(self.page_words, 1)
        bottom.addWidget(self._back)
        bottom.addWidget(self._on)
        bottom.addWidget(self._to_whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self._nothing, 1)
        column.addLayout(bottom)
        self.view.setBackgroundBrush(shade(_DESK))
        self.show_pages({}, (), paper_width=210.0)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the paper on the desk of the day or of the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.view.setBackgroundBrush(shade(_DESK))

    def show_pages(
        self,
        pages: Mapping[int, bytes | QImage],
        marks: Sequence[Mark],
        *,
        paper_width: float,
        veils: Sequence[Veil] = (),
        whole: bool = True,
    ) -> None:
        """Show the pages of one form as a whole.

        Args:
            pages: Page number to the page laid onto its template: PNG or JPEG, or
                decoded already.
            marks: Fields to frame and number.
            paper_width: Width of the paper in millimetres.
            veils: Personal fields, covered until they are looked at.
            whole: Show the first page; not where a field is chosen right away.
        """
        self._veils, self._beside, self._open = veils, (), ()
        self._pages = {number: _pixmap(pages[number]) for number in sorted(pages)}
        self._marks = marks
        self.shown_for = ""
        self._paper_width = paper_width
        self._chosen = None
        self._whole = True
        self.view.setVisible(bool(pages))
        self._nothing.setVisible(not pages)
        self._to_whole.setVisible(bool(pages))
        if whole or not pages:
            self._show_page(next(iter(self._pages), 1))

    def choose(
        self,
        mark: Mark | None,
        *,
        beside: Sequence[Mark] = (),
        unveil: Collection[str] = (),
    ) -> None:
        """Turn to a field, frame it and zoom to it; None leaves all as it is.

        Args:
            mark: The field.
            beside: Fields that it is held against: framed, and in sight if they can be.
            unveil: Ids of the personal fields to be seen meanwhile.
        """
        if mark is None or mark.page not in self._pages:
            return
        self._chosen, self._beside, self._open = mark, beside, unveil
        self._whole = False
        self._show_page(mark.page)

    def lift_veils(self) -> None:
        """Show every personal field of these pages."""
        self._veils = ()
        self._show_page(self._page)

    @property
    def veiled(self) -> list[str]:
        """Ids of the fields covered on the page shown."""
        return [
            each.field_id
            for each in self._veils
            if each.page == self._page and each.field_id not in self._open
        ]

    def show_whole(self) -> None:
        """Show the page as a whole."""
        self._whole = True
        self._fit()

    @property
    def framed(self) -> int:
        """How many fields are framed on the page shown."""
        return self._framed

    def _turn(self, by: int) -> None:
        numbers = list(self._pages)
        place = numbers.index(self._page) + by
        if 0 <= place < len(numbers):
            self._whole, self._chosen, self._beside = True, None, ()
            self._show_page(numbers[place])

    def _show_page(self, number: int) -> None:
        self._page = number
        self._shown = None
        self._scene.clear()
        self._framed = 0
        several = len(self._pages) > 1
        numbers = list(self._pages)
        self._back.setVisible(several)
        self._on.setVisible(several)
        self.page_words.setText("")
        if number not in self._pages:
            return
        self._back.setEnabled(number != numbers[0])
        self._on.setEnabled(number != numbers[-1])
        words = [
            tr("{page} / {total} ページ").format(
                page=numbers.index(number) + 1, total=len(numbers)
            )
        ] * several
        words += [tr("灰色の欄は伏せてあります")] * bool(self.veiled)
        self.page_words.setText("　".join(words))
        picture = self._pages[number]
        self._shown = self._scene.addPixmap(picture)
        self._scene.setSceneRect(QRectF(picture.rect()))
        self._dots_per_mm = picture.width() / self._paper_width
        self._cover()
        for mark in self._beside:
            if mark.page == number:
                self._frame(mark, _BESIDE, pen_mm=0.7)
        for mark in self._marks:
            if mark.page == number and mark != self._chosen:
                self._frame(mark, _FRAME, pen_mm=0.7)
        if self._chosen and self._chosen.page == number:
            self._frame(self._chosen, _CHOSEN, pen_mm=1.0)
        self._fit()

    def _cover(self) -> None:
        covered = self.veiled
        for veil in self._veils:
            if veil.field_id in covered:
                for box in veil.boxes:
                    area = self._area(box.grown(0.6))
                    pen = QPen(Qt.PenStyle.NoPen)
                    self._scene.addRect(area, pen, QBrush(_VEIL)).setZValue(1)

    def _frame(self, mark: Mark, colour: QColor, *, pen_mm: float) -> None:
        area = self._area(mark.box.grown(1.0))
        pen = QPen(colour, pen_mm * self._dots_per_mm)
        self._scene.addRect(area, pen).setZValue(2)
        self._framed += 1
        if not mark.number:
            return
        word = QGraphicsSimpleTextItem(str(mark.number))
        font = QFont(self.font())
        font.setPixelSize(max(8, round(4.5 * self._dots_per_mm)))
        font.setBold(True)
        word.setFont(font)
        word.setBrush(QBrush(Qt.GlobalColor.white))
        size = word.boundingRect()
        pad = self._dots_per_mm * 0.8
        plate = QRectF(
            max(0.0, area.left() - size.width() - 2 * pad),
            area.top(),
            size.width() + 2 * pad,
            size.height(),
        )
        self._scene.addRect(plate, QPen(Qt.PenStyle.NoPen), QBrush(colour)).setZValue(2)
        word.setPos(plate.left() + pad, plate.top())
        word.setZValue(3)
        self._scene.addItem(word)

    def _fit(self) -> None:
        if self._page not in self._pages:
            return
        if self._whole or self._chosen is None:
            area = self._scene.sceneRect()
            bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        else:
            area = self._area(self._chosen.box.grown(_AROUND_MM))
            for mark in self._beside:
                both = area.united(self._area(mark.box.grown(2.0)))
                near = both.width() < _MOST_MM * self._dots_per_mm
                if mark.page == self._page and near:
                    area = both
            bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        # Bars that come and go by themselves would change the room being fitted.
        self.view.setHorizontalScrollBarPolicy(bars)
        self.view.setVerticalScrollBarPolicy(bars)
        self.view.fitInView(area, Qt.AspectRatioMode.KeepAspectRatio)
        self._smooth()

    def _smooth(self) -> None:
        """Draw a page that is shown much smaller from a copy that is made smaller.

        The view leaves out pixels, and thin strokes with them.
        """
        picture = self._pages[self._page]
        factor = self.view.transform().m11() * self.view.devicePixelRatioF()
        if self._shown is None:
            return
        if factor > _SHARP or not self._whole:
            self._shown.setPixmap(picture)
            self._shown.setScale(1.0)
            return
        small = picture.scaledToWidth(
            max(1, round(picture.width() * factor)),
            Qt.TransformationMode.SmoothTransformation,
        )
        self._shown.setPixmap(small)
        self._shown.setScale(picture.width() / small.width())

    def _area(self, box: Box) -> QRectF:
        scale = self._dots_per_mm
        return QRectF(
            box.left * scale, box.top * scale, box.width * scale, box.height * scale
        )


def veils_of(template: FormTemplate) -> list[Veil]:
    """Return where the personal fields of a form are written."""
    return [
        Veil(field_id=field.id, page=field.page, boxes=field.zones)
        for field in template.fields
        if field.kind is FieldKind.SIGNATURE  # a name, though it is only looked for
        or (field.mask is not Mask.NONE and field.kind is not FieldKind.CHOICE)
    ]


def _pixmap(page: bytes | QImage) -> QPixmap:
    if isinstance(page, QImage):
        return QPixmap.fromImage(page)
    picture = QPixmap()
    picture.loadFromData(page)
    return picture
