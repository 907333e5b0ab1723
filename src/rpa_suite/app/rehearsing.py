"""A rehearsal of one robot on the training system, with a verdict per promise.

Everything is thrown away afterwards but the fact that these very files came to the end.
"""

import json
import os
import tempfile
import time
import urllib.request
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.app.training_system import office_on, training_system
from rpa_suite.errors import InputError, SiteTrouble, SuiteError
from rpa_suite.model.events import Event
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Environment, ItemState, Run, RunState, WorkItem
from rpa_suite.robots.catalogue import load_procedure, robot_hash
from rpa_suite.robots.municipal.people import is_shown
from rpa_suite.robots.one_item import ASK
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.own_faults import told_of
from rpa_suite.robots.procedure import read_record
from rpa_suite.robots.someone import number_named, whom

_MOST_RUNS = 10
_OPEN = (
    ItemState.READY,
    ItemState.ENTERING,
    ItemState.SUBMITTING,
    ItemState.IN_DOUBT,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """One thing that a robot has to keep, and what was found."""

    title: str
    kept: bool
    found: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """How a rehearsal ended."""

    promises: tuple[Promise, ...]
    states: dict[str, int]

    @property
    def passed(self) -> bool:
        """Whether every promise was kept."""
        return all(each.kept for each in self.promises)


def rehearse(
    office: Office,
    robot_id: str,
    *,
    profile: str,
    file: Path | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
) -> Rehearsed:
    """Let a robot work off a file on a training system that misbehaves.

    Args:
        office: Knows the robot; is told that its files came to the end.
        robot_id: The robot.
        profile: ``calm``, ``realistic`` or ``hostile``.
        file: What the clerk brings; the robot's first sample by default.
        on_event: Told what happens.

    Raises:
        InputError: There is no file, or no row of it can be imported.
        SetupError: The training system does not start.
    """
    robot = office.robot(robot_id)
    file = file or sample_of(Path(robot.folder))
    with (
        tempfile.TemporaryDirectory(prefix="rehearsal-") as name,
        training_system(profile) as url,
    ):
        folder = Path(name)
        rehearsal = office_on(url, office.settings, folder, site=robot.site)
        try:
            preview = rehearsal.importing.preview(robot_id, file)
            batch = rehearsal.importing.import_preview(
                preview, operator="rehearsal"
            ).batch
            if robot.needs_approval:
                rehearsal.importing.approve(batch.id, who="rehearsal-2")
            _work(rehearsal, robot_id, on_event)
            found = _judge(rehearsal, robot, url)
        finally:
            rehearsal.close()
    if found.passed:
        _remember(office, robot_id)
    return found


def sample_of(folder: Path) -> Path:
    """Return the first sample of a robot's folder.

    Raises:
        InputError: There is none.
    """
    found = sorted(
        path
        for path in (folder / "samples").glob("*")
        if path.suffix.lower() in (".csv", ".xlsx", ".pdf", ".tif")
    )
    if not found:
        raise InputError(
            f"{folder / 'samples'} に見本がありません。--file で指定してください。"
        )
    return found[0]


def _work(rehearsal: Office, robot_id: str, on_event: Callable[[Event], None]) -> None:
    """Run until nothing is open; what the system's moods break off goes on."""
    for _ in range(_MOST_RUNS):
        try:
            run(
                rehearsal,
                RunRequest(robot_id=robot_id, operator="rehearsal"),
                on_event=on_event,
                orders=Orders(),
            )
        except SiteTrouble:
            continue
        except SuiteError:
            raise
        except Exception as error:
            folder = Path(rehearsal.robot(robot_id).folder)
            if told := told_of(folder, error):
                raise InputError(
                    f"ロボットの手順に誤りがあり、途中で止まりました。{told}"
                ) from error
            raise
        if not rehearsal.items.find(robot_id=robot_id, states=_OPEN):
            return
        time.sleep(1.0)


def _judge(rehearsal: Office, robot: Robot, url: str) -> Rehearsed:
    items = rehearsal.items.find()
    rows = [row for row in _told(url, "rows") if row["staff"] != "seed"]
    unstored = set(_told(url, "unstored"))
    done = [item for item in items if item.state is ItemState.DONE]
    receipts = Counter(item.receipt for item in done)
    stored = {row["receipt"]: row for row in rows}
    wrong = sum(
        not is_about(item, robot, stored[item.receipt])
        for item in done
        if item.receipt in stored
    )
    held = sum(bool(row["person"] and row["person"]["支援措置"]) for row in rows)
    lost = sum(r not in stored and r not in unstored for r in receipts)
    strange = len(stored.keys() - set(receipts))
    cases = Counter((row["subject"], json.dumps(row["values"])) for row in rows)
    doubled = sum(count - 1 for count in cases.values())
    still_open = sum(
        item.state in _OPEN and not item.reason_code.startswith(ASK) for item in items
    )
    reported = {d.receipt for d in rehearsal.store.discrepancies.find(settled=False)}
    missed = len(unstored & set(receipts) - reported)
    return Rehearsed(
        promises=(
            Promise(
                title="登録がある",
                kept=bool(done),
                found=f"完了 {len(done)}件 / {len(items)}件",
            ),
            Promise(title="二重登録がない", kept=not doubled, found=f"{doubled}件"),
            Promise(title="別人に登録しない", kept=not wrong, found=f"{wrong}件"),
            Promise(
                title="支援措置対象者に登録しない", kept=not held, found=f"{held}件"
            ),
            Promise(title="登録が失われない", kept=not lost, found=f"{lost}件"),
            Promise(title="知らない登録がない", kept=not strange, found=f"{strange}件"),
            Promise(
                title="登録されない「完了」を突合で見つける",
                kept=not missed,
                found=f"見逃し {missed}件",
            ),
            Promise(
                title="すべての明細が理由のある状態で終わる",
                kept=not still_open,
                found=f"途中 {still_open}件",
            ),
        ),
        states=dict(Counter(item.state.value for item in items)),
    )


def is_about(item: WorkItem, robot: Robot, row: dict[str, Any]) -> bool:
    """Whether an entry is about whom the item names, by the system's own register.

    An item that names nobody by a birth date has the number itself.
    """
    record = read_record(robot, load_procedure(robot).item, item.values)
    someone = whom(record)
    if someone is not None:
        return row["person"] is not None and is_shown(row["person"], someone)
    return bool(row["subject"] == number_named(record))


def _remember(office: Office, robot_id: str) -> None:
    """Store that these very files came to their end on the training system."""
    run_id = uuid.uuid4().hex
    now = office.now()
    office.store.runs.start(
        Run(
            id=run_id,
            robot_id=robot_id,
            robot_hash=robot_hash(office.robot(robot_id)),
            environment=Environment.TRAINING,
            operator=office.current_user(),
            worker=f"rehearsal:{os.getpid()}",
            started_at=now,
        )
    )
    office.store.runs.finish(run_id, RunState.FINISHED, "練習用での確認", now=now)


def _told(url: str, what: str) -> Any:
    with urllib.request.urlopen(f"{url}/instructor/{what}.json") as answer:
        return json.load(answer)
