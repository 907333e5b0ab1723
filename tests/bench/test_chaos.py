"""The bench of chaos, short: what it judges is a real killed run."""

import pytest

from bench.chaos.killing import run_chaos
from rpa_suite.training.profiles import Profile

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_whatever_is_killed_every_item_is_entered_once_or_waits_for_a_person():
    *_, verdict = run_chaos(kills=4, items=12, seed=3, profile=Profile.REALISTIC)

    assert verdict.is_clean, verdict
    assert (verdict.items, verdict.kills, verdict.false_alarms) == (12, 4, 0)
    assert verdict.states["DONE"] >= 6
    assert verdict.orphans == 0
