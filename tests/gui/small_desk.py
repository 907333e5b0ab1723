"""A desk of two robots in memory; refuses what the office would refuse."""

import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gui.desk import OnPage
from rpa_suite.app.doctor import Finding
from rpa_suite.app.exceptions import stuck_items
from rpa_suite.app.hand_actions import actions_for
from rpa_suite.app.life import Life, LifeField, Moment
from rpa_suite.app.permissions import Permissions
from rpa_suite.app.previewing import kind_of, takes
from rpa_suite.app.proposing import Proposal
from rpa_suite.app.records import (
    Imported,
    ItemSheet,
    Preview,
    RobotCard,
    RowFate,
)
from rpa_suite.app.rerunning import make_ready
from rpa_suite.app.run_folders import RunFolders
from rpa_suite.errors import InputError, PageError
from rpa_suite.model.forms import (
    FormTemplate,
)
from rpa_suite.model.robots import Robot
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import (
    Batch,
    BatchKind,
    ItemLines,
    ItemState,
    WorkItem,
)
from tests.gui.small_cases import AT, ROBOTS, SITE, TEMPLATE, scan_rows, table_rows
from tests.gui.small_cases import CLAIM as CLAIM
from tests.gui.small_cases import TRANSFER as TRANSFER


class SmallStaff:
    """People and what was noted of them, in memory."""

    def __init__(self):
        self.people = {}
        self.noted = []

    def everybody(self):
        return sorted(self.people.values(), key=lambda each: each.account)

    def get(self, account):
        return self.people.get(account)

    def save(self, person, *, by, now):
        self.people[person.account] = person

    def remove(self, account):
        self.people.pop(account, None)

    def record(self, *, actor, action, subject, detail, now):
        self.noted.append((actor, action, subject))


