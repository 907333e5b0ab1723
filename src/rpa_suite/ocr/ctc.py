"""Decode CTC posteriors within a character set, with or without a known length.

Graves et al. 2006: a labelling's probability is the sum over all paths of frames that
collapse to it.  Everything is in natural logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]  # (frames, 1 + characters): column 0 is the blank
_NEVER = -1e30
_LEAST = 1e-9
_HELD = 8  # frames after which sums are brought near 1 again
_LEAST_FLOAT = np.finfo(np.float64).tiny


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """Labels (numbers within the character set, from 0) and how sure they are.

    Attributes:
        frames: Where each label begins, as frame numbers.
        probability: Of this labelling among all of the character set (and length).
        kept: Share of the model's belief that lay inside the character set where
            something was written, 0 to 1; little means that it saw something else.
    """

    labels: tuple[int, ...]
    probability: float
    kept: float
    frames: tuple[int, ...] = ()


def masked(
    posteriors: NDArray[np.float32], classes: NDArray[np.intp]
) -> tuple[Scores, NDArray[np.float64]]:
    """Return log posteriors over blank and ``classes``, and what share they had.

    Args:
        posteriors: (frames, all classes), rows summing to 1.
        classes: Class numbers of the character set.

    Returns:
        Renormalised scores (frames, 1 + classes), and the kept share per frame.
    """
    columns = np.concatenate(([0], classes))
    chosen = posteriors[:, columns].astype(np.float64) + _LEAST
    kept = chosen.sum(axis=1)
    return np.log(chosen / kept[:, None]), np.minimum(kept, 1.0)


def decode(scores: Scores, kept: NDArray[np.float64]) -> Decoded:
    """Return the labelling of the best path, whatever its length."""
    best = scores.argmax(axis=1)
    frames = [
        place
        for place, label in enumerate(best)
        if label and (place == 0 or label != best[place - 1])
    ]
    labels = [int(best[frame]) - 1 for frame in frames]
    return Decoded(
        labels=tuple(labels),
        probability=float(np.exp(log_probability(scores, labels))),
        kept=_kept_where_written(scores, kept),
        frames=tuple(frames),
    )


def least_odds(scores: Scores, decoded: Decoded) -> float:
    """Return the log odds of the weakest label of the best path, where it is clearest.

    Odds are against everything else that those frames may hold, the blank as well.
    Infinite without labels.
    """
    best = scores.argmax(axis=1)
    edges = (*decoded.frames, len(best))
    odds = [np.inf]
    for label, (begin, end) in zip(decoded.labels, pairwise(edges), strict=True):
        mine = begin + np.flatnonzero(best[begin:end] == label + 1)
        peak = float(scores[mine, label + 1].max())
        odds.append(peak - float(np.log(max(-np.expm1(peak), _LEAST))))
    return min(odds)


def position_logs(scores: Scores, length: int) -> NDArray[np.float64] | None:
    """Return what stands at each place of a labelling of exactly ``length`` labels.

    Forward and backward sums over all paths with that many labels.

    Returns:
        Log probabilities (length, characters), rows normalised; None if none fits.
    """
    # As probabilities, held near 1 by what every path shares: four times as fast as in
    # logarithms, and what lies below 1e-300 of the best is nothing.
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    blank, chars = shares[:, 0], shares[:, 1:]
    size = length + 1, scores.shape[1] - 1
    # Level k: k labels so far.  ``on`` ends on a label, ``rest`` on a blank.
    entering = np.zeros((len(scores), *size))
    on, rest = np.zeros(size), np.zeros(length + 1)
    rest[0] = 1.0
    for frame, new in enumerate(entering):
        so_far = rest + on.sum(axis=1)
        np.subtract(so_far[:-1, None], on[:-1], out=new[1:])
        new *= chars[frame]
        rest = so_far * blank[frame]
        on = on * chars[frame] + new
        if frame % _HELD == 0:
            most = max(float(rest.max()), float(on.max()))
            rest, on = rest / most, on / most
            new /= most
            shares[frame] /= most
    after_on, after_rest = np.zeros(size), np.zeros(length + 1)
    after_on[length] = after_rest[length] = 1.0
    found, next_label = np.zeros(size), np.zeros(size)
    for frame in range(len(scores) - 1, -1, -1):
        found += entering[frame] * after_on
        np.multiply(after_on[1:], chars[frame], out=next_label[:-1])
        after_rest = after_rest * blank[frame] + next_label.sum(axis=1)
        after_on = after_on * chars[frame] + (after_rest[:, None] - next_label)
    total = found[1:].sum(axis=1, keepdims=True)
    if length == 0 or not total.min() > 0:
        return None
    return np.asarray(np.log(np.maximum(found[1:] / total, _LEAST_FLOAT)))


def log_probability(scores: Scores, labels: Sequence[int]) -> float:
    """Return the log probability of a labelling: CTC's forward sum."""
    return float(log_probabilities(scores, [labels])[0])


def log_probabilities(
    scores: Scores, labellings: Sequence[Sequence[int]]
) -> NDArray[np.float64]:
    """Return the log probability of each labelling, all at once."""
    if not labellings:
        return np.zeros(0)
    longest = max(len(labels) for labels in labellings)
    size = 2 * longest + 1
    extended = np.zeros((len(labellings), size), np.intp)
    for place, labels in enumerate(labellings):
        extended[place, 1 : 2 * len(labels) : 2] = np.array(labels, np.intp) + 1
    may_skip = np.zeros(extended.shape)
    may_skip[:, 3::2] = extended[:, 3::2] != extended[:, 1:-2:2]
    # As probabilities, each row held near 1: adding is ten times as fast as it is in
    # logarithms, and what a row loses below 1e-300 of its best is nothing.
    frames = np.exp(scores)
    alpha = np.zeros(extended.shape)
    alpha[:, 0] = frames[0, 0]
    alpha[:, 1:2] = frames[0][extended[:, 1:2]]
    scale = np.zeros(len(labellings))
    for row in frames[1:]:
        moved = alpha.copy()
        moved[:, 1:] += alpha[:, :-1]
        moved[:, 2:] += alpha[:, :-2] * may_skip[:, 2:]
        alpha = moved * row[extended]
        highest = alpha.max(axis=1)
        alpha /= highest[:, None]
        scale += np.log(highest)
    ends = np.array([2 * len(labels) for labels in labellings])
    rows = np.arange(len(labellings))
    before = np.where(ends > 0, alpha[rows, ends - 1], 0.0)
    found = alpha[rows, ends] + before
    return np.where(found > 0, scale + np.log(np.maximum(found, _LEAST_FLOAT)), _NEVER)


def _kept_where_written(scores: Scores, kept: NDArray[np.float64]) -> float:
    written = scores[:, 0] < np.log(0.5)
    return float(kept[written].mean()) if written.any() else 1.0
