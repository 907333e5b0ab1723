"""A line that names something of a list: a town, a bank, a branch.

What the code beside it stands for is likelier than the rest of the list, and what no
list holds stays possible, at the price of its characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rpa_suite.ocr import ctc

# Shares of what is written: the name that the code stands for, of the list, neither.
_BY_CODE, _LISTED, _ELSEWHERE = 0.5, 0.4, 0.1
_KANJI = 1200.0  # a character of a name in no list costs one of so many
_TRUST = 0.6  # a recogniser is too sure of itself
_KEPT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedRead:
    """A line with its name settled.

    Attributes:
        text: The whole line.
        probability: Of the whole line.
        others: Lines with other names, best first, with their probabilities.
        is_moved: The name is not what the ink looks like most.
    """

    text: str
    probability: float
    others: tuple[tuple[str, float], ...]
    is_moved: bool


def shares_of(
    listed: Sequence[str], by_code: Iterable[tuple[Sequence[str], float]]
) -> dict[str, float]:
    """Return how likely each name is before anybody looks at the ink.

    Args:
        listed: Every name of the list, in every spelling.
        by_code: Spellings of what a code stands for, with the code's probability.
    """
    shares = dict.fromkeys(listed, _LISTED / max(1, len(listed)))
    for names, probability in by_code:
        for name in names:
            gained = _BY_CODE * probability / len(names)
            shares[name] = shares.get(name, 0.0) + gained
    return {name: share for name, share in shares.items() if share > 0}


def weigh(
    plain: str,
    scores: ctc.Scores,
    characters: Sequence[str],
    shares: Mapping[str, float],
) -> list[tuple[str, float]]:
    """Return the likeliest names with their probabilities, best first.

    Args:
        plain: What the ink looks like most.
        scores: What it was decoded from.
        characters: What the columns of ``scores`` after the first stand for.
        shares: Names that a list holds, with their probability beforehand.
    """
    alone = float(np.log(_ELSEWHERE) - len(plain) * np.log(_KANJI))
    prices = {name: float(np.log(share)) for name, share in shares.items()}
    prices[plain] = float(np.logaddexp(prices.get(plain, -np.inf), alone))
    columns = {char: place for place, char in enumerate(characters)}
    names = [name for name in prices if all(char in columns for char in name)]
    labels = [[columns[char] for char in name] for name in names]
    logs = _TRUST * ctc.log_probabilities(scores, labels)
    logs = logs + np.array([prices[name] for name in names])
    probabilities = np.exp(logs - np.logaddexp.reduce(logs))
    order = np.argsort(-probabilities)[:_KEPT]
    return [(names[at], float(probabilities[at])) for at in order]
