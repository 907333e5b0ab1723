"""What a recogniser saw in the two fields of a name: cells, or a free line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rpa_suite.jp.kana import to_large_kana
from rpa_suite.model.forms import Glyph
from rpa_suite.ocr import ctc
from rpa_suite.ocr.cell_table import CellTable

Logs = NDArray[np.float64]

_SMALL = "ァィゥェォャュョッ"
_UNFIT = -200.0  # another number of characters than there are cells
_UNKNOWN = -9.0  # what a character costs that the recogniser cannot output


@dataclass(frozen=True, kw_only=True, slots=True)
class Peaks:
    """For each character its highest log probability anywhere in a field."""

    characters: tuple[str, ...]
    highest: Logs

    def among(self, wanted: tuple[str, ...]) -> Logs:
        """Return those of characters that are asked for again and again.

        What the recogniser cannot output has its price.
        """
        return np.append(self.highest, _UNKNOWN)[_places(wanted, self.characters)]

    def along(self, text: str) -> Logs:
        """Return those of a text, character by character."""
        columns, none = _columns(self.characters), len(self.characters)
        places = [columns.get(char, none) for char in text]
        return np.append(self.highest, _UNKNOWN)[np.array(places, np.intp)]


class Evidence(Protocol):
    """What a recogniser saw in one field."""

    @property
    def plain(self) -> str:
        """What it looks like most, a gap where one was seen."""
        ...

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The characters one by one; none where they share a line."""
        ...

    @property
    def inside(self) -> float:
        """Share of the recogniser's belief inside the field's characters."""
        ...

    def peaks(self) -> Peaks:
        """Return for each character its highest log probability anywhere."""
        ...

    def logs_of(self, texts: Sequence[str]) -> Logs:
        """Return the log probability of each text (without gaps)."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CellEvidence:
    """A row of cells, one character each; ``glyphs`` says where each stands."""

    table: CellTable
    plain: str
    inside: float
    glyphs: tuple[Glyph, ...] = ()

    def peaks(self) -> Peaks:
        return Peaks(
            characters=tuple(self.table.charset), highest=self.table.logs.max(axis=0)
        )

    def logs_of(self, texts: Sequence[str]) -> Logs:
        return np.maximum(_UNFIT, [self.table.log_of(text) for text in texts])


@dataclass(frozen=True, kw_only=True, slots=True)
class LargeKana:
    """A field in which every kana is meant large: names are compared as such."""

    seen: Evidence

    @property
    def plain(self) -> str:
        return self.seen.plain

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        return self.seen.glyphs

    @property
    def inside(self) -> float:
        return self.seen.inside

    def peaks(self) -> Peaks:
        seen = self.seen.peaks()
        others = tuple(char for char in seen.characters if char not in _SMALL)
        return Peaks(
            characters=(*others, *_SMALL),
            highest=seen.among((*others, *to_large_kana(_SMALL))),
        )

    def logs_of(self, texts: Sequence[str]) -> Logs:
        return self.seen.logs_of([to_large_kana(text) for text in texts])


@dataclass(frozen=True, kw_only=True, slots=True)
class LineEvidence:
    """A free line.

    Attributes:
        characters: What the columns of ``scores`` after the first (blank) stand for.
    """

    scores: ctc.Scores
    characters: tuple[str, ...]
    plain: str
    inside: float
    glyphs: tuple[Glyph, ...] = ()

    def peaks(self) -> Peaks:
        return Peaks(characters=self.characters, highest=self.scores[:, 1:].max(axis=0))

    def logs_of(self, texts: Sequence[str]) -> Logs:
        columns = _columns(self.characters)
        known = [
            place
            for place, text in enumerate(texts)
            if all(char in columns for char in text)
        ]
        logs = np.zeros(len(texts))
        for place in sorted(set(range(len(texts))).difference(known)):
            logs[place] = self._about(texts[place])
        labels = [[columns[char] for char in texts[place]] for place in known]
        logs[known] = ctc.log_probabilities(self.scores, labels)
        return logs

    def _about(self, text: str) -> float:
        """Return about the log probability of a text of which a character is unknown.

        Such a character may be any one that is seen, but only one.
        """
        seen = len("".join(self.plain.split()))
        apart = abs(len(text) - seen)
        return float(self.peaks().along(text).sum() + 2 * _UNKNOWN * apart)


@lru_cache(maxsize=16)
def _columns(characters: tuple[str, ...]) -> dict[str, int]:
    return {char: n for n, char in enumerate(characters)}


@lru_cache(maxsize=16)
def _places(wanted: tuple[str, ...], among: tuple[str, ...]) -> NDArray[np.intp]:
    """Return where each wanted character stands; behind the last, where it does not."""
    columns = _columns(among)
    return np.array([columns.get(char, len(among)) for char in wanted], np.intp)
