"""What the windows ask of the office; ``rpa_suite.app.office.Office`` answers it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from rpa_suite.app.exceptions import Exceptions
from rpa_suite.app.importing import Importing
from rpa_suite.app.permissions import Permissions
from rpa_suite.app.practising import Practising
from rpa_suite.app.reconciling import Reconciling
from rpa_suite.app.records import RobotCard
from rpa_suite.app.results import Results
from rpa_suite.app.run_folders import RunFolders
from rpa_suite.app.this_pc import ThisPc
from rpa_suite.app.verifying import Verifying
from rpa_suite.app.work_items import WorkItems
from rpa_suite.model.forms import FormTemplate

if TYPE_CHECKING:  # the books of the managers: a clerk's day begins without them
    from rpa_suite.app.bpr import Register
    from rpa_suite.app.measuring import Measuring
    from rpa_suite.app.savings import Savings


class Desk(Protocol):
    """The parts that windows use; every call is safe on a worker thread.

    Attributes:
        templates: The known paper forms, by id; tells where a field lies on the page.
        unusable: Robots whose folder or form cannot be read, and why.
        run_folders: The runs of this PC, under way or not yet seen.
        permissions: What the person signed in may do, and the list of people.
        importing: 取込: from a file to items.
        items: 明細: finds and shows them.
        verifying: 確認: what people say of doubtful fields.
        exceptions: 例外: what waits for a hand.
        reconciling: 突合: differences from the system's own list.
        results: 結果: sheets and slips of what became of an import.
        practising: はじめての練習.
        pc: This PC: its places, its 診断, what its runs show.
        savings: Hours saved, for managers.
        measuring: Minutes by hand: stopwatch, versions, approval.
        bpr: 業務 that might be automated next.
    """

    templates: Mapping[str, FormTemplate]
    unusable: Mapping[str, str]
    run_folders: RunFolders
    permissions: Permissions
    importing: Importing
    items: WorkItems
    verifying: Verifying
    exceptions: Exceptions
    reconciling: Reconciling
    results: Results
    practising: Practising
    pc: ThisPc

    @property
    def savings(self) -> "Savings": ...

    @property
    def measuring(self) -> "Measuring": ...

    @property
    def bpr(self) -> "Register": ...

    def current_user(self) -> str: ...

    def cards(self) -> list[RobotCard]: ...

    def sections(self) -> list[str]: ...
