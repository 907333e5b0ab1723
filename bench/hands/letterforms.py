"""Letters to write with: those of fonts, strokes of KanjiVG, real digits; in one file.

numpy alone: nets are trained where nothing of the suite is installed.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIDE = 56  # pixels of a font's letter, drawn at EM
EM = 40.0
POINTS = 16  # of each stroke


@dataclass(frozen=True)
class Letterforms:
    """All letters.

    Attributes:
        fonts: Names of the fonts.
        drawn: Characters of each font, one string a font.
        images: Their ink (all fonts' letters in order, SIDE, SIDE), 255 full.
        stroked: Characters known by their strokes.
        counts: How many strokes each of them has.
        points: All strokes in order (strokes, POINTS, 2), 255 the drawing area's side.
        digits: Real handwritten digits (10, each, 28, 28), 255 full ink.
    """

    fonts: tuple[str, ...]
    drawn: tuple[str, ...]
    images: NDArray[np.uint8]
    stroked: str
    counts: NDArray[np.uint8]
    points: NDArray[np.uint8]
    digits: NDArray[np.uint8]

    @cached_property
    def _images_of(self) -> tuple[dict[str, int], ...]:
        found, start = [], 0
        for letters in self.drawn:
            found.append({char: start + n for n, char in enumerate(letters)})
            start += len(letters)
        return tuple(found)

    @cached_property
    def _strokes_of(self) -> dict[str, tuple[int, int]]:
        ends = np.cumsum(self.counts.astype(np.intp))
        return {
            char: (int(end - count), int(end))
            for char, end, count in zip(self.stroked, ends, self.counts, strict=True)
        }

    def fonts_with(self, char: str) -> list[int]:
        """Return the numbers of the fonts that have a character."""
        return [n for n, known in enumerate(self._images_of) if char in known]

    def image(self, font: int, char: str) -> NDArray[np.uint8] | None:
        """Return a font's letter; None where the font lacks it."""
        at = self._images_of[font].get(char)
        return None if at is None else self.images[at]

    def strokes(self, char: str) -> NDArray[np.float32] | None:
        """Return strokes (n, POINTS, 2) from 0 to 1; None where they are unknown."""
        span = self._strokes_of.get(char)
        if span is None:
            return None
        strokes = self.points[span[0] : span[1]].astype(np.float32)
        return strokes / np.float32(255)

    def save(self, path: Path) -> None:
        """Write the file."""
        np.savez_compressed(
            path,
            fonts=np.array(self.fonts),
            drawn=np.array(self.drawn),
            images=self.images,
            stroked=np.array(self.stroked),
            counts=self.counts,
            points=self.points,
            digits=self.digits,
        )

    @classmethod
    def load(cls, path: Path) -> "Letterforms":
        """Read the file."""
        with np.load(path) as kept:
            return cls(
                fonts=tuple(str(name) for name in kept["fonts"]),
                drawn=tuple(str(letters) for letters in kept["drawn"]),
                images=kept["images"],
                stroked=str(kept["stroked"]),
                counts=kept["counts"],
                points=kept["points"],
                digits=kept["digits"],
            )
