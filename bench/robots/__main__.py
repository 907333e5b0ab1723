"""Do all robots keep their promises?  ``python -m bench.robots``.

Each robot works off a file of its 業務 on a training system that misbehaves: imported,
run by ``rpa-suite run`` as the launcher does, held against the system's list.  Then the
system's own rows are held against the items, and the ledger against a sum by hand.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench.chaos.victims import BusinessSystem
from bench.robots.rows import AS_READ, rows_of, write_rows
from rpa_suite.app.item_records import entry_key
from rpa_suite.app.office import Office
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import nested
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import (
    Batch,
    BatchKind,
    Environment,
    ItemState,
    WorkItem,
)
from rpa_suite.robots.catalogue import load_procedure, load_robots
from rpa_suite.robots.one_item import ASK
from rpa_suite.robots.procedure import read_record
from rpa_suite.robots.someone import number_named, whom
from rpa_suite.settings import Settings
from rpa_suite.store import ItemDraft
from rpa_suite.training.people import make_people
from rpa_suite.training.profiles import Profile

ROOT = Path(__file__).parents[2]
_OPEN = (
    ItemState.READY,
    ItemState.ENTERING,
    ItemState.SUBMITTING,
    ItemState.IN_DOUBT,
)
_MOST_RUNS = 25


@dataclass
class Verdict:
    """What the business system's rows say of one robot's items.

    Attributes:
        doubled: Cases that the system has more than once.
        wrong_person: Rows on another person than the item names.
        held_touched: Rows on people under 支援措置.
        unsettled: Items that wait for no person and are not finished.
        silent_missed: 完了 that the system never kept (F22) and the 突合 did not find.
        ledger_difference_min: Ledger minus the sum by hand.
    """

    items: int = 0
    done: int = 0
    doubled: int = 0
    wrong_person: int = 0
    held_touched: int = 0
    unsettled: int = 0
    silent_failures: int = 0
    silent_missed: int = 0
    ledger_difference_min: float = 0.0
    runs: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return plain values, with the seconds of one item."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        plain["reasons"] = dict(self.reasons.most_common())
        per_item = self.seconds / self.items if self.items else 0.0
        return plain | {"seconds_per_item": round(per_item, 2)}

    @property
    def is_clean(self) -> bool:
        """Whether every promise held."""
        return not (
            self.doubled
            or self.wrong_person
            or self.held_touched
            or self.unsettled
            or self.silent_missed
            or self.ledger_difference_min
        )


class World:
    """One robot in one office, on one business system."""

    def __init__(
        self, robot: Robot, folder: Path, *, items: int, seed: int, profile: Profile
    ) -> None:
        self._robot = robot
        self._seed = seed
        self._folder = folder
        (folder / "data").mkdir()
        self.system = BusinessSystem(folder, seed=seed, profile=profile)
        robots = folder / "robots"
        shutil.copytree(ROOT / "robots" / robot.id, robots / robot.id)
        manifest = robots / robot.id / "robot.toml"
        # Nobody waits a minute here.
        patient = "retry_after_seconds = 60"
        text = manifest.read_text("utf-8").replace(patient, "retry_after_seconds = 0")
        text = text.replace("attempts = 3\n", "attempts = 10\n")
        manifest.write_text(text.replace("needs_approval = true", ""), "utf-8")
        sites = folder / "sites.toml"
        sites.write_text(
            '[site.training]\ntitle = "練習用業務システム"\n'
            f'origin = "{self.system.url}"\n'
            'secret = "training"\nenvironment = "training"\nrobot_only = true\n',
            encoding="utf-8",
        )
        self._environment = {
            **os.environ,
            "RPA_SUITE_DATA_DIR": str(folder / "data"),
            "RPA_SUITE_SITES_FILE": str(sites),
            "RPA_SUITE_ROBOTS_DIR": str(robots),
            "RPA_SUITE_USE_KEYRING": "false",
            "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
        }
        self.office = Office.open(
            Settings(
                data_dir=folder / "data",
                sites_file=sites,
                robots_dir=robots,
                use_keyring=False,
            )
        )
        self._import(items)

    def _import(self, count: int) -> None:
        """Bring the file in; what a form would give is queued as read and confirmed."""
        today = dt.datetime.now(JST).date()
        rows = rows_of(self._robot.id, count, seed=self._seed, today=today)
        if self._robot.table and self._robot.id not in AS_READ:
            path = self._folder / "rows.csv"
            write_rows(rows, list(self._robot.table.columns), path)
            preview = self.office.importing.preview(self._robot.id, path)
            self.office.importing.import_preview(preview, operator="bench")
            return
        batch = Batch(
            id="forms",
            robot_id=self._robot.id,
            kind=BatchKind.SCAN,
            source_name="bench",
            source_sha256="0" * 64,
            imported_by="bench",
            imported_at=self.office.now(),
        )
        drafts = [
            ItemDraft(
                number=number,
                values=nested(row),
                entry_key=entry_key(
                    self._robot, nested(row), self.office.vault.keyed_hash, origin=""
                ),
                state=ItemState.READY,
            )
            for number, row in enumerate(rows, start=1)
        ]
        self.office.store.items.add(batch, drafts)

    def work(self, *, record_screens: bool = False) -> int:
        """Run until nothing is open and everything was looked up; return the runs."""
        for number in range(_MOST_RUNS):
            if not self._open() and not self._is_unreconciled():
                return number
            # A world may not hang for ever.
            subprocess.run(
                [
                    *(sys.executable, "-m", "rpa_suite.cli", "run", self._robot.id),
                    *("--events", "--operator", "bench"),
                    *(("--record-screens",) if record_screens else ()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                cwd=ROOT,
                timeout=3600,
                check=False,
            )
        return _MOST_RUNS

    def _open(self) -> int:
        counts = self.office.store.items.counts(self._robot.id)
        return sum(counts.get(self._robot.id, {}).get(state, 0) for state in _OPEN)

    def _is_unreconciled(self) -> bool:
        return self.office.store.discrepancies.waiting(
            self._robot.id, Environment.TRAINING
        )

    def judge(self, runs: int) -> Verdict:
        """Hold the system's rows against the items."""
        items = self.office.items.find()
        rows = {row["receipt"]: row for row in self.system.rows()}
        silent = self.system.unstored()
        open_ones = self.office.store.discrepancies.find(settled=False)
        absent = {d.receipt for d in open_ones if d.kind is DiscrepancyKind.ABSENT}
        people = make_people(self._seed).people
        numbers = Counter((p.name, p.kana, p.birth) for p in people.values())
        by_name = {(p.name, p.kana, p.birth): p.number for p in people.values()}
        verdict = Verdict(items=len(items))
        for item in items:
            if item.reason_code:
                verdict.reasons[f"{item.state.value} {item.reason_code}"] += 1
            asked = item.reason_code.startswith(ASK)
            verdict.unsettled += item.state in _OPEN and not asked
            if item.state is not ItemState.DONE:
                continue
            verdict.done += 1
            row = rows.get(item.receipt or "")
            if item.receipt in silent:
                verdict.silent_failures += 1
                verdict.silent_missed += item.receipt not in absent
                continue
            record = read_record(
                self._robot, load_procedure(self._robot).item, item.values
            )
            someone = whom(record)
            key = (someone.name, someone.kana, someone.birth_date) if someone else None
            expected = by_name.get(key) if key and numbers[key] == 1 else None
            named = expected if someone else number_named(record)
            verdict.wrong_person += row is None or (
                named is not None and row["subject"] != named
            )
        entered = Counter(_case(row) for row in rows.values())
        verdict.doubled = sum(count - 1 for count in entered.values())
        verdict.held_touched = sum(
            row["subject"] in people and people[row["subject"]].protected
            for row in rows.values()
        )
        verdict.ledger_difference_min = float(
            self._ledger() - self._by_hand(items, runs)
        )
        return verdict

    def _ledger(self) -> Decimal:
        self.office.booking.of(self._robot)
        totals = self.office.store.ledger.totals(environment=Environment.TRAINING)
        return sum((total.saved for total in totals), Decimal(0))

    def _by_hand(self, items: list[WorkItem], runs: int) -> Decimal:
        """Return N × b − runs × (prep + sup): nobody looked at anything here."""
        baseline = self._robot.baseline
        if baseline is None:
            return Decimal(0)
        done = sum(item.state is ItemState.DONE for item in items)
        watched = baseline.preparation_minutes + baseline.supervision_minutes
        return done * baseline.minutes - runs * watched

    def close(self) -> None:
        """End everything of this world."""
        self.office.close()
        self.system.stop()


