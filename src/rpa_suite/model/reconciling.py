"""What the business system's own list says of our entries (突合)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DiscrepancyKind(StrEnum):
    """How the two lists differ."""

    ABSENT = "absent"  # ours says 完了, the system does not have it (F22)
    DIFFERENT = "different"  # both have it, and not the same values
    UNKNOWN = "unknown"  # entered with our staff number, and no item knows of it

    @property
    def label(self) -> str:
        """In the clerk's words."""
        return {
            "absent": "業務システムに無い",
            "different": "値が違う",
            "unknown": "こちらに無い",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedEntry:
    """One entry as the business system lists it (一括照会).

    Attributes:
        at: When it was registered, by the system's clock.
        values: 「欄/項目」 to what is stored, as far as the list tells.
    """

    receipt: str
    staff: str
    at: datetime
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Discrepancy:
    """One difference that a person must look into; it is never removed.

    Attributes:
        labels: Which values differ, without the values; for ``DIFFERENT``.
        item_id: The item that claims the receipt; None for ``UNKNOWN``.
        note: What a person did about it.
    """

    id: str
    run_id: str
    kind: DiscrepancyKind
    receipt: str
    item_id: str | None
    found_at: datetime
    labels: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""
    note: str = ""
