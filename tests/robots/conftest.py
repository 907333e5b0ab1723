"""A small web server for pages written in the test, and a browser on it."""

import shutil
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rpa_suite.app.office import Office
from rpa_suite.model.robots import Site
from rpa_suite.model.work import Environment
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.settings import Settings
from tests.support.rehearsal import ROBOTS
from tests.support.training import rehearse, training_url

__all__ = ["rehearse", "training_url"]


@dataclass(frozen=True)
class Credential:
    user: str
    password: str


@dataclass
class Served:
    """Pages at an origin and the paths that were asked for."""

    origin: str
    pages: dict[str, str]
    asked: list[str]

    @property
    def site(self):
        return Site(
            id="pages",
            title="頁",
            origin=self.origin,
            secret="pages",
            environment=Environment.TRAINING,
        )


@contextmanager
def served_pages(pages):
    """Serve ``{path: html}``; a value ``-> URL`` redirects there."""
    served = Served("", dict(pages), [])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked.append(self.path)
            page = served.pages.get(self.path.split("?")[0])
            if page is None:
                self.send_error(404)
            elif page.startswith("-> "):
                self.send_response(302)
                self.send_header("Location", page[3:])
                self.end_headers()
            else:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.origin = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def shown_pages(tmp_path_factory):
    """One server and one browser for all tests of a module."""
    with served_pages({}) as served:
        settings = BrowserSettings(
            data_dir=tmp_path_factory.mktemp("data"), timeout_seconds=5.0
        )
        screens = ApprovedScreens(settings.data_dir, recording=True)
        with open_session(
            settings, served.site, Credential("u", "p"), screens
        ) as session:
            yield served, session


@pytest.fixture
def show(shown_pages):
    """Show pages in a fresh window: ``show({"/": html}) -> Session``."""
    served, session = shown_pages

    def start(pages):
        served.pages = dict(pages)
        session.fresh_page().goto(f"{served.origin}/")
        return session

    return start


@pytest.fixture
def serve():
    """Serve pages on an origin of their own."""
    with ExitStack() as stack:
        yield lambda pages: stack.enter_context(served_pages(pages))


@pytest.fixture
def office(training_url, tmp_path, monkeypatch):
    """An office with a copy of the robots, on the running training system."""
    monkeypatch.setenv("RPA_SUITE_CREDENTIAL_TRAINING", "1000001:renshu-1")
    robots = tmp_path / "robots"
    shutil.copytree(ROBOTS, robots, ignore=shutil.ignore_patterns("__pycache__"))
    sites = robots / "sites.toml"
    text = sites.read_text("utf-8").replace("http://127.0.0.1:8400", training_url)
    sites.write_text(text, "utf-8")
    made = Office.open(
        Settings(
            data_dir=tmp_path / "data",
            robots_dir=robots,
            sites_file=sites,
            use_keyring=False,
        )
    )
    yield made
    made.close()
