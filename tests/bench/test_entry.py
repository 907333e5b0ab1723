"""The bench of entries: what it counts as right is really stored."""

import pytest

from bench.entry import robot_framework
from bench.entry.cases import make_cases
from bench.entry.contest import OURS, PLAYWRIGHT, ROBOT_FRAMEWORK, compete
from rpa_suite.training.server import running_training_system

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_our_robot_and_the_plain_script_store_every_row_rightly():
    cases = make_cases(2, seed=1)

    with running_training_system(seed=1) as url:
        scores = dict(compete(url, cases, rounds=1, names=(OURS, PLAYWRIGHT)))

    for score in scores.values():
        assert (score.rows, score.right, score.wrong) == (2, 2, 0)
        assert score.cpu > 0


def test_robot_framework_browser_stores_every_row_rightly():
    if why := robot_framework.missing():
        pytest.skip(why)
    cases = make_cases(2, seed=1)

    with running_training_system(seed=1) as url:
        scores = dict(compete(url, cases, rounds=1, names=(ROBOT_FRAMEWORK,)))

    score = scores[ROBOT_FRAMEWORK]
    assert (score.rows, score.right, score.wrong) == (2, 2, 0)
    assert score.cpu > 0


def test_a_peer_without_uv_is_missing_and_not_a_failure(monkeypatch):
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", "")

    scores = dict(compete("", [], rounds=1, names=(ROBOT_FRAMEWORK,)))

    assert scores[ROBOT_FRAMEWORK].as_json() == {"missing": "uv が見つかりません"}
