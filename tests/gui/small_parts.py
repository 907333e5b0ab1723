"""The parts of the small desk: each answers as the office's part of that name does."""

from collections import Counter
from dataclasses import replace

from rpa_suite.app.approving import ApprovalSheet
from rpa_suite.app.doctor import Finding
from rpa_suite.app.hand_actions import actions_for
from rpa_suite.app.hand_cases import stuck_items
from rpa_suite.app.life import Life, LifeField, Moment
from rpa_suite.app.previewing import kind_of, takes
from rpa_suite.app.proposing import Proposal
from rpa_suite.app.records import Imported, ItemSheet, Preview, RowFate
from rpa_suite.app.rerunning import make_ready
from rpa_suite.errors import InputError, PageError
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Batch, BatchKind, ItemLines, ItemState
from tests.gui.small_cases import AT, scan_rows, table_rows


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


class SmallPc:
    def places(self):
        return {"データの場所": "/office/data"}

    def examine(self):
        return [
            Finding(check="ブラウザー", ok=True, detail="Chromium", advice=""),
            Finding(
                check="フォント", ok=False, detail="ありません", advice="入れます。"
            ),
        ]

    def live_picture(self, folder):
        return None


class SmallPractising:
    def find(self):
        return None


class _Part:
    def __init__(self, desk):
        self._desk = desk


class SmallImporting(_Part):
    def proposals(self, path):
        kind = kind_of(path)
        return [
            Proposal(robot=robot, why="見出しが合います。", is_sure=True)
            for robot in self._desk.robots.values()
            if takes(robot, kind)
        ]

    def preview(self, robot_id, path, *, on_page=lambda number, total: None):
        kind = kind_of(path)
        if not takes(self._desk.robots[robot_id], kind):
            raise InputError(f"「{path.name}」は種類が違います。選び直してください。")
        if kind is BatchKind.SCAN:
            on_page(1, 2)
            if self._desk.hold_reading:
                self._desk.cancelled.wait(10)
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

    def cancel_reading(self):
        self._desk.cancelled.set()

    def import_preview(self, preview, *, operator):
        desk = self._desk
        if desk.import_error:
            raise desk.import_error
        rows = [r for r in preview.rows if r.fate in (RowFate.READY, RowFate.REVIEW)]
        if not rows:
            raise InputError("取り込める行がありません。")
        items = [
            replace(item, number=row.number, state=ItemState(row.fate.value.upper()))
            for item, row in zip(
                desk.add_items(preview.robot_id, len(rows)), rows, strict=True
            )
        ]
        desk.kept[-len(items) :] = items
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

    def to_approve(self, batch_id):
        (batch,) = (each for each in self._desk.to_approve if each.id == batch_id)
        return ApprovalSheet(
            batch=batch,
            columns=("氏名", "結果"),
            rows=((2, ("大田 花子", "決定")), (3, ("大田 次郎", "保留"))),
            payload_hash="h",
        )

    def approve(self, batch_id, *, who, seen):
        assert seen == "h"
        desk = self._desk
        desk.approved.append((batch_id, who))
        (batch,) = (each for each in desk.to_approve if each.id == batch_id)
        desk.to_approve = ()
        return batch


class SmallItems(_Part):
    def find(self, *, robot_id=None, batch_id=None, states=()):
        return [
            item
            for item in self._desk.kept
            if robot_id in (None, item.robot_id)
            and batch_id in (None, item.batch_id)
            and (not states or item.state in states)
        ]

    def one(self, item_id):
        return next(item for item in self._desk.kept if item.id == item_id)

    def with_receipt(self, receipt):
        return next((i for i in self._desk.kept if i.receipt == receipt), None)

    def sheet(self, robot_id, *, newest_only=False):
        lines = ItemLines()
        lines.extend(self.find(robot_id=robot_id))
        sizes = Counter(lines.batch_ids)
        return ItemSheet(
            lines=lines,
            counts=Counter(lines.states),
            imports={batch: (AT, size) for batch, size in sizes.items()},
        )

    def life(self, item_id, *, reveal=False):
        item = self.one(item_id)
        if reveal:
            self._desk.revealed.append(item.id)
        held = item.state is ItemState.HELD
        return Life(
            item=item,
            may_reveal=self._desk.permissions.may(Duty.REVEAL),
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


class SmallExceptions(_Part):
    def waiting(self):
        return list(stuck_items(self._desk.robots, self._desk.kept))

    def actions(self, item):
        may = self._desk.permissions.may(Duty.SETTLE)
        return actions_for(item, on_paper=False) if may else ()

    def act(self, item_id, action, *, who, told=""):
        self._desk.acted.append((item_id, action, told))
        return self._desk.items.one(item_id)

    def ready_again(self, items, *, who):
        return make_ready(items, lambda each, action: self.act(each, action, who=who))


class SmallReconciling(_Part):
    def of_robot(self, robot_id):
        return list(self._desk.differing)

    def settle(self, receipt, *, who, note):
        if not note.strip():
            raise InputError(
                "どう対応したかを書いてください（例: 画面で登録し直した）。"
            )
        desk = self._desk
        desk.differing = [d for d in desk.differing if d[0].receipt != receipt]


class SmallResults(_Part):
    def export_sheet(self, batch_id, path):
        self._desk.exported.append((batch_id, path))
        return len(self._desk.items.find(batch_id=batch_id))

    def export_slip(self, batch_id, path):
        return self.export_sheet(batch_id, path)

    def export_papers(self, batch_id, path):
        return self.export_sheet(batch_id, path)
