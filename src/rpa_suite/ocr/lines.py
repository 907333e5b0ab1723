"""Writing to the text lines that the recogniser takes: cells in a row, free lines."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import Box, CellRun
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.line_images import Line, set_side_by_side, with_margin

_WRITTEN_MM2 = 0.35  # less ink than this in a cell is no character
CELL_REACH_MM = 0.7  # strokes reach over the rules of a cell
_ROWS = 5  # so many rows of pixels together say how much is written at a height
_ACROSS = 0.12  # of what is written where a line is dense: it goes on across a division
_WORD_GAP = 0.5  # of the line's height, between 姓 and 名


@dataclass(frozen=True, kw_only=True, slots=True)
class CellLine:
    """The written cells of a field, set side by side.

    Attributes:
        line: RGB pixels; None where nothing is written.
        written: One flag a cell, in order.
        pieces: The writing of each written cell, grey on white, as high as the cell.
        boxes: The written cells themselves.
    """

    line: Line | None
    written: tuple[bool, ...]
    pieces: tuple[NDArray[np.uint8], ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def count(self) -> int:
        """How many cells are written in."""
        return sum(self.written)

    @property
    def has_hole(self) -> bool:
        """Whether a cell between two written ones was left empty."""
        used = [place for place, here in enumerate(self.written) if here]
        return bool(used) and used[-1] - used[0] + 1 != len(used)

    def with_gaps(self, text: str) -> str:
        """Return what the written cells say, with a space for empty ones between."""
        if len(text) != self.count:
            return text
        out: list[str] = []
        characters = iter(text)
        for here in self.written:
            if here:
                out.append(next(characters))
            elif out and out[-1] != "\u3000":
                out.append("\u3000")
        return "".join(out).rstrip("\u3000")


def cell_line(page: InkPage, runs: tuple[CellRun, ...]) -> CellLine:
    """Set what is written in the cells side by side, rules and gaps left out."""
    pieces: list[NDArray[np.uint8]] = []
    boxes: list[Box] = []
    written: list[bool] = []
    for run in runs:
        for index in range(run.count):
            piece = _written_in(page, run.cell(index))
            written.append(piece is not None)
            if piece is not None:
                pieces.append(piece)
                boxes.append(run.cell(index))
    return CellLine(
        line=set_side_by_side(pieces) if pieces else None,
        written=tuple(written),
        pieces=tuple(pieces),
        boxes=tuple(boxes),
    )


def line_of_pieces(pieces: tuple[NDArray[np.uint8], ...]) -> CellLine:
    """Set pieces that were cut out before side by side again."""
    return CellLine(
        line=set_side_by_side(list(pieces)),
        written=(True,) * len(pieces),
        pieces=pieces,
    )


def _written_in(page: InkPage, cell: Box) -> NDArray[np.uint8] | None:
    """Return the writing that counts for a cell: where it is struck out, that above."""
    anew = page.anew.get(cell)
    return _piece(page, cell) if anew is None else anew


def _piece(page: InkPage, cell: Box) -> NDArray[np.uint8] | None:
    """Return the writing of one cell, cut to its width; full height kept.

    Strokes reach over the rules; what only leans in from a neighbour stays out.
    """
    dots = page.dots_per_mm
    around = cell.grown(CELL_REACH_MM)
    ink = page.ink_in(around).astype(np.uint8)
    if not ink.any():
        return None
    writing = page.writing_in(around)
    count, labels, _, centres = cv2.connectedComponentsWithStats(
        cv2.dilate(ink, np.ones((3, 3), np.uint8)), connectivity=8
    )
    margin = CELL_REACH_MM * dots
    keep = np.zeros(count, bool)
    for label in range(1, count):
        x, y = centres[label]
        inside = (
            margin <= x <= ink.shape[1] - margin
            and margin <= y <= ink.shape[0] - margin
        )
        keep[label] = inside
    mine: NDArray[np.bool_] = keep[labels]
    if (ink.astype(bool) & mine).sum() / dots**2 < _WRITTEN_MM2:
        return None
    columns = np.flatnonzero(mine.any(axis=0))
    cleaned = np.where(mine, writing, 255).astype(np.uint8)
    return cleaned[:, columns[0] : columns[-1] + 1]


@dataclass(frozen=True, kw_only=True, slots=True)
class FreeLine:
    """One written line of a free box.

    Attributes:
        gap: Middle of its widest gap as a share of the width, or None where no gap is
            wide enough to part two words.
    """

    line: Line
    gap: float | None


def free_lines(page: InkPage, box: Box, lines: int) -> list[FreeLine]:
    """Return the written lines of a free box, top down, cut to what is written."""
    writing = page.writing_in(box.grown(-0.2))
    ink = page.ink_in(box.grown(-0.2))
    if ink.sum() / page.dots_per_mm**2 < _WRITTEN_MM2:
        return []
    found = []
    for top, bottom in _bands(ink, page.hidden_in(box.grown(-0.2)), lines):
        piece, marks = writing[top:bottom], ink[top:bottom]
        if marks.sum() / page.dots_per_mm**2 < _WRITTEN_MM2:
            continue
        rows = np.flatnonzero(marks.any(axis=1))
        columns = np.flatnonzero(marks.any(axis=0))
        cut = piece[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        line = with_margin(cut)
        found.append(FreeLine(line=line, gap=_widest_gap(line[..., 0])))
    return found


def _widest_gap(line: NDArray[np.uint8]) -> float | None:
    """Return the middle of the widest run of empty columns between writing."""
    written: NDArray[np.intp] = np.flatnonzero((line < 200).any(axis=0))
    if len(written) < 2:
        return None
    gaps = np.diff(written)
    at = int(gaps.argmax())
    if gaps[at] < _WORD_GAP * line.shape[0]:
        return None
    return (int(written[at]) + int(gaps[at]) / 2) / int(line.shape[1])


def _bands(
    ink: NDArray[np.bool_], hidden: NDArray[np.bool_], lines: int
) -> list[tuple[int, int]]:
    """Cut a box of several lines where the least ink is, near each division.

    Who takes no notice of a division and writes across it has one line there.
    """
    height = ink.shape[0]
    if lines == 1:
        return [(0, height)]
    profile = _profile(ink, hidden)
    dense = np.quantile(profile[profile > 0], 0.9)
    cuts = [0]
    reach = height // lines // 4
    for line in range(1, lines):
        middle = height * line // lines
        around = profile[middle - reach : middle + reach]
        if around.min() <= _ACROSS * dense:
            cuts.append(middle - reach + int(around.argmin()))
    cuts.append(height)
    return list(pairwise(cuts))


def _profile(ink: NDArray[np.bool_], hidden: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how much is written at each height; as around where a rule hides it."""
    rows = np.arange(len(ink))
    seen = hidden.mean(axis=1) < 0.5
    if not seen.any():
        seen[:] = True
    found = np.interp(rows, rows[seen], ink.sum(axis=1)[seen])
    return np.convolve(found, np.full(_ROWS, 1 / _ROWS), "same")
