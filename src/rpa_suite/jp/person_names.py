"""How Japanese names are written and read: 2,000 surnames, 90,000 given names.

The data set (MIT) comes as a package; surnames carry the number of bearers, given names
only whether they are among the common ones.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import jaconv
from japanese_personal_name_dataset import load_dataset
from japanese_personal_name_dataset.core import FirstNameEntry

from rpa_suite.jp.glyphs import twins_of

_PEOPLE = 124_000_000  # of Japan; who bears no listed surname bears an unlisted one
_COMMON = 5.0  # how much likelier a given name of the curated list is
_VARIANT = 0.08  # of a name's bearers spell it with the rarer of two twin kanji


@dataclass(frozen=True, kw_only=True, slots=True)
class NameWord:
    """One surname or one given name: its spelling, its reading, how common it is.

    Attributes:
        kana: Full-width katakana.
        log_share: Natural logarithm of its share of all bearers.
    """

    written: str
    kana: str
    log_share: float


@cache
def surnames() -> tuple[NameWord, ...]:
    """Return the commonest surnames, commonest first, and their 異体字 variants."""
    _, _, listed = load_dataset("org", include_last_names=True)
    words = [
        NameWord(
            written=written,
            kana=jaconv.hira2kata(entry["reading"]),
            log_share=math.log(entry["count"] / _PEOPLE),
        )
        for written, entry in listed.items()
    ]
    variants = [
        NameWord(
            written=word.written.replace(char, twin),
            kana=word.kana,
            log_share=word.log_share + math.log(_VARIANT),
        )
        for word in words
        for char in dict.fromkeys(word.written)
        for twin in twins_of(char)
        if word.written.replace(char, twin) not in listed
    ]
    return (*words, *variants)


@cache
def given_names() -> tuple[NameWord, ...]:
    """Return every known pair of spelling and reading, each once."""
    weights: dict[tuple[str, str], float] = {}
    common = {pair for names in load_dataset("opti") for pair in _pairs(names)}
    for names in load_dataset("org"):
        for pair in _pairs(names):
            weights[pair] = _COMMON if pair in common else 1.0
    for pair in common:
        weights.setdefault(pair, _COMMON)
    whole = sum(weights.values())
    return tuple(
        NameWord(written=written, kana=kana, log_share=math.log(weight / whole))
        for (written, kana), weight in weights.items()
    )


def _pairs(names: Mapping[str, FirstNameEntry]) -> list[tuple[str, str]]:
    return [
        (spelling, jaconv.hira2kata(reading))
        for reading, entry in names.items()
        for spelling in entry["kanji"]
    ]
