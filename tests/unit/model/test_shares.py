"""Exact bounds of a share, against the textbook and against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from rpa_suite.model.shares import lower_bound, upper_bound


def test_three_thousand_without_a_fault_promise_one_in_a_thousand():
    assert upper_bound(0, 2995) <= 0.001 < upper_bound(0, 2990)
    assert lower_bound(0, 10) == 0
    assert upper_bound(7, 7) == 1


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_are_those_of_the_beta_distribution(case):
    hits, of = case
    if hits < of:
        exact = float(beta.ppf(0.95, hits + 1, of - hits))
        assert upper_bound(hits, of) == pytest.approx(exact, abs=1e-9)
    if hits:
        exact = float(beta.ppf(0.05, hits, of - hits + 1))
        assert lower_bound(hits, of) == pytest.approx(exact, abs=1e-9)
