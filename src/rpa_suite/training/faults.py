"""Misbehaviour on demand (障害): what real systems do to robots, by the n-th 登録."""

from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """One kind of trouble; names after DOMAIN's catalogue."""

    SESSION_LOST = "session_lost"  # F02: signed out before 登録 is stored
    CHANGED_BY_OTHER = "changed_by_other"  # F03: E0202
    RESET_BEFORE = "reset_before"  # F19: the connection breaks, nothing was stored
    RESET_AFTER = "reset_after"  # F19: stored, then the connection breaks
    CLOSED = "closed"  # F20: E0902 from this 登録 on
    SLOW = "slow"  # F01: the answer takes its time


@dataclass(kw_only=True)
class Faults:
    """Which 登録 goes wrong, counted from 1 since the start or the last change."""

    plan: dict[int, Fault] = field(default_factory=dict)
    registrations: int = 0

    def at_registration(self) -> Fault | None:
        """Count one 登録 and return what goes wrong with it."""
        self.registrations += 1
        return self.plan.get(self.registrations)

    def change(self, plan: dict[int, Fault]) -> None:
        """Plan anew and count from the beginning."""
        self.plan = plan
        self.registrations = 0
