"""One office on one PC: its robots, its store, and the parts that people work with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from rpa_suite.app import accepting, approving
from rpa_suite.app.access import Access
from rpa_suite.app.booking import Booking
from rpa_suite.app.exceptions import Exceptions
from rpa_suite.app.importing import Importing
from rpa_suite.app.item_records import with_form_labels
from rpa_suite.app.paper_cases import PaperCases
from rpa_suite.app.permissions import Permissions, os_account
from rpa_suite.app.practising import Practising
from rpa_suite.app.reading_process import OwnKnowledge, ReadingProcess
from rpa_suite.app.reconciling import Reconciling
from rpa_suite.app.records import RobotCard
from rpa_suite.app.results import Results
from rpa_suite.app.run_folders import RunFolders
from rpa_suite.app.this_pc import ThisPc
from rpa_suite.app.unfinished import Unfinished
from rpa_suite.app.verifying import Verifying
from rpa_suite.app.work_items import WorkItems
from rpa_suite.errors import SetupError
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.robots import Robot, Site
from rpa_suite.ocr.templates import usable_templates
from rpa_suite.robots.catalogue import load_sites, usable_robots
from rpa_suite.security.vault import Vault
from rpa_suite.settings import Settings
from rpa_suite.store import Store, open_store

if TYPE_CHECKING:  # the books of the managers: a clerk's day begins without them
    from rpa_suite.app.bpr import Register
    from rpa_suite.app.measuring import Measuring
    from rpa_suite.app.savings import Savings


class Office:
    """Opens the parts once; windows and commands ask the part that knows.

    Every method of a part is safe to call from a worker thread; none shows anything.

    Attributes:
        templates: The known paper forms, by id.
        unusable: Robots whose folder or form cannot be read, and why.
        reading: The process that reads scans.
        run_folders: The runs of this PC that a window can look at.
        permissions: What the person signed in may do, and the list of people.
        importing: 取込: from a file to items.
        items: 明細: finds and shows them.
        verifying: 確認: what people say of doubtful fields.
        booking: 計上: what was finished becomes rows of the ledger.
        exceptions: 例外: what waits for a hand.
        reconciling: 突合: differences from the system's own list.
        results: 結果: sheets and slips of what became of an import.
        practising: はじめての練習.
        pc: This PC: its places, its 診断, what its runs show.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        vault: Vault,
        robots: Mapping[str, Robot],
        sites: Mapping[str, Site],
        templates: Mapping[str, FormTemplate],
        *,
        unusable: Mapping[str, str] | None = None,
        account: Callable[[], str] = os_account,
    ) -> None:
        self.settings = settings
        self.store = store
        self.vault = vault
        self._robots = robots
        self._sites = sites
        self.templates = templates
        self.unusable = unusable or {}
        self.run_folders = RunFolders(settings.data_dir)
        self.permissions = Permissions(store, account, now=self.now)
        self.reading = ReadingProcess(
            settings.templates_dir,
            threads=settings.reader_threads,
            own=lambda: OwnKnowledge.of(store),
        )
        self.pc = ThisPc(settings, vault)
        self._access = Access(store, robots, self.permissions, self.unusable)
        cases = PaperCases(store, templates)
        self.importing = Importing(
            store,
            self._access,
            templates,
            self.reading,
            Unfinished(settings.data_dir, vault),
            keyed_hash=vault.keyed_hash,
            spot_check_share=settings.spot_check_share,
            now=self.now,
            today=self.today,
        )
        self.items = WorkItems(store, self._access, templates, now=self.now)
        self.verifying = Verifying(
            store,
            self._access,
            self.items,
            cases,
            keyed_hash=vault.keyed_hash,
            now=self.now,
            today=self.today,
        )
        self.booking = Booking(store, sites, now=self.now)
        self.exceptions = Exceptions(
            store, self._access, cases, self.booking, now=self.now
        )
        self.reconciling = Reconciling(store, robots, self._access, now=self.now)
        self.results = Results(store, self._access, sites, now=self.now)
        self.practising = Practising(
            store,
            self.items,
            self.verifying,
            cases,
            robots,
            sites,
            settings=settings,
            vault=vault,
            now=self.now,
        )

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        account: Callable[[], str] = os_account,
        retry_after_seconds: float | None = None,
    ) -> "Office":
        """Open the database, the vault and the folders that ``settings`` name.

        Args:
            settings: Those of this PC unless given.
            account: Tells who is signed in.
            retry_after_seconds: How long items wait after trouble with a site; None
                for what each robot.toml says.

        Raises:
            SuiteError: The database, the key or sites.toml is unusable.
        """
        settings = settings or Settings()
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(
                f"データの場所 {settings.data_dir} を作れません。"
                "書き込める場所かを確かめるか、settings.toml の data_dir を"
                "直してください。"
            ) from error
        vault = Vault.open(settings.data_dir, use_keyring=settings.use_keyring)
        store = open_store(
            settings.store_url, vault, files=settings.data_dir / "sealed"
        )
        templates, no_forms = usable_templates(settings.templates_dir)
        found, unusable = usable_robots(settings.robots_dir)
        robots = {}
        for robot in found.values():
            if robot.form and robot.form in no_forms:
                unusable[robot.id] = no_forms[robot.form]
            else:
                robots[robot.id] = with_form_labels(robot, templates)
        if retry_after_seconds is not None:
            robots = {
                name: replace(robot, retry_after_seconds=retry_after_seconds)
                for name, robot in robots.items()
            }
        return cls(
            settings,
            store,
            vault,
            robots,
            load_sites(settings.sites),
            templates,
            unusable=unusable,
            account=account,
        )

    def close(self) -> None:
        """End the reading process and let go of the database."""
        self.reading.close()
        self.store.close()

    @property
    def robots(self) -> Mapping[str, Robot]:
        """The robots found, by id; every part holds the same."""
        return self._robots

    @property
    def sites(self) -> Mapping[str, Site]:
        """The registered business systems, by id; every part holds the same."""
        return self._sites

    @cached_property
    def savings(self) -> "Savings":
        """Hours saved: figures, closing, corrections."""
        from rpa_suite.app.savings import Savings

        return Savings(
            self.store,
            self._robots,
            self.permissions,
            self.settings,
            self.booking,
            now=self.now,
        )

    @cached_property
    def measuring(self) -> "Measuring":
        """Minutes by hand: stopwatch, versions, approval."""
        from rpa_suite.app.measuring import Measuring

        return Measuring(self.store, self._robots, self.permissions, now=self.now)

    @cached_property
    def bpr(self) -> "Register":
        """業務 that might be automated next."""
        from rpa_suite.app.bpr import Register

        return Register(self.store, self.savings, self.permissions, now=self.now)

    def current_user(self) -> str:
        """Return the OS account of the person at the desk."""
        return self.permissions.account

    def robot(self, robot_id: str) -> Robot:
        """Return the robot with this id.

        Raises:
            ManifestError: There is none, or its manifest or form cannot be read.
        """
        return self._access.robot(robot_id)

    def cards(self) -> list[RobotCard]:
        """Return one card a robot, in the order of the 業務 numbers."""
        counts = self.store.items.counts()
        stopped = accepting.stopped_words(self.store.spot_checks.stopped())
        waiting = self.store.discrepancies.all_waiting()
        last_runs = self.store.runs.last()
        return [
            RobotCard(
                robot=robot,
                site=self.sites.get(robot.site),
                counts=counts.get(robot.id, {}),
                last_run=last_runs.get(robot.id),
                why_not=(
                    ""
                    if robot.site in self.sites
                    else f"業務システム「{robot.site}」が登録されていません。"
                ),
                to_look_up=robot.site in self.sites
                and (robot.id, self.sites[robot.site].environment) in waiting,
                to_approve=tuple(approving.waiting_batches(self.store, robot)),
                stopped=stopped if robot.form else "",
            )
            for robot in sorted(
                self._access.seen().values(),
                key=lambda robot: (robot.section, robot.task),
            )
        ]

    def sections(self) -> list[str]:
        """Return every 課 that a robot belongs to."""
        return sorted({robot.section for robot in self.robots.values()})

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's date in Japan."""
        return self.now().astimezone(JST).date()
