"""Pages that no robot could be found for (仕分け不可)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TrayPage:
    """One page of a bundle that a person has to place or throw away.

    Attributes:
        source_name: File that it came in; may name somebody.
        page: In that file, from 1.
        template_id: Which form it is, where that is known: a form may lack a page.
        reason: Why it was not sorted, in words.
        settled_at: When a person placed it or threw it away; its picture is gone then.
        note: What the person did.
    """

    id: str
    source_name: str
    source_sha256: str
    page: int
    template_id: str
    reason: str
    found_at: datetime
    found_by: str
    settled_at: datetime | None = None
    settled_by: str = ""
    note: str = ""
