"""A desk of two robots in memory; refuses what the office would refuse."""

import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

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
    Preview,
    PreviewRow,
    RobotCard,
    RowFate,
    RowProblem,
    Severity,
)
from rpa_suite.app.rerunning import make_ready
from rpa_suite.app.run_folders import RunFolders
from rpa_suite.errors import InputError, PageError
from rpa_suite.model.forms import (
    Box,
    Field,
    FieldKind,
    FilledForm,
    FormTemplate,
    Option,
    Reading,
)
from rpa_suite.model.robots import Robot, Site, TableInput
from rpa_suite.model.work import (
    Batch,
    BatchKind,
    Environment,
    ItemState,
    WorkItem,
)

CLAIM = "child_allowance_claim"
TRANSFER = "employee_transfer"
_AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
SITE = Site(
    id="training",
    title="練習用業務システム",
    origin="http://127.0.0.1:1",
    secret="training",
    environment=Environment.TRAINING,
)
ROBOTS = {
    CLAIM: Robot(
        id=CLAIM,
        title="児童手当 認定請求 入力",
        task="C1",
        section="子育て支援課",
        owner="手当係",
        site="training",
        entry_key=("name",),
        form="claim",
    ),
    TRANSFER: Robot(
        id=TRANSFER,
        title="給与所得者異動届 入力",
        task="T1",
        section="課税課",
        owner="特別徴収係",
        site="training",
        entry_key=("name",),
        table=TableInput(columns={"氏名": "name", "異動年月日": "moved_on"}),
        personal=("name",),
    ),
}
TEMPLATE = FormTemplate(
    id="claim",
    code="T",
    title="認定請求書",
    edition="2026",
    pages=1,
    paper_mm=(210.0, 297.0),
    fields=(
        Field(
            id="name",
            label="氏名",
            kind=FieldKind.TEXT,
            box=Box(left=20, top=40, width=80, height=10),
        ),
        Field(
            id="reason",
            label="請求の事由",
            kind=FieldKind.CHOICE,
            options=(
                Option(
                    value="move_in",
                    label="転入",
                    box=Box(left=20, top=60, width=20, height=8),
                ),
            ),
        ),
    ),
)


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
                created_at=_AT,
                updated_at=_AT,
            )
            for number in range(1, count + 1)
        ]
        self._items += made
        return made

    def hand_actions(self, item):
        return actions_for(item, on_paper=False)

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
        self.permissions.register(person, who="練習職員", now=_AT)

    def dismiss(self, account):
        self.permissions.dismiss(account, who="練習職員", now=_AT)

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
            rows=_scan_rows() if kind is BatchKind.SCAN else _table_rows(path),
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
            imported_at=_AT,
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

    def life(self, item_id: str, *, reveal: bool = False) -> Life:
        item = next(item for item in self._items if item.id == item_id)
        if reveal:
            self.revealed.append(item.id)
        held = item.state is ItemState.HELD
        return Life(
            item=item,
            batch=Batch(
                id=item.batch_id,
                robot_id=item.robot_id,
                kind=BatchKind.CSV,
                source_name="届.csv",
                source_sha256="0" * 64,
                imported_by="練習職員",
                imported_at=_AT,
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
                Moment(at=_AT, actor="練習職員", what="取込", told="CSV の1行目"),
                Moment(
                    at=_AT,
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


def _table_rows(path: Path) -> tuple[PreviewRow, ...]:
    """Two good rows and one with an error; a file named 全滅 has errors only."""
    bad = PreviewRow(
        number=3,
        fate=RowFate.ERROR,
        cells={"氏名": "練習 次郎", "異動年月日": "13月1日"},
        values={},
        entry_key="c",
        problems=(
            RowProblem(
                column="異動年月日",
                message="日付として読めません。",
                severity=Severity.ERROR,
            ),
        ),
    )
    good = [
        PreviewRow(
            number=number,
            fate=RowFate.READY,
            cells={"氏名": name, "異動年月日": "R8.4.1"},
            values={"name": name},
            entry_key=name,
        )
        for number, name in ((2, "練習 花子"), (4, "練習 三郎"))
    ]
    return (bad,) if "全滅" in path.name else (good[0], bad, good[1])


def _scan_rows() -> tuple[PreviewRow, ...]:
    picture = BytesIO()
    Image.new("RGB", (840, 1188), "white").save(picture, "PNG")
    form = FilledForm(
        template_id="claim",
        edition="2026",
        readings=(
            Reading(
                field_id="name",
                text="練習花子",
                value="練習花子",
                confidence=0.6,
                doubt="文字がはっきりしません。",
            ),
            Reading(field_id="reason", text="転入", value="move_in", confidence=0.99),
        ),
    )
    return (
        PreviewRow(
            number=1,
            fate=RowFate.REVIEW,
            cells={"氏名": "練習花子"},
            values={"name": "練習花子"},
            entry_key="a",
            doubts={"name": "文字がはっきりしません。"},
            problems=(
                RowProblem(
                    column="氏名",
                    message="文字がはっきりしません。",
                    severity=Severity.WARNING,
                ),
            ),
            form=form,
            pages={1: picture.getvalue()},
        ),
    )
