"""One item of a robot on a training system, step by step: ``rpa-suite robot debug``."""

import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from rpa_suite.app.item_records import flattened
from rpa_suite.app.office import Office
from rpa_suite.app.rehearsing import sample_of
from rpa_suite.app.running import site_of, staff_numbers
from rpa_suite.app.training_system import office_on, training_system
from rpa_suite.errors import InputError
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.model.forms import nested
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Environment
from rpa_suite.robots.approved_screens import ApprovedScreens, approved_layouts
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.robots.catalogue import forget_code, load_procedure, load_robot
from rpa_suite.robots.comparing import clean_label
from rpa_suite.robots.page_scripts import FRAME, NAME
from rpa_suite.robots.portal import Portal
from rpa_suite.robots.procedure import Procedure, Receipt, read_record
from rpa_suite.robots.session import Session
from rpa_suite.robots.stepping import Author, Step, Stepper
from rpa_suite.security import credentials


class Desk:
    """What an author can do with the window in which one item is entered.

    Attributes:
        robot: Its manifest, as it is now.
        values: The item's values by their field (``child[1].name``); they may be
            changed.
        session: The window.
    """

    def __init__(
        self,
        robot: Robot,
        values: Mapping[str, Any],
        session: Session,
        procedure: Procedure[Any, Any],
        portal: Portal[Any],
    ) -> None:
        self.robot = robot
        self.values = dict(flattened(values))
        self.session = session
        self._procedure = procedure
        self._portal = portal
        self._is_first = True
        self._framed: Locator | None = None

    def go(self, author: Author) -> None:
        """Do the item's procedure, asking before every step.

        Raises:
            Leave: The author left.
            Held: 支援措置.
        """
        Stepper(author).go(self._begin)

    def earlier(self) -> Receipt | None:
        """Look in the system's history, as every run does first.

        Raises:
            Rejected: The case is there with other values.
            Held: 支援措置.
        """
        return self._procedure.find(self._portal, self._item())

    def submit(self) -> str:
        """Press 登録 once and return the 処理番号."""
        return self._procedure.submit(self._portal)

    def highlight(self, step: Step) -> None:
        """Frame the section that a step is about, and nothing else."""
        # A window of the system's own may lie over what is next.
        self.session.page.bring_to_front()
        sections = self._portal.fields(self._item())
        here = self._portal.main.section(step.section).place
        self.frame(here if step.section in sections else None)

    def frame(self, place: Locator | None) -> None:
        """Frame something on the screen, and nothing else."""
        if self._framed:
            self._framed.evaluate_all(FRAME, False)
        if place:
            place.evaluate_all(FRAME, True)
        self._framed = place

    def shown(self) -> dict[str, str]:
        """Return what the screen shows now, as the robot reads it."""
        return self._portal.main.all_shown()

    def picture(self, path: Path) -> None:
        """Write the window as it is now, frames around what is next included."""
        path.write_bytes(self.session.page.screenshot())

    def point(self) -> tuple[str, str]:
        """Wait until a person clicks on something; return its 欄 and its words."""
        section, label = self.session.page.pick_locator().evaluate(NAME)
        return section, clean_label(label)

    def _item(self) -> Any:
        return read_record(self.robot, self._procedure.item, nested(self.values))

    def _begin(self) -> tuple[Callable[..., None], Portal[Any], Any]:
        if not self._is_first:
            forget_code(self.robot)
            self.robot = load_robot(Path(self.robot.folder))
            self._procedure = load_procedure(self.robot)
            # The window stays; what its portal can do is what the files say now.
            self._portal.__class__ = self._procedure.portal.__self__  # type: ignore[attr-defined]
        self._is_first = False
        return self._procedure.enter, self._portal, self._item()


@contextmanager
def debugging(
    office: Office,
    robot_id: str,
    *,
    file: Path | None = None,
    row: int = 1,
    on_site: bool = False,
    headless: bool = False,
    patience_seconds: float = 10.0,
    trace_to: Path | None = None,
) -> Iterator[Desk]:
    """Open a window with one item of a robot before its first step.

    Args:
        office: Knows the robot.
        robot_id: The robot.
        file: What the clerk brings; the robot's first sample by default.
        row: Which item of the file, from 1.
        on_site: Work on the registered system instead of one started for this.
        headless: Without a window.
        patience_seconds: How long a step waits for what is not there.
        trace_to: Where Playwright's trace goes at the end.

    Raises:
        InputError: There is no such item, or the system is no training system.
        SuiteError: The system does not start or refuses the staff number.
    """
    robot = office.robot(robot_id)
    procedure = load_procedure(robot)
    values = _values(office, robot, file or sample_of(Path(robot.folder)), row)
    with ExitStack() as stack:
        if not on_site and procedure.system == "municipal":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(training_system("calm"))
            office = office_on(url, office.settings, folder, site=robot.site)
            stack.callback(office.close)
        session = stack.enter_context(
            _window(office, robot, headless=headless, patience=patience_seconds)
        )
        portal = stack.enter_context(procedure.portal(session))
        session.begin_trace()
        try:
            yield Desk(robot, values, session, procedure, portal)
        finally:
            trace = session.end_trace()
            if trace and trace_to:
                trace_to.write_bytes(trace)
            session.hurry()


def _values(office: Office, robot: Robot, file: Path, row: int) -> Mapping[str, Any]:
    rows = office.importing.preview(robot.id, file).rows
    if not 1 <= row <= len(rows):
        raise InputError(
            f"「{file.name}」の明細は{len(rows)}件です。--row は1から{len(rows)}で"
            "指定してください。"
        )
    return rows[row - 1].values


@contextmanager
def _window(
    office: Office, robot: Robot, *, headless: bool, patience: float
) -> Iterator[Session]:
    site = site_of(office, robot)
    if site.environment is not Environment.TRAINING:
        raise InputError(
            f"「{site.title}」は本番の業務システムです。robot debug は練習用の"
            "業務システム（sites.toml の environment が training）だけで使えます。"
        )
    folder = Path(robot.folder)
    settings = office.settings
    with (
        staff_numbers(office, robot, (site.secret,), 1, uuid.uuid4().hex) as (number,),
        open_session(
            BrowserSettings(
                executable=settings.browser,
                headless=headless,
                data_dir=settings.data_dir,
                timeout_seconds=patience,
                trace=True,
            ),
            site,
            credentials.load(
                number,
                data_dir=settings.data_dir,
                vault=office.vault,
                use_keyring=settings.use_keyring,
            ),
            # A robot just being written has no screens taken down yet.
            ApprovedScreens(folder, recording=not approved_layouts(folder)),
            fiscal_year=fiscal_year(office.today()),
            accept_warnings=robot.accept_warnings,
        ) as session,
    ):
        session.fresh_page()
        yield session
