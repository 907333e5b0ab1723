"""Printed words of a blank form: letters of a PDF set together, or read from pixels."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, around
from rpa_suite.ocr.charsets import written_japanese
from rpa_suite.ocr.line_images import Line
from rpa_suite.ocr.proposing.known import LONE_LETTERS
from rpa_suite.ocr.recogniser import Recogniser

# Shares of a letter's size: what parts two words, and what two lines of text.
_WORD_GAP = 0.2
_PIXEL_GAP = 0.45
_CLOSE_ACROSS_MM, _CLOSE_DOWN_MM = 0.75, 0.3  # as far apart as parts of small print
_SPECK_MM, _TALLEST_MM = 0.3, 9.0
_THIN_MM, _STACKED_MM = 1.2, 0.9  # the strokes of 二 are two thin pieces
_LONE, _LONE_SHARE = 1.7, 0.02  # its width a height; of what the reader believes
_LONGEST = 45  # letters in a line, at most
_ROUND = 0.35  # of a word's height, left around it for the recogniser


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One printed character; ``size`` is its font's in millimetres."""

    char: str
    box: Box
    size: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """Letters that stand together in one line; ``size`` as of a letter."""

    text: str
    box: Box
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre, in millimetres."""
        return (
            self.box.left + self.box.width / 2,
            self.box.top + self.box.height / 2,
        )


def words_of(letters: Sequence[Letter]) -> list[Word]:
    """Set the letters of a PDF together."""
    words: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: (each.box.left, each.box.top)):
        for word in reversed(words):
            last = word[-1]
            if (
                abs(last.size - letter.size) < 0.1 * letter.size
                and abs(last.box.top - letter.box.top) < 0.25 * letter.size
                and -0.5 < (letter.box.left - last.box.right) / letter.size < _WORD_GAP
            ):
                word.append(letter)
                break
        else:
            words.append([letter])
    made = []
    for word in words:
        text = "".join(each.char for each in word)
        if text.strip():
            box = around(each.box for each in word if each.char.strip())
            made.append(Word(text=text.strip(), box=box, size=word[0].size))
    return made


def read_words(
    grey: NDArray[np.float32],
    print_: NDArray[np.bool_],
    dots_per_mm: float,
    recogniser: Recogniser,
) -> list[Word]:
    """Find and read the words of a page from its pixels.

    Args:
        grey: Brightness relative to the paper, 0 to 1; ruled lines are white.
        print_: True where something is printed that is no ruled line.
        dots_per_mm: Of both.
        recogniser: Reads each of them.
    """
    boxes = _word_boxes(print_, dots_per_mm)
    lines = [_line(grey, box, dots_per_mm) for box in boxes]
    with ThreadPoolExecutor(recogniser.threads) as pool:
        texts = list(pool.map(lambda line: _text(recogniser, line), lines))
    return [
        Word(text=text, box=box, size=box.height)
        for text, box in zip(texts, boxes, strict=True)
        if text
    ]


def lines_of(
    grey: NDArray[np.float32], print_: NDArray[np.bool_], dots_per_mm: float
) -> list[Line]:
    """Return the words of a page, cut out and not read."""
    boxes = _word_boxes(print_, dots_per_mm)
    return [_line(grey, box, dots_per_mm) for box in boxes]


def _word_boxes(print_: NDArray[np.bool_], dots: float) -> list[Box]:
    """Return where words stand: what is printed close together, in one line."""
    kernel = round(_CLOSE_DOWN_MM * dots), round(_CLOSE_ACROSS_MM * dots)
    closed = cv2.morphologyEx(
        print_.astype(np.uint8), cv2.MORPH_CLOSE, np.ones(kernel, np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    pieces = [
        Box(left=x / dots, top=y / dots, width=w / dots, height=h / dots)
        for x, y, w, h, _ in stats[1:].tolist()
        if max(w, h) / dots > _SPECK_MM and h / dots < _TALLEST_MM
    ]
    words = _joined(_joined(pieces, _are_one_letter), _stand_together)
    # What is left of a ruled line is long and thin.
    return [box for box in words if box.width < _LONGEST * max(box.height, _THIN_MM)]


def _joined(boxes: list[Box], belong: Callable[[Box, Box], bool]) -> list[Box]:
    """Join boxes until no two of them belong together."""
    before = -1
    while len(boxes) != before:
        before = len(boxes)
        done: list[Box] = []
        for box in sorted(boxes, key=lambda each: each.left):
            place = next((i for i, one in enumerate(done) if belong(one, box)), None)
            if place is None:
                done.append(box)
            else:
                done[place] = around((done[place], box))
        boxes = done
    return boxes


def _are_one_letter(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return (
        min(one.height, other.height) < _THIN_MM
        and across > 0.6 * min(one.width, other.width)
        and down < _STACKED_MM
        and max(one.width, other.width) < 3 * _TALLEST_MM
    )


def _stand_together(one: Box, other: Box) -> bool:
    height = max(one.height, other.height)
    gap = max(one.left, other.left) - min(one.right, other.right)
    level = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return gap < _PIXEL_GAP * height and level < 0.3 * height


def _line(grey: NDArray[np.float32], box: Box, dots: float) -> Line:
    """Cut a word out, with white around it."""
    left, top, right, bottom = box.in_pixels(dots)
    cut = np.clip(grey[max(0, top) : bottom, max(0, left) : right] * 255, 0, 255)
    rim = max(2, round((bottom - top) * _ROUND))
    # A lone 一 or ・ would fill the line: it is set into one of usual height.
    extra = max(0, round(2.4 * dots) - (bottom - top)) // 2
    padded = np.pad(
        cut.astype(np.uint8), ((rim + extra,) * 2, (2 * rim,) * 2), constant_values=255
    )
    return np.repeat(padded[..., None], 3, axis=2)


def _text(recogniser: Recogniser, line: Line) -> str:
    """Return the likeliest characters of a line, among those that forms print."""
    (posteriors,) = recogniser.posteriors([line])
    classes = recogniser.classes_of(_printed())
    is_lone = line.shape[1] < _LONE * line.shape[0]
    if is_lone:
        lone = recogniser.classes_of(LONE_LETTERS)
        # One letter alone is read badly; those that stand alone on forms are few.
        share = posteriors[:, lone].max() / posteriors[:, classes].max()
        if share > _LONE_SHARE:
            place = int(posteriors[:, lone].max(axis=0).argmax())
            return str(recogniser.characters[lone[place]])
    kept = posteriors[:, np.concatenate([[0], classes])]
    best = kept.argmax(axis=1)
    found = [
        int(label)
        for place, label in enumerate(best)
        if label and (place == 0 or label != best[place - 1])
    ]
    return "".join(recogniser.characters[classes[each - 1]] for each in found).strip()


@cache
def _printed() -> str:
    """Return what forms print: no Chinese forms of kanji, which the reader knows."""
    latin = "".join(chr(c) for c in range(0x21, 0x7F))
    return "".join(
        dict.fromkeys(written_japanese() + latin + "〒（）［］「」、。：※○□①②③④⑤⑥⑦⑧⑨")
    )
