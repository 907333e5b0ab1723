"""One demo office: its import, runs and what came of them."""

import csv
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rpa_suite.app.office import Office
from rpa_suite.app.records import Imported, Preview, PreviewRow
from rpa_suite.errors import DuplicateEntry, InputError
from rpa_suite.model.events import Event, ItemFinished, RunFinished, from_json
from rpa_suite.model.work import WorkItem
from rpa_suite.settings import Settings

ROOT = Path(__file__).parents[2]
CLAIM = "child_allowance_claim"
TRANSFER = "employee_transfer"
TRANSFERS_CSV = ROOT / "robots" / TRANSFER / "samples" / "transfers.csv"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One scanned form and what was written on it."""

    path: Path
    truth: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReadPaper:
    """A paper after reading: the previewed row and its item, if it was queued."""

    paper: Paper
    row: PreviewRow | None
    item_id: str | None
    problem: str = ""


@dataclass
class Job:
    """What the demo did so far."""

    office: Office
    site_url: str
    environment: dict[str, str]
    read: list[ReadPaper] = field(default_factory=list)
    transfers: Imported | None = None
    finished: list[ItemFinished] = field(default_factory=list)
    runs: list[RunFinished] = field(default_factory=list)
    read_seconds: float = 0.0

    @classmethod
    def open(cls, data: Path, *, site_url: str) -> "Job":
        """Make a throw-away office whose training site is at ``site_url``."""
        sites = data / "sites.toml"
        sites.write_text(
            f'[site.training]\ntitle = "練習用業務システム"\norigin = "{site_url}"\n'
            'secret = "training"\nenvironment = "training"\n',
            encoding="utf-8",
        )
        environment = {
            **os.environ,
            "RPA_SUITE_DATA_DIR": str(data),
            "RPA_SUITE_SITES_FILE": str(sites),
            "RPA_SUITE_USE_KEYRING": "false",
            "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
        }
        office = Office.open(
            Settings(data_dir=data, sites_file=sites, use_keyring=False)
        )
        return cls(office=office, site_url=site_url, environment=environment)

    def close(self) -> None:
        """Close the office."""
        self.office.close()

    def read_and_import(
        self, papers: list[Paper], *, say: Callable[[str], None]
    ) -> None:
        """Read every paper and queue what may be queued."""
        started = time.monotonic()
        for number, paper in enumerate(papers, start=1):
            self.read.append(self._take(paper))
            each = (time.monotonic() - started) / number
            left = each * (len(papers) - number)
            say(f"  {number:>2}/{len(papers)} {paper.path.name}  残り約 {left:.0f} 秒")
        self.read_seconds = time.monotonic() - started

    def _take(self, paper: Paper) -> ReadPaper:
        try:
            preview = self.office.importing.preview(CLAIM, paper.path)
        except InputError as error:
            return ReadPaper(paper=paper, row=None, item_id=None, problem=str(error))
        row = preview.rows[0]
        if not preview.importable:
            problem = "、".join(p.message for p in row.problems)
            return ReadPaper(paper=paper, row=row, item_id=None, problem=problem)
        imported = self.office.importing.import_preview(preview, operator="demo")
        return ReadPaper(paper=paper, row=row, item_id=imported.items[0].id)

    def import_transfers(self, rows: int, *, say: Callable[[str], None]) -> None:
        """Queue the first ``rows`` of the sample 異動届 CSV."""
        part = self.office.settings.data_dir / "異動届.csv"
        with TRANSFERS_CSV.open(encoding="cp932", newline="") as source:
            lines = list(csv.reader(source))
        with part.open("w", encoding="cp932", newline="") as target:
            csv.writer(target).writerows(lines[: rows + 1])
        preview: Preview = self.office.importing.preview(TRANSFER, part)
        self.transfers = self.office.importing.import_preview(preview, operator="demo")
        say(
            f"異動届 CSV: {len(preview.rows)} 行のうち "
            f"{len(self.transfers.items)} 件を取り込みました。"
        )

    def run(self, robot_id: str, *, say: Callable[[str], None]) -> None:
        """Run the robot as the launcher does: a child process with events."""
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "rpa_suite.cli",
                "run",
                robot_id,
                "--events",
                "--operator",
                "demo",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=self.environment,
            cwd=ROOT,
        )
        with process:
            for line in process.stdout or ():
                self._hear(from_json(json.loads(line)), robot_id, say)
        if process.returncode:
            raise SystemExit(
                f"{robot_id}: 実行に失敗しました（{process.returncode}）。"
            )

    def _hear(self, event: Event, robot_id: str, say: Callable[[str], None]) -> None:
        if isinstance(event, ItemFinished):
            self.finished.append(event)
            say(
                f"  {event.position:>2}/{event.total} 明細{event.number:>3} "
                f"{event.state_label} {event.receipt or ''} {event.reason}"
            )
        elif isinstance(event, RunFinished):
            self.runs.append(event)
            say(f"  {robot_id}: {event.message}（{event.seconds:.0f} 秒）")

    def confirm_in_place_of_a_clerk(self) -> int:
        """Confirm waiting papers with what is really written on them (tests only).

        The demo never calls this: there, what is doubtful stays with the clerk.

        Returns:
            How many papers could be confirmed.
        """
        confirmed = 0
        for read in self.read:
            if not read.item_id or not read.row or not read.row.doubts:
                continue
            try:
                self.office.verifying.confirm(
                    read.item_id, read.paper.truth, who="tester", seconds=30.0
                )
            except (InputError, DuplicateEntry):
                continue  # a slip on the paper itself: it stays with the clerk
            confirmed += 1
        return confirmed

    def items(self) -> list[WorkItem]:
        """Every item, oldest first."""
        return self.office.items.find()

    def registered_rows(self) -> list[dict[str, Any]]:
        """What the training system really stored, from its instructor's list."""
        with urllib.request.urlopen(f"{self.site_url}/instructor/rows.json") as answer:
            rows: list[dict[str, Any]] = json.load(answer)
        return rows
