"""A fresh store on each of the two databases."""

import os
import uuid

import pytest

from tests.store.at_once import processes as started_processes
from tests.store.places import Place
from tests.store.postgres_server import find_binaries, running_server

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres_server():
    if os.environ.get("RPA_SUITE_NO_POSTGRES") == "1":
        pytest.skip("RPA_SUITE_NO_POSTGRES=1")
    binaries = find_binaries()
    if binaries is None:
        pytest.fail(
            "PostgreSQL is not installed: apt-get install postgresql (or put initdb "
            "and pg_ctl on PATH). RPA_SUITE_NO_POSTGRES=1 leaves these tests out."
        )
    with running_server(binaries) as server:
        yield server


@pytest.fixture
def sqlite_place(tmp_path):
    return Place(url=f"sqlite:///{tmp_path / 'rpa.db'}", folder=tmp_path)


@pytest.fixture
def postgres_place(postgres_server, tmp_path):
    name = f"t{uuid.uuid4().hex}"
    yield Place(url=postgres_server.create_database(name), folder=tmp_path)
    postgres_server.drop_database(name)


@pytest.fixture(params=BOTH)
def place(request):
    """An empty database, on each engine in turn; nothing is opened yet."""
    kind = "sqlite_place" if request.param == "sqlite" else "postgres_place"
    return request.getfixturevalue(kind)


@pytest.fixture
def store(place):
    store = place.open()
    yield store
    store.close()


@pytest.fixture(scope="session")
def processes():
    with started_processes() as several:
        yield several
