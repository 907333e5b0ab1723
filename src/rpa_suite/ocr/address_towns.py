"""The beginning of an address, read against the towns that there are.

Up to the first number an address is a town: one of the ward's, one that the postal
code beside it stands for, or one that no list holds.  What follows the number is free.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from rpa_suite.jp.postal import areas_of
from rpa_suite.jp.towns import ota_towns
from rpa_suite.model.forms import Candidate
from rpa_suite.ocr import ctc
from rpa_suite.ocr.listed_names import ListedRead, shares_of, weigh

_NUMBER = re.compile(r"[0-9]")
_LONGEST = 16
_HEADS = ("", "大田区", "東京都大田区")
_MOST_CODES = 4


def read_town(
    decoded: ctc.Decoded,
    scores: ctc.Scores,
    characters: Sequence[str],
    codes: Sequence[Candidate] = (),
) -> ListedRead | None:
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
    shares = shares_of(_ward_beginnings(), _beginnings_of(codes))
    ranked = weigh(plain, scores[:cut], characters, shares)
    numbers = list(decoded.labels[found.start() :])
    after = float(np.exp(ctc.log_probability(scores[cut:], numbers)))
    (town, share), *others = [(town, share * after) for town, share in ranked]
    return ListedRead(
        text=town + rest,
        probability=share,
        others=tuple((other + rest, each) for other, each in others),
        is_moved=town != plain,
    )


def _beginnings_of(codes: Sequence[Candidate]) -> Iterator[tuple[list[str], float]]:
    """Yield the beginnings that each code stands for, with its probability."""
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
        yield named, code.probability


@cache
def _ward_beginnings() -> tuple[str, ...]:
    return tuple(
        head + name
        for town in ota_towns()
        for name in (town.name, *town.spellings)
        for head in _HEADS
    )
