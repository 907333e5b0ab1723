"""One office on one PC: its robots, its store, and what a person may ask of them."""

import unicodedata
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rpa_suite.app import accepting, approving, booking, previewing
from rpa_suite.app.bpr import Register
from rpa_suite.app.doctor import Finding, examine
from rpa_suite.app.exceptions import HandCase, gather
from rpa_suite.app.hand_actions import HandAction, actions_for
from rpa_suite.app.import_source import source_of
from rpa_suite.app.item_records import (
    entry_key,
    flattened,
    is_personal,
    label_of,
    masked,
    problems_of,
    with_form_labels,
)
from rpa_suite.app.life import Life, life_of
from rpa_suite.app.measuring import Measuring
from rpa_suite.app.mending import Earlier, Edits, compared, mended
from rpa_suite.app.paper_cases import PaperCases
from rpa_suite.app.permissions import Permissions
from rpa_suite.app.practising import (
    Practice,
    colleague_looks,
    find_practice,
    know_credential,
    make_sample,
)
from rpa_suite.app.proposing import Proposal, proposals
from rpa_suite.app.reading_process import OnPage, ReadingProcess
from rpa_suite.app.records import (
    Imported,
    ItemSheet,
    Preview,
    PreviewRow,
    RobotCard,
    RowFate,
)
from rpa_suite.app.rerunning import make_ready, rerunnable
from rpa_suite.app.run_folders import RunFolder, RunFolders
from rpa_suite.app.run_reporting import PICTURE_PURPOSE
from rpa_suite.app.savings import Savings
from rpa_suite.app.verifying import (
    Doubt,
    FormEnd,
    doubts_of,
    every_field,
    wrong_fields,
)
from rpa_suite.errors import InputError, ManifestError
from rpa_suite.jp.eras import JST
from rpa_suite.kpi.figures import KpiFigures
from rpa_suite.model.forms import FilledForm, FormTemplate, nested
from rpa_suite.model.reconciling import Discrepancy
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.staff import Duty, Staff
from rpa_suite.model.verifying import FieldLook, LookOutcome
from rpa_suite.model.work import (
    Batch,
    Environment,
    ItemEvent,
    ItemLine,
    ItemState,
    WorkItem,
)
from rpa_suite.ocr.templates import usable_templates
from rpa_suite.robots.catalogue import load_record, load_sites, usable_robots
from rpa_suite.security.vault import Vault
from rpa_suite.settings import Settings
from rpa_suite.store import ItemDraft, Store, open_store
from rpa_suite.store.evidence import EvidenceRef

_REVIEW = (ItemState.REVIEW,)


