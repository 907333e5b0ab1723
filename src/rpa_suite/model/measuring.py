"""Minutes by hand, timed with a stopwatch, proposed and approved (基準時間の計測)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from rpa_suite.model.robots import Baseline

#: Below these a median says too little to count hours with (DOMAIN.md §5.2).
LEAST_ITEMS, LEAST_STAFF = 30, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """One item done by hand under the stopwatch.

    Attributes:
        staff: Who did the item; a code or a name that is not a resident's.
        minutes: From opening the paper to the system's receipt.
        sequence: Given by the store.
    """

    robot_id: str
    staff: str
    at: datetime
    minutes: Decimal
    sequence: int = 0


class Decision(StrEnum):
    """What was said of a proposed baseline."""

    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word a manager reads."""
        return "承認" if self is Decision.APPROVED else "差戻し"


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredBaseline:
    """A version of a robot's baseline in the store, with what was decided.

    Attributes:
        baseline: ``approved_by`` is empty until it is approved.
        decision: None while it waits.
    """

    robot_id: str
    baseline: Baseline
    proposed_by: str
    proposed_at: datetime
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Only what another person approved counts."""
        return self.decision is Decision.APPROVED

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        return self.decision.label if self.decision else "承認待ち"
