"""The decoder against brute force: every path of a small lattice counted out."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rpa_suite.ocr import ctc

LATTICES = arrays(
    np.float32,
    st.tuples(st.integers(1, 6), st.just(4)),
    elements=st.floats(0.03125, 1, width=32),
)


def scores_of(lattice):
    posteriors = lattice / lattice.sum(axis=1, keepdims=True)
    return ctc.masked(posteriors, np.array([1, 2, 3]))


def by_brute_force(scores):
    """Return labelling to probability, summed over all paths."""
    frames, width = scores.shape
    total = {}
    for path in product(range(width), repeat=frames):
        labels = tuple(
            label - 1
            for before, label in pairwise((0, *path))
            if label and label != before
        )
        logs = sum(scores[t, label] for t, label in enumerate(path))
        total[labels] = total.get(labels, 0.0) + np.exp(logs)
    return total


def best_paths(scores):
    """Return labelling to the probability of its best single path."""
    frames, width = scores.shape
    best = {}
    for path in product(range(width), repeat=frames):
        labels = tuple(
            label - 1
            for before, label in pairwise((0, *path))
            if label and label != before
        )
        logs = sum(scores[t, label] for t, label in enumerate(path))
        best[labels] = max(best.get(labels, -np.inf), logs)
    return best


@settings(deadline=None, max_examples=40)
@given(LATTICES)
def test_probabilities_of_all_labellings_are_what_counting_gives(lattice):
    scores, _ = scores_of(lattice)
    counted = by_brute_force(scores)
    assert sum(counted.values()) == pytest.approx(1, abs=1e-6)
    for labels, probability in counted.items():
        assert np.exp(ctc.log_probability(scores, labels)) == pytest.approx(
            probability, rel=1e-6, abs=1e-9
        )


@settings(deadline=None, max_examples=40)
@given(LATTICES, st.integers(1, 4))
def test_what_stands_at_each_place_of_a_known_length_is_what_counting_gives(
    lattice, length
):
    scores, _ = scores_of(lattice)
    counted = by_brute_force(scores)
    fitting = {labels: p for labels, p in counted.items() if len(labels) == length}
    found = ctc.position_logs(scores, length)
    if not fitting:
        assert found is None
        return
    expected = np.zeros((length, 3))
    for labels, probability in fitting.items():
        for place, label in enumerate(labels):
            expected[place, label] += probability
    expected /= sum(fitting.values())
    assert np.exp(found) == pytest.approx(expected, abs=1e-6)


@settings(deadline=None, max_examples=20)
@given(LATTICES, st.lists(st.lists(st.integers(0, 2), max_size=4), max_size=5))
def test_many_labellings_at_once_are_as_one_by_one(lattice, labellings):
    scores, _ = scores_of(lattice)
    together = ctc.log_probabilities(scores, labellings)
    assert together == pytest.approx(
        [ctc.log_probability(scores, labels) for labels in labellings]
    )


@settings(deadline=None, max_examples=40)
@given(LATTICES)
def test_without_a_length_the_best_path_wins(lattice):
    scores, kept = scores_of(lattice)
    decoded = ctc.decode(scores, kept)
    best = best_paths(scores)
    assert best[decoded.labels] == pytest.approx(max(best.values()), abs=1e-9)
    assert len(decoded.frames) == len(decoded.labels)


@settings(deadline=None, max_examples=40)
@given(LATTICES)
def test_the_weakest_label_is_weighed_where_it_is_clearest(lattice):
    scores, kept = scores_of(lattice)
    decoded = ctc.decode(scores, kept)
    clearest, before = [], 0
    for frame, label in enumerate(scores.argmax(axis=1)):
        share = np.exp(scores[frame, label])
        if label and label != before:
            clearest.append(share)
        elif label:
            clearest[-1] = max(clearest[-1], share)
        before = label
    found = ctc.least_odds(scores, decoded)
    if not clearest:
        assert found == np.inf
        return
    assert found == pytest.approx(
        min(np.log(share / (1 - share)) for share in clearest), abs=1e-3
    )


def test_belief_outside_the_character_set_is_told():
    posteriors = np.array([[0.1, 0.05, 0.85]], np.float32)
    _, kept = ctc.masked(posteriors, np.array([1]))
    assert kept[0] == pytest.approx(0.15, abs=1e-6)
