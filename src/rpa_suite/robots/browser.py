"""The robot's own browser: found on this PC, shut in on one origin, gone afterwards."""

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import (
    BrowserContext,
    Error,
    Playwright,
    Request,
    Route,
    sync_playwright,
)

from rpa_suite.errors import SetupError
from rpa_suite.model.robots import Site
from rpa_suite.model.work import Environment
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.profiles import end_browsers, end_orphans, own_profile
from rpa_suite.robots.session import Credential, Session
from rpa_suite.robots.troubles import site_troubles
from rpa_suite.robots.watchdog import Watchdog

# So many times the wait for one action; shorter than a lease.
_MOST_ACTIONS = 3
_one_starts = threading.Lock()
_PAGE = {"width": 1280, "height": 960}
_LINUX_NAMES = (
    "microsoft-edge",
    "microsoft-edge-stable",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
)
_WINDOWS_PLACES = (
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
)
_MAC_PLACES = (
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserSettings:
    """How the browser is started.

    Attributes:
        executable: Path of a browser; empty means Edge, Chrome or Chromium as found.
        data_dir: Temporary profiles lie in its folder ``browsers``.
        timeout_seconds: Longest wait for one action; shorter than half a lease.
        trace: Keep a Playwright trace per item. Typed values stand in it in plain
            text, so only a training site ever gets one.
    """

    executable: str = ""
    headless: bool = True
    data_dir: Path
    timeout_seconds: float = 30.0
    trace: bool = False


def find_browser(executable: str = "") -> Path:
    """Return the browser to use: the one named, else Edge, Chrome or Chromium.

    Raises:
        SetupError: There is none.
    """
    if executable:
        named = Path(executable)
        if named.is_file():
            return named
        raise SetupError(
            f"ブラウザー「{executable}」が見つかりません。"
            "設定 RPA_SUITE_BROWSER の場所を直すか、設定を消してください。"
        )
    for place in _places():
        if place.is_file():
            return place
    raise SetupError(
        "ブラウザーが見つかりません。Microsoft Edge、Google Chrome、Chromium の"
        "どれかを入れるか、設定 RPA_SUITE_BROWSER に場所を書いてください。"
    )


def launch_arguments(executable: Path, *, headless: bool) -> dict[str, Any]:
    """Return the arguments for Playwright's ``launch`` functions."""
    arguments = [
        "--disable-background-networking",
        "--dns-prefetch-disable",
        "--no-pings",
        "--disk-cache-size=1",
    ]
    # Chromium refuses its sandbox to root; everybody else keeps it.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {
        "executable_path": executable,
        "headless": headless,
        "args": arguments,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Driver:
    """Playwright's driver, a process between us and the browser that it started.

    Attributes:
        profile: The browser's; nobody else's browser names it.
    """

    process: psutil.Process
    profile: Path

    def has_browser(self) -> bool:
        """Whether a browser still runs below it."""
        with suppress(psutil.Error):
            below = self.process.children()
            return any(each.status() != psutil.STATUS_ZOMBIE for each in below)
        return False

    def end_browser(self) -> None:
        """End the browser; the driver's calls to it fail."""
        end_browsers([self.profile.parent])

    def end_driver(self) -> None:
        """End the driver; what it was asked fails like after a browser's death."""
        with suppress(psutil.Error):
            self.process.kill()


@contextmanager
def driver() -> Iterator[tuple[Playwright, psutil.Process]]:
    """Start Playwright's driver; gives its process as well.

    Raises:
        SetupError: It does not start; often a system library is missing.
    """
    manager = sync_playwright()
    try:
        # Playwright does not say which process is its own: the one that is new.
        with _one_starts:
            before = psutil.Process().children()
            started = manager.start()
            new = set(psutil.Process().children()) - set(before)
        process = next(each for each in new if _is_driver(each))
    except Exception as error:
        raise SetupError(
            "ブラウザーを動かす部品(Playwright)を起動できません。"
            "make setup を実行するか、情報担当へ連絡してください。"
        ) from error
    try:
        yield started, process
    finally:
        started.stop()


@contextmanager
def open_session(
    settings: BrowserSettings,
    site: Site,
    credential: Credential,
    screens: ApprovedScreens,
    *,
    on_step: Callable[[str], None] = lambda text: None,
    on_beat: Callable[[], None] = lambda: None,
    fiscal_year: int = 0,
    accept_warnings: Collection[str] = (),
) -> Iterator[Session]:
    """Start a browser that reaches ``site`` and nothing else; end it afterwards.

    Browsers and profiles that killed runs left behind are removed first.

    Raises:
        SetupError: No browser is installed, or its driver does not start.
        SiteTrouble: The browser does not start.
    """
    with _window(settings, site) as (context, profile, watchdog):
        traced = settings.trace and site.environment is Environment.TRAINING
        with watchdog.asking():
            if traced:
                context.tracing.start(snapshots=True)
            session = Session(
                context,
                site,
                credential,
                screens,
                on_step=on_step,
                on_beat=on_beat,
                timeout_seconds=settings.timeout_seconds,
                fiscal_year=fiscal_year,
                accept_warnings=accept_warnings,
                trace_to=profile.parent / "trace.zip" if traced else None,
                watchdog=watchdog,
            )
            _shut_in(context, site, block=session.block, leak=session.leak)
        yield session


@contextmanager
def open_recording(settings: BrowserSettings, site: Site) -> Iterator[BrowserContext]:
    """Start a browser in which a person works, on ``site`` and nothing else.

    Raises:
        SetupError: No browser is installed, or its driver does not start.
        SiteTrouble: The browser does not start.
    """
    with _window(settings, site) as (context, *_):
        _shut_in(context, site, block=lambda url: None, leak=lambda url: None)
        yield context


@contextmanager
def _window(
    settings: BrowserSettings, site: Site
) -> Iterator[tuple[BrowserContext, Path, Watchdog]]:
    """Start the browser with a profile of its own, watched; end both."""
    executable = find_browser(settings.executable)
    end_orphans(settings.data_dir)
    arguments = launch_arguments(executable, headless=settings.headless)
    host = urlsplit(site.origin).hostname or ""
    arguments["args"] += [f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {host}"]
    with own_profile(settings.data_dir) as profile, driver() as (playwright, process):
        with site_troubles(), _needs_a_screen():
            context = playwright.chromium.launch_persistent_context(
                profile,
                **arguments,
                # A page larger than the PC's screen would hide its own buttons.
                **({"viewport": _PAGE} if settings.headless else {"no_viewport": True}),
                locale="ja-JP",
                timezone_id="Asia/Tokyo",
                service_workers="block",
                accept_downloads=True,
                # The suite decides when to stop; the driver must not act on Ctrl+C.
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        # A page may be busy for as long as an action, several fields of it in a row.
        watchdog = Watchdog(
            _MOST_ACTIONS * settings.timeout_seconds,
            Driver(process=process, profile=profile),
        )
        with watchdog.watching():
            try:
                yield context, profile, watchdog
            finally:
                # One that died already cannot be closed; the profile goes anyway.
                with suppress(Error), watchdog.asking():
                    context.close()


@contextmanager
def _needs_a_screen() -> Iterator[None]:
    """Say so where a window is wanted and there is no screen to open it on.

    Raises:
        SetupError: There is none.
    """
    try:
        yield
    except Error as error:
        if "xserver" in str(error).lower().replace(" ", ""):
            raise SetupError(
                "この PC には画面がないので、ブラウザーの窓を開けません。"
                "画面のある PC で（遠隔なら画面を転送する設定で）実行してください。"
            ) from None
        raise


def _shut_in(
    context: BrowserContext,
    site: Site,
    *,
    block: Callable[[str], None],
    leak: Callable[[str], None],
) -> None:
    """Refuse every request and socket whose origin is not the site's.

    Playwright does not route the target of a redirect; the listener sees it, and the
    resolver rules of the browser keep it from any other host.
    """
    origin = re.escape(site.origin.rstrip("/"))
    elsewhere = re.compile(rf"^(?!{origin}(?:[/?#]|$))(?!(?:data|blob|about):)")
    socket_origin = re.escape(re.sub("^http", "ws", site.origin.rstrip("/")))

    def refuse(route: Route) -> None:
        block(route.request.url)
        route.abort("blockedbyclient")

    def watch(request: Request) -> None:
        if request.redirected_from and elsewhere.search(request.url):
            leak(request.url)

    context.route(elsewhere, refuse)
    context.route_web_socket(
        re.compile(rf"^(?!{socket_origin}(?:[/?#]|$))"), lambda socket: socket.close()
    )
    context.on("request", watch)


def _is_driver(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        # Linux gives the name of its first thread: node-MainThread.
        return process.name().startswith("node")
    return False


def _places() -> Iterator[Path]:
    if sys.platform == "win32":
        roots = ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA")
        for place in _WINDOWS_PLACES:
            for root in roots:
                if os.environ.get(root):
                    yield Path(os.environ[root]) / place
        return
    if sys.platform == "darwin":
        yield from map(Path, _MAC_PLACES)
        return
    for name in _LINUX_NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
