import pytest
from starlette.testclient import TestClient

from rpa_suite.training.app import make_app
from rpa_suite.training.world import TrainingSystem
from tests.training.clerk import Clerk, plain_families


@pytest.fixture
def system():
    return TrainingSystem(seed=1, pace=0.0)


@pytest.fixture
def clerk(system):
    """A clerk who is signed in to a calm system that never waits."""
    app = make_app(system)
    with TestClient(app, raise_server_exceptions=False) as client:
        clerk = Clerk(client)
        clerk.sign_in()
        yield clerk


@pytest.fixture
def families(system):
    return plain_families(system.register)
