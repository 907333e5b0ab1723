"""Record a robot: an author enters one case, and a robot's folder comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError, SiteTrouble
from rpa_suite.model.robots import Site
from rpa_suite.model.work import Environment
from rpa_suite.robots.beginning import check_name
from rpa_suite.robots.browser import BrowserSettings, open_recording
from rpa_suite.robots.recording.ledgers import is_ledger, understand_ledger
from rpa_suite.robots.recording.understanding import NotRecorded, understand
from rpa_suite.robots.recording.watching import Act, until_closed, watch
from rpa_suite.robots.recording.writing import Origin, write_robot
from rpa_suite.robots.troubles import site_troubles


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
        SetupError: There is no browser, or no screen to open it on.
        SiteTrouble: The system does not answer.
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
        _open(page, request.url, site)
        try:
            author(context)
        except KeyboardInterrupt:
            raise NotRecorded(
                "記録を中断したので、ロボットを作りませんでした。"
                "もう一度、完了の画面まで入力してから窓を閉じてください。"
            ) from None
    case = understand_ledger(acts) if is_ledger(acts) else understand(acts)
    return write_robot(
        root,
        case,
        Origin(
            name=request.name,
            task=request.task,
            title=request.title or _called(case.title),
            section=request.section,
            site=site.id,
            keep_sample=site.environment is Environment.TRAINING,
        ),
    )


def _open(page: Page, url: str, site: Site) -> None:
    try:
        with site_troubles():
            page.goto(url)
    except SiteTrouble as error:
        if site.environment is not Environment.TRAINING:
            raise
        raise SiteTrouble(
            f"{error} 練習用業務システムは rpa-suite training serve で起動します。",
            code=error.code,
        ) from None


def _called(screen: str) -> str:
    """Return what the robot for a screen is called: 廃車入力, but 新規認定 入力."""
    return screen if screen.endswith("入力") else f"{screen} 入力"


def _site_of(office: Office, url: str) -> Site:
    asked = urlsplit(url)
    for site in office.sites.values():
        known = urlsplit(site.origin)
        if (asked.scheme, asked.netloc) == (known.scheme, known.netloc):
            return site
    known_ones = "、".join(site.origin for site in office.sites.values())
    raise InputError(
        f"「{asked.netloc or url}」は登録されていない接続先です"
        f"（登録済み: {known_ones or 'なし'}）。"
        f"{office.settings.sites} に登録してから記録してください。"
    )
