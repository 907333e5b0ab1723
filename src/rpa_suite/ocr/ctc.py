"""Decode CTC posteriors within a character set, with or without a known length.

Graves et al. 2006: a labelling's probability is the sum over all paths of frames that
collapse to it.  Everything is in natural logarithms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]  # (frames, 1 + characters): column 0 is the blank
_NEVER = -1e30
_LEAST = 1e-9


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


def decode_length(
    scores: Scores, kept: NDArray[np.float64], length: int
) -> Decoded | None:
    """Return the best labelling of exactly ``length`` labels; None if none fits.

    Viterbi over (labels so far, last label); the probability is the labelling's share
    among all labellings of that length.
    """
    labels = _best_of_length(scores, length)
    if labels is None:
        return None
    share = log_probability(scores, labels) - _log_mass_of_length(scores, length)
    return Decoded(
        labels=tuple(labels),
        probability=float(np.exp(min(0.0, share))),
        kept=_kept_where_written(scores, kept),
    )


def neighbours(
    scores: Scores, labels: tuple[int, ...]
) -> list[tuple[tuple[int, ...], float]]:
    """Return labellings that differ in one place, likeliest first.

    Each with its probability among all of them, the given one left out.
    """
    count = scores.shape[1] - 1
    near = [
        (*labels[:place], other, *labels[place + 1 :])
        for place in range(len(labels))
        for other in range(count)
        if other != labels[place]
    ]
    logs = np.array([log_probability(scores, each) for each in near])
    shares = np.exp(logs - np.logaddexp.reduce(logs))
    order = np.argsort(-shares)
    return [(near[place], float(shares[place])) for place in order]


def log_probability(scores: Scores, labels: list[int] | tuple[int, ...]) -> float:
    """Return the log probability of a labelling: CTC's forward sum."""
    extended = np.zeros(2 * len(labels) + 1, np.intp)
    extended[1::2] = np.array(labels, np.intp) + 1
    can_skip = np.zeros(len(extended), bool)
    can_skip[3::2] = extended[3::2] != extended[1:-2:2]
    alpha = np.full(len(extended), _NEVER)
    alpha[0] = scores[0, 0]
    if len(extended) > 1:
        alpha[1] = scores[0, extended[1]]
    size = len(extended)
    for row in scores[1:]:
        step = np.concatenate(([_NEVER], alpha))[:size]
        twice = np.concatenate(([_NEVER] * 2, alpha))[:size]
        skip = np.where(can_skip, twice, _NEVER)
        alpha = np.logaddexp(np.logaddexp(alpha, step), skip) + row[extended]
    last = alpha[-1]
    if len(extended) > 1:
        last = np.logaddexp(last, alpha[-2])
    return float(last)


def _best_of_length(scores: Scores, length: int) -> list[int] | None:
    """Viterbi over (labels so far, last label, resting on a blank or on the label)."""
    rows = np.arange(length + 1)
    shape = (length + 1, scores.shape[1])  # column 0: nothing was written yet
    on = np.full(shape, _NEVER)
    rest = np.full(shape, _NEVER)
    rest[0, 0] = 0.0
    steps: list[_Step] = []
    for row in scores:
        rested = rest.argmax(axis=1)
        first = on.argmax(axis=1)
        without = on.copy()
        without[rows, first] = _NEVER
        second = without.argmax(axis=1)
        # Straight from another label, or from a blank after any label.
        source = np.repeat(first[:, None], shape[1], axis=1)
        source[rows, first] = second
        value = on[rows[:, None], source]
        from_rest = rest[rows, rested][:, None] >= value
        source = np.where(from_rest, rested[:, None], source)
        value = np.maximum(value, rest[rows, rested][:, None])
        entered = np.full(shape, _NEVER)
        entered[1:, 1:] = value[:-1, 1:]
        is_new = entered > on
        steps.append(_Step(is_new, source, from_rest, on >= rest))
        on, rest = np.maximum(on, entered) + row, np.maximum(on, rest) + row[0]
        on[:, 0] = _NEVER
    final = np.maximum(on[length], rest[length])
    label = int(final.argmax())
    if final[label] <= _NEVER / 2:
        return None
    return _traced_back(
        steps, length, label, bool(rest[length, label] > on[length, label])
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """Where each state of one frame came from.

    Attributes:
        is_new: (level, label) was entered in this frame, not stayed on.
        source: (level before, label) to the label before.
        from_rest: (level before, label): the state before was a blank.
        rest_from_on: (level, label): the blank follows the label directly.
    """

    is_new: NDArray[np.bool_]
    source: NDArray[np.intp]
    from_rest: NDArray[np.bool_]
    rest_from_on: NDArray[np.bool_]


def _traced_back(
    steps: list[_Step], length: int, label: int, resting: bool
) -> list[int]:
    labels = [label - 1] if length else []
    level = length
    for step in reversed(steps):
        if level == 0:
            break
        if resting:
            resting = not step.rest_from_on[level, label]
        elif step.is_new[level, label]:
            level -= 1
            came_from = int(step.source[level, label])
            resting = bool(step.from_rest[level, label])
            label = came_from
            if level:
                labels.append(label - 1)
    return labels[::-1]


def _log_mass_of_length(scores: Scores, length: int) -> float:
    """Return the log probability that exactly ``length`` labels were written."""
    shape = (length + 1, scores.shape[1] - 1)
    on = np.full(shape, _NEVER)
    rest = np.full(shape, _NEVER)
    nothing = np.full(length + 1, _NEVER)
    nothing[0] = 0.0
    for row in scores:
        # A new label c may follow everything of the level below but c itself
        # without a blank in between.
        before = np.logaddexp(np.logaddexp.reduce(rest, axis=1), nothing)
        enter = np.logaddexp(before[:, None], _without_each(on))
        entered = np.full(shape, _NEVER)
        entered[1:] = enter[:-1]
        on, rest = (
            np.logaddexp(on, entered) + row[None, 1:],
            np.logaddexp(on, rest) + row[0],
        )
        nothing = nothing + row[0]
    if length == 0:
        return float(nothing[0])
    return float(np.logaddexp.reduce(np.concatenate((on[length], rest[length]))))


def _without_each(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each column, the log sum of the other columns of its row."""
    peak = values.max(axis=1, keepdims=True)
    scaled = np.exp(values - peak)
    rest = np.maximum(scaled.sum(axis=1, keepdims=True) - scaled, 1e-300)
    return np.asarray(np.log(rest) + peak)


def _kept_where_written(scores: Scores, kept: NDArray[np.float64]) -> float:
    written = scores[:, 0] < np.log(0.5)
    return float(kept[written].mean()) if written.any() else 1.0
