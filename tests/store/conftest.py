"""A fresh store on each of the two databases."""

import os
import shutil
import uuid

import pytest

from tests.store.at_once import processes as started_processes
from tests.store.places import Place
from tests.store.postgres_server import find_binaries, running_server

DATABASE = "rpa.db"
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


@pytest.fixture(scope="session")
def sqlite_original(tmp_path_factory):
    """A database with all its tables and no row, to be copied."""
    folder = tmp_path_factory.mktemp("original")
    place = Place(url=f"sqlite:///{folder / DATABASE}", folder=folder)
    place.open().close()
    return folder / DATABASE


@pytest.fixture(scope="session")
def postgres_original(postgres_server, tmp_path_factory):
    """A database with all its tables and no row, to be copied."""
    url = postgres_server.create_database("original")
    Place(url=url, folder=tmp_path_factory.mktemp("original")).open().close()
    return "original"


@pytest.fixture
def sqlite_place(tmp_path, sqlite_original):
    shutil.copyfile(sqlite_original, tmp_path / DATABASE)
    return Place(url=f"sqlite:///{tmp_path / DATABASE}", folder=tmp_path)


@pytest.fixture
def postgres_place(tmp_path, postgres_server, postgres_original):
    name = f"t{uuid.uuid4().hex}"
    url = postgres_server.create_database(name, copy_of=postgres_original)
    yield Place(url=url, folder=tmp_path)
    postgres_server.drop_database(name)


@pytest.fixture(params=BOTH)
def place(request):
    """A database with all its tables and no row, on each engine in turn."""
    kind = "sqlite_place" if request.param == "sqlite" else "postgres_place"
    return request.getfixturevalue(kind)


@pytest.fixture(params=BOTH)
def new_place(request, tmp_path):
    """A place where nobody opened a store yet, on each engine in turn."""
    if request.param == "sqlite":
        yield Place(url=f"sqlite:///{tmp_path / DATABASE}", folder=tmp_path)
        return
    server = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    yield Place(url=server.create_database(name), folder=tmp_path)
    server.drop_database(name)


@pytest.fixture
def store(place):
    store = place.open()
    yield store
    store.close()


@pytest.fixture(scope="session")
def processes():
    with started_processes() as several:
        yield several
