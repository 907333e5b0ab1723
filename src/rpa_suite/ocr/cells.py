"""One written cell to a character: a small net of our own, beside the line reader.

It sees each cell by itself, twice: the writing enlarged, and the cell as it is (small
and large kana differ only in that).  What it was trained on and how well it does stands
in data/cells.md.
"""

from collections.abc import Sequence
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.ocr.models import ModelFile
from rpa_suite.ocr.nets import load_net

SIDE = 32  # pixels of both views
_INK = 200  # darker than this is writing
_RIM = 2

Piece = NDArray[np.uint8]  # a cell's writing, grey on white; as high as the cell
Views = NDArray[np.float32]  # (cells, 2, SIDE, SIDE), ink 1, paper 0


class CellNet:
    """Reads single cells.

    Attributes:
        characters: What it can tell apart, by column; "" stands for anything else:
            other letters, strokes, struck-out digits.
    """

    def __init__(self, model: ModelFile, *, threads: int = 2) -> None:
        """Load the net.

        Raises:
            SetupError: The file is no model that onnxruntime can load.
        """
        self._session = load_net(model, threads=threads)
        listed = self._session.get_modelmeta().custom_metadata_map["characters"]
        self.characters: tuple[str, ...] = (*listed, "")

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {char: n for n, char in enumerate(self.characters)}

    def looked(self, pieces: Sequence[Piece]) -> NDArray[np.float64]:
        """Return the log probabilities of all classes (pieces, characters)."""
        (logits,) = self._session.run(None, {"cells": views(pieces)})
        return _log_softmax(logits.astype(np.float64))

    def within(
        self, whole: NDArray[np.float64], charset: Sequence[str]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what was looked at, among the characters of a set.

        Returns:
            Natural logarithms (pieces, charset), rows summing to one in probability,
            and the share of the net's belief that lay inside the set (pieces,).
        """
        chosen = whole[:, [self._columns[char] for char in charset]]
        kept = np.logaddexp.reduce(chosen, axis=1)
        return chosen - kept[:, None], np.exp(kept)


def views(pieces: Sequence[Piece]) -> Views:
    """Return both views of each piece."""
    out = np.zeros((len(pieces), 2, SIDE, SIDE), np.float32)
    for place, piece in enumerate(pieces):
        ink = np.float32(1) - piece.astype(np.float32) / np.float32(255)
        rows = np.flatnonzero((piece < _INK).any(axis=1))
        if len(rows):
            _put(out[place, 0], ink[rows[0] : rows[-1] + 1], SIDE - 2 * _RIM)
        _put(out[place, 1], ink, SIDE)
    return out


def _put(target: NDArray[np.float32], ink: NDArray[np.float32], room: int) -> None:
    """Lay the ink into the middle, as large as the room allows."""
    scale = room / max(ink.shape)
    width = max(1, min(SIDE, round(ink.shape[1] * scale)))
    height = max(1, min(SIDE, round(ink.shape[0] * scale)))
    laid = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    target[top : top + height, left : left + width] = laid


def _log_softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
