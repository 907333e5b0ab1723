"""A desk of two robots in memory; refuses what the office would refuse."""

import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from rpa_suite.app.permissions import Permissions
from rpa_suite.app.records import RobotCard
from rpa_suite.app.run_folders import RunFolders
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.robots import Robot
from rpa_suite.model.work import Batch, ItemState, WorkItem
from tests.gui.small_cases import AT, ROBOTS, SITE, TEMPLATE
from tests.gui.small_cases import CLAIM as CLAIM
from tests.gui.small_cases import TRANSFER as TRANSFER
from tests.gui.small_parts import (
    SmallExceptions,
    SmallImporting,
    SmallItems,
    SmallPc,
    SmallPractising,
    SmallReconciling,
    SmallResults,
    SmallStaff,
)


class SmallDesk:
    """Answers the windows from memory.

    Attributes:
        why_not: Why no robot can run; empty when they can.
        unusable: Robots whose folder cannot be read, and why.
        kept: Every item.
        revealed: Ids of items whose personal fields were shown.
        exported: (batch id, path) of every export.
        hold_reading: Set while scans are read page after page without end.
        cancelled: Set when a reading was cancelled.
        import_error: Raised by the next import.
    """

    def __init__(self, folder: Path) -> None:
        self.run_folders = RunFolders(folder)
        self.staff = SmallStaff()
        self.permissions = Permissions(self, lambda: "練習職員", now=lambda: AT)
        self.audit = self.staff
        self.together = nullcontext  # memory stores everything at once
        self.templates: Mapping[str, FormTemplate] = {TEMPLATE.id: TEMPLATE}
        self.robots: dict[str, Robot] = dict(ROBOTS)
        self.unusable: dict[str, str] = {}
        self.why_not = ""
        self.to_look_up = False
        self.to_approve: tuple[Batch, ...] = ()
        self.approved: list[tuple[str, str]] = []
        self.kept: list[WorkItem] = []
        self.revealed: list[str] = []
        self.exported: list[tuple[str, Path]] = []
        self.hold_reading = False
        self.cancelled = threading.Event()
        self.import_error: Exception | None = None
        self.asked_for_cards = 0
        self.acted = []
        self.differing = []
        self.importing = SmallImporting(self)
        self.items = SmallItems(self)
        self.exceptions = SmallExceptions(self)
        self.reconciling = SmallReconciling(self)
        self.results = SmallResults(self)
        self.practising = SmallPractising()
        self.pc = SmallPc()

    def add_items(
        self, robot_id: str, count: int, state: ItemState = ItemState.READY
    ) -> list[WorkItem]:
        """Put items of one import into the store."""
        batch = uuid.uuid4().hex
        made = [
            WorkItem(
                id=uuid.uuid4().hex,
                batch_id=batch,
                robot_id=robot_id,
                number=number,
                state=state,
                values={"name": "練習 花子", "moved_on": "2026-04-01"},
                entry_key="",
                created_at=AT,
                updated_at=AT,
            )
            for number in range(1, count + 1)
        ]
        self.kept += made
        return made

    def sections(self) -> list[str]:
        return sorted({robot.section for robot in self.robots.values()})

    def current_user(self) -> str:
        return "練習職員"

    def cards(self) -> list[RobotCard]:
        self.asked_for_cards += 1
        return [
            RobotCard(
                robot=robot,
                site=SITE,
                counts=Counter(i.state for i in self.kept if i.robot_id == robot.id),
                last_run=None,
                why_not=self.why_not,
                to_look_up=self.to_look_up,
                to_approve=self.to_approve,
            )
            for robot in self.robots.values()
        ]
