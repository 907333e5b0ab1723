"""When an entry was made, as lists write it."""

import re
from datetime import UTC, datetime

from rpa_suite.jp.eras import JST

_TIME = re.compile(
    r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:日|\D)?\s*(\d{1,2})[:時](\d{1,2})(?:\D(\d{1,2}))?"
)


def read_time(text: str) -> datetime:
    """Return a time of a list (2026年11月28日13:05, 2026/11/28 13:05:07) in JST.

    What cannot be read counts as long ago: nothing follows from it.
    """
    found = _TIME.search(text)
    if not found:
        return datetime.min.replace(tzinfo=UTC)
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=JST)  # type: ignore[misc,arg-type]
