"""Fixtures around the training system; robots' own tests use them as well."""

import urllib.request

import pytest

from rpa_suite.training.server import running_training_system
from tests.support.rehearsal import Rehearsal


@pytest.fixture(scope="session")
def training_url():
    """One training system for all tests of the session."""
    with running_training_system(seed=1) as url:
        yield url


@pytest.fixture
def rehearse(training_url, tmp_path):
    """Give ``rehearse(robot_id) -> Rehearsal`` on a freshly reset system."""
    urllib.request.urlopen(f"{training_url}/instructor/reset", data=b"").close()
    made = []

    def start(robot_id):
        made.append(Rehearsal.of(robot_id, url=training_url, folder=tmp_path))
        return made[-1]

    yield start
    for each in made:
        each.close()
