"""取込: which robot a file is for, what an import would do, and the import itself."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from rpa_suite.app import accepting, approving, previewing
from rpa_suite.app.access import Access
from rpa_suite.app.import_source import source_of
from rpa_suite.app.mending import Earlier, compared, mended
from rpa_suite.app.proposing import Proposal, proposals
from rpa_suite.app.reading_process import OnPage, ReadingProcess
from rpa_suite.app.records import Edits, Imported, Preview, PreviewRow, RowFate
from rpa_suite.app.unfinished import Unfinished
from rpa_suite.errors import InputError
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.staff import Duty
from rpa_suite.model.work import Batch, ItemState, WorkItem
from rpa_suite.robots.catalogue import load_record
from rpa_suite.store import ItemDraft, Store

_STATES = {RowFate.READY: ItemState.READY, RowFate.REVIEW: ItemState.REVIEW}


class Importing:
    """Takes files in, from the first look at one to the approval of what it brought."""

    def __init__(
        self,
        store: Store,
        access: Access,
        templates: Mapping[str, FormTemplate],
        reading: ReadingProcess,
        unfinished: Unfinished,
        *,
        keyed_hash: Callable[[str], str],
        spot_check_share: float,
        now: Callable[[], datetime],
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._access = access
        self._templates = templates
        self._reading = reading
        self._unfinished = unfinished
        self._keyed_hash = keyed_hash
        self._spot_check_share = spot_check_share
        self._now = now
        self._today = today

    def proposals(self, path: Path) -> list[Proposal]:
        """Return the robots that could take this file, the likeliest first.

        Raises:
            InputError: No robot reads such files, or this one is unusable.
        """
        return proposals(path, self._access.seen(), self._templates, self._reading)

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
        robot = self._access.robot_for(Duty.IMPORT, robot_id)
        preview = previewing.preview_file(
            robot,
            load_record(robot),
            path,
            templates=self._templates,
            reading=self._reading,
            keyed_hash=self._keyed_hash,
            find_live=self.live_item_id,
            chooser=self.chooser(),
            today=self._today(),
            on_page=on_page,
            aliases_for=lambda written: self._store.column_maps.find(robot_id, written),
        )
        earlier = self._store.batches.with_source(robot_id, preview.sha256)
        return replace(
            preview,
            same_file=earlier.id if earlier else None,
            typed=self._unfinished.find(**self._whose(preview)),
        )

    def cancel_reading(self) -> None:
        """End the reading of a scan: ``preview`` fails, nothing is stored."""
        self._reading.close()

    def name_columns(
        self, robot_id: str, written: Sequence[str], columns: Mapping[str, str]
    ) -> None:
        """Remember what the columns of a sender mean, for all his later files.

        Args:
            robot_id: Takes the files.
            written: The header as the file spells it; knows the sender.
            columns: File's column to the robot's column.
        """
        self._access.robot_for(Duty.IMPORT, robot_id)
        self._store.column_maps.remember(
            robot_id,
            written,
            columns,
            who=self._access.permissions.account,
            now=self._now(),
        )

    def mend(self, original: Preview, edits: Edits) -> Preview:
        """Say what an import would do with what the clerk typed over the file.

        It is kept until the file is imported: the window may be killed meanwhile.

        Raises:
            StoreError: It cannot be kept.
        """
        robot = self._access.robot(original.robot_id)
        self._unfinished.keep(edits, **self._whose(original))
        return mended(
            robot,
            load_record(robot),
            original,
            edits,
            keyed_hash=self._keyed_hash,
            find_live=self.live_item_id,
        )

    def earlier(self, row: PreviewRow, robot_id: str) -> Earlier:
        """Return the stored entry that a row repeats, field by field.

        Raises:
            StoreError: It is not there any more.
        """
        item = self._store.items.get(row.duplicate_of or "")
        robot = self._access.seen_robot(robot_id)
        return Earlier(
            item=item,
            fields=tuple(compared(robot, row.values, item.values, veiled=True)),
        )

    def import_preview(self, preview: Preview, *, operator: str) -> Imported:
        """Store the importable rows of a preview as one batch.

        Raises:
            InputError: No row can be imported.
        """
        self._access.robot_for(Duty.IMPORT, preview.robot_id, who=operator)
        rows = [row for row in preview.rows if row.fate in _STATES]
        if not rows:
            raise InputError(
                f"「{preview.path.name}」には取り込める行がありません。"
                "確認事項を見て、ファイルを直してからもう一度取り込んでください。"
            )
        now = self._now()
        batch = Batch(
            id=uuid.uuid4().hex,
            robot_id=preview.robot_id,
            kind=preview.kind,
            source_name=preview.path.name,
            source_sha256=preview.sha256,
            imported_by=operator,
            imported_at=now,
        )

        def account_for(items: list[WorkItem]) -> None:
            accepting.note_drawn(self._store, items, rows, self._templates, now=now)
            self._store.audit.record(
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

        items = self._store.items.add(
            batch, [_draft(row) for row in rows], source_of(preview), also=account_for
        )
        self._unfinished.forget(**self._whose(preview))
        return Imported(
            batch=batch, items=tuple(items), left_out=len(preview.rows) - len(rows)
        )

    def _whose(self, preview: Preview) -> dict[str, str]:
        return {
            "robot_id": preview.robot_id,
            "sha256": preview.sha256,
            "who": self._access.permissions.account,
        }

    def to_approve(self, batch_id: str) -> approving.ApprovalSheet:
        """Return what is to be approved, in clear; that it was shown is recorded.

        Raises:
            NotAllowed: He may not approve it.
        """
        batch = self._store.batches.get(batch_id)
        robot = self._access.robot_for(Duty.APPROVE, batch.robot_id)
        self._store.audit.record(
            actor=self._access.permissions.account,
            action="reveal",
            subject=batch_id,
            detail={"robot": robot.id},
            now=self._now(),
        )
        return approving.sheet_of(self._store, robot, batch_id)

    def approve(self, batch_id: str, *, who: str, seen: str | None = None) -> Batch:
        """Approve an import (承認) as another person than who brought it in.

        Args:
            batch_id: The import.
            who: In whose name.
            seen: ``payload_hash`` of the sheet that he saw, if one was shown.

        Raises:
            InputError: The same person, rows that wait to be confirmed, or values
                that have changed since.
        """
        batch = self._store.batches.get(batch_id)
        self._access.robot_for(Duty.APPROVE, batch.robot_id, who=who)
        return approving.approve(
            self._store, batch_id, who=who, seen=seen, now=self._now()
        )

    def chooser(self) -> accepting.Chooser:
        """Return what says which sure readings a person looks at all the same."""
        return accepting.Chooser(
            stopped=frozenset(self._store.spot_checks.stopped()),
            share=self._spot_check_share,
            keyed_hash=self._keyed_hash,
        )

    def live_item_id(self, robot_id: str, key: str) -> str | None:
        """Return the id of the item with this entry key, unless it was withdrawn."""
        item = self._store.items.with_entry_key(robot_id, key)
        return item.id if item else None


def _draft(row: PreviewRow) -> ItemDraft:
    return ItemDraft(
        number=row.number,
        values=row.values,
        doubts=row.doubts,
        entry_key=row.entry_key,
        state=_STATES[row.fate],
        form=row.form,
        pages=row.pages,
    )
