"""はじめての練習: which robot a newcomer tries, on the training system of this PC.

Where its form has a practice sheet the newcomer starts from paper.  What two people
have to type, a colleague types who knows what stands there: a newcomer sits alone.
"""

import json
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from rpa_suite.app.paper_cases import PaperCase, PaperCases
from rpa_suite.app.verifying import Verifying
from rpa_suite.app.work_items import WorkItems
from rpa_suite.errors import SuiteError
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.verifying import FieldLook, LookOutcome
from rpa_suite.model.work import Batch, Environment, ItemState
from rpa_suite.security import credentials
from rpa_suite.security.vault import Vault
from rpa_suite.settings import Settings
from rpa_suite.store import Store

_ROWS = 5  # a minute's work
# The training system's own, printed in its guide; it knows invented people only.
_STAFF_NUMBER, _PASSWORD = "1000001", "renshu-1"
# A third look is wanted where the newcomer and the first one differ.
_COLLEAGUES = ("練習の同僚", "練習の同僚（2人目）")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """What a newcomer tries.

    Attributes:
        sample: A table of invented people that the training system knows.
        paper: The scan of a form of such people, what it says beside it (.json).
    """

    robot: Robot
    site: Site
    sample: Path
    paper: Path | None = None

    @property
    def server_command(self) -> list[str]:
        """The command that starts the training system where the robot looks for it."""
        port = urlsplit(self.site.origin).port or 80
        return [sys.executable, "-m", "rpa_suite.training", "--port", str(port)]

    def is_own(self, batch: Batch) -> bool:
        """Whether this import is the practice sheet itself, byte by byte."""
        return (
            self.paper is not None
            and batch.robot_id == self.robot.id
            and batch.source_sha256 == sha256(self.paper.read_bytes()).hexdigest()
        )

    def is_up(self) -> bool:
        """Whether the training system answers."""
        where = urlsplit(self.site.origin)
        try:
            with socket.create_connection(
                (where.hostname or "", where.port or 80), timeout=0.5
            ):
                return True
        except OSError:
            return False


class Practising:
    """Lets a newcomer try what this PC has, with colleagues where there are none."""

    def __init__(
        self,
        store: Store,
        items: WorkItems,
        verifying: Verifying,
        cases: PaperCases,
        robots: Mapping[str, Robot],
        sites: Mapping[str, Site],
        *,
        settings: Settings,
        vault: Vault,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._items = items
        self._verifying = verifying
        self._cases = cases
        self._robots = robots
        self._sites = sites
        self._settings = settings
        self._vault = vault
        self._now = now

    def find(self) -> Practice | None:
        """Return what a newcomer can try on this PC, if there is something."""
        forms = self._settings.templates_dir
        return _find_practice(self._robots, self._sites, forms=forms)

    def prepare(self, practice: Practice) -> None:
        """Let the robot sign in to the training system."""
        _know_credential(
            practice,
            data_dir=self._settings.data_dir,
            vault=self._vault,
            use_keyring=self._settings.use_keyring,
        )

    def help(self, practice: Practice, *, who: str) -> int:
        """Let the colleague look at practice sheets; returns how many are ready now.

        Only at what the newcomer has looked at himself, and at no other paper.
        """
        ready = 0
        states = (ItemState.REVIEW,)
        for item in self._items.find(robot_id=practice.robot.id, states=states):
            if not practice.is_own(self._store.batches.get(item.batch_id)):
                continue
            doubts = self._verifying.form_doubts(item.id, who=who)
            if any(each.is_wanted for each in doubts):
                continue
            for _ in range(2):  # where they differ, another one decides
                case = self._cases.one(item.id)
                for look in _colleague_looks(practice, case, now=self._now()):
                    self._store.looks.add(look)
            end = self._verifying.finish_form(item.id, who=who)
            ready += end.item is not None
        return ready

    def sample(self, practice: Practice) -> Path:
        """Return the practice sheet, or a small table of invented people."""
        folder = self._settings.data_dir / "practice"
        return practice.paper or _make_sample(practice, folder)


def _find_practice(
    robots: Mapping[str, Robot], sites: Mapping[str, Site], *, forms: Path
) -> Practice | None:
    """Return what can be tried on this PC; None where only real systems are known.

    Never a robot of a production system: a sample is not to be entered there.

    Args:
        robots: The robots to choose from.
        sites: The registered business systems.
        forms: Where the form templates lie, each with its practice sheet or without.
    """
    possible = [
        Practice(
            robot=robot,
            site=site,
            sample=sample,
            paper=next((forms / (robot.form or "-") / "practice").glob("*.jpg"), None),
        )
        for robot in robots.values()
        if robot.table is not None and not robot.needs_approval
        if (site := sites.get(robot.site)) is not None
        if site.environment is Environment.TRAINING
        if urlsplit(site.origin).hostname in _LOOPBACK
        for sample in sorted((Path(robot.folder) / "samples").glob("*.csv"))[:1]
    ]
    # Paper first; else the longest sample: what it is about shows best in it.
    return max(
        possible,
        key=lambda each: (each.paper is not None, each.sample.stat().st_size),
        default=None,
    )


def _colleague_looks(
    practice: Practice, case: PaperCase, *, now: datetime
) -> Iterator[FieldLook]:
    """Yield the looks of the colleague at what the newcomer has looked at."""
    assert practice.paper
    says = json.loads(practice.paper.with_suffix(".json").read_text(encoding="utf-8"))
    for field_id in case.open_fields():
        so_far = case.standing(field_id)
        who = next((each for each in _COLLEAGUES if so_far.may_look(each)), None)
        if so_far.looks and who:
            yield FieldLook(
                item_id=case.item.id,
                field_id=field_id,
                who=who,
                at=now,
                seconds=0.0,
                outcome=LookOutcome.VALUE,
                value=says.get(field_id, ""),
            )


def _make_sample(practice: Practice, folder: Path) -> Path:
    """Write the first rows of the sample, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"練習の見本{practice.sample.suffix}"
    lines = practice.sample.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(lines[: _ROWS + 1]))
    return target


def _know_credential(
    practice: Practice, *, data_dir: Path, vault: Vault, use_keyring: bool
) -> None:
    """Save the training system's staff number, unless one is known already."""
    name = practice.site.secret
    try:
        credentials.load(name, data_dir=data_dir, vault=vault, use_keyring=use_keyring)
    except SuiteError:
        credentials.save(
            name,
            credentials.Credential(user=_STAFF_NUMBER, password=_PASSWORD),
            data_dir=data_dir,
            vault=vault,
            use_keyring=use_keyring,
        )
