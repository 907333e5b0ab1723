"""氏名 and フリガナ read together, against how Japanese names are written and read.

Two fields that say the same thing in two scripts, a list of names with their readings,
and the surname that a family shares: each alone is weak, together they decide.  A name
that no list holds stays possible at its price: every character costs what a character
drawn at random would.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.ocr.name_evidence import Evidence, Logs

GAP = "\u3000"

# How much a recogniser's logarithms count beside the priors: it is too sure of itself.
_TRUST = 0.6
# Shares of people whose surname, given name is in no list; a character of it costs one
# of so many.
_NEW_SURNAME, _NEW_GIVEN = 0.10, 0.20
_KANJI, _KANA = 1200.0, 60.0
_FAMILY = 0.85  # of the people on one form bear the surname of the first
_FIRST, _SECOND, _PAIRS = 60, 160, 240  # kept by what their characters could be at best


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name as far as it can be told.

    Attributes:
        written: 姓　名.
        kana: セイ　メイ.
        written_probability: That ``written`` is right; likewise ``kana_probability``.
        surnames: Surname to its probability, for the rest of the family.
        written_others: Other spellings with their probability, best first.
        kana_others: Likewise.
    """

    written: str
    kana: str
    written_probability: float
    kana_probability: float
    surnames: dict[NameWord, float]
    written_others: tuple[tuple[str, float], ...] = ()
    kana_others: tuple[tuple[str, float], ...] = ()


def read_person(
    written: Evidence | None,
    kana: Evidence | None,
    *,
    family: dict[NameWord, float] | None = None,
) -> Person | None:
    """Return the likeliest name behind one or two fields; None where both are blank.

    Args:
        written: The field in kanji.
        kana: Its furigana.
        family: Surnames of the people on the same form, with probabilities.
    """
    if written is None and kana is None:
        return None
    pairs = _candidates(written, kana, family or {})
    logs = np.array([first.log_share + second.log_share for first, second in pairs])
    if written:
        texts = [first.written + second.written for first, second in pairs]
        logs = logs + _TRUST * _once(written, texts)
    if kana:
        texts = [first.kana + second.kana for first, second in pairs]
        logs = logs + _TRUST * _once(kana, texts)
    shares = np.exp(logs - np.logaddexp.reduce(logs))
    by_written: dict[str, float] = {}
    by_kana: dict[str, float] = {}
    by_surname: dict[NameWord, float] = {}
    for (first, second), share in zip(pairs, shares.tolist(), strict=True):
        spelling = _spaced(first.written, second.written)
        sound = _spaced(first.kana, second.kana)
        by_written[spelling] = by_written.get(spelling, 0.0) + share
        by_kana[sound] = by_kana.get(sound, 0.0) + share
        named = NameWord(written=first.written, kana=first.kana, log_share=0.0)
        by_surname[named] = by_surname.get(named, 0.0) + share
    best = pairs[int(shares.argmax())]
    spelling = _spaced(best[0].written, best[1].written)
    sound = _spaced(best[0].kana, best[1].kana)
    return Person(
        written=spelling,
        kana=sound,
        written_probability=by_written[spelling],
        kana_probability=by_kana[sound],
        surnames={word: share for word, share in by_surname.items() if share > 0.01},
        written_others=_others(by_written, spelling),
        kana_others=_others(by_kana, sound),
    )


