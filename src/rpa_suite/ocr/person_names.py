"""氏名 and フリガナ read together, against how Japanese names are written and read.

Two fields that say the same thing in two scripts, a list of names with their readings,
and the surname that a family shares: each alone is weak, together they decide.  Names
of the office's own register (宛名), where it gave them, count before the general list.
A name that no list holds stays possible at its price: every character costs what one
drawn from the names in the list would.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rpa_suite.jp.office_names import OfficeNames, mixed, unpacked
from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.ocr.name_evidence import Evidence, Logs

GAP = "\u3000"

# How much a recogniser's logarithms count beside the priors: it is too sure of itself.
_TRUST = 0.6
# Shares of people whose surname, given name is in no list.
_NEW_SURNAME, _NEW_GIVEN = 0.10, 0.20
# Of its characters, so many are in no name of the list: any of 常用漢字 (2,136) and
# 人名用漢字 (863).
_NEW_LETTER, _LETTERS = 0.20, 2_999
# One of so many readings it has, of so many kana where only these are known.  A listed
# spelling seldom has a reading that is not listed with it.
_READINGS, _KANA, _READ_ANEW = 20.0, 60.0, 0.05
_ELSEWHERE = 0.02  # of gaps that are seen part no names
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
    lists: "NameLists | None" = None,
) -> Person | None:
    """Return the likeliest name behind one or two fields; None where both are blank.

    Args:
        written: The field in kanji.
        kana: Its furigana.
        family: Surnames of the people on the same form, with probabilities.
        lists: Names that there are; None for the general lists alone.
    """
    if written is None and kana is None:
        return None
    pairs = _candidates(written, kana, family or {}, lists or name_lists(b""))
    logs = np.array([first.log_share + second.log_share for first, second in pairs])
    if written:
        texts = [first.written + second.written for first, second in pairs]
        logs = logs + _TRUST * _once(written, texts)
    if kana:
        texts = [first.kana + second.kana for first, second in pairs]
        logs = logs + _TRUST * _once(kana, texts)
    logs = logs + _parted(written, [first.written for first, _ in pairs])
    logs = logs + _parted(kana, [first.kana for first, _ in pairs])
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
    written: Evidence | None,
    kana: Evidence | None,
    family: dict[NameWord, float],
    lists: "NameLists",
) -> list[tuple[NameWord, NameWord]]:
    bags = _Bags(written, kana)
    firsts = _with_family(bags.likeliest(lists.surnames, _FIRST), family)
    seconds = bags.likeliest(lists.given_names, _SECOND)
    at_best = bags.at_best(firsts)[:, None] + bags.at_best(seconds)[None, :]
    order = np.argsort(-at_best, axis=None)[:_PAIRS]
    pairs = [
        (firsts[int(at) // len(seconds)], seconds[int(at) % len(seconds)])
        for at in order
    ]
    return list(
        dict.fromkeys([*pairs, *_new_names(written, kana, firsts, seconds, lists)])
    )


def _new_names(
    written: Evidence | None,
    kana: Evidence | None,
    firsts: Sequence[NameWord],
    seconds: Sequence[NameWord],
    lists: "NameLists",
) -> list[tuple[NameWord, NameWord]]:
    """Return names of which one half or both stand in no list."""
    spelling = written.plain if written else ""
    sound = kana.plain if kana else ""
    found = []
    for heads, tails in _partings(spelling, sound):
        new_first = lists.surnames.new(*heads)
        new_second = lists.given_names.new(*tails)
        found.append((new_first, new_second))
        found += [(first, new_second) for first in firsts[:20]]
        found += [(new_first, second) for second in seconds[:40]]
    whole, read = spelling.replace(GAP, ""), sound.replace(GAP, "")
    for first in firsts[:20]:
        rest = whole[len(first.written) :], read[len(first.kana) :]
        if (rest[0] or not whole) and (rest[1] or not read):
            found.append((first, lists.given_names.new(*rest)))
    if not found:
        found.append((lists.surnames.new(whole, read), lists.given_names.new("", "")))
    return found


def _partings(
    spelling: str, sound: str
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield surnames and given names, each as (written, kana), as gaps part them.

    A script that shows no gap may part anywhere.
    """
    for first, second in _halves(spelling):
        for first_kana, second_kana in _halves(sound):
            yield (first, first_kana), (second, second_kana)


def _halves(text: str) -> list[tuple[str, str]]:
    if not text:
        return [("", "")]
    if GAP in text:
        first, second = text.split(GAP, 1)
        return [(first, second.replace(GAP, ""))]
    return [(text[:at], text[at:]) for at in range(1, len(text))]


def _parted(evidence: Evidence | None, firsts: Sequence[str]) -> Logs:
    """Return what speaks against surnames that do not end where a gap was seen."""
    plain = evidence.plain if evidence else ""
    gaps = [at for at, char in enumerate(plain) if char == GAP]
    ends = {at - before for before, at in enumerate(gaps)}
    return np.array(
        [np.log(_ELSEWHERE) if ends and len(f) not in ends else 0.0 for f in firsts]
    )


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
        letters: Character of a spelling to its share of all characters in them.
        unlisted: Share of people whose name is not listed.
    """

    words: tuple[NameWord, ...]
    written: NDArray[np.intp]
    kana: NDArray[np.intp]
    shares: Logs
    characters: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class NameLists:
    """Surnames and given names that there are."""

    surnames: _Listed
    given_names: _Listed


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


def _as_numbers(words: Sequence[NameWord], unlisted: float) -> _Listed:
    characters = sorted({char for word in words for char in word.written + word.kana})
    numbers = {char: n for n, char in enumerate(characters, start=1)}
    discounted = tuple(
        _shared(word, word.log_share + float(np.log(1 - unlisted))) for word in words
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

    return _Listed(
        discounted,
        rows(word.written for word in words),
        rows(word.kana for word in words),
        np.array([word.log_share for word in discounted]),
        tuple(characters),
        {char: share / every for char, share in letters.items()},
        frozenset(word.written for word in words),
        unlisted,
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