class Office:
    """Opens the parts once and answers the windows and the command line.

    Every method is safe to call from a worker thread; none shows anything.

    Attributes:
        robots: The robots found, by id.
        sites: The registered business systems, by id.
        templates: The known paper forms, by id.
        run_folders: The runs of this PC that a window can look at.
        permissions: What the person signed in may do.
        savings: Hours saved: figures, closing, corrections.
        measuring: Minutes by hand: stopwatch, versions, approval.
        bpr: 業務 that might be automated next.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        vault: Vault,
        robots: Mapping[str, Robot],
        sites: Mapping[str, Site],
        templates: Mapping[str, FormTemplate],
    ) -> None:
        self.settings = settings
        self.store = store
        self.vault = vault
        self.robots = robots
        self.unusable: dict[str, str] = {}
        self.sites = sites
        self.templates = templates
        self.run_folders = RunFolders(settings.data_dir)
        self.permissions = Permissions(store)
        self._cases = PaperCases(store, templates)
        self.reading = ReadingProcess(
            settings.templates_dir, threads=settings.reader_threads
        )
        desk = (store, robots, self.permissions)
        self.savings = Savings(*desk, settings, now=self.now)
        self.measuring = Measuring(*desk, now=self.now)
        self.bpr = Register(store, self.savings, self.permissions, now=self.now)

    @classmethod
    def open(cls, settings: Settings | None = None) -> "Office":
        """Open the database, the vault and the folders that ``settings`` name.

        Raises:
            SuiteError: The database, the key or sites.toml is unusable.
        """
        settings = settings or Settings()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        vault = Vault.open(settings.data_dir, use_keyring=settings.use_keyring)
        store = open_store(
            settings.store_url, vault, files=settings.data_dir / "sealed"
        )
        templates, no_forms = usable_templates(settings.templates_dir)
        robots, unusable = usable_robots(settings.robots_dir)
        for robot in list(robots.values()):
            if robot.form and robot.form in no_forms:
                unusable[robot.id] = no_forms[robot.form]
                del robots[robot.id]
        office = cls(
            settings,
            store,
            vault,
            {each.id: with_form_labels(each, templates) for each in robots.values()},
            load_sites(settings.sites),
            templates,
        )
        office.unusable = unusable
        return office

    def close(self) -> None:
        """End the reading process and let go of the database."""
        self.reading.close()
        self.store.close()

    def current_user(self) -> str:
        """Return the OS account of the person at the desk."""
        return self.permissions.account

    # What there is.

    def robot(self, robot_id: str) -> Robot:
        """Return the robot with this id.

        Raises:
            ManifestError: There is none, or its manifest or form cannot be read.
        """
        if robot_id in self.unusable:
            raise ManifestError(self.unusable[robot_id])
        try:
            return self.robots[robot_id]
        except KeyError as error:
            known = "、".join(sorted(self.robots)) or "なし"
            raise ManifestError(
                f"ロボット「{robot_id}」はありません。登録済み: {known}"
            ) from error

    def cards(self) -> list[RobotCard]:
        """Return one card a robot, in the order of the 業務 numbers."""
        counts = self.store.items.counts()
        stopped = accepting.stopped_words(self.store.spot_checks.stopped())
        return [
            RobotCard(
                robot=robot,
                site=self.sites.get(robot.site),
                counts=counts.get(robot.id, {}),
                last_run=self.store.runs.last(robot.id),
                why_not=(
                    ""
                    if robot.site in self.sites
                    else f"業務システム「{robot.site}」が登録されていません。"
                ),
                to_look_up=robot.site in self.sites
                and self.store.discrepancies.waiting(
                    robot.id, self.sites[robot.site].environment
                ),
                to_approve=tuple(approving.waiting_batches(self.store, robot)),
                stopped=stopped if robot.form else "",
            )
            for robot in sorted(
                self.permissions.seen(self.robots).values(),
                key=lambda robot: (robot.section, robot.task),
            )
        ]

    def proposals(self, path: Path) -> list[Proposal]:
        """Return the robots that could take this file, the likeliest first.

        Raises:
            InputError: No robot reads such files, or this one is unusable.
        """
        seen = self.permissions.seen(self.robots)
        return proposals(path, seen, self.templates, self.reading)

    # Import.

    def preview(
        self,
        robot_id: str,
        path: Path,
        *,
        on_page: OnPage = lambda number, total: None,
    ) -> Preview:
        """Say what an import would do; scans are read in another process.

        Raises:
            InputError: The file as a whole is unusable; nothing was stored.
        """
        robot = self.robot(robot_id)
        self.permissions.require(Duty.IMPORT, robot)
        self.reading.heads = self.store.learning.current_content()
        preview = previewing.preview_file(
            robot,
            load_record(robot),
            path,
            templates=self.templates,
            reading=self.reading,
            keyed_hash=self.vault.keyed_hash,
            find_live=self.live_item_id,
            chooser=self.chooser(),
            today=self.today(),
            on_page=on_page,
            aliases_for=lambda written: self.store.column_maps.find(robot_id, written),
        )
        earlier = self.store.batches.with_source(robot_id, preview.sha256)
        return replace(preview, same_file=earlier.id if earlier else None)

    def name_columns(
        self, robot_id: str, written: Sequence[str], columns: Mapping[str, str]
    ) -> None:
        """Remember what the columns of a sender mean, for all his later files.

        Args:
            robot_id: Takes the files.
            written: The header as the file spells it; knows the sender.
            columns: File's column to the robot's column.
        """
        self.permissions.require(Duty.IMPORT, self.robot(robot_id))
        self.store.column_maps.remember(
            robot_id, written, columns, who=self.current_user(), now=self.now()
        )

    def mend(self, original: Preview, edits: Edits) -> Preview:
        """Say what an import would do with what the clerk typed over the file."""
        robot = self.robot(original.robot_id)
        return mended(
            robot,
            load_record(robot),
            original,
            edits,
            keyed_hash=self.vault.keyed_hash,
            find_live=self.live_item_id,
        )

    def earlier(self, row: PreviewRow, robot_id: str) -> Earlier:
        """Return the stored entry that a row repeats, field by field.

        Raises:
            StoreError: It is not there any more.
        """
        item = self.store.items.get(row.duplicate_of or "")
        robot = self.robot(robot_id)
        self.permissions.require_sight(robot)
        return Earlier(
            item=item,
            fields=tuple(compared(robot, row.values, item.values, veiled=True)),
        )

    def chooser(self) -> accepting.Chooser:
        """Return what says which sure readings a person looks at all the same."""
        return accepting.Chooser(
            stopped=frozenset(self.store.spot_checks.stopped()),
            share=self.settings.spot_check_share,
            keyed_hash=self.vault.keyed_hash,
        )

    def cancel_reading(self) -> None:
        """End the reading of a scan: ``preview`` fails, nothing is stored."""
        self.reading.close()

    def import_preview(self, preview: Preview, *, operator: str) -> Imported:
        """Store the importable rows of a preview as one batch.

        Raises:
            InputError: No row can be imported.
        """
        self._require(Duty.IMPORT, preview.robot_id, operator)
        rows = [r for r in preview.rows if r.fate in (RowFate.READY, RowFate.REVIEW)]
        if not rows:
            raise InputError(
                f"「{preview.path.name}」には取り込める行がありません。"
                "確認事項を見て、ファイルを直してからもう一度取り込んでください。"
            )
        now = self.now()
        batch = Batch(
            id=uuid.uuid4().hex,
            robot_id=preview.robot_id,
            kind=preview.kind,
            source_name=preview.path.name,
            source_sha256=preview.sha256,
            imported_by=operator,
            imported_at=now,
        )
        items = self.store.items.add(
            batch,
            [
                ItemDraft(
                    number=row.number,
                    values=row.values,
                    doubts=row.doubts,
                    entry_key=row.entry_key,
                    state=(
                        ItemState.READY
                        if row.fate is RowFate.READY
                        else ItemState.REVIEW
                    ),
                    form=row.form,
                    pages=row.pages,
                )
                for row in rows
            ],
        )
        source = source_of(preview)
        if source:
            self.store.sources.keep(batch.id, source)
        accepting.note_drawn(self.store, items, rows, self.templates, now=now)
        self.store.audit.record(
            actor=operator,
            action="import",
            subject=batch.id,
            detail={
                "robot": batch.robot_id,
                "items": str(len(items)),
                "mended": str(sum(len(row.mended) for row in rows)),
            },
            now=now,
        )
        return Imported(
            batch=batch, items=tuple(items), left_out=len(preview.rows) - len(rows)
        )

    def approve(self, batch_id: str, *, who: str) -> Batch:
        """Approve an import (承認) as another person than who brought it in.

        Raises:
            InputError: The same person, or rows that wait to be confirmed.
        """
        self._require(Duty.APPROVE, self.store.batches.get(batch_id).robot_id, who)
        return approving.approve(self.store, batch_id, who=who, now=self.now())

    # Items.

    def items(
        self,
        *,
        robot_id: str | None = None,
        batch_id: str | None = None,
        states: tuple[ItemState, ...] = (),
    ) -> list[WorkItem]:
        """Return the items that the person signed in may see, oldest first."""
        found = self.store.items.find(
            robot_id=robot_id, batch_id=batch_id, states=states
        )
        if self.permissions.is_open:
            return found
        hidden = self.robots.keys() - self.permissions.seen(self.robots)
        return [item for item in found if item.robot_id not in hidden]

    def item_sheet(self, robot_id: str, *, newest_only: bool = False) -> ItemSheet:
        """Return what the list of a robot's items shows.

        Args:
            robot_id: Whose items.
            newest_only: The newest import alone: at once, while the rest may take
                a second.
        """
        self.permissions.require_sight(self.robot(robot_id))
        times = self.store.batches.times(robot_id)
        newest = next(iter(times), None)
        lines = self.store.items.lines(
            robot_id, batch_id=newest if newest_only else None
        )
        sizes = Counter(lines.batch_ids)
        return ItemSheet(
            lines=lines,
            counts=self.store.items.counts(robot_id).get(robot_id, {}),
            imports={i: (at, sizes[i]) for i, at in times.items() if sizes[i]},
        )

    def item(self, item_id: str) -> WorkItem:
        """Return one item."""
        item = self.store.items.get(item_id)
        self.permissions.require_sight(self.robot(item.robot_id))
        return item

    def with_receipt(self, receipt: str) -> WorkItem | None:
        """Return the item with this 処理番号; width and spaces do not matter."""
        plain = unicodedata.normalize("NFKC", receipt).upper()
        found = self.store.items.with_receipt("".join(plain.split()))
        if found is None or not self.permissions.sees(self.robot(found.robot_id)):
            return None
        return found

    def history(self, item_id: str) -> list[ItemEvent]:
        """Return every step of an item, oldest first."""
        self._require_sight(item_id)
        return self.store.items.history(item_id)

    def life(self, item_id: str, *, reveal: bool = False) -> Life:
        """Return an item's whole life; personal fields are masked until revealed.

        Revealing is recorded in the audit log.
        """
        item = self.store.items.get(item_id)
        robot = self.robot(item.robot_id)
        self.permissions.require_sight(robot)
        if reveal:
            self.note_reveal(item_id)
        told = life_of(self.store, robot, self.templates, item, reveal=reveal)
        return replace(told, may_reveal=self.permissions.may(Duty.REVEAL, robot))

    def form_of(self, item_id: str) -> tuple[FilledForm, dict[int, bytes]] | None:
        """Return the readings of the item's paper and its pages (JPEG), if any."""
        self._require_sight(item_id)
        return self.store.forms.of_item(item_id)

    def shown_item(self, item: WorkItem, *, reveal: bool = False) -> dict[str, str]:
        """Return label to text; personal fields are masked until revealed.

        Revealing is recorded in the audit log.
        """
        robot = self.robot(item.robot_id)
        self.permissions.require_sight(robot)
        if reveal:
            self.note_reveal(item.id)
        return {
            label_of(robot, name): (
                text if reveal or not is_personal(robot, name) else masked(text)
            )
            for name, text in flattened(item.values)
        }

    def note_reveal(self, item_id: str) -> None:
        """Record that somebody had personal fields of an item shown to him.

        Raises:
            NotAllowed: He may not see them.
        """
        item = self.store.items.get(item_id)
        self.permissions.require(Duty.REVEAL, self.robot(item.robot_id))
        self.store.audit.record(
            actor=self.current_user(),
            action="reveal",
            subject=item_id,
            detail={},
            now=self.now(),
        )

    def confirm(
        self, item_id: str, values: Mapping[str, str], *, who: str, seconds: float
    ) -> WorkItem:
        """Store what a person confirmed; the item is then ready for its robot.

        Args:
            item_id: An item in REVIEW.
            values: Field id to confirmed value, all fields of the form.
            who: Who looked.
            seconds: How long, idle time cut; it is subtracted from the saving.

        Raises:
            DuplicateEntry: The corrected case is queued already.
            InputError: The values do not make a record; the message names the fields.
        """
        item = self.store.items.get(item_id)
        robot = self.robot(item.robot_id)
        self.permissions.require(Duty.VERIFY, robot, who=who)
        record = nested({k: v for k, v in values.items() if v})
        wrong = problems_of(robot, load_record(robot), record)
        if wrong:
            raise InputError(
                "まだ確認が終わっていません: "
                + "、".join(f"{p.column or '全体'}（{p.message}）" for p in wrong[:5])
            )
        return self.store.items.confirm(
            item_id,
            values=record,
            entry_key=entry_key(robot, record, self.vault.keyed_hash, origin=item_id),
            who=who,
            seconds=seconds,
            now=self.now(),
        )

    # Verifying (確認).

    def doubts(self, robot_id: str, *, who: str) -> list[Doubt]:
        """Return the looks that are wanted from a person, form by form.

        What was put aside before (読めない, 本人に確認) comes last.
        """
        found: list[Doubt] = []
        for case in self._cases.of(self.items(robot_id=robot_id, states=_REVIEW)):
            found += doubts_of(case, who=who, today=self.today())
        return sorted(found, key=lambda doubt: doubt.was_put_aside)

    def form_doubts(self, item_id: str, *, who: str) -> list[Doubt]:
        """Return the looks that one form wants from a person, as it stands now."""
        self._require_sight(item_id)
        return list(doubts_of(self._cases.one(item_id), who=who, today=self.today()))

    def form_fields(self, item_id: str) -> list[Doubt]:
        """Return every field of a form with what stands there now."""
        self._require_sight(item_id)
        return list(every_field(self._cases.one(item_id)))

    def look(
        self,
        doubt: Doubt,
        outcome: LookOutcome,
        value: str = "",
        *,
        who: str,
        seconds: float,
    ) -> None:
        """Store what a person said of a field.

        Raises:
            InputError: Another look is wanted there, not this person's.
            StepNotAllowed: The item is no longer in REVIEW.
        """
        case = self._cases.one(doubt.item_id)
        self._require(Duty.VERIFY, case.item.robot_id, who)
        field_id = doubt.field.id
        unchanged = outcome is LookOutcome.VALUE and value == doubt.value
        if not doubt.is_wanted and unchanged:
            return
        is_undo = outcome is LookOutcome.UNDONE
        is_open = field_id in case.open_fields() and not is_undo
        if is_open and not case.standing(field_id).may_look(who):
            raise InputError(
                "この項目は、ほかの人の確認を待っています。次の項目へ進んでください。"
            )
        self.store.looks.add(
            FieldLook(
                item_id=doubt.item_id,
                field_id=field_id,
                who=who,
                at=self.now(),
                seconds=seconds,
                outcome=outcome,
                value=value,
            )
        )

    def finish_form(self, item_id: str, *, who: str) -> FormEnd:
        """Confirm a form whose fields are all settled; its item is READY then.

        Raises:
            DuplicateEntry: The corrected case is queued already.
            StepNotAllowed: The item is no longer in REVIEW.
        """
        case = self._cases.one(item_id)
        if waiting := len(case.open_fields()):
            return FormEnd(open_fields=waiting)
        values = case.values()
        wrong = wrong_fields(case, self.robot(case.item.robot_id), values)
        if wrong:
            return FormEnd(wrong=wrong)
        looks = [look for each in case.looks.values() for look in each]
        item = self.confirm(
            item_id, values, who=who, seconds=sum(look.seconds for look in looks)
        )
        accepting.settle_checks(self.store, item_id, case.form, values, now=self.now())
        return FormEnd(item=item)

    # Exceptions (例外).

    def hand_actions(self, item: WorkItem) -> tuple[HandAction, ...]:
        """Return what the person signed in may do with an item now."""
        if not self.permissions.may(Duty.SETTLE, self.robot(item.robot_id)):
            return ()
        on_paper = self.store.forms.readings_of(item.id) is not None
        return actions_for(item, on_paper=on_paper)

    def act(
        self, item_id: str, action: HandAction, *, who: str, told: str = ""
    ) -> WorkItem:
        """Do what a person decided.

        Args:
            item_id: The item.
            action: What to do.
            who: The person.
            told: 処理番号 for BY_HAND, the reason for WITHDRAW.

        Raises:
            InputError: ``told`` is missing.
            StepNotAllowed: The item has moved on meanwhile.
        """
        item = self.store.items.get(item_id)
        self._require(Duty.SETTLE, item.robot_id, who)
        told = told.strip()
        match action:
            case HandAction.BY_HAND:
                if not told:
                    raise InputError("業務システムの処理番号を入力してください。")
                return self.finish_by_hand(item_id, who=who, receipt=told)
            case HandAction.WITHDRAW:
                if not told:
                    raise InputError("取り下げる理由を入力してください。")
                return self.withdraw(item_id, who=who, reason=told)
            case HandAction.VERIFY_AGAIN:
                return self.send_back(item_id, who=who)
            case HandAction.RUN_AGAIN:
                back = self.send_back(item_id, who=who)
                if back.state is not ItemState.REVIEW:
                    return back
                return self.store.items.confirm(
                    item_id,
                    values=item.values,
                    entry_key=item.entry_key,
                    who=who,
                    seconds=0.0,
                    now=self.now(),
                )

    def ready_again(self, items: Sequence[ItemLine], *, who: str) -> list[str]:
        """Make chosen items ready for a run of their own (再実行); returns their ids.

        Raises:
            StepNotAllowed: One of them has moved on meanwhile.
        """
        return make_ready(
            rerunnable(items), lambda each, action: self.act(each, action, who=who)
        )

    def withdraw(self, item_id: str, *, who: str, reason: str) -> WorkItem:
        """Take an item back (取下げ) before it is entered."""
        if self.store.items.get(item_id).state is ItemState.REJECTED:
            self.send_back(item_id, who=who)
        return self._move(
            item_id, ItemState.WITHDRAWN, who, code="WITHDRAWN", reason=reason
        )

    def send_back(self, item_id: str, *, who: str) -> WorkItem:
        """Send a REJECTED item back to 確認, a FAILED one back to 実行待ち."""
        item = self.store.items.get(item_id)
        back = ItemState.REVIEW if item.state is ItemState.REJECTED else ItemState.READY
        return self._move(item_id, back, who, code="SENT_BACK", reason="差し戻し")

    def exceptions(self) -> list[HandCase]:
        """Return everything that waits for a hand, over all robots one may see."""
        return gather(self.store, self.permissions.seen(self.robots), self._cases.of)

    def picture(self, item_id: str, ref: EvidenceRef) -> bytes:
        """Return what was pictured of a screen of an item, as JPEG."""
        self._require_sight(item_id)
        return self.store.evidence.read(ref)

    def live_picture(self, folder: RunFolder) -> bytes | None:
        """Return the masked page of a run as JPEG, if somebody looks and it has one."""
        try:
            sealed = folder.picture_file.read_bytes()
        except OSError:
            return None
        return self.vault.unseal(sealed, purpose=PICTURE_PURPOSE)

    def discrepancies(self, robot_id: str) -> list[tuple[Discrepancy, int | None]]:
        """Return the open differences from the system's list, with items' numbers."""
        self.permissions.require_sight(self.robot(robot_id))
        found = self.store.discrepancies.find(robot_id=robot_id, settled=False)
        return [
            (each, self.store.items.get(each.item_id).number if each.item_id else None)
            for each in found
        ]

    def all_discrepancies(self, *, settled: bool | None = False) -> list[Discrepancy]:
        """Return the differences of every robot one may see, oldest first."""
        if self.permissions.is_open:
            return self.store.discrepancies.find(settled=settled)
        found = [
            each
            for robot in self.permissions.seen(self.robots).values()
            for each in self.store.discrepancies.find(
                robot_id=robot.id, settled=settled
            )
        ]
        return sorted(found, key=lambda each: (each.found_at, each.receipt))

    def _robot_of_entry(self, receipt: str) -> Robot | None:
        """Return whose list shows the open difference of this receipt."""
        for robot in self.robots.values():
            found = self.store.discrepancies.find(robot_id=robot.id, settled=False)
            if any(each.receipt == receipt for each in found):
                return robot
        return None

    def settle_discrepancy(self, receipt: str, *, who: str, note: str) -> None:
        """Record what a person did about a difference from the system's list.

        Raises:
            InputError: Nothing is said about what was done.
            StoreError: No open difference has this receipt.
        """
        if not note.strip():
            raise InputError(
                "どう対応したかを書いてください（例: 画面で登録し直した）。"
            )
        now = self.now()
        self.permissions.require(Duty.SETTLE, self._robot_of_entry(receipt), who=who)
        self.store.discrepancies.settle(receipt, who=who, note=note, now=now)
        self.store.audit.record(
            actor=who,
            action="settle",
            subject=receipt,
            detail={"note": note},
            now=now,
        )

    def finish_by_hand(self, item_id: str, *, who: str, receipt: str) -> WorkItem:
        """Record that a person entered the item; its minutes are booked."""
        item = self.store.items.move(
            item_id,
            ItemState.BY_HAND,
            actor=who,
            reason_code="BY_HAND",
            reason="人手で登録",
            receipt=receipt or None,
            now=self.now(),
        )
        self.book(item.robot_id)
        return item

    def export_results(self, batch_id: str, path: Path) -> int:
        """Write the clerk's own sheet with results (.xlsx); returns how many items.

        Raises:
            InputError: The file cannot be written.
        """
        # Excel takes a third of a second to load: not while the launcher starts.
        from rpa_suite.app.exporting import export_sheet

        robot = self.robot(self.store.batches.get(batch_id).robot_id)
        self.permissions.require(Duty.EXPORT, robot)
        written = export_sheet(self.store, robot, batch_id, path)
        self._note_export(batch_id, written)
        return written

    def export_slip(self, batch_id: str, path: Path) -> int:
        """Write the 処理結果票 (.pdf); returns how many items it tells of.

        Raises:
            InputError: The file cannot be written.
            SetupError: No Japanese font that a PDF can carry is installed.
        """
        from rpa_suite.app.exporting import export_slip

        robot = self.robot(self.store.batches.get(batch_id).robot_id)
        self.permissions.require_sight(robot)
        site = self.sites.get(robot.site)
        written = export_slip(
            self.store,
            robot,
            site.title if site else robot.site,
            batch_id,
            path,
            who=self.current_user(),
            now=self.now(),
        )
        self._note_export(batch_id, written)
        return written

    def _note_export(self, batch_id: str, items: int) -> None:
        self.store.audit.record(
            actor=self.current_user(),
            action="export",
            subject=batch_id,
            detail={"items": str(items)},
            now=self.now(),
        )

    # はじめての練習.

    def practice(self) -> Practice | None:
        """Return what a newcomer can try on this PC, if there is something."""
        return find_practice(self.robots, self.sites, forms=self.settings.templates_dir)

    def prepare_practice(self, practice: Practice) -> None:
        """Let the robot sign in to the training system."""
        know_credential(
            practice,
            data_dir=self.settings.data_dir,
            vault=self.vault,
            use_keyring=self.settings.use_keyring,
        )

    def help_practice(self, practice: Practice, *, who: str) -> int:
        """Let the colleague look at practice sheets; returns how many are ready now.

        Only at what the newcomer has looked at himself, and at no other paper.
        """
        ready = 0
        for item in self.items(robot_id=practice.robot.id, states=_REVIEW):
            if not practice.is_own(self.store.batches.get(item.batch_id)):
                continue
            if any(each.is_wanted for each in self.form_doubts(item.id, who=who)):
                continue
            for _ in range(2):  # where they differ, another one decides
                case = self._cases.one(item.id)
                for look in colleague_looks(practice, case, now=self.now()):
                    self.store.looks.add(look)
            ready += self.finish_form(item.id, who=who).item is not None
        return ready

    def sample_of(self, practice: Practice) -> Path:
        """Return the practice sheet, or a small table of invented people."""
        return practice.paper or make_sample(
            practice, self.settings.data_dir / "practice"
        )

    # This PC and its people.

    def places(self) -> dict[str, str]:
        """Return what this PC works with, in words."""
        return self.settings.told()

    def sections(self) -> list[str]:
        """Return every 課 that a robot belongs to."""
        return sorted({robot.section for robot in self.robots.values()})

    def examine(self) -> list[Finding]:
        """Look whether everything is there (診断)."""
        return list(examine(self.settings))

    def register(self, person: Staff) -> None:
        """Register a person with roles and 課, as who is signed in."""
        self.permissions.register(person, who=self.current_user(), now=self.now())

    def dismiss(self, account: str) -> None:
        """Forget a person, as who is signed in."""
        self.permissions.dismiss(account, who=self.current_user(), now=self.now())

    # Minutes.

    def book(self, robot_id: str) -> int:
        """Book finished items and runs that have no ledger row yet."""
        robot = self.robot(robot_id)
        return booking.book_finished(self.store, robot, now=self.now())

    def kpi(self, environment: Environment = Environment.PRODUCTION) -> KpiFigures:
        """Return the KPI figures; training entries never mix with real ones."""
        self.savings.catch_up()
        return self.savings.kpi(environment)

    # Clock and keys; one place each.

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's date in Japan."""
        return self.now().astimezone(JST).date()

    def _require(self, duty: Duty, robot_id: str, who: str) -> None:
        self.permissions.require(duty, self.robot(robot_id), who=who)

    def _require_sight(self, item_id: str) -> None:
        item = self.store.items.get(item_id)
        self.permissions.require_sight(self.robot(item.robot_id))

    def live_item_id(self, robot_id: str, key: str) -> str | None:
        item = self.store.items.with_entry_key(robot_id, key)
        return item.id if item else None

    def _move(
        self, item_id: str, state: ItemState, who: str, *, code: str, reason: str
    ) -> WorkItem:
        return self.store.items.move(
            item_id,
            state,
            actor=who,
            reason_code=code,
            reason=reason,
            now=self.now(),
        )
