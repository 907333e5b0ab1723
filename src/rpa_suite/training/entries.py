"""What was registered: entries with their 処理番号, kept in SQLite."""

import datetime as dt
import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.jp.eras import JST


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One registered entry.

    Attributes:
        receipt: 処理番号, such as JT08-00001234-5.
        subject: 宛名番号 of the person it is about.
        values: Section and label to text, as the 確認画面 showed it.
        staff: 職員番号; ``seed`` for what was there before the rehearsal.
    """

    receipt: str
    screen: str
    subject: str
    values: dict[str, str]
    staff: str
    at: dt.datetime


class Entries:
    """Appends entries and finds them; safe to use from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS entry (sequence INTEGER PRIMARY KEY,"
            " receipt TEXT UNIQUE, screen TEXT, subject TEXT, entered TEXT,"
            " staff TEXT, at TEXT)"
        )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def add(
        self,
        *,
        prefix: str,
        screen: str,
        subject: str,
        values: dict[str, str],
        staff: str,
    ) -> Entry:
        """Register an entry and give it the next 処理番号."""
        at = dt.datetime.now(JST).replace(microsecond=0)
        with self._lock, self._database:
            (last,) = self._database.execute(
                "SELECT coalesce(max(sequence), 1200) FROM entry"
            ).fetchone()
            receipt = receipt_number(prefix, at.date(), last + 1)
            self._database.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    last + 1,
                    receipt,
                    screen,
                    subject,
                    json.dumps(values, ensure_ascii=False),
                    staff,
                    at.isoformat(),
                ),
            )
        return Entry(
            receipt=receipt,
            screen=screen,
            subject=subject,
            values=values,
            staff=staff,
            at=at,
        )

    def find(self, *, screen: str = "", subject: str = "") -> list[Entry]:
        """Return entries, oldest first; an empty argument matches all."""
        with self._lock:
            rows = self._database.execute(
                "SELECT receipt, screen, subject, entered, staff, at FROM entry"
                " WHERE (? = '' OR screen = ?) AND (? = '' OR subject = ?)"
                " ORDER BY sequence",
                (screen, screen, subject, subject),
            ).fetchall()
        return [
            Entry(
                receipt=receipt,
                screen=name,
                subject=person,
                values=json.loads(entered),
                staff=staff,
                at=dt.datetime.fromisoformat(at),
            )
            for receipt, name, person, entered, staff, at in rows
        ]

    def with_receipt(self, receipt: str) -> Entry | None:
        """Return the entry with this 処理番号."""
        return next((e for e in self.find() if e.receipt == receipt), None)

    def clear(self) -> None:
        """Forget everything (初期化)."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM entry")


def receipt_number(prefix: str, day: dt.date, sequence: int) -> str:
    """Return 業務 2 + 年度 2 + 連番 8 + check digit: ``JT08-00001234-5``."""
    year = day.year - (day.month < 4) - 2018
    body = f"{sequence:08}"
    check = -sum(int(c) * (2, 1)[i % 2] for i, c in enumerate(body)) % 10
    return f"{prefix}{year:02}-{body}-{check}"