class SmallDesk:
    """Answers the windows from memory.

    Attributes:
        why_not: Why no robot can run; empty when they can.
        revealed: Ids of items whose personal fields were shown.
        exported: (batch id, path) of every export.
        hold_reading: Set while scans are read page after page without end.
        import_error: Raised by the next import.
    """

    def __init__(self, folder: Path) -> None:
        self.run_folders = RunFolders(folder)
        self.staff = SmallStaff()
        self.permissions = Permissions(self, lambda: "練習職員")
        self.audit = self.staff
        self.templates: Mapping[str, FormTemplate] = {TEMPLATE.id: TEMPLATE}
        self.robots: dict[str, Robot] = dict(ROBOTS)
        self.why_not = ""
        self.to_look_up = False
        self.to_approve: tuple[Batch, ...] = ()
        self.approved: list[tuple[str, str]] = []
        self.revealed: list[str] = []
        self.exported: list[tuple[str, Path]] = []
        self.hold_reading = False
        self.import_error: Exception | None = None
        self.asked_for_cards = 0
        self._items: list[WorkItem] = []
        self._cancelled = threading.Event()
        self.acted = []
        self.differing = []

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
        self._items += made
        return made

    def hand_actions(self, item):
        may = self.permissions.may(Duty.SETTLE)
        return actions_for(item, on_paper=False) if may else ()

    def act(self, item_id, action, *, who, told=""):
        self.acted.append((item_id, action, told))
        return next(item for item in self._items if item.id == item_id)

    def discrepancies(self, robot_id):
        return list(self.differing)

    def settle_discrepancy(self, receipt, *, who, note):
        if not note.strip():
            raise InputError(
                "どう対応したかを書いてください（例: 画面で登録し直した）。"
            )
        self.differing = [d for d in self.differing if d[0].receipt != receipt]

    def places(self):
        return {"データの場所": "/office/data"}

    def sections(self):
        return sorted({robot.section for robot in self.robots.values()})

    def examine(self):
        return [
            Finding(check="ブラウザー", ok=True, detail="Chromium", advice=""),
            Finding(
                check="フォント", ok=False, detail="ありません", advice="入れます。"
            ),
        ]

    def register(self, person):
        self.permissions.register(person, who="練習職員", now=AT)

    def dismiss(self, account):
        self.permissions.dismiss(account, who="練習職員", now=AT)

    def practice(self):
        return None

    def live_picture(self, folder):
        return None

    def ready_again(self, items, *, who):
        return make_ready(items, lambda each, action: self.act(each, action, who=who))

    def export_slip(self, batch_id, path):
        self.exported.append((batch_id, path))
        return len(self.items(batch_id=batch_id))

    def current_user(self) -> str:
        return "練習職員"

    def cards(self) -> list[RobotCard]:
        self.asked_for_cards += 1
        return [
            RobotCard(
                robot=robot,
                site=SITE,
                counts=Counter(i.state for i in self._items if i.robot_id == robot.id),
                last_run=None,
                why_not=self.why_not,
                to_look_up=self.to_look_up,
                to_approve=self.to_approve,
            )
            for robot in self.robots.values()
        ]

    def approve(self, batch_id: str, *, who: str) -> Batch:
        self.approved.append((batch_id, who))
        (batch,) = (each for each in self.to_approve if each.id == batch_id)
        self.to_approve = ()
        return batch

    def preview(
        self,
        robot_id: str,
        path: Path,
        *,
        on_page: OnPage = lambda number, total: None,
    ) -> Preview:
        kind = kind_of(path)
        if not takes(self.robots[robot_id], kind):
            raise InputError(f"「{path.name}」は種類が違います。選び直してください。")
        if kind is BatchKind.SCAN:
            on_page(1, 2)
            if self.hold_reading:
                self._cancelled.wait(10)
                raise PageError("読み取り中に読取処理が止まりました。")
            on_page(2, 2)
        return Preview(
            robot_id=robot_id,
            path=path,
            kind=kind,
            sha256="0" * 64,
            columns=("氏名", "異動年月日"),
            rows=scan_rows() if kind is BatchKind.SCAN else table_rows(path),
            notes=("文字コード: CP932",) if kind is BatchKind.CSV else (),
        )

    def cancel_reading(self) -> None:
        self._cancelled.set()

    def import_preview(self, preview: Preview, *, operator: str) -> Imported:
        if self.import_error:
            raise self.import_error
        rows = [r for r in preview.rows if r.fate in (RowFate.READY, RowFate.REVIEW)]
        if not rows:
            raise InputError("取り込める行がありません。")
        items = [
            replace(item, number=row.number, state=ItemState(row.fate.value.upper()))
            for item, row in zip(
                self.add_items(preview.robot_id, len(rows)), rows, strict=True
            )
        ]
        self._items[-len(items) :] = items
        batch = Batch(
            id=items[0].batch_id,
            robot_id=preview.robot_id,
            kind=preview.kind,
            source_name=preview.path.name,
            source_sha256=preview.sha256,
            imported_by=operator,
            imported_at=AT,
        )
        return Imported(
            batch=batch, items=tuple(items), left_out=len(preview.rows) - len(items)
        )

    def items(
        self,
        *,
        robot_id: str | None = None,
        batch_id: str | None = None,
        states: tuple[ItemState, ...] = (),
    ) -> list[WorkItem]:
        return [
            item
            for item in self._items
            if robot_id in (None, item.robot_id)
            and batch_id in (None, item.batch_id)
            and (not states or item.state in states)
        ]

    def item(self, item_id: str) -> WorkItem:
        return next(item for item in self._items if item.id == item_id)

    def item_sheet(self, robot_id: str, *, newest_only: bool = False) -> ItemSheet:
        lines = ItemLines()
        lines.extend(self.items(robot_id=robot_id))
        sizes = Counter(lines.batch_ids)
        return ItemSheet(
            lines=lines,
            counts=Counter(lines.states),
            imports={batch: (AT, size) for batch, size in sizes.items()},
        )

    def life(self, item_id: str, *, reveal: bool = False) -> Life:
        item = next(item for item in self._items if item.id == item_id)
        if reveal:
            self.revealed.append(item.id)
        held = item.state is ItemState.HELD
        return Life(
            item=item,
            may_reveal=self.permissions.may(Duty.REVEAL),
            batch=Batch(
                id=item.batch_id,
                robot_id=item.robot_id,
                kind=BatchKind.CSV,
                source_name="届.csv",
                source_sha256="0" * 64,
                imported_by="練習職員",
                imported_at=AT,
            ),
            fields=()
            if held
            else (
                LifeField(
                    field_id="name",
                    label="氏名",
                    text=item.values["name"] if reveal else "＊＊＊＊＊",
                ),
                LifeField(
                    field_id="moved_on",
                    label="異動年月日",
                    text=item.values["moved_on"],
                ),
            ),
            moments=(
                Moment(at=AT, actor="練習職員", what="取込", told="CSV の1行目"),
                Moment(
                    at=AT,
                    actor="pc-7:4711:1795455260.51",
                    what="実行待ち → 入力中",
                ),
            ),
        )

    def exceptions(self):
        return list(stuck_items(self.robots, self._items))

    def with_receipt(self, receipt):
        return next((i for i in self._items if i.receipt == receipt), None)

    def proposals(self, path):
        kind = kind_of(path)
        return [
            Proposal(robot=robot, why="見出しが合います。", is_sure=True)
            for robot in self.robots.values()
            if takes(robot, kind)
        ]

    def export_results(self, batch_id: str, path: Path) -> int:
        self.exported.append((batch_id, path))
        return len(self.items(batch_id=batch_id))
