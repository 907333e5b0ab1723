"""A hand with a pen: letters of a font that wobble, real digits, circles, ticks."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from bench.forms.digits import Part, digit_images
from bench.forms.fonts import font
from rpa_suite.model.forms import Box

# Strokes of a digit in a box of 1 by 1, y downwards.
Strokes = Sequence[Sequence[tuple[float, float]]]
Ink = NDArray[np.float32]  # 0 none .. 1 full, one value a pixel
INKS = {  # colour, how much of it reaches the paper
    "black": ((25, 25, 30), 0.95),
    "blue": ((35, 50, 150), 0.9),
    "pencil": ((70, 70, 75), 0.72),
}


@dataclass
class Hand:
    """One writer: a font for letters, a pen, and habits."""

    draw: random.Random
    font: str
    ink: str
    dots_per_mm: float
    sheet: Ink
    digits: Part = Part.TUNE  # which of the real ones
    unrest: float = 1.0  # how far letters stray from the middle of their cell
    corrected: float = 0.0  # share of the rows of digits with a slip put right
    habits: Mapping[int, Strokes] = field(default_factory=dict)  # digits of their own

    def write_line(self, text: str, box: Box) -> None:
        """Write free text into a box, left to right, getting smaller if need be."""
        size_mm = min(box.height * self.draw.uniform(0.62, 0.76), 6.2)
        wanted = len(text) * size_mm * 0.98
        if wanted > box.width - 2:
            size_mm *= (box.width - 2) / wanted
        x = box.left + self.draw.uniform(0.8, 2.0)
        base = box.top + box.height / 2 + self.draw.uniform(-0.4, 0.4)
        drift = self.draw.uniform(-0.012, 0.012)
        for char in text:
            if char.isspace():
                x += size_mm * 0.7
                continue
            self._char(char, x + size_mm / 2, base + drift * (x - box.left), size_mm)
            x += size_mm * self.draw.uniform(0.92, 1.03)

    def write_in_cell(self, char: str, cell: Box) -> None:
        """Write one letter into a cell."""
        size = min(cell.width, cell.height) * self.draw.uniform(0.74, 0.88)
        self._char(
            char,
            cell.left + cell.width / 2 + self._stray(0.35),
            cell.top + cell.height / 2 + self._stray(0.4),
            size,
        )

    def write_digit(self, digit: int, cell: Box) -> None:
        """Write a real digit of somebody's hand into a cell, or the writer's own."""
        if digit in self.habits:
            self._own_digit(self.habits[digit], cell)
            return
        images = digit_images(self.digits)[digit]
        image = images[self.draw.randrange(len(images))].astype(np.float32) / 255
        height = cell.height * self.draw.uniform(0.78, 0.98)
        pixels = max(8, round(height * self.dots_per_mm))
        grown = cv2.resize(image, (pixels, pixels), interpolation=cv2.INTER_CUBIC)
        # The data set's soft edges become a pen's: full ink with a narrow rim.
        pen = np.clip((grown - 0.30) / 0.30, 0, 1).astype(np.float32)
        x = cell.left + cell.width / 2 + self._stray(0.45)
        y = cell.top + cell.height / 2 + self._stray(0.4)
        self._stamp(pen, x, y)

    def _own_digit(self, strokes: Strokes, cell: Box) -> None:
        """Draw a digit's strokes, which say where in a box of 1 by 1 they bend."""
        high = cell.height * self.draw.uniform(0.6, 0.78)
        wide = high * self.draw.uniform(0.5, 0.62)
        x = cell.left + (cell.width - wide) / 2 + self._stray(0.4)
        y = cell.top + (cell.height - high) / 2 + self._stray(0.4)
        lean = self.draw.uniform(-0.12, 0.12)
        for stroke in strokes:
            points = [
                (px + self.draw.gauss(0, 0.04), py + self.draw.gauss(0, 0.03))
                for px, py in stroke
            ]
            bends = [(x + (px - lean * py) * wide, y + py * high) for px, py in points]
            self._stroke(_rounded(bends))

    def write_digits(self, text: str, cells: Sequence[Box]) -> None:
        """Write a row of digits; now and then one is struck out and written above."""
        slip = None
        if self.corrected and self.draw.random() < self.corrected:
            slip = self.draw.randrange(len(text))
        for place, (char, cell) in enumerate(zip(text, cells, strict=False)):
            if place != slip:
                self.write_digit(int(char), cell)
                continue
            self.write_digit((int(char) + self.draw.randint(1, 9)) % 10, cell)
            self.strike_out(cell)
            above = Box(left=cell.left + 1.2, top=cell.top - 3.4, width=3.6, height=4.4)
            self.write_digit(int(char), above)

    def strike_out(self, box: Box) -> None:
        """Draw two lines through what stands in a box (二重線)."""
        for level in (0.42, 0.58):
            y = box.top + box.height * level
            self._stroke([(box.left + 0.4, y + 0.3), (box.right - 0.4, y - 0.3)])

    def cross_out(self, box: Box) -> None:
        """Draw one stroke through what does not apply (斜線), bent a little."""
        level = box.top + box.height / 2 + self.draw.uniform(-0.5, 0.5)
        most = min(3.0, box.width / 8)
        self._stroke(
            [
                (box.left + self.draw.uniform(0.2, most), box.bottom - 1),
                (box.left + box.width / 2, level),
                (box.right - self.draw.uniform(0.2, most), box.top + 1),
            ]
        )

    def _stray(self, most: float) -> float:
        return self.draw.uniform(-most, most) * self.unrest

    def circle(self, box: Box) -> None:
        """Circle a printed word, not quite round and not quite closed."""
        middle_x = box.left + box.width / 2 + self.draw.uniform(-0.4, 0.4)
        middle_y = box.top + box.height / 2 + self.draw.uniform(-0.4, 0.4)
        wide = box.width / 2 + self.draw.uniform(-0.3, 0.9)
        high = box.height / 2 + self.draw.uniform(-0.4, 0.5)
        start = self.draw.uniform(0, 6.28)
        turn = 6.28 * self.draw.uniform(0.93, 1.12)
        tilt = self.draw.uniform(-0.15, 0.15)
        points = []
        for step in np.linspace(0, 1, 60):
            angle = start + turn * step
            swell = 1 + 0.08 * (step - 0.5) + self.draw.gauss(0, 0.006)
            x, y = wide * swell * np.cos(angle), high * swell * np.sin(angle)
            points.append((middle_x + x - tilt * y, middle_y + y + tilt * x))
        self._stroke(points)

    def tick(self, box: Box) -> None:
        """Tick a box with ✓ or レ, or fill it."""
        x, y = box.left + box.width / 2, box.top + box.height / 2
        kind = self.draw.random()

        def jitter() -> float:
            return self.draw.uniform(-0.4, 0.4)

        if kind < 0.85:
            points = [
                (x - 1.7 + jitter(), y - 0.3 + jitter()),
                (x - 0.4 + jitter() / 2, y + 1.6 + jitter() / 2),
                (x + 2.3 + jitter(), y - 2.2 + jitter()),
            ]
            self._stroke(points)
        else:
            for row in (-1.5, -1.15, -0.8, -0.45, -0.1, 0.25, 0.6, 0.95, 1.3, 1.6):
                self._stroke([(x - 1.5, y + row), (x + 1.5, y + row + jitter() / 3)])

    def ditto(self, box: Box) -> None:
        """Write 〃, two short strokes, near the left end of a box."""
        x = box.left + self.draw.uniform(4, min(12, box.width - 4))
        y = box.top + min(box.height, 8) / 2
        for side in (-0.9, 0.9):
            lean = self.draw.uniform(0.3, 1.0)
            high = self.draw.uniform(1.1, 1.6)
            self._stroke([(x + side + lean, y - high), (x + side - lean / 2, y + high)])

    def _char(self, char: str, x: float, y: float, size_mm: float) -> None:
        size = max(8, round(size_mm * self.draw.uniform(0.93, 1.07) * self.dots_per_mm))
        canvas = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(canvas).text(
            (size, size), char, font=font(self.font, size), fill=255, anchor="mm"
        )
        turned = canvas.rotate(
            self.draw.gauss(0, 2.2), resample=Image.Resampling.BICUBIC
        )
        pen: Ink = np.asarray(turned, np.float32) / np.float32(255)
        if self.draw.random() < 0.5:  # a thicker pen
            pen = np.asarray(cv2.dilate(pen, np.ones((2, 2), np.uint8)), np.float32)
        self._stamp(pen, x, y)

    def _stroke(self, points: list[tuple[float, float]]) -> None:
        scale = self.dots_per_mm
        path = np.array([[(px * scale, py * scale) for px, py in points]], np.float32)
        thickness = max(2, round(self.draw.uniform(0.35, 0.55) * scale))
        # Only around the stroke: a sheet has nine million pixels.
        left, top = (max(0, int(n) - thickness - 2) for n in path[0].min(axis=0))
        right, bottom = (max(1, int(n) + thickness + 3) for n in path[0].max(axis=0))
        target = self.sheet[top:bottom, left:right]
        layer = np.zeros(target.shape, np.uint8)
        shifted = np.round((path - (left, top)) * 16).astype(np.int32)
        cv2.polylines(layer, [shifted], False, (255,), thickness, cv2.LINE_AA, shift=4)
        np.maximum(target, layer.astype(np.float32) / 255, out=target)

    def _stamp(self, pen: Ink, x: float, y: float) -> None:
        height, width = pen.shape
        left = round(x * self.dots_per_mm - width / 2)
        top = round(y * self.dots_per_mm - height / 2)
        left, top = max(0, left), max(0, top)
        target = self.sheet[top : top + height, left : left + width]
        np.maximum(target, pen[: target.shape[0], : target.shape[1]], out=target)


def _rounded(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points with their corners cut twice (Chaikin), as a quick pen does."""
    for _ in range(2):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut.append((0.8 * ax + 0.2 * bx, 0.8 * ay + 0.2 * by))
            cut.append((0.2 * ax + 0.8 * bx, 0.2 * ay + 0.8 * by))
        points = [*cut, points[-1]]
    return points
