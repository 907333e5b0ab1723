"""A throw-away queue, a real browser and the training system, for tests of robots."""

import json
import urllib.request
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rpa_suite.model.events import Event
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.work import (
    Batch,
    BatchKind,
    Environment,
    ItemState,
    Run,
    WorkItem,
)
from rpa_suite.robots.browser import BrowserSettings
from rpa_suite.robots.catalogue import load_procedure, load_robot
from rpa_suite.robots.orders import Orders
from rpa_suite.robots.runner import run_robot
from rpa_suite.security.credentials import Credential
from rpa_suite.security.vault import Vault
from rpa_suite.store import ItemDraft, Store, open_store

ROBOTS = Path(__file__).parents[2] / "robots"


@dataclass
class Rehearsal:
    """One robot with its queue on a running training system."""

    robot: Robot
    store: Store
    url: str
    folder: Path
    password: str = "renshu-1"
    robot_only: bool = True
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, robot_id, *, url, folder):
        store = open_store(
            f"sqlite:///{folder / 'suite.db'}",
            Vault(b"k" * 32),
            files=folder / "sealed",
        )
        return cls(load_robot(ROBOTS / robot_id), store, url, folder)

    def close(self):
        self.store.close()

    def queue(self, records) -> list[WorkItem]:
        """Queue records as READY items."""
        batch = Batch(
            id=uuid.uuid4().hex,
            robot_id=self.robot.id,
            kind=BatchKind.CSV,
            source_name="test",
            source_sha256="0" * 64,
            imported_by="test",
            imported_at=datetime.now(UTC),
        )
        drafts = [
            ItemDraft(
                number=number,
                values=record,
                entry_key=uuid.uuid4().hex * 2,
                state=ItemState.READY,
            )
            for number, record in enumerate(records, start=1)
        ]
        return self.store.items.add(batch, drafts)

    def run(
        self,
        *,
        orders=None,
        hear=None,
        worker="test",
        parallel=1,
        record_screens=False,
        lease_seconds=120.0,
    ):
        """Run the robot over what is queued; returns how the run ended."""
        run_id = uuid.uuid4().hex

        def on_event(event):
            self.events.append(event)
            if hear:
                hear(event)

        self.store.runs.start(
            Run(
                id=run_id,
                robot_id=self.robot.id,
                robot_hash="0" * 64,
                environment=Environment.TRAINING,
                operator="test",
                worker=worker,
                started_at=datetime.now(UTC),
            )
        )
        return run_robot(
            self.robot,
            load_procedure(self.robot),
            Site(
                id="training",
                title="練習用",
                origin=self.url,
                secret="training",
                environment=Environment.TRAINING,
                robot_only=self.robot_only,
            ),
            [
                Credential("1000001", self.password),
                *(
                    Credential(f"100000{n}", f"renshu-{n}")
                    for n in range(2, parallel + 1)
                ),
            ],
            self.store.items,
            self.store.evidence,
            runs=self.store.runs,
            reconciliations=self.store.discrepancies,
            run_id=run_id,
            worker=worker,
            browser=BrowserSettings(data_dir=self.folder, timeout_seconds=10.0),
            clock=lambda: datetime.now(UTC),
            on_event=on_event,
            orders=orders or Orders(),
            record_screens=record_screens,
            lease_seconds=lease_seconds,
        )

    def now(self) -> datetime:
        return datetime.now(UTC)

    def states(self) -> list[ItemState]:
        return [item.state for item in self.store.items.find()]

    def rows(self):
        """What the training system stored in this rehearsal."""
        with urllib.request.urlopen(f"{self.url}/instructor/rows.json") as answer:
            return [row for row in json.load(answer) if row["staff"] != "seed"]

    def misbehave(self, **faults):
        """Switch faults: ``misbehave(F19={"at": [2], "way": "reset_after"})``."""
        self.plan_faults({"profile": "calm", "pace": 0.05, "faults": faults})

    def plan_faults(self, plan):
        """Say which 登録 goes wrong: ``{2: "reset_after"}``."""
        request = urllib.request.Request(
            f"{self.url}/instructor/faults",
            data=json.dumps(plan).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request).close()
