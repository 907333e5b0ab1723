"""Minutes saved, row by row; every row can be walked back to its item and baseline."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from rpa_suite.model.work import Environment


class SavingKind(StrEnum):
    """What a ledger row stands for in the formula of DOMAIN.md §5.2."""

    ITEM = "item"  # N·b against v: done by the robot
    EXCEPTION = "exception"  # N·b against b + x: finished by hand
    RUN = "run"  # prep + sup of one run, as the baseline has them
    SUPERVISION = "supervision"  # sup of one run, measured by the program
    MAINTENANCE = "maintenance"
    CORRECTION = "correction"  # 訂正: after the year was closed


@dataclass(frozen=True, kw_only=True, slots=True)
class Saving:
    """One row of the ledger (削減時間): minutes before less minutes after.

    Minutes are exact decimals; rounding happens once, at display.

    Attributes:
        items: How many items the row stands for (1, or 0 for a run's overhead).
        fiscal_year: 年度 in JST of ``at``; stored so that a late rule never moves it.
        baseline_id: The version of the baseline used; None where none was measured,
            and then both minutes are 0: no baseline, no hours.
    """

    kind: SavingKind
    robot_id: str
    task: str
    section: str
    at: datetime
    fiscal_year: int
    minutes_before: Decimal
    minutes_after: Decimal
    environment: Environment
    items: int = 1
    item_id: str | None = None
    run_id: str | None = None
    baseline_id: str | None = None
    note: str = ""

    @property
    def saved(self) -> Decimal:
        """Minutes saved; negative when people spent more than before."""
        return self.minutes_before - self.minutes_after


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingTotal:
    """Exact sums of ledger rows that share everything named here.

    Attributes:
        month: 1 to 12, of 完了 in JST; 0 where a sum is not told apart by months.
        source: Where the items came from (scan, csv, excel); empty for runs and
            maintenance, which serve all of them.
        reason: Code why a person had to finish; empty but for exceptions.
    """

    fiscal_year: int
    section: str
    task: str
    robot_id: str
    kind: SavingKind
    items: int
    minutes_before: Decimal
    minutes_after: Decimal
    month: int = 0
    source: str = ""
    reason: str = ""

    @property
    def saved(self) -> Decimal:
        """Minutes saved; may be negative."""
        return self.minutes_before - self.minutes_after


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingFilter:
    """Which part of the ledger is meant; None leaves a side open.

    Attributes:
        sections: Only of these 課, whatever else is meant; empty leaves it open.
    """

    environment: Environment
    fiscal_year: int | None = None
    month: int | None = None
    section: str | None = None
    task: str | None = None
    robot_id: str | None = None
    source: str | None = None
    reason: str | None = None
    kinds: tuple[SavingKind, ...] = ()
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSaving:
    """What the ledger holds of one run, within a filter.

    Attributes:
        run_id: Empty for rows of no run (maintenance, corrections).
    """

    run_id: str
    robot_id: str
    started_at: datetime | None
    operator: str
    items: int
    exceptions: int
    minutes_before: Decimal
    minutes_after: Decimal

    @property
    def saved(self) -> Decimal:
        """Minutes saved; may be negative."""
        return self.minutes_before - self.minutes_after


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerRow:
    """One row of the ledger as it stands, with its links."""

    sequence: int
    saving: Saving
    item_number: int | None
    booked_at: datetime
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingCount:
    """How well papers were read, against what was entered in the end.

    Attributes:
        accepted: Fields nobody had to look at.
        right: Fields whose reading was entered unchanged.
        accepted_right: Those of ``accepted`` that were entered unchanged.
        characters: Of the values entered.
        right_characters: Of those, in the place where they were read.
    """

    forms: int = 0
    fields: int = 0
    accepted: int = 0
    right: int = 0
    accepted_right: int = 0
    characters: int = 0
    right_characters: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingTotal:
    """Counts of a robot's papers in one month."""

    fiscal_year: int
    month: int
    section: str
    task: str
    robot_id: str
    count: ReadingCount


@dataclass(frozen=True, kw_only=True, slots=True)
class Closing:
    """A 年度 signed by a manager (確定): the ledger's sums up to one of its rows.

    Attributes:
        through: Number of the ledger's last row that is in the sums.
        through_hash: That row's link; it signs every row before it.
    """

    fiscal_year: int
    environment: Environment
    through: int
    through_hash: str
    rows: int
    items: int
    minutes_before: Decimal
    minutes_after: Decimal
    closed_by: str
    closed_at: datetime
    note: str = ""

    @property
    def saved(self) -> Decimal:
        """Minutes saved; may be negative."""
        return self.minutes_before - self.minutes_after
