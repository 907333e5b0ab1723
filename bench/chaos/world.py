"""One office, one business system, and the items that are to be entered there."""

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psutil

from bench.chaos.verdict import Verdict
from bench.chaos.victims import BusinessSystem, OurDatabase
from bench.transfers.__main__ import HEADERS, make_rows, row_of
from rpa_suite.app.office import Office
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.work import Environment, ItemState, WorkItem
from rpa_suite.robots.one_item import ASK
from rpa_suite.settings import Settings
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.profiles import Profile

ROOT = Path(__file__).parents[2]
ROBOT = "employee_transfer"
_OPEN = (
    ItemState.READY,
    ItemState.ENTERING,
    ItemState.SUBMITTING,
    ItemState.IN_DOUBT,
)


class World:
    """One office, one business system, and their items."""

    def __init__(
        self,
        folder: Path,
        *,
        seed: int,
        items: int,
        profile: Profile,
        server: str,
        parallel: int,
    ) -> None:
        self._folder = folder
        self._parallel = parallel
        (folder / "data").mkdir()
        self.database = OurDatabase(folder, server, f"chaos_{os.getpid()}_{seed}")
        self.system = BusinessSystem(folder, seed=seed, profile=profile)
        robots = folder / "robots"
        shutil.copytree(ROOT / "robots" / ROBOT, robots / ROBOT)
        manifest = robots / ROBOT / "robot.toml"
        text = manifest.read_text(encoding="utf-8")
        # Nobody waits a minute here, and a kill is no reason to give an item up.
        text = re.sub(
            r"(?m)^retry_after_seconds = .*$", "retry_after_seconds = 0", text
        )
        text = re.sub(r"(?m)^attempts = .*$", "attempts = 10", text)
        manifest.write_text(text, encoding="utf-8")
        sites = folder / "sites.toml"
        sites.write_text(
            '[site.training]\ntitle = "練習用業務システム"\n'
            f'origin = "{self.system.url}"\n'
            'secret = "training"\nenvironment = "training"\n'
            'more_secrets = ["training-2", "training-3", "training-4"]\n'
            "robot_only = true\n",
            encoding="utf-8",
        )
        self._settings = Settings(
            data_dir=folder / "data",
            database_url=self.database.url,
            sites_file=sites,
            robots_dir=robots,
            use_keyring=False,
        )
        self._environment = {
            **os.environ,
            "RPA_SUITE_DATA_DIR": str(folder / "data"),
            "RPA_SUITE_SITES_FILE": str(sites),
            "RPA_SUITE_ROBOTS_DIR": str(robots),
            "RPA_SUITE_DATABASE_URL": self.database.url,
            "RPA_SUITE_USE_KEYRING": "false",
            "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
            **{
                f"RPA_SUITE_CREDENTIAL_TRAINING_{n}": f"100000{n}:renshu-{n}"
                for n in (2, 3, 4)
            },
        }
        self.office = Office.open(self._settings)
        self._register = make_ordinary(seed)
        self._import(items, seed)

    def _import(self, items: int, seed: int) -> None:
        """Queue notices; one in ten is of a person under 支援措置."""
        rows = make_rows(items, seed=seed)
        protected = [
            employee
            for employee in self._register.employees.values()
            if employee.person.protected
        ]
        draw = random.Random(f"chaos/{seed}")
        for place, employee in zip(range(3, items, 10), protected, strict=False):
            rows[place] = row_of(employee, self._register, draw)
        lines = [",".join(f'"{row[name]}"' for name in HEADERS) for row in rows]
        path = self._folder / "notices.csv"
        path.write_text("\n".join([",".join(HEADERS), *lines]), encoding="utf-8")
        preview = self.office.importing.preview(ROBOT, path)
        self.office.importing.import_preview(preview, operator="chaos")

    def start_run(self) -> "subprocess.Popen[bytes]":
        """Start a run as the launcher does."""
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "rpa_suite.cli", "run", ROBOT),
                *("--events", "--operator", "chaos"),
                *("--parallel", str(self._parallel)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            cwd=ROOT,
        )

    def open_items(self) -> int:
        """Return how many items neither are finished nor wait for a person."""
        counts = self.office.store.items.counts(ROBOT).get(ROBOT, {})
        return sum(counts.get(state, 0) for state in _OPEN)

    def tries(self) -> int:
        """Return how often an item was begun."""
        return sum(item.attempts for item in self.office.store.items.find())

    def is_unreconciled(self) -> bool:
        """Whether entries of ours wait for the next run to hold them against theirs."""
        return self.office.store.discrepancies.waiting(ROBOT, Environment.TRAINING)

    def judge(self, verdict: Verdict) -> None:
        """Hold the system's rows against the items."""
        items = self.office.items.find()
        rows = self.system.rows()
        expected = {item.id: self._subject(item) for item in items}
        by_receipt = {row["receipt"]: row for row in rows}
        known = {item.receipt for item in items if item.receipt}
        silent = self.system.unstored()
        open_ones = self.office.store.discrepancies.find(settled=False)
        absent = {d.receipt for d in open_ones if d.kind is DiscrepancyKind.ABSENT}
        verdict.false_alarms += len({d.receipt for d in open_ones} - silent)
        verdict.items += len(items)
        verdict.doubled += sum(
            count - 1 for count in Counter(row["subject"] for row in rows).values()
        )
        verdict.unreported += sum(receipt not in known for receipt in by_receipt)
        for item in items:
            verdict.states[item.state.value] += 1
            if item.reason_code:
                verdict.reasons[f"{item.state.value} {item.reason_code}"] += 1
            waits_for_person = item.reason_code.startswith(ASK)
            verdict.unsettled += item.state in _OPEN and not waits_for_person
            if item.state is not ItemState.DONE:
                continue
            row = by_receipt.get(item.receipt or "")
            if item.receipt in silent:
                verdict.silent_failures += 1
                verdict.silent_found += item.receipt in absent
            elif row is None:
                verdict.lost += 1
            elif row["subject"] != expected[item.id]:
                verdict.wrong_person += 1
        protected = {p.number for p in self._register.people.values() if p.protected}
        verdict.held_touched += sum(row["subject"] in protected for row in rows)
        verdict.orphans += len(_browsers_of(self._folder))

    def _subject(self, item: WorkItem) -> str:
        place = item.values["employer_number"], item.values["payroll_number"]
        return self._register.employees[place].person.number

    def close(self) -> None:
        """End everything of this world."""
        self.office.close()
        self.system.stop()
        self.database.drop()


def _browsers_of(folder: Path) -> list[psutil.Process]:
    """Return browsers that still run on a profile below the folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        with contextlib.suppress(psutil.Error):
            if any(str(folder) in part for part in process.info["cmdline"] or ()):
                found.append(process)
    return [p for p in found if "chrom" in p.name().lower()]
