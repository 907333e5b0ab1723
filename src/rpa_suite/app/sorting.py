"""仕分け: a bundle goes to the robots that take its forms, the rest to a tray."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rpa_suite.app import previewing
from rpa_suite.app.office import Office
from rpa_suite.app.reading_process import OnPage, ScannedForm
from rpa_suite.app.records import Imported, Preview, PreviewRow, RowFate
from rpa_suite.errors import InputError
from rpa_suite.model.robots import Robot
from rpa_suite.model.staff import Duty
from rpa_suite.model.tray import TrayPage
from rpa_suite.model.work import BatchKind
from rpa_suite.robots.catalogue import load_record
from rpa_suite.store import TrayDraft

_NO_ROBOT = "「{title}」を受け取るロボットがありません。情報担当へ連絡してください。"
_MANY_ROBOTS = (
    "「{title}」を受け取るロボットが {count} つあります。"
    "ロボットを選んで取り込んでください。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """What an import of a mixed bundle would do; nothing is stored yet.

    Attributes:
        previews: One a robot that gets something, in the order of the file.
        unsorted: Pages for the tray.
    """

    path: Path
    sha256: str
    previews: tuple[Preview, ...]
    unsorted: tuple[TrayDraft, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SortedImport:
    """What was stored of a bundle.

    Attributes:
        imported: One a robot that got something.
        in_tray: Pages that now wait in the tray.
    """

    imported: tuple[Imported, ...]
    in_tray: tuple[TrayPage, ...]


class SortingDesk:
    """Takes bundles apart, and the tray of what could not be sorted."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @property
    def titles(self) -> dict[str, str]:
        """Robot id to what clerks call it."""
        return {each.id: each.title for each in self._office.robots.values()}

    def sort(
        self, path: Path, *, on_page: OnPage = lambda number, total: None
    ) -> Sorted:
        """Read a bundle and say which robot would get what; nothing is stored.

        Raises:
            InputError: The file as a whole is unusable.
        """
        office = self._office
        if previewing.kind_of(path) is not BatchKind.SCAN:
            raise InputError(
                f"「{path.name}」は表なので、自動では仕分けられません。"
                "ロボットを選んで取り込んでください。"
            )
        sha256 = previewing.file_hash(path)
        rows: dict[str, list[PreviewRow]] = {}
        unsorted: list[TrayDraft] = []
        for scanned in office.reading.read(
            path, form_id=None, today=office.today(), on_page=on_page
        ):
            if scanned.form is None:
                unsorted.extend(_drafts(scanned, scanned.template_id, scanned.problem))
                continue
            robots = self._robots_for(scanned.form.template_id)
            if len(robots) == 1:
                row = self._row(robots[0], scanned, sha256)
                rows.setdefault(robots[0].id, []).append(row)
                continue
            said = _MANY_ROBOTS if robots else _NO_ROBOT
            title = office.templates[scanned.form.template_id].title
            reason = said.format(title=title, count=len(robots))
            # As laid straight: those pixels are at hand, and can be laid again.
            numbers = scanned.form.source_pages
            kept = dict(zip(numbers, scanned.pages.values(), strict=True))
            unsorted.extend(
                _drafts(replace(scanned, scans=kept), scanned.template_id, reason)
            )
        previews = tuple(
            self._preview(office.robot(robot_id), path, sha256, found)
            for robot_id, found in rows.items()
        )
        return Sorted(
            path=path, sha256=sha256, previews=previews, unsorted=tuple(unsorted)
        )

    def cancel(self) -> None:
        """End the reading of a bundle: ``sort`` fails, nothing is stored."""
        self._office.importing.cancel_reading()

    def import_sorted(self, shown: Sorted, *, operator: str) -> SortedImport:
        """Store what can be stored, for each robot a batch, and the rest in the tray.

        Raises:
            InputError: There is nothing to store.
        """
        importable = [each for each in shown.previews if each.importable]
        for each in importable:
            # Before anything is stored: some forms may be another 課's.
            self._require(operator, self._office.robot(each.robot_id))
        if not importable and not shown.unsorted:
            raise InputError(
                f"「{shown.path.name}」には新しく取り込めるものがありません。"
                "確認事項を見てください。"
            )
        imported = tuple(
            self._office.importing.import_preview(each, operator=operator)
            for each in importable
        )
        office = self._office
        in_tray = office.store.tray.add(
            shown.unsorted,
            source_name=shown.path.name,
            source_sha256=shown.sha256,
            who=operator,
            now=office.now(),
        )
        if in_tray:
            self._note("tray", shown.sha256, operator, pages=str(len(in_tray)))
        return SortedImport(imported=imported, in_tray=tuple(in_tray))

    # The tray.

    def waiting(self) -> list[TrayPage]:
        """Return the pages that wait in the tray, oldest first.

        Raises:
            NotAllowed: Whoever is signed in may not import.
        """
        self._require()
        return self._office.store.tray.find()

    def picture(self, page_id: str) -> bytes:
        """Return the JPEG of a page in the tray.

        Raises:
            InputError: It does not wait any more.
        """
        self._require()
        return self._office.store.tray.pictures([page_id])[page_id]

    def assign(
        self, page_ids: Sequence[str], template_id: str, *, operator: str
    ) -> Imported:
        """Read pages of the tray as one form, because a person says so, and import it.

        Raises:
            InputError: They cannot be read as that form, or the case is there already;
                the pages stay in the tray.
        """
        office = self._office
        robots = self._robots_for(template_id)
        if len(robots) != 1:
            title = office.templates[template_id].title
            said = _MANY_ROBOTS if robots else _NO_ROBOT
            raise InputError(said.format(title=title, count=len(robots)))
        pages = self._chosen(page_ids)
        pictures = office.store.tray.pictures([page.id for page in pages])
        scanned = office.reading.read_as(
            dict(enumerate(pictures.values(), start=1)),
            template_id=template_id,
            today=office.today(),
        )
        source = Path(pages[0].source_name)
        sha256 = pages[0].source_sha256
        number = min(page.page for page in pages)
        row = self._row(robots[0], replace(scanned, number=number), sha256)
        preview = self._preview(robots[0], source, sha256, [row])
        (row,) = preview.rows
        if row.fate in (RowFate.ERROR, RowFate.DUPLICATE):
            raise InputError("".join(each.message for each in row.problems))
        imported = office.importing.import_preview(preview, operator=operator)
        done = f"「{robots[0].title}」へ取り込みました。"
        self._settle(page_ids, operator, done, "tray_assign")
        return imported

    def discard(self, page_ids: Sequence[str], *, why: str, operator: str) -> None:
        """Throw pages of the tray away; that it was done, and why, stays.

        Raises:
            InputError: No reason was given, or a page does not wait any more.
        """
        if not why.strip():
            raise InputError("破棄する理由を書いてください（例: 送付状）。")
        self._settle(page_ids, operator, f"破棄: {why.strip()}", "tray_discard")

    def _require(self, who: str = "", robot: Robot | None = None) -> None:
        self._office.permissions.require(Duty.IMPORT, robot, who=who)

    def _settle(
        self, page_ids: Sequence[str], who: str, note: str, action: str
    ) -> None:
        self._require(who)
        office = self._office
        with office.store.together():
            office.store.tray.settle(page_ids, who=who, note=note, now=office.now())
            self._note(action, page_ids[0], who, pages=str(len(page_ids)))

    def _note(self, action: str, subject: str, who: str, **detail: str) -> None:
        office = self._office
        office.store.audit.record(
            actor=who, action=action, subject=subject, detail=detail, now=office.now()
        )

    def _chosen(self, page_ids: Sequence[str]) -> list[TrayPage]:
        waiting = {page.id: page for page in self.waiting()}
        if not page_ids or not all(each in waiting for each in page_ids):
            raise InputError("仕分け不可トレイから、1枚以上のページを選んでください。")
        return [waiting[each] for each in page_ids]

    def _robots_for(self, template_id: str) -> list[Robot]:
        form_id = self._office.templates[template_id].form_id
        return [r for r in self._office.robots.values() if r.form == form_id]

    def _row(self, robot: Robot, scanned: ScannedForm, sha256: str) -> PreviewRow:
        office = self._office
        return previewing.scan_row(
            robot,
            load_record(robot),
            office.templates,
            scanned,
            sha256,
            office.vault.keyed_hash,
            office.importing.chooser(),
        )

    def _preview(
        self, robot: Robot, path: Path, sha256: str, rows: list[PreviewRow]
    ) -> Preview:
        office = self._office
        preview = previewing.scan_preview(
            robot, path, sha256, rows, office.importing.live_item_id
        )
        earlier = office.store.batches.with_source(robot.id, sha256)
        return replace(preview, same_file=earlier.id if earlier else None)


def _drafts(scanned: ScannedForm, template_id: str, reason: str) -> list[TrayDraft]:
    scans: Mapping[int, bytes] = scanned.scans
    return [
        TrayDraft(page=page, template_id=template_id, reason=reason, picture=jpeg)
        for page, jpeg in scans.items()
    ]
