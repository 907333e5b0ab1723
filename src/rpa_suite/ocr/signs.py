"""What else a reader saw of a field: numbers that tell a sure reading from a lucky one.

The probability of a text says how it compares with other texts. These say how well it
fits the ink: a telephone number may be the likeliest by far and still hold a 7 that one
of two views took for a 1.
"""

import math
from collections.abc import Mapping

from rpa_suite.model.forms import Reading

Signs = Mapping[str, float]
_LEAST = 1e-4
_FAR = 12.0
_SUREST = 16.0  # log odds; a probability alone does not tell 0.999 from 0.9999999

# What each sign says, as the command line prints it.
MEANINGS = {
    "sure": "読み取りの確からしさ",
    "margin": "次の候補との差",
    "weakest": "いちばん弱い文字",
    "odds": "いちばん弱い文字と、ほかの文字との差",
    "line": "同じ差を、1行として見たとき",
    "cell": "同じ差を、1マスずつ見たとき",
    "inside": "欄に使う文字らしさ",
    "fit": "知識を除いた、筆跡だけの合い方",
    "moved": "知識で読み替えた",
    "agreed": "ほかの欄と合う",
    "length": "文字数",
}


def of_reading(reading: Reading) -> dict[str, float]:
    """Return every sign of a reading: its own, and what follows from its candidates."""
    sure = min(max(reading.confidence, _LEAST), 1 - _LEAST)
    shares = sorted((each.probability for each in reading.candidates), reverse=True)
    margin = _FAR
    if len(shares) > 1:
        margin = math.log(max(shares[0], _LEAST) / max(shares[1], _LEAST))
    seen = {
        "sure": math.log(sure / (1 - sure)),
        "margin": min(margin, _FAR),
        "length": math.log1p(len(reading.text)),
        **reading.signs,
    }
    return {name: round(value, 3) for name, value in seen.items()}


def of_cells(
    *, weakest: float, odds: float, line: float, cell: float, inside: float
) -> dict[str, float]:
    """Return the signs of a row of cells.

    Args:
        weakest: Log probability of the least likely character, by all views together.
        odds: Log odds of that one against all others of its cell.
        line: The same, with the cells seen as one line.
        cell: The same, with each cell seen alone.
        inside: Least share of belief inside the character set.
    """
    return {
        "weakest": _bounded(weakest),
        "line": min(_bounded(line), _SUREST),
        "cell": min(_bounded(cell), _SUREST),
        **of_free_line(odds=odds, inside=inside),
    }


def of_free_line(*, odds: float, inside: float) -> dict[str, float]:
    """Return the signs of a free line: as those of the same names of a row of cells."""
    return {
        "odds": min(_bounded(odds), _SUREST),
        "inside": _inside(inside),
    }


def _inside(share: float) -> float:
    return _bounded(math.log(max(share, _LEAST)))


def of_evidence(
    log: float, length: int, *, inside: float, is_plain: bool
) -> dict[str, float]:
    """Return the signs of a name: how well the ink alone speaks for it."""
    return {
        "fit": _bounded(log / max(1, length)),
        "inside": _inside(inside),
        "moved": 0.0 if is_plain else 1.0,
    }


def _bounded(log: float) -> float:
    return float(max(log, -_FAR))
