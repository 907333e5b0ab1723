"""The request log: who asked for what, and what was really stored."""

import datetime as dt
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from rpa_suite.jp.eras import JST

_KEPT = 50_000


@dataclass(kw_only=True)
class Record:
    """One request.

    Attributes:
        request: Its number, counted from 1 since the start or the last reset.
        session: Number of the signed-in session; 0 for nobody.
        subject: 宛名番号 of the person whose screen is open, if any.
        receipt: 処理番号 that this request's 登録 was given.
        stored: Whether that entry was really stored.
        faults: What struck, such as ``F19:reset_after``.
        status: HTTP status; 0 where the connection was broken.
    """

    request: int
    method: str
    path: str
    at: str = ""
    session: int = 0
    staff: str = ""
    screen: str = ""
    subject: str = ""
    receipt: str = ""
    stored: bool = False
    faults: list[str] = field(default_factory=list)
    status: int = 0


class Journal:
    """Keeps the last requests, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: deque[Record] = deque(maxlen=_KEPT)
        self._last = 0

    def begin(self, method: str, path: str) -> Record:
        """Enter a request; its record is filled while it is answered."""
        with self._lock:
            self._last += 1
            record = Record(
                request=self._last,
                method=method,
                path=path,
                at=dt.datetime.now(JST).isoformat(timespec="milliseconds"),
            )
            self._records.append(record)
            return record

    def __iter__(self) -> Iterator[Record]:
        with self._lock:
            return iter(list(self._records))

    def as_json(self) -> list[dict[str, Any]]:
        """Return every record as plain values."""
        return [asdict(record) for record in self]

    def clear(self) -> None:
        """Forget everything and count from 1."""
        with self._lock:
            self._records.clear()
            self._last = 0
