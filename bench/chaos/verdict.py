"""What the business system's own rows say of the items."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass
class Verdict:
    """What the business system's rows say of the items, over all worlds.

    Attributes:
        lost: Items called DONE whose receipt the system does not have, unnoticed.
        doubled: Cases with more than one row.
        unreported: Rows of ours that no item knows of.
        wrong_person: Rows on another person than the item names.
        held_touched: Rows on people under 支援措置.
        unsettled: Items that wait for no person and are not finished.
        silent_failures: Times the system showed 完了 to an item that is DONE now, and
            had kept nothing (F22).
        silent_found: How many of these the 突合 after the runs reported.
        false_alarms: Differences reported that are none.
        hung: Runs that waited for something that never came, until they were ended.
    """

    items: int = 0
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    unreported: int = 0
    wrong_person: int = 0
    held_touched: int = 0
    unsettled: int = 0
    silent_failures: int = 0
    silent_found: int = 0
    false_alarms: int = 0
    hung: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    orphans: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return {k: dict(v) if isinstance(v, Counter) else v for k, v in plain.items()}

    @property
    def is_clean(self) -> bool:
        """Whether the promise held."""
        return not (
            self.lost
            or self.doubled
            or self.unreported
            or self.wrong_person
            or self.held_touched
            or self.unsettled
            or self.hung
            or self.silent_failures > self.silent_found
        )
