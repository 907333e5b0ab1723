"""What the windows ask of the office; ``rpa_suite.app.office.Office`` answers it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rpa_suite.app.bpr import Register
from rpa_suite.app.doctor import Finding
from rpa_suite.app.exceptions import HandCase
from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.life import Life
from rpa_suite.app.measuring import Measuring
from rpa_suite.app.mending import Earlier, Edits
from rpa_suite.app.permissions import Permissions
from rpa_suite.app.practising import Practice
from rpa_suite.app.proposing import Proposal
from rpa_suite.app.records import (
    Imported,
    ItemSheet,
    Preview,
    PreviewRow,
    RobotCard,
)
from rpa_suite.app.run_folders import RunFolder, RunFolders
from rpa_suite.app.savings import Savings
from rpa_suite.app.verifying import Doubt, FormEnd
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.model.reconciling import Discrepancy
from rpa_suite.model.staff import Staff
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import Batch, ItemLine, WorkItem
from rpa_suite.store.evidence import EvidenceRef

OnPage = Callable[[int, int | None], None]


class Desk(Protocol):
    """The calls that windows make, each safe on a worker thread.

    Attributes:
        templates: The known paper forms, by id; tells where a field lies on the page.
        run_folders: The runs of this PC, under way or not yet seen.
        permissions: What the person signed in may do.
        savings: Hours saved, for managers.
        measuring: Minutes by hand: stopwatch, versions, approval.
        bpr: 業務 that might be automated next.
    """

    templates: Mapping[str, FormTemplate]
    run_folders: RunFolders
    permissions: Permissions
    savings: Savings
    measuring: Measuring
    bpr: Register

    def current_user(self) -> str: ...

    def cards(self) -> list[RobotCard]: ...

    def proposals(self, path: Path) -> list[Proposal]: ...

    def preview(
        self, robot_id: str, path: Path, *, on_page: OnPage = ...
    ) -> Preview: ...

    def name_columns(
        self, robot_id: str, written: Sequence[str], columns: Mapping[str, str]
    ) -> None: ...

    def mend(self, original: Preview, edits: Edits) -> Preview: ...

    def earlier(self, row: PreviewRow, robot_id: str) -> Earlier: ...

    def cancel_reading(self) -> None: ...

    def import_preview(self, preview: Preview, *, operator: str) -> Imported: ...

    def approve(self, batch_id: str, *, who: str) -> Batch: ...

    def item_sheet(self, robot_id: str, *, newest_only: bool = False) -> ItemSheet: ...

    def item(self, item_id: str) -> WorkItem: ...

    def with_receipt(self, receipt: str) -> WorkItem | None: ...

    def doubts(self, robot_id: str, *, who: str) -> list[Doubt]: ...

    def form_doubts(self, item_id: str, *, who: str) -> list[Doubt]: ...

    def form_fields(self, item_id: str) -> list[Doubt]: ...

    def note_reveal(self, item_id: str) -> None: ...

    def form_of(self, item_id: str) -> tuple[FilledForm, dict[int, bytes]] | None: ...

    def look(
        self,
        doubt: Doubt,
        outcome: LookOutcome,
        value: str = "",
        *,
        who: str,
        seconds: float,
    ) -> None: ...

    def finish_form(self, item_id: str, *, who: str) -> FormEnd: ...

    def life(self, item_id: str, *, reveal: bool = False) -> Life: ...

    def picture(self, item_id: str, ref: EvidenceRef) -> bytes: ...

    def exceptions(self) -> list[HandCase]: ...

    def hand_actions(self, item: WorkItem) -> tuple[HandAction, ...]: ...

    def act(
        self, item_id: str, action: HandAction, *, who: str, told: str = ""
    ) -> WorkItem: ...

    def discrepancies(self, robot_id: str) -> list[tuple[Discrepancy, int | None]]: ...

    def settle_discrepancy(self, receipt: str, *, who: str, note: str) -> None: ...

    def places(self) -> dict[str, str]: ...

    def sections(self) -> list[str]: ...

    def examine(self) -> list[Finding]: ...

    def register(self, person: Staff) -> None: ...

    def dismiss(self, account: str) -> None: ...

    def practice(self) -> Practice | None: ...

    def prepare_practice(self, practice: Practice) -> None: ...

    def help_practice(self, practice: Practice, *, who: str) -> int: ...

    def sample_of(self, practice: Practice) -> Path: ...

    def ready_again(self, items: Sequence[ItemLine], *, who: str) -> list[str]: ...

    def export_slip(self, batch_id: str, path: Path) -> int: ...

    def live_picture(self, folder: RunFolder) -> bytes | None: ...

    def export_results(self, batch_id: str, path: Path) -> int: ...
