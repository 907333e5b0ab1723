"""Record a robot: an author enters one case, and a robot's folder comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.model.robots import Site
from rpa_suite.model.work import Environment
from rpa_suite.robots.beginning import check_name
from rpa_suite.robots.browser import BrowserSettings, open_recording
from rpa_suite.robots.recording.ledgers import is_ledger, understand_ledger
from rpa_suite.robots.recording.understanding import understand
from rpa_suite.robots.recording.watching import Act, until_closed, watch
from rpa_suite.robots.recording.writing import Origin, write_robot


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRequest:
    """What to record, and what the robot is to be called."""

    url: str
    name: str
    task: str
    title: str
    section: str


def record(
    office: Office,
    request: RecordRequest,
    *,
    author: Callable[[BrowserContext], None] = until_closed,
    headless: bool = False,
) -> Path:
    """Open a browser, watch one case being entered, write the robot; return its folder.

    Args:
        office: Knows the registered systems and where robots lie.
        request: What to record.
        author: Works in the browser, and comes back when done.
        headless: Without a window.

    Raises:
        InputError: The address is not registered, or the name will not do.
        NotRecorded: No whole case was entered; nothing was written.
        SetupError: There is no browser.
    """
    root = office.settings.robots_dir
    check_name(root, request.name, request.task)
    site = _site_of(office, request.url)
    acts: list[Act] = []
    settings = BrowserSettings(
        executable=office.settings.browser,
        headless=headless,
        data_dir=office.settings.data_dir,
    )
    with open_recording(settings, site) as context:
        watch(context, acts.append)
        page = context.pages[0] if context.pages else context.new_page()
        page.goto(request.url)
        author(context)
    case = understand_ledger(acts) if is_ledger(acts) else understand(acts)
    return write_robot(
        root,
        case,
        Origin(
            name=request.name,
            task=request.task,
            title=request.title or f"{case.title} 入力",
            section=request.section,
            site=site.id,
            keep_sample=site.environment is Environment.TRAINING,
        ),
    )


def _site_of(office: Office, url: str) -> Site:
    asked = urlsplit(url)
    for site in office.sites.values():
        known = urlsplit(site.origin)
        if (asked.scheme, asked.netloc) == (known.scheme, known.netloc):
            return site
    raise InputError(
        f"「{asked.netloc or url}」は登録されていない接続先です。"
        "robots/sites.toml に登録してから記録してください。"
    )
