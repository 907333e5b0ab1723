"""Everything that is kept: one store over SQLite (one PC) or PostgreSQL (an office)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rpa_suite.store.audit import Audit, AuditRecord
from rpa_suite.store.baselines import Baselines
from rpa_suite.store.batches import Batches
from rpa_suite.store.candidates import Candidates
from rpa_suite.store.closings import Closings
from rpa_suite.store.column_maps import ColumnMaps
from rpa_suite.store.database import Database
from rpa_suite.store.discrepancies import Discrepancies
from rpa_suite.store.evidence import Evidence, EvidenceRef
from rpa_suite.store.forms import Forms
from rpa_suite.store.items import ItemDraft, Items
from rpa_suite.store.learning import Learning
from rpa_suite.store.ledger import Ledger
from rpa_suite.store.ledger_views import LedgerViews
from rpa_suite.store.looks import Looks
from rpa_suite.store.name_counts import NameCounts
from rpa_suite.store.robot_approvals import RobotApprovals
from rpa_suite.store.runs import Runs
from rpa_suite.store.schema import build_tables
from rpa_suite.store.sealed_files import SealedFiles
from rpa_suite.store.sources import BatchSource, Sources
from rpa_suite.store.spot_checks import SpotChecks
from rpa_suite.store.staff import StaffList
from rpa_suite.store.staff_numbers import StaffNumbers
from rpa_suite.store.tray import Tray, TrayDraft
from rpa_suite.store.types import Sealer
from rpa_suite.store.watches import Watches

__all__ = [
    "AuditRecord",
    "BatchSource",
    "EvidenceRef",
    "ItemDraft",
    "Sealer",
    "Store",
    "TrayDraft",
    "open_store",
]


class Store:
    """The database and the sealed files beside it, by what they hold."""

    def __init__(self, database: Database, sealer: Sealer, files: Path) -> None:
        tables = build_tables(sealer)
        sealed_files = SealedFiles(files, sealer)
        self._database = database
        self.batches = Batches(database, tables)
        self.column_maps = ColumnMaps(database, tables)
        self.sources = Sources(database, tables, sealed_files)
        self.items = Items(database, tables, sealed_files)
        self.forms = Forms(database, tables, sealed_files)
        self.runs = Runs(database, tables)
        self.evidence = Evidence(database, tables, sealed_files)
        self.learning = Learning(database, tables, sealed_files)
        self.ledger = Ledger(database, tables)
        self.ledger_views = LedgerViews(database, tables)
        self.closings = Closings(database, tables)
        self.baselines = Baselines(database, tables)
        self.watches = Watches(database, tables)
        self.candidates = Candidates(database, tables)
        self.audit = Audit(database, tables)
        self.discrepancies = Discrepancies(database, tables)
        self.looks = Looks(database, tables)
        self.name_counts = NameCounts(database, tables, sealed_files)
        self.robot_approvals = RobotApprovals(database, tables)
        self.staff = StaffList(database, tables)
        self.spot_checks = SpotChecks(database, tables)
        self.staff_numbers = StaffNumbers(database, tables)
        self.files = sealed_files
        self.tray = Tray(database, tables, sealed_files)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Store everything inside as a whole, files too, or nothing of it.

        An act and its record (監査) belong together: a crash between them would leave
        an act that nobody can account for.
        """
        with self.files.together(), self._database.together():
            yield

    def check_writable(self) -> None:
        """Change something and take the change back.

        Raises:
            StoreError: The database cannot be written.
        """
        self._database.check_writable()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def open_store(url: str, sealer: Sealer, *, files: Path) -> Store:
    """Open the store and bring its database up to this program's version.

    Args:
        url: SQLAlchemy URL; ``postgresql://`` or ``sqlite:///``.
        sealer: Seals personal fields and files.
        files: Folder of sealed files.

    Raises:
        StoreError: It cannot be reached, written, or belongs to a newer program.
    """
    return Store(Database(url), sealer, files)
