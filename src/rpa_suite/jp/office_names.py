"""The names in the office's own register of residents (宛名), counted.

How many people bear a surname or a given name is all that reading needs.  Who they are
is not kept: neither whole names nor numbers, birthdays or addresses.
"""

import json
import math
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rpa_suite.jp.kana import normalise_kana
from rpa_suite.jp.person_names import NameWord

Counts = Mapping[tuple[str, str], int]  # spelling and reading (katakana) to bearers

# 外字 of one office's own, and characters that have no meaning yet.
_NO_LETTERS = frozenset({"Co", "Cn"})


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeNames:
    """How many people of the register bear which surname and which given name."""

    surnames: Counts
    given_names: Counts

    @property
    def people(self) -> int:
        """How many people were counted."""
        return sum(self.surnames.values())

    def packed(self) -> bytes:
        """Return it as bytes that ``unpacked`` takes."""
        rows = [
            [(*name, count) for name, count in counts.items()]
            for counts in (self.surnames, self.given_names)
        ]
        return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def unpacked(content: bytes) -> OfficeNames:
    """Return what ``packed`` made."""
    surnames, given_names = (
        {(written, kana): count for written, kana, count in rows}
        for rows in json.loads(zlib.decompress(content))
    )
    return OfficeNames(surnames=surnames, given_names=given_names)


def count_names(people: Iterable[tuple[str, str]]) -> OfficeNames:
    """Count the names of a register.

    Left out are those that do not fall into surname and given name, those of foreigners
    in Latin letters, and those with 外字, which no recogniser can output.

    Args:
        people: 氏名 and フリガナ of each, a space between surname and given name.
    """
    surnames: Counter[tuple[str, str]] = Counter()
    given_names: Counter[tuple[str, str]] = Counter()
    for written, kana in people:
        names, sounds = written.split(), normalise_kana(kana).split()
        if len(names) == len(sounds) == 2 and all(map(_is_counted, names, sounds)):
            surnames[names[0], sounds[0]] += 1
            given_names[names[1], sounds[1]] += 1
    return OfficeNames(surnames=surnames, given_names=given_names)


def _is_counted(written: str, kana: str) -> bool:
    return all("ァ" <= char <= "ー" for char in kana) and not any(
        unicodedata.category(char) in _NO_LETTERS or char.isascii() for char in written
    )


def mixed(counts: Counts, general: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """Return the names of the office and of a general list, with their shares.

    The register stands for as many of the people to come as its size against the number
    of its different names says (Witten & Bell 1991); the general list for the rest.

    Args:
        counts: Of the register; empty where there is none.
        general: With their shares of all people whom this list knows.
    """
    people = sum(counts.values())
    known = people / (people + len(counts)) if people else 0.0
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word in general:
        shares[word.written, word.kana] += (1 - known) * math.exp(word.log_share)
    for name, count in counts.items():
        shares[name] += known * count / people
    return tuple(
        NameWord(written=written, kana=kana, log_share=math.log(share))
        for (written, kana), share in shares.items()
    )
