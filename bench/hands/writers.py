"""Writers made by chance: what they write, as the product cuts it from a scanned page.

numpy and OpenCV alone, and the product's own way to lay out lines, so that a machine
with a GPU and nothing else of the suite can make what it trains on.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.hands.letterforms import EM, SIDE, Letterforms
from rpa_suite.ocr.line_images import Line, set_side_by_side, with_margin

Ink = NDArray[np.float32]  # 0 none .. 1 full, one value a pixel
Grey = NDArray[np.uint8]

_DARKER = 0.16  # as ocr.ink tells writing from paper
_DOTS = 200 / 25.4  # a flat page's pixels a millimetre
_RIM = 0.7  # millimetres around a cell that are looked at
_OTHERS = (
    "あいうえおかきくけこさしすせそたちつてとなにの大田中山川木本正子上下年月日円無有済同"
    "ABCDEHKLMNRSTXY"
)
_SMALL = frozenset("ァィゥェォッャュョぁぃぅぇぉっゃゅょ")
_FEWEST_INK = 12  # pixels of writing, else the cell would count as blank


@dataclass
class Writer:
    """One hand with one pen on one scanned page."""

    forms: Letterforms
    noise: np.random.Generator
    fonts: tuple[int, ...]

    def __post_init__(self) -> None:
        """Draw this hand's habits."""
        draw = self.noise
        self.font = int(draw.choice(self.fonts))
        self.by_stroke = draw.random() < 0.5
        self.real_digits = draw.random() < 0.72
        self.size = draw.uniform(0.62, 0.95)
        self.small = draw.uniform(0.55, 0.82)
        self.slant = draw.normal(0, 0.10)
        self.pen = draw.uniform(1.6, 4.4)
        self.unsteady = draw.uniform(0.0, 0.035)
        self.rounding = draw.uniform(0.0, 0.5)
        self.wave = draw.uniform(0.0, 1.0)
        self.strength = draw.choice((0.95, 0.9, 0.72), p=(0.45, 0.25, 0.3))
        self.blur = draw.uniform(0.35, 1.0)
        self.grain = draw.uniform(1.5, 6.0)
        self.is_fax = draw.random() < 0.12
        self.quality = int(draw.integers(55, 92))
        self.unrest = draw.uniform(0.5, 1.9)

    # Letters.

    def letter(self, char: str, size: float) -> Ink:
        """Return the ink of a character, about ``size`` pixels high."""
        draw = self.noise
        if char.isdigit() and self.real_digits and draw.random() < 0.9:
            return self._bent(self._real(int(char), size))
        if char in _SMALL:  # as drawn, they are three quarters of the others
            size *= self.small / 0.75
        if self.by_stroke and draw.random() < 0.92:
            ink = self._stroked(char, size)
            if ink is not None:
                return ink
        ink = self._drawn(char, size)
        if ink is None:
            ink = self._stroked(char, size)
        if ink is None:
            raise KeyError(char)
        return ink

    def _real(self, digit: int, size: float) -> Ink:
        images = self.forms.digits[digit]
        image = images[self.noise.integers(len(images))].astype(np.float32) / 255
        side = max(10, round(size * 1.22 * self.noise.uniform(0.9, 1.08)))
        grown = cv2.resize(image, (side, side), interpolation=cv2.INTER_CUBIC)
        low = self.noise.uniform(0.18, 0.45)
        return np.asarray(np.clip((grown - low) / 0.30, 0, 1), np.float32)

    def _drawn(self, char: str, size: float) -> Ink | None:
        """Return a font's letter; sheared, turned, stretched."""
        image = self.forms.image(self.font, char)
        if image is None:
            others = [n for n in self.forms.fonts_with(char) if n in self.fonts]
            if not others:
                return None
            image = self.forms.image(int(self.noise.choice(others)), char)
            assert image is not None
        scale = size / EM
        side = max(10, round(SIDE * scale * 1.15))
        matrix = self._matrix(scale)
        middle = np.array([SIDE / 2, SIDE / 2])
        offset = np.array([side / 2, side / 2]) - matrix @ middle
        ink = cv2.warpAffine(
            image,
            np.column_stack((matrix, offset)),
            (side, side),
            flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR,
        )
        change = self.noise.random()
        if change < 0.3 and scale > 0.8:
            ink = np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), np.uint8)
        elif change < 0.42 and scale > 1.0:
            ink = np.asarray(cv2.erode(ink, np.ones((2, 2), np.uint8)), np.uint8)
        return self._waved(ink.astype(np.float32) / np.float32(255))

    def _stroked(self, char: str, size: float) -> Ink | None:
        """Return a letter stroke by stroke, as an unsteady hand draws it."""
        strokes = self.forms.strokes(char)
        if strokes is None:
            return None
        draw = self.noise
        side = max(10, round(size * 1.25))
        moved = strokes - 0.5
        count = len(moved)
        middle = moved.mean(axis=1, keepdims=True)
        moved = middle + (moved - middle) * (1 + draw.normal(0, 0.07, (count, 1, 2)))
        moved = moved + draw.normal(0, self.unsteady, (count, 1, 2))
        wander = np.cumsum(draw.normal(0, self.unsteady * 0.3, moved.shape), axis=1)
        moved = moved + wander - wander.mean(axis=1, keepdims=True)
        if self.rounding > 0.1:  # a quick hand cuts the corners
            soft = moved.copy()
            soft[:, 1:-1] = (moved[:, :-2] + moved[:, 1:-1] + moved[:, 2:]) / 3
            moved = moved + (soft - moved) * self.rounding
        placed = (moved @ self._matrix(size).T) + side / 2
        canvas = np.zeros((side, side), np.uint8)
        width = max(1, round(self.pen * draw.uniform(0.85, 1.15) * size / 50))
        lines = np.round(placed * 16).astype(np.int32)
        cv2.polylines(canvas, list(lines), False, (255,), width, cv2.LINE_AA, shift=4)
        if count > 1 and self.rounding > 0.4 and draw.random() < 0.3:
            at = int(draw.integers(count - 1))  # the pen was not lifted
            joint = np.stack((lines[at, -1], lines[at + 1, 0]))
            cv2.polylines(canvas, [joint], False, (210,), 1, cv2.LINE_AA, shift=4)
        return canvas.astype(np.float32) / np.float32(255)

    def _matrix(self, scale: float) -> NDArray[np.float64]:
        draw = self.noise
        angle, shear = draw.normal(0, 0.06), self.slant + draw.normal(0, 0.04)
        across, down = draw.uniform(0.82, 1.12), draw.uniform(0.86, 1.12)
        return (
            np.array(
                [
                    [across * np.cos(angle), -shear - np.sin(angle)],
                    [np.sin(angle), down * np.cos(angle)],
                ]
            )
            * scale
        )

    def _bent(self, ink: Ink) -> Ink:
        """Shear, turn and wave ink that was drawn upright."""
        side = round(max(ink.shape) * 1.25)
        matrix = self._matrix(1.0)
        middle = np.array([ink.shape[1] / 2, ink.shape[0] / 2])
        offset = np.array([side / 2, side / 2]) - matrix @ middle
        turned = cv2.warpAffine(ink, np.column_stack((matrix, offset)), (side, side))
        return self._waved(np.asarray(turned, np.float32))

    def _waved(self, ink: Ink) -> Ink:
        height, width = ink.shape
        coarse = self.noise.normal(0, 1, (2, 5, 5)).astype(np.float32)
        swing = np.float32(self.wave * max(height, width) * 0.035)
        fields = [
            cv2.resize(each, (width, height), interpolation=cv2.INTER_CUBIC) * swing
            for each in coarse
        ]
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        return np.asarray(
            cv2.remap(ink, xs + fields[0], ys + fields[1], cv2.INTER_LINEAR), np.float32
        )

    # From ink to what the product sees.

    def scanned(self, ink: Ink) -> tuple[Grey, NDArray[np.bool_]]:
        """Return the writing, grey on pure white, and where ink was found."""
        draw = self.noise
        height, width = ink.shape
        coarse = draw.uniform(0.72, 1.0, (2 + height // 24, 2 + width // 24))
        pressure = cv2.resize(coarse.astype(np.float32), (width, height))
        alpha = ink * np.float32(self.strength) * pressure
        grey = 245.0 * (1 - alpha * np.float32(draw.uniform(0.82, 0.92)))
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), self.blur), np.float32)
        grey += draw.standard_normal(grey.shape, np.float32) * np.float32(self.grain)
        page = np.clip(grey, 0, 255).astype(np.uint8)
        if draw.random() < 0.5:
            _, packed = cv2.imencode(
                ".jpg", page, (int(cv2.IMWRITE_JPEG_QUALITY), self.quality)
            )
            page = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
        if self.is_fax:
            page = np.where(page < 176, 0, 255).astype(np.uint8)
        even = np.minimum(page.astype(np.float32) / 245.0, 1.0)
        marked = even < 1.0 - _DARKER
        near = cv2.dilate(marked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        return np.where(near, even * 255, 255).astype(np.uint8), marked

    # Cells.

    def cells(self, text: str) -> tuple[list[Grey], list[int]]:
        """Return the cut writing of each cell, and which characters they are of.

        Cells whose ink would not be noticed are left out.
        """
        draw = self.noise
        width_mm = draw.uniform(4.6, 7.4)
        height_mm = draw.uniform(5.6, 9.2)
        pieces, kept = [], []
        for place, char in enumerate(text):
            piece = self._cell(char, width_mm, height_mm)
            if piece is not None:
                pieces.append(piece)
                kept.append(place)
        return pieces, kept

    def _cell(self, char: str, width_mm: float, height_mm: float) -> Grey | None:
        room = min(width_mm, height_mm) if not char.isdigit() else height_mm
        size = room * _DOTS * self.size * self.noise.uniform(0.92, 1.06)
        return self._in_cell(self.letter(char, size), width_mm, height_mm)

    def _in_cell(self, ink: Ink, width_mm: float, height_mm: float) -> Grey | None:
        draw = self.noise
        wide = round((width_mm + 2 * _RIM) * _DOTS)
        high = round((height_mm + 2 * _RIM) * _DOTS)
        canvas = np.zeros((high, wide), np.float32)
        stray = 0.4 * _DOTS * self.unrest
        x = wide / 2 + draw.uniform(-stray, stray)
        y = high / 2 + draw.uniform(-stray, stray)
        _lay(canvas, ink, x, y)
        if draw.random() < 0.05:
            _scratch(canvas, draw)
        writing, marked = self.scanned(canvas)
        columns = np.flatnonzero(marked.any(axis=0))
        if marked.sum() < _FEWEST_INK:
            return None
        first, last = max(0, columns[0] - 1), min(wide, columns[-1] + 2)
        return np.ascontiguousarray(writing[:, first:last])

    def other(self) -> Grey | None:
        """Return a cell that holds no single digit or kana: struck out, two in one."""
        draw = self.noise
        width_mm, height_mm = draw.uniform(4.6, 7.4), draw.uniform(5.6, 9.2)
        size = min(width_mm, height_mm) * _DOTS * self.size
        kind = draw.random()
        if kind < 0.35:
            char = _OTHERS[int(draw.integers(len(_OTHERS)))]
            return self._in_cell(self.letter(char, size), width_mm, height_mm)
        digit = str(draw.integers(10))
        ink = self.letter(digit, height_mm * _DOTS * self.size)
        if kind < 0.75:
            tall, wide = ink.shape
            for _ in range(int(draw.integers(1, 3))):
                y = tall * draw.uniform(0.35, 0.65)
                lean = tall * draw.uniform(-0.15, 0.15)
                ends = (0, round(y - lean)), (wide - 1, round(y + lean))
                cv2.line(ink, *ends, (1.0,), max(2, round(self.pen)), cv2.LINE_AA)
        else:
            second = self.letter(str(draw.integers(10)), size)
            both = np.zeros(np.maximum(ink.shape, second.shape), np.float32)
            for each in (ink, second):
                _lay(both, each, both.shape[1] / 2, both.shape[0] / 2)
            ink = both
        return self._in_cell(ink, width_mm, height_mm)

    # Lines.

    def cell_line(self, text: str) -> tuple[Line, str] | None:
        """Return ruled cells' writing set side by side, and what it says."""
        pieces, kept = self.cells(text.replace("\u3000", ""))
        if not pieces:
            return None
        letters = text.replace("\u3000", "")
        return set_side_by_side(pieces), "".join(letters[n] for n in kept)

    def free_line(self, text: str) -> tuple[Line, str] | None:
        """Return a line of free writing, and what it says."""
        draw = self.noise
        size = draw.uniform(3.4, 6.2) * _DOTS
        step = draw.uniform(0.9, 1.04)
        drift = draw.uniform(-0.015, 0.015)
        digit_step = draw.uniform(0.55, 0.95)
        inks: list[tuple[Ink, float]] = []
        x = size
        for char in text:
            if char.isspace():
                x += size * draw.uniform(0.5, 1.4)
                continue
            narrow = char.isascii() or char in "‐－"
            wide = size * step * (digit_step if narrow else 1.0)
            wide *= draw.uniform(0.95, 1.05)
            grown = size * draw.uniform(0.9, 1.06)
            inks.append((self.letter(char, grown), x + wide / 2))
            x += wide
        if not inks:
            return None
        canvas = np.zeros((round(size * 2.6), round(x + size)), np.float32)
        base = canvas.shape[0] / 2 - drift * x / 2
        for ink, middle in inks:
            wobble = draw.normal(0, 0.03 * size)
            _lay(canvas, ink, middle, base + drift * middle + wobble)
        writing, marked = self.scanned(canvas)
        rows, columns = np.flatnonzero(marked.any(1)), np.flatnonzero(marked.any(0))
        if len(rows) < 4 or len(columns) < 3:
            return None
        cut = writing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return with_margin(cut), "".join(text.split())


def _lay(canvas: Ink, ink: Ink, x: float, y: float) -> None:
    """Lay ink onto the canvas, its middle at x, y; what reaches over is cut."""
    height, width = ink.shape
    left, top = round(x - width / 2), round(y - height / 2)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(canvas.shape[1], left + width), min(canvas.shape[0], top + height)
    if x0 < x1 and y0 < y1:
        part = canvas[y0:y1, x0:x1]
        np.maximum(part, ink[y0 - top : y1 - top, x0 - left : x1 - left], out=part)


def _scratch(canvas: Ink, draw: np.random.Generator) -> None:
    """Leave a bit of a ruled line, or take one away, as separating ink does."""
    height, width = canvas.shape
    at = round(_RIM * _DOTS)
    edge = int(draw.choice((at, width - at)))
    top = int(draw.integers(0, height // 2))
    canvas[top : top + height // 3, edge : edge + 1] = draw.choice((0.0, 0.5))
