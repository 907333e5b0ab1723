"""A browser is found, or the clerk is told what to install."""

import sys

import pytest

from rpa_suite.errors import SetupError
from rpa_suite.robots.browser import find_browser, launch_arguments


def test_the_named_browser_is_used(tmp_path):
    browser = tmp_path / "msedge"
    browser.touch()

    assert find_browser(str(browser)) == browser


def test_a_named_browser_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SetupError, match="RPA_SUITE_BROWSER"):
        find_browser(str(tmp_path / "none"))


@pytest.mark.skipif(sys.platform != "linux", reason="PATH decides on Linux only")
def test_without_any_browser_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SetupError, match="Microsoft Edge"):
        find_browser()


def test_only_root_gives_up_the_sandbox(tmp_path, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    as_clerk = launch_arguments(tmp_path, headless=True)
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    as_root = launch_arguments(tmp_path, headless=True)

    assert "--no-sandbox" not in as_clerk["args"]
    assert "--no-sandbox" in as_root["args"]
