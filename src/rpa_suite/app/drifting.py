"""Look whether a robot's screens are still those that it was approved for."""

import uuid
from contextlib import AbstractContextManager
from pathlib import Path

from rpa_suite.app.office import Office
from rpa_suite.app.rehearsing import sample_of
from rpa_suite.app.running import site_of, staff_numbers
from rpa_suite.app.workbench import refuse_unapproved_robot
from rpa_suite.errors import Rejected
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.browser import BrowserSettings, open_session
from rpa_suite.robots.catalogue import load_procedure
from rpa_suite.robots.drifting import Drift, drifts, look_at_screens
from rpa_suite.robots.procedure import read_record
from rpa_suite.robots.session import Session
from rpa_suite.security import credentials


def screen_drifts(
    office: Office, robot_id: str, *, file: Path | None = None
) -> list[Drift]:
    """Open the robot's screens and return those that changed; nothing is entered.

    Args:
        office: Knows the robot and its system.
        robot_id: The robot.
        file: Rows to open the screens with; the robot's first sample by default.

    Raises:
        InputError: No row leads to the screens.
        SuiteError: The system is closed or refuses the staff number.
    """
    robot = office.robot(robot_id)
    site = site_of(office, robot)
    refuse_unapproved_robot(office, robot, site)
    procedure = load_procedure(robot)
    preview = office.importing.preview(robot_id, file or sample_of(Path(robot.folder)))
    items = []
    for row in preview.rows:
        try:
            items.append(read_record(robot, procedure.item, row.values))
        except Rejected:
            continue
    run_id = uuid.uuid4().hex
    with staff_numbers(office, robot, (site.secret,), 1, run_id) as (number,):
        credential = credentials.load(
            number,
            data_dir=office.settings.data_dir,
            vault=office.vault,
            use_keyring=office.settings.use_keyring,
        )

        def opened(screens: ApprovedScreens) -> AbstractContextManager[Session]:
            return open_session(
                BrowserSettings(
                    executable=office.settings.browser,
                    headless=office.settings.headless,
                    data_dir=office.settings.data_dir,
                ),
                site,
                credential,
                screens,
                fiscal_year=fiscal_year(office.today()),
            )

        folder = Path(robot.folder)
        return drifts(folder, look_at_screens(folder, procedure, items, opened))
