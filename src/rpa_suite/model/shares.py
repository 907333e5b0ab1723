"""How large a share may be, from a count: Clopper-Pearson's exact bounds."""

from collections.abc import Callable
from math import exp, lgamma, log, log1p

CERTAIN = 0.95
_STEPS = 60


def upper_bound(hits: int, of: int, *, certainty: float = CERTAIN) -> float:
    """Return the share that is not exceeded with this certainty, 0 to 1."""
    if hits >= of:
        return 1.0
    return _crossing(lambda share: _at_most(hits, of, share), 1 - certainty)


def lower_bound(hits: int, of: int, *, certainty: float = CERTAIN) -> float:
    """Return the share that is exceeded with this certainty, 0 to 1."""
    if hits == 0:
        return 0.0
    return _crossing(lambda share: _at_most(hits - 1, of, share), certainty)


def _crossing(falling: Callable[[float], float], level: float) -> float:
    """Return where a function that falls from 1 to 0 crosses a level."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > level else (low, middle)
    return (low + high) / 2


def _at_most(hits: int, of: int, share: float) -> float:
    """Return the probability of so many hits or fewer (binomial)."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    each, none = log(share), log1p(-share)
    return sum(
        exp(
            lgamma(of + 1)
            - lgamma(n + 1)
            - lgamma(of - n + 1)
            + n * each
            + (of - n) * none
        )
        for n in range(hits + 1)
    )
