"""Lists of names as numbers, so that all of them are weighed at once.

A name that no list holds stays possible at its price: every character costs what one
drawn from the names in the list would.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rpa_suite.jp.office_names import OfficeNames, mixed, unpacked
from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.ocr.name_evidence import Logs

Spelling = tuple[str, str]  # (written, kana); "" for what was not seen

# Shares of people whose surname, given name is in no list.
_NEW_SURNAME, _NEW_GIVEN = 0.10, 0.20
# Of its characters, so many are in no name of the list: any of 常用漢字 (2,136) and
# 人名用漢字 (863).
_NEW_LETTER, _LETTERS = 0.20, 2_999
# One of so many readings it has, of so many kana where only these are known.  A listed
# spelling seldom has a reading that is not listed with it.
_READINGS, _KANA, _READ_ANEW = 20.0, 60.0, 0.05
_SPELLED = 20  # names of one spelling, or one reading


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of names as numbers: characters by row, padded with 0.

    Attributes:
        characters: Numbers from 1 stand for these; ``numbers`` the other way round.
        letters: Character of a spelling to its share of all characters in them.
        unlisted: Share of people whose name is not listed.
    """

    words: tuple[NameWord, ...]
    written: NDArray[np.intp]
    kana: NDArray[np.intp]
    shares: Logs
    characters: tuple[str, ...]
    numbers: Mapping[str, int]
    letters: Mapping[str, float]
    spellings: frozenset[str]
    unlisted: float

    def new(self, written: str, kana: str) -> NameWord:
        """Return a name that is not listed, with its price."""
        log = np.log(self.unlisted)
        for char in written:
            share = (1 - _NEW_LETTER) * self.letters.get(char, 0.0)
            log += np.log(share + _NEW_LETTER / _LETTERS)
        # Whoever knows how it is written knows nearly how it is read.
        log -= np.log(_READINGS) if written and kana else len(kana) * np.log(_KANA)
        if kana and written in self.spellings:
            log += np.log(_READ_ANEW)
        return NameWord(written=written, kana=kana, log_share=float(log))

    def with_spelled(
        self, words: Sequence[NameWord], spellings: Sequence[Spelling]
    ) -> list[NameWord]:
        """Return words and, after them, the commonest that are written or read so."""
        found = dict.fromkeys(words)
        for column, rows in enumerate((self.written, self.kana)):
            for text in dict.fromkeys(spelling[column] for spelling in spellings):
                for at in self._rows_of(text, rows)[:_SPELLED]:
                    found.setdefault(self.words[at])
        return list(found)

    def _rows_of(self, text: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return where a text stands, the commonest first."""
        length, longest = len(text), rows.shape[1]
        if not 0 < length <= longest or not all(char in self.numbers for char in text):
            return np.empty(0, np.intp)
        wanted = np.zeros(longest, np.intp)
        wanted[:length] = [self.numbers[char] for char in text]
        found = np.flatnonzero(rows[:, 0] == wanted[0])
        found = found[(rows[found] == wanted).all(axis=1)]
        order = np.argsort(-self.shares[found])
        return np.asarray(found[order], np.intp)


@dataclass(frozen=True, slots=True)
class NameLists:
    """Surnames and given names that there are."""

    surnames: Listed
    given_names: Listed


@lru_cache(maxsize=2)
def name_lists(office: bytes) -> NameLists:
    """Return the general lists with the names of an office's register.

    Args:
        office: ``OfficeNames`` packed; empty for none.
    """
    own = unpacked(office) if office else OfficeNames(surnames={}, given_names={})
    return lists_of(
        mixed(own.surnames, surnames()), mixed(own.given_names, given_names())
    )


def lists_of(
    listed_surnames: Sequence[NameWord], listed_given: Sequence[NameWord]
) -> NameLists:
    """Return the lists that these names make, others staying possible."""
    return NameLists(
        _as_numbers(listed_surnames, _NEW_SURNAME),
        _as_numbers(listed_given, _NEW_GIVEN),
    )


def _as_numbers(words: Sequence[NameWord], unlisted: float) -> Listed:
    characters = sorted({char for word in words for char in word.written + word.kana})
    numbers = {char: n for n, char in enumerate(characters, start=1)}
    discounted = tuple(
        at_price(word, word.log_share + float(np.log(1 - unlisted))) for word in words
    )
    letters: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for char in word.written:
            letters[char] += float(np.exp(word.log_share))
    every = sum(letters.values())

    def rows(texts: Iterable[str]) -> NDArray[np.intp]:
        listed = list(texts)
        out = np.zeros((len(listed), max(map(len, listed))), np.intp)
        for place, text in enumerate(listed):
            out[place, : len(text)] = [numbers[char] for char in text]
        return out

    return Listed(
        discounted,
        rows(word.written for word in words),
        rows(word.kana for word in words),
        np.array([word.log_share for word in discounted]),
        tuple(characters),
        numbers,
        {char: share / every for char, share in letters.items()},
        frozenset(word.written for word in words),
        unlisted,
    )


def at_price(word: NameWord, log_share: float) -> NameWord:
    """Return a name with another share."""
    return NameWord(written=word.written, kana=word.kana, log_share=log_share)
