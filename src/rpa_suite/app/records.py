"""What the windows and the command line show: previews, cards, results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from rpa_suite.model.forms import FilledForm
from rpa_suite.model.robots import Robot, Site
from rpa_suite.model.work import Batch, BatchKind, ItemLines, ItemState, Run, WorkItem


class Severity(StrEnum):
    """Whether a row may be imported in spite of a problem."""

    WARNING = "warning"
    ERROR = "error"


class RowFate(StrEnum):
    """What becomes of a previewed row when the clerk imports it."""

    READY = "ready"  # 実行待ち: a robot may enter it
    REVIEW = "review"  # 確認待ち: a person must look first
    DUPLICATE = "duplicate"  # the same case is there already; not imported
    ERROR = "error"  # not imported; the file must be mended

    @property
    def label(self) -> str:
        """The words a clerk reads."""
        return {
            RowFate.READY: "実行待ちへ",
            RowFate.REVIEW: "確認が必要",
            RowFate.DUPLICATE: "重複（取り込みません）",
            RowFate.ERROR: "エラー（取り込めません）",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowProblem:
    """One thing wrong with one cell or field; ``column`` is the label shown."""

    column: str | None
    message: str
    severity: Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewRow:
    """One row of a file, or one form of a scan, before anything is stored.

    Attributes:
        number: Row as Excel shows it, or form number within the scan, from 1.
        cells: Label to text, in the order shown.
        values: The record as it would be queued (JSON).
        doubts: Field id to reason; empty for files.
        duplicate_of: Id of the live item with the same entry key.
        duplicate_row: Number of the row of this file that is the same case.
        mended: Columns that the clerk changed, with what stood there.
        form: Readings, for scans.
        pages: Page number to PNG bytes of the flattened page, for scans.
    """

    number: int
    fate: RowFate
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    entry_key: str
    problems: tuple[RowProblem, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    duplicate_of: str | None = None
    duplicate_row: int | None = None
    mended: Mapping[str, str] = field(default_factory=dict)
    form: FilledForm | None = None
    pages: Mapping[int, bytes] = field(default_factory=dict)


# Row number and column to what the clerk typed there.
Edits = Mapping[tuple[int, str], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What an import would do; nothing is stored yet.

    Attributes:
        notes: Things that concern the whole file (encoding, unknown columns).
        same_file: When this very file was imported before, the batch's id.
        written: A table's header as the file spells it.
        aliases: Its columns that a person gave another meaning before.
        typed: What this person typed over this very file before and never imported.
    """

    robot_id: str
    path: Path
    kind: BatchKind
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    notes: tuple[str, ...] = ()
    same_file: str | None = None
    written: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    typed: Edits = field(default_factory=dict, repr=False)

    def count(self, fate: RowFate) -> int:
        """Return how many rows would go this way."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def importable(self) -> int:
        """Rows that would be queued."""
        return self.count(RowFate.READY) + self.count(RowFate.REVIEW)


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import stored, and how many rows it left out."""

    batch: Batch
    items: tuple[WorkItem, ...]
    left_out: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemSheet:
    """The items of one robot as a list shows them.

    Attributes:
        lines: The newest import first, its rows in file order.
        counts: How many stand in each state, also of those not among ``lines``.
        imports: Import to when it was brought in and how many items it has, the
            newest first.
    """

    lines: ItemLines = field(default_factory=ItemLines)
    counts: Mapping[ItemState, int] = field(default_factory=dict)
    imports: Mapping[str, tuple[datetime, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotCard:
    """One robot as the home window lists it.

    Attributes:
        why_not: Why it cannot run now, in words; empty when it can.
        to_look_up: A run broke off before it could hold its entries against the
            system's own list (突合); the next run does.
        to_approve: Imports that another person has to approve before they run.
        stopped: Which kinds of fields are no longer accepted unseen, in words.
    """

    robot: Robot
    site: Site | None
    counts: Mapping[ItemState, int]
    last_run: Run | None
    why_not: str = ""
    to_look_up: bool = False
    to_approve: tuple[Batch, ...] = ()
    stopped: str = ""

    @property
    def waiting(self) -> int:
        """Items a robot could take now."""
        return self.counts.get(ItemState.READY, 0)
