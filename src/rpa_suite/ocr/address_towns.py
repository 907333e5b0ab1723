"""The beginning of an address, read against the towns that there are.

Up to the first number an address is a town: one of the ward's, one that the postal
code beside it stands for, or one that no list holds, at the price of its characters.
What follows the number is free.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from rpa_suite.jp.postal import areas_of
from rpa_suite.jp.towns import ota_towns
from rpa_suite.model.forms import Candidate
from rpa_suite.ocr import ctc

_NUMBER = re.compile(r"[0-9]")
_LONGEST = 16
_HEADS = ("", "大田区", "東京都大田区")
# Shares of the addresses: of the code written beside, of the ward, of elsewhere.
_BY_CODE, _IN_WARD, _ELSEWHERE = 0.5, 0.4, 0.1
_KANJI = 1200.0  # a character of a place in no list costs one of so many
_TRUST = 0.6  # a recogniser is too sure of itself
_MOST_CODES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class TownRead:
    """A line with its town settled.

    Attributes:
        text: The whole line.
        probability: Of the whole line.
        others: Lines with other towns, best first, with their probabilities.
        is_moved: The town is not what the ink looks like most.
    """

    text: str
    probability: float
    others: tuple[tuple[str, float], ...]
    is_moved: bool


def read_town(
    decoded: ctc.Decoded,
    scores: ctc.Scores,
    characters: Sequence[str],
    codes: Sequence[Candidate] = (),
) -> TownRead | None:
    """Return the line with its likeliest town; None where no number follows one.

    Args:
        decoded: The line as it looks most.
        scores: What it was decoded from.
        characters: What the columns of ``scores`` after the first stand for.
        codes: What the postal code beside it may be.
    """
    text = "".join(characters[label] for label in decoded.labels)
    found = _NUMBER.search(text)
    if found is None or not 0 < found.start() <= _LONGEST:
        return None
    cut = decoded.frames[found.start()]
    plain, rest = text[: found.start()], text[found.start() :]
    prices = _prices(codes)
    alone = float(np.log(_ELSEWHERE) - len(plain) * np.log(_KANJI))
    prices[plain] = float(np.logaddexp(prices.get(plain, -np.inf), alone))
    columns = {char: place for place, char in enumerate(characters)}
    towns = [town for town in prices if all(char in columns for char in town)]
    labels = [[columns[char] for char in town] for town in towns]
    logs = _TRUST * ctc.log_probabilities(scores[:cut], labels)
    logs = logs + np.array([prices[town] for town in towns])
    shares = np.exp(logs - np.logaddexp.reduce(logs))
    numbers = list(decoded.labels[found.start() :])
    after = float(np.exp(ctc.log_probability(scores[cut:], numbers)))
    order = np.argsort(-shares)[:5]
    ranked = [(towns[at] + rest, float(shares[at]) * after) for at in order]
    return TownRead(
        text=ranked[0][0],
        probability=ranked[0][1],
        others=tuple(ranked[1:]),
        is_moved=towns[order[0]] != plain,
    )


def _prices(codes: Sequence[Candidate]) -> dict[str, float]:
    """Return the beginnings that lists hold, with the logarithm of their share."""
    shares = dict.fromkeys(_ward_beginnings(), _IN_WARD / len(_ward_beginnings()))
    for code in codes[:_MOST_CODES]:
        areas = areas_of(code.text) if len(code.text) == 7 else ()
        named = [
            beginning
            for area in areas
            if area.town
            for beginning in (
                area.town,
                area.city + area.town,
                area.prefecture + area.city + area.town,
            )
        ]
        for beginning in named:
            gained = _BY_CODE * code.probability / len(named)
            shares[beginning] = shares.get(beginning, 0.0) + gained
    return {name: float(np.log(share)) for name, share in shares.items() if share > 0}


@cache
def _ward_beginnings() -> tuple[str, ...]:
    return tuple(
        head + name
        for town in ota_towns()
        for name in (town.name, *town.spellings)
        for head in _HEADS
    )
