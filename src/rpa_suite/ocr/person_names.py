"""氏名 and フリガナ read together, against how Japanese names are written and read.

Two fields that say the same thing in two scripts, a list of names with their readings,
and the surname that a family shares: each alone is weak, together they decide.  Names
of the office's own register (宛名), where it gave them, count before the general list.
A name that no list holds stays possible at its price: every character costs what one
drawn from the names in the list would.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from rpa_suite.jp.person_names import NameWord
from rpa_suite.ocr.name_evidence import Evidence, Logs
from rpa_suite.ocr.name_lists import Listed, NameLists, Spelling, at_price, name_lists

GAP = "\u3000"

# How much a recogniser's logarithms count beside the priors: it is too sure of itself.
_TRUST = 0.6
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
    lists: NameLists | None = None,
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
    lists: NameLists,
) -> list[tuple[NameWord, NameWord]]:
    bags = _Bags(written, kana)
    partings = list(
        _partings(written.plain if written else "", kana.plain if kana else "")
    )
    likely = bags.likeliest(lists.surnames, _FIRST)
    firsts = _with_family(
        lists.surnames.with_spelled(likely, [heads for heads, _ in partings]), family
    )
    likely = bags.likeliest(lists.given_names, _SECOND)
    seconds = lists.given_names.with_spelled(likely, [tails for _, tails in partings])
    at_best = bags.at_best(firsts)[:, None] + bags.at_best(seconds)[None, :]
    order = np.argsort(-at_best, axis=None)[:_PAIRS]
    pairs = [
        (firsts[int(at) // len(seconds)], seconds[int(at) % len(seconds)])
        for at in order
    ]
    for heads, tails in partings:
        pairs += _parted_so(heads, tails, firsts, seconds, lists)
    return list(dict.fromkeys([*pairs, *_prefixed(written, kana, firsts, lists)]))


def _parted_so(
    heads: Spelling,
    tails: Spelling,
    firsts: Sequence[NameWord],
    seconds: Sequence[NameWord],
    lists: NameLists,
) -> Iterator[tuple[NameWord, NameWord]]:
    """Yield names that part there: each half as it stands, or as a list has it."""
    new_first, new_second = lists.surnames.new(*heads), lists.given_names.new(*tails)
    yield from product(
        [new_first, *(each for each in firsts if _is_spelled(each, heads))],
        [new_second, *(each for each in seconds if _is_spelled(each, tails))],
    )
    yield from ((first, new_second) for first in firsts[:20])
    yield from ((new_first, second) for second in seconds[:40])


def _prefixed(
    written: Evidence | None,
    kana: Evidence | None,
    firsts: Sequence[NameWord],
    lists: NameLists,
) -> list[tuple[NameWord, NameWord]]:
    """Return listed surnames with what is left behind them, wherever a gap was seen."""
    found = []
    whole = written.plain.replace(GAP, "") if written else ""
    read = kana.plain.replace(GAP, "") if kana else ""
    for first in firsts[:20]:
        rest = whole[len(first.written) :], read[len(first.kana) :]
        if (rest[0] or not whole) and (rest[1] or not read):
            found.append((first, lists.given_names.new(*rest)))
    if not found:
        found.append((lists.surnames.new(whole, read), lists.given_names.new("", "")))
    return found


def _is_spelled(word: NameWord, spelling: Spelling) -> bool:
    """Whether a name is written so or read so."""
    return word.written == spelling[0] or word.kana == spelling[1]


def _partings(spelling: str, sound: str) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield surnames and given names as gaps part them.

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
        changed.append(at_price(word, float(log)))
    for (spelling, sound), share in shares.items():
        changed.append(
            NameWord(
                written=spelling, kana=sound, log_share=float(np.log(_FAMILY * share))
            )
        )
    return changed


class _Bags:
    """The most that a word's characters can have, wherever they stand: a bound."""

    def __init__(self, written: Evidence | None, kana: Evidence | None) -> None:
        self._written = written.peaks() if written else None
        self._kana = kana.peaks() if kana else None

    def likeliest(self, listed: Listed, count: int) -> list[NameWord]:
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
