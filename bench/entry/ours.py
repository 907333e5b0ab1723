"""Our robot with everything that keeps entries safe, as a clerk would run it."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from bench.entry.cases import SCREEN, Case, write_csv
from bench.entry.meter import Meter
from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.model.events import Event, ItemFinished, ItemStarted
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings

STAFF, PASSWORD = "1000001", "renshu-1"
_ROBOTS = Path(__file__).parents[2] / "robots"


def enter(
    url: str, cases: Sequence[Case], meter: Meter, *, windows: int = 1
) -> list[str]:
    """Import the cases and run the robot over them, in one window or several."""
    ended: dict[int, str] = {}

    def hear(event: Event) -> None:
        if isinstance(event, ItemStarted) and not ended:
            meter.start()
        if isinstance(event, ItemFinished):
            ended[event.number] = event.receipt or ""
            if len(ended) == len(cases):
                meter.stop()

    with open_office(url) as office:
        import_cases(office, cases)
        run_robot(office, hear, windows=windows)
    return [ended[number] for number in sorted(ended)]


@contextmanager
def open_office(url: str) -> Iterator[Office]:
    """Open a throw-away office whose business system is at ``url``."""
    accounts = {"RPA_SUITE_CREDENTIAL_TRAINING": f"{STAFF}:{PASSWORD}"} | {
        f"RPA_SUITE_CREDENTIAL_TRAINING_{n}": f"100000{n}:renshu-{n}" for n in (2, 3, 4)
    }
    with (
        patch.dict(os.environ, accounts),
        tempfile.TemporaryDirectory(prefix="entry-") as folder,
    ):
        data = Path(folder)
        sites = data / "sites.toml"
        sites.write_text(
            f'[site.training]\ntitle = "練習用業務システム"\norigin = "{url}"\n'
            'secret = "training"\nenvironment = "training"\n'
            'more_secrets = ["training-2", "training-3", "training-4"]\n',
            encoding="utf-8",
        )
        settings = Settings(
            data_dir=data, sites_file=sites, robots_dir=_ROBOTS, use_keyring=False
        )
        office = Office.open(settings)
        try:
            yield office
        finally:
            office.close()


def import_cases(office: Office, cases: Sequence[Case]) -> None:
    """Queue the cases as a file of an employer."""
    path = office.settings.data_dir / "異動届.csv"
    write_csv(cases, path)
    office.importing.import_preview(
        office.importing.preview(SCREEN, path), operator="bench"
    )


def run_robot(
    office: Office,
    on_event: Callable[[Event], None],
    *,
    windows: int = 1,
    orders: Orders | None = None,
) -> None:
    """Run the robot over everything that is queued, or until it is told to stop."""
    request = RunRequest(robot_id=SCREEN, operator="bench", parallel=windows)
    run(office, request, on_event=on_event, orders=orders or Orders())