def _candidates(
    written: Evidence | None, kana: Evidence | None, family: dict[NameWord, float]
) -> list[tuple[NameWord, NameWord]]:
    bags = _Bags(written, kana)
    firsts = _with_family(bags.likeliest(_listed_surnames(), _FIRST), family)
    seconds = bags.likeliest(_listed_given(), _SECOND)
    at_best = bags.at_best(firsts)[:, None] + bags.at_best(seconds)[None, :]
    order = np.argsort(-at_best, axis=None)[:_PAIRS]
    pairs = [
        (firsts[int(at) // len(seconds)], seconds[int(at) % len(seconds)])
        for at in order
    ]
    return list(dict.fromkeys([*pairs, *_new_names(written, kana, firsts, seconds)]))


def _new_names(
    written: Evidence | None,
    kana: Evidence | None,
    firsts: Sequence[NameWord],
    seconds: Sequence[NameWord],
) -> list[tuple[NameWord, NameWord]]:
    """Return names of which one half or both stand in no list."""
    spelling = written.plain if written else ""
    sound = kana.plain if kana else ""
    found = []
    if GAP in (spelling or GAP) and GAP in (sound or GAP):
        heads = [text.split(GAP, 1)[0] for text in (spelling, sound)]
        tails = [text.split(GAP, 1)[-1] if text else "" for text in (spelling, sound)]
        new_first = _new(heads[0], heads[1], _NEW_SURNAME)
        new_second = _new(
            tails[0].replace(GAP, ""), tails[1].replace(GAP, ""), _NEW_GIVEN
        )
        found.append((new_first, new_second))
        found += [(first, new_second) for first in firsts[:20]]
        found += [(new_first, second) for second in seconds[:40]]
    whole, read = spelling.replace(GAP, ""), sound.replace(GAP, "")
    for first in firsts[:20]:
        rest = whole[len(first.written) :], read[len(first.kana) :]
        if (rest[0] or not whole) and (rest[1] or not read):
            found.append((first, _new(*rest, _NEW_GIVEN)))
    if not found:
        found.append((_new(whole, read, _NEW_SURNAME), _new("", "", _NEW_GIVEN)))
    return found


def _new(written: str, kana: str, share: float) -> NameWord:
    cost = len(written) * np.log(_KANJI) + len(kana) * np.log(_KANA)
    return NameWord(written=written, kana=kana, log_share=float(np.log(share) - cost))


def _with_family(
    firsts: Sequence[NameWord], family: dict[NameWord, float]
) -> list[NameWord]:
    """Return the surnames with those of the family made likely."""
    if not family:
        return list(firsts)
    shares = {(word.written, word.kana): share for word, share in family.items()}
    changed = []
    for word in firsts:
        own = shares.pop((word.written, word.kana), 0.0)
        log = np.logaddexp(
            np.log(1 - _FAMILY) + word.log_share,
            np.log(_FAMILY * own) if own else -1e30,
        )
        changed.append(_shared(word, float(log)))
    for (spelling, sound), share in shares.items():
        changed.append(
            NameWord(
                written=spelling, kana=sound, log_share=float(np.log(_FAMILY * share))
            )
        )
    return changed


def _shared(word: NameWord, log_share: float) -> NameWord:
    return NameWord(written=word.written, kana=word.kana, log_share=log_share)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of names as numbers: characters by row, padded with 0.

    Attributes:
        characters: Numbers from 1 stand for these.
    """

    words: tuple[NameWord, ...]
    written: NDArray[np.intp]
    kana: NDArray[np.intp]
    shares: Logs
    characters: tuple[str, ...]


@cache
def _listed_surnames() -> _Listed:
    return _as_numbers(surnames(), 1 - _NEW_SURNAME)


@cache
def _listed_given() -> _Listed:
    return _as_numbers(given_names(), 1 - _NEW_GIVEN)


def _as_numbers(words: Sequence[NameWord], share: float) -> _Listed:
    characters = sorted({char for word in words for char in word.written + word.kana})
    numbers = {char: n for n, char in enumerate(characters, start=1)}
    discounted = tuple(
        _shared(word, word.log_share + float(np.log(share))) for word in words
    )

    def rows(texts: Iterable[str]) -> NDArray[np.intp]:
        listed = list(texts)
        out = np.zeros((len(listed), max(map(len, listed))), np.intp)
        for place, text in enumerate(listed):
            out[place, : len(text)] = [numbers[char] for char in text]
        return out

    return _Listed(
        discounted,
        rows(word.written for word in words),
        rows(word.kana for word in words),
        np.array([word.log_share for word in discounted]),
        tuple(characters),
    )


class _Bags:
    """The most that a word's characters can have, wherever they stand: a bound."""

    def __init__(self, written: Evidence | None, kana: Evidence | None) -> None:
        self._written = written.peaks() if written else None
        self._kana = kana.peaks() if kana else None

    def likeliest(self, listed: _Listed, count: int) -> list[NameWord]:
        """Return the words of a list with the highest bound."""
        bound = listed.shares.copy()
        for peaks, rows in ((self._written, listed.written), (self._kana, listed.kana)):
            if peaks:
                values = np.append(0.0, peaks.among(listed.characters))
                bound += _TRUST * values[rows].sum(axis=1)
        best = np.argpartition(-bound, min(count, len(bound) - 1))[:count]
        return [listed.words[at] for at in best[np.argsort(-bound[best])]]

    def at_best(self, words: Sequence[NameWord]) -> Logs:
        """Return the bound of each word."""
        bound = np.array([word.log_share for word in words])
        for peaks, texts in (
            (self._written, [word.written for word in words]),
            (self._kana, [word.kana for word in words]),
        ):
            if peaks:
                sums = np.append(0.0, np.cumsum(peaks.along("".join(texts))))
                ends = np.cumsum([len(text) for text in texts])
                bound += _TRUST * np.diff(sums[np.append(0, ends)])
        return bound


def _once(evidence: Evidence, texts: Sequence[str]) -> Logs:
    """Ask for every different text only once."""
    unique = list(dict.fromkeys(texts))
    logs = dict(zip(unique, evidence.logs_of(unique).tolist(), strict=True))
    return np.array([logs[text] for text in texts])


def _spaced(first: str, second: str) -> str:
    return f"{first}{GAP}{second}" if first and second else first or second


def _others(shares: dict[str, float], chosen: str) -> tuple[tuple[str, float], ...]:
    ranked = sorted(shares.items(), key=lambda entry: -entry[1])
    return tuple((text, share) for text, share in ranked if text != chosen)[:4]
