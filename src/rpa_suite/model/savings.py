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
    RUN = "run"  # prep + sup of one run
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
    """Exact sums of ledger rows that share year, 課, 業務, robot and kind."""

    fiscal_year: int
    section: str
    task: str
    robot_id: str
    kind: SavingKind
    items: int
    minutes_before: Decimal
    minutes_after: Decimal

    @property
    def saved(self) -> Decimal:
        """Minutes saved; may be negative."""
        return self.minutes_before - self.minutes_after
