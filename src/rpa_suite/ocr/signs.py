"""What else a reader saw of a field: numbers that tell a sure reading from a lucky one.

The probability of a text says how it compares with other texts. These say how well it
fits the ink: a telephone number may be the likeliest by far and still hold a 7 that one
of two views took for a 1.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rpa_suite.model.forms import Reading

if TYPE_CHECKING:  # the launcher knows acceptance, and starts without numpy
    import numpy as np
    from numpy.typing import NDArray

Signs = Mapping[str, float]
_LEAST = 1e-4
_FAR = 12.0

# What each sign says, as the command line prints it.
MEANINGS = {
    "sure": "読み取りの確からしさ",
    "margin": "次の候補との差",
    "weakest": "いちばん弱い文字",
    "views": "2つの見方のうち弱いほう",
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
    text: str,
    charset: str,
    together: "NDArray[np.float64]",
    views: "tuple[NDArray[np.float64], ...]",
    inside: "NDArray[np.float64]",
) -> dict[str, float]:
    """Return the signs of a row of cells.

    Args:
        text: What was read, one character a cell; gaps are passed over.
        charset: What the columns of the tables stand for.
        together: Log probabilities of all views together (cells, characters).
        views: Log probabilities of each view by itself.
        inside: Share of belief inside the character set, cell by cell.
    """
    written = "".join(text.split())
    places = [charset.find(char) for char in written]
    if len(places) != len(together) or -1 in places:
        return {}
    cells = list(enumerate(places))
    return {
        "weakest": _bounded(min(together[cell] for cell in cells)),
        "views": _bounded(min(view[cell] for view in views for cell in cells)),
        "inside": _bounded(math.log(max(float(inside.min()), _LEAST))),
    }


def of_evidence(log: float, length: int, *, is_plain: bool) -> dict[str, float]:
    """Return the signs of a name: how well the ink alone speaks for it."""
    return {
        "fit": _bounded(log / max(1, length)),
        "moved": 0.0 if is_plain else 1.0,
    }


def _bounded(log: float) -> float:
    return float(max(log, -_FAR))
