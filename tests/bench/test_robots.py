"""The bench of the robots, short: rows of a file, and rows as a form gives them."""

from pathlib import Path

import pytest

from bench.robots.__main__ import ROOT, World, rehearse
from bench.robots.rows import AS_READ
from rpa_suite.robots.catalogue import load_robots
from rpa_suite.training.profiles import Profile

ROBOTS = load_robots(ROOT / "robots")


@pytest.mark.slow
@pytest.mark.parametrize("robot_id", sorted(ROBOTS))
def test_every_robot_has_rows_that_become_items(robot_id: str, tmp_path: Path) -> None:
    world = World(ROBOTS[robot_id], tmp_path, items=3, seed=1, profile=Profile.CALM)
    try:
        states = [item.state.value for item in world.office.items.find()]
    finally:
        world.close()

    assert len(states) == 3
    assert "READY" in states


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("robot_id", [*AS_READ, "collection_switch"])
def test_what_a_robot_entered_is_held_against_the_systems_own_rows(
    robot_id: str,
) -> None:
    verdict = rehearse(
        ROBOTS[robot_id], items=3, seed=1, profile=Profile.CALM, record=False
    )

    assert verdict.is_clean, verdict
    assert verdict.items == 3
    assert verdict.done >= 1
