"""The blank form with its fields drawn on it: chosen, dragged, stretched by mouse."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSimpleTextItem, QGraphicsView

from gui.shades import shade
from gui.template_boxes import between, holds, inside
from gui.words import tr
from rpa_suite.model.forms import Box, FieldKind
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_edit import (
    Key,
    extent,
    page_of,
    part,
    parts_of,
    snap,
    zones,
)

COLOURS: Mapping[FieldKind, QColor] = {
    FieldKind.TEXT: QColor("#1f5f99"),
    FieldKind.KANA: QColor("#4b3fa0"),
    FieldKind.CODE: QColor("#4b3fa0"),
    FieldKind.SIGNATURE: QColor("#4b3fa0"),
    FieldKind.DATE: QColor("#0b6e5f"),
    FieldKind.CHOICE: QColor("#9a4a00"),
    FieldKind.CHECK: QColor("#9a4a00"),
}
_NUMBERS = QColor("#1d6b2c")  # every kind that is written in digits
_CHOSEN = QColor("#c2185b")
_SCALE = 8.0  # scene units a millimetre
_SNAP_MM = 0.8
_HANDLE_MM = 1.6
_LEAST_DRAG_MM = 0.3
_LEAST_NEW_MM = 2.0
_ZOOMS = (0.35, 4.0)


class TemplateCanvas(QGraphicsView):
    """Shows one page of a draft.

    Signals:
        picked: The chosen parts changed by mouse.
        dragged: Parts were moved by (right, down) millimetres.
        stretched: A part was stretched to a box.
        drawn: A box was drawn where nothing was, with the new-field tool.
        nudged: An arrow key wants the chosen parts moved by (right, down).
    """

    picked = Signal()
    dragged = Signal(float, float)
    stretched = Signal(object, object)
    drawn = Signal(object)
    nudged = Signal(float, float)

    def __init__(self) -> None:
        self._scene = QGraphicsScene()
        super().__init__(self._scene)
        self.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.setAccessibleName(tr("帳票と項目"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self._draft: Draft | None = None
        self._pictures: Mapping[int, QImage] = {}
        self._notes: Mapping[str, QColor] = {}
        self._boxes: dict[Key, Box] = {}
        self.page = 1
        self.chosen: list[Key] = []
        self.is_drawing = False
        self._whole = True
        self._from: QPointF | None = None
        self._handle: Key | None = None
        self._band: Box | None = None
        self._offset = (0.0, 0.0)

    # What is shown.

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the desk of the day or of the night below the paper."""
        painter.fillRect(rect, shade("#dfe4e8"))

    def show_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Show these pages behind the fields."""
        self._pictures = pictures
        self._redraw()
        self.fit()

    def show_draft(self, draft: Draft) -> None:
        """Show the fields of a draft; what is chosen and still there stays chosen."""
        self._draft = draft
        there = set(parts_of(draft))
        self.chosen = [key for key in self.chosen if key in there]
        self._boxes = {key: extent(draft, key) for key in there}
        self.page = min(self.page, draft.pages)
        self._redraw()

    def begin(self) -> None:
        """Forget what belonged to another template."""
        self.chosen, self.page, self._notes, self._pictures = [], 1, {}, {}

    def draw_next(self, wanted: bool) -> None:
        """Take the next drag as the place of a new field, or no longer."""
        self.is_drawing = wanted
        if wanted:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    def show_page(self, page: int) -> None:
        """Turn to a page."""
        self.page = page
        self._redraw()

    def choose(self, keys: Iterable[Key]) -> None:
        """Choose parts and turn to the first of them."""
        self.chosen = list(keys)
        if self._draft and self.chosen:
            self.page = page_of(self._draft, self.chosen[0])
        self._redraw()
        if self.chosen and not self._whole:
            self.ensureVisible(self._area(self._boxes[self.chosen[0]].grown(10)))

    def mark(self, notes: Mapping[str, QColor]) -> None:
        """Fill entries with a colour: what moved, what is new."""
        self._notes = notes
        self._redraw()

    def fit(self) -> None:
        """Show the page as a whole."""
        self._whole = True
        self.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        now = self.transform().m11()
        wanted = min(max(now * factor, _ZOOMS[0] * 0.2), _ZOOMS[1])
        self._whole = False
        self.scale(wanted / now, wanted / now)

    # Drawing.

    def _redraw(self) -> None:
        self._scene.clear()
        if self._draft is None:
            return
        width, height = self._draft.paper_mm
        paper = QRectF(0, 0, width * _SCALE, height * _SCALE)
        self._scene.setSceneRect(paper)
        self._scene.addRect(
            paper, QPen(Qt.PenStyle.NoPen), QBrush(Qt.GlobalColor.white)
        )
        picture = self._pictures.get(self.page)
        if picture is not None and not picture.isNull():
            item = self._scene.addPixmap(QPixmap.fromImage(picture))
            item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            item.setScale(paper.width() / picture.width())
        for key in parts_of(self._draft):
            if page_of(self._draft, key) == self.page:
                self._draw_part(key)
        if self._band:
            pen = QPen(_CHOSEN, 2, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            self._scene.addRect(self._area(self._band), pen)

    def _draw_part(self, key: Key) -> None:
        assert self._draft is not None
        shape = part(self._draft, key)
        is_chosen = key in self.chosen
        colour = _CHOSEN if is_chosen else COLOURS.get(shape.kind, _NUMBERS)
        move = self._offset if is_chosen else (0.0, 0.0)
        fill = QColor(self._notes.get(key[0], colour))
        fill.setAlpha(90 if key[0] in self._notes else 60 if is_chosen else 34)
        for row, boxes in enumerate(zones(self._draft, key)):
            pen = QPen(colour, 2.4 if is_chosen else 1.3)
            pen.setCosmetic(True)
            if row:
                pen.setStyle(Qt.PenStyle.DotLine)
            for box in boxes:
                area = self._area(box).translated(move[0] * _SCALE, move[1] * _SCALE)
                self._scene.addRect(area, pen, QBrush(fill))
            for run in shape.to_field().cells if row == 0 else ():
                down = boxes[0].top - shape.to_field().zones[0].top
                for place in range(1, run.count):
                    x = (run.left + place * run.cell_width + move[0]) * _SCALE
                    top = (run.top + down + move[1]) * _SCALE
                    self._scene.addLine(x, top, x, top + run.cell_height * _SCALE, pen)
        if not is_chosen:
            return
        box = self._boxes[key]
        self._say(shape.label, box, move)
        if len(self.chosen) == 1:
            self._scene.addRect(self._handle_area(box), QPen(_CHOSEN), QBrush(_CHOSEN))

    def _say(self, text: str, box: Box, move: tuple[float, float]) -> None:
        word = QGraphicsSimpleTextItem(text)
        font = QFont(self.font())
        font.setPixelSize(round(2.8 * _SCALE))
        font.setBold(True)
        word.setFont(font)
        word.setBrush(QBrush(Qt.GlobalColor.white))
        place = QPointF(
            (box.left + move[0]) * _SCALE,
            (box.top + move[1]) * _SCALE - word.boundingRect().height() - 4,
        )
        plate = word.boundingRect().translated(place).adjusted(-6, -2, 6, 2)
        self._scene.addRect(plate, QPen(Qt.PenStyle.NoPen), QBrush(_CHOSEN))
        word.setPos(place)
        self._scene.addItem(word)

    @staticmethod
    def _area(box: Box) -> QRectF:
        return QRectF(
            box.left * _SCALE, box.top * _SCALE, box.width * _SCALE, box.height * _SCALE
        )

    def _handle_area(self, box: Box) -> QRectF:
        side = _HANDLE_MM * _SCALE
        x = (box.right + self._offset[0]) * _SCALE
        y = (box.bottom + self._offset[1]) * _SCALE
        return QRectF(x - side / 2, y - side / 2, side, side)

    # Mouse and keys.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies there; begin to drag, to stretch or to draw."""
        if event.button() != Qt.MouseButton.LeftButton or self._draft is None:
            return
        self.setFocus()
        at = self._at(event)
        self._from = at
        self._handle = None
        if self.is_drawing:
            return
        if len(self.chosen) == 1 and self._handle_area(
            self._boxes[self.chosen[0]]
        ).adjusted(-6, -6, 6, 6).contains(self.mapToScene(event.position().toPoint())):
            self._handle = self.chosen[0]
            return
        key = self._under(at)
        adds = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        if key is None:
            if not adds:
                self.chosen = []
        elif adds:
            self.chosen = (
                [k for k in self.chosen if k != key]
                if key in self.chosen
                else [*self.chosen, key]
            )
        elif key not in self.chosen:
            self.chosen = [key]
        self._redraw()
        self.picked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the parts would go."""
        if self._from is None:
            return
        at = self._at(event)
        right, down = at.x() - self._from.x(), at.y() - self._from.y()
        if self.is_drawing or (not self.chosen and not self._handle):
            self._band = between(self._from, at)
        elif self._handle:
            box = self._boxes[self._handle]
            self._band = Box(
                left=box.left,
                top=box.top,
                width=max(1.0, box.width + right),
                height=max(1.0, box.height + down),
            )
        elif max(abs(right), abs(down)) > _LEAST_DRAG_MM:
            self._offset = self._snapped(right, down, event)
        self._redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the new place, size or field."""
        if self._from is None:
            return
        band, offset, handle = self._band, self._offset, self._handle
        self._from, self._band, self._handle = None, None, None
        self._offset = (0.0, 0.0)
        if handle and band:
            self.stretched.emit(handle, band)
        elif band and self.is_drawing:
            if min(band.width, band.height) >= _LEAST_NEW_MM:
                self.drawn.emit(band)
        elif band:
            self.chosen = [
                key for key in self._on_page() if inside(self._boxes[key], band)
            ]
            self.picked.emit()
        elif offset != (0.0, 0.0):
            self.dragged.emit(*offset)
        self._redraw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole page in sight as long as nobody zoomed."""
        super().resizeEvent(event)
        if self._whole:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a tenth of a millimetre, with Shift by a whole one."""
        step = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.1
        moves: Mapping[int, tuple[float, float]] = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        if self.chosen and event.key() in moves:
            self.nudged.emit(*moves[event.key()])
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._choose_next(1 if event.key() == Qt.Key.Key_Tab else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from field to field while there are some; Ctrl+Tab leaves."""
        if not self._on_page():
            return super().focusNextPrevChild(forward)
        self._choose_next(1 if forward else -1)
        return True

    def _choose_next(self, step: int) -> None:
        keys = self._on_page()
        if not keys:
            return
        place = keys.index(self.chosen[0]) + step if self.chosen else 0
        self.choose([keys[place % len(keys)]])
        self.picked.emit()

    def _on_page(self) -> Sequence[Key]:
        if self._draft is None:
            return []
        return [
            k for k in parts_of(self._draft) if page_of(self._draft, k) == self.page
        ]

    def _at(self, event: QMouseEvent) -> QPointF:
        return self.mapToScene(event.position().toPoint()) / _SCALE

    def _under(self, at: QPointF) -> Key | None:
        """Return the smallest part at a place, so that what lies on top is reached."""
        assert self._draft is not None
        found: list[tuple[float, Key]] = []
        for key in self._on_page():
            for row in zones(self._draft, key):
                for box in row:
                    if holds(box, at):
                        found.append((box.width * box.height, key))
        return min(found)[1] if found else None

    def _snapped(
        self, right: float, down: float, event: QMouseEvent
    ) -> tuple[float, float]:
        """Let an edge meet that of another field; Alt lets go."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not self.chosen:
            return right, down
        box = self._boxes[self.chosen[0]]
        placed = Box(
            left=box.left + right,
            top=box.top + down,
            width=box.width,
            height=box.height,
        )
        others = [self._boxes[k] for k in self._on_page() if k not in self.chosen]
        dx, dy = snap(placed, others, _SNAP_MM)
        return right + dx, down + dy