def _case(row: dict[str, Any]) -> tuple[str, str]:
    """Return what no two rows may share: person and everything that was entered."""
    return row["subject"], json.dumps(row["values"], sort_keys=True)


def rehearse(
    robot: Robot, *, items: int, seed: int, profile: Profile, record: bool
) -> Verdict:
    """Let one robot work off its file."""
    with tempfile.TemporaryDirectory(prefix="robots-") as name:
        folder = Path(name)
        world = World(robot, folder, items=items, seed=seed, profile=profile)
        try:
            started = time.monotonic()
            runs = world.work(record_screens=record)
            seconds = time.monotonic() - started
            verdict = world.judge(runs)
            verdict.runs, verdict.seconds = runs, round(seconds, 1)
            if record:
                screens = folder / "robots" / robot.id / "screens.toml"
                shutil.copy(screens, ROOT / "robots" / robot.id / "screens.toml")
            return verdict
        finally:
            world.close()


def _all(wanted: list[str]) -> Iterator[Robot]:
    robots = load_robots(ROOT / "robots")
    for robot in sorted(robots.values(), key=lambda each: each.task):
        if not wanted or robot.id in wanted:
            yield robot


def main(
    robot: Annotated[
        list[str] | None, typer.Argument(help="ロボット（既定: 全部）")
    ] = None,
    items: Annotated[int, typer.Option(help="1台あたりの明細")] = 100,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    profile: Annotated[Profile, typer.Option(help="障害の組")] = Profile.REALISTIC,
    record_screens: Annotated[
        bool, typer.Option("--record-screens", help="画面の控えを取り直す")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Let every robot work off a file, and count what was entered."""
    console = Console(stderr=True)
    verdicts: dict[str, Verdict] = {}
    for each in _all(robot or []):
        found = rehearse(
            each, items=items, seed=seed, profile=profile, record=record_screens
        )
        verdicts[each.id] = found
        console.print(
            f"{each.task} {each.id}: 完了 {found.done}/{found.items}"
            f" {'' if found.is_clean else '誤りあり'} {dict(found.reasons)}"
        )
    total = {
        name: sum(getattr(each, name) for each in verdicts.values())
        for name in (
            *("items", "done", "doubled", "wrong_person", "held_touched"),
            *("unsettled", "silent_failures", "silent_missed"),
            "ledger_difference_min",
        )
    }
    if as_json:
        per_robot = {name: each.as_json() for name, each in verdicts.items()}
        print(
            json.dumps(
                {"robots": len(verdicts), **total, "per_robot": per_robot},
                ensure_ascii=False,
            )
        )
    else:
        _show(verdicts)
    clean = all(each.is_clean for each in verdicts.values())
    raise typer.Exit(0 if clean and verdicts else 1)


def _show(verdicts: dict[str, Verdict]) -> None:
    table = Table(title="ロボット別の確認", title_justify="left")
    table.add_column("ロボット")
    for header in (
        "明細",
        "完了",
        "二重",
        "別人",
        "抑止",
        "未了",
        "F22見逃し",
        "台帳差",
        "秒/件",
    ):
        table.add_column(header, justify="right")
    for name, each in verdicts.items():
        table.add_row(
            name,
            *(str(n) for n in (each.items, each.done, each.doubled)),
            *(str(n) for n in (each.wrong_person, each.held_touched, each.unsettled)),
            str(each.silent_missed),
            f"{each.ledger_difference_min:g}",
            str(each.as_json()["seconds_per_item"]),
        )
    console = Console()
    # Piped, the table would otherwise be cut to 80 columns.
    (console if console.is_terminal else Console(width=120)).print(table)


if __name__ == "__main__":
    typer.run(main)
