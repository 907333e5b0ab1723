"""What was registered: entries with their 処理番号, kept in SQLite."""

import datetime as dt
import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.jp.eras import JST

_BEFORE_FIRST = 1200


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One registered entry.

    Attributes:
        receipt: 処理番号, such as JT08-00001234-5.
        subject: 宛名番号 of the person, or 指定番号 of the employer, it is about.
        values: Section and label to text, as the 確認画面 showed it.
        staff: 職員番号; ``seed`` for what was there before the rehearsal.
        request: Number of the request in the log that stored it; 0 for seeds.
        session: Number of the session.
        year: 処理年度 it was entered in, in 西暦.
    """

    receipt: str
    screen: str
    subject: str
    values: dict[str, str]
    staff: str
    at: dt.datetime
    request: int = 0
    session: int = 0
    year: int = 0


class Entries:
    """Appends entries and finds them; safe to use from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS entry (sequence INTEGER PRIMARY KEY,"
            " receipt TEXT UNIQUE, screen TEXT, subject TEXT, entered TEXT,"
            " staff TEXT, at TEXT, request INTEGER, session INTEGER, year INTEGER)"
        )
        # A 処理番号 once shown is never given again, also after a power cut.
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS unstored"
            " (sequence INTEGER PRIMARY KEY, receipt TEXT)"
        )
        (self._last,) = self._database.execute(
            f"SELECT coalesce(max(sequence), {_BEFORE_FIRST}) FROM"
            " (SELECT sequence FROM entry UNION SELECT sequence FROM unstored)"
        ).fetchone()

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
        request: int = 0,
        session: int = 0,
        year: int | None = None,
        stored: bool = True,
    ) -> Entry:
        """Register an entry and give it the next 処理番号.

        Args:
            prefix: Two letters of the 業務.
            screen: The 業務.
            subject: 宛名番号.
            values: What was entered.
            staff: 職員番号.
            request: Number of the request.
            session: Number of the session.
            year: 処理年度 in 西暦; None for the one of today.
            stored: False uses a 処理番号 up and stores nothing (F22).
        """
        at = dt.datetime.now(JST).replace(microsecond=0)
        year = fiscal_year(at.date()) if year is None else year
        with self._lock, self._database:
            self._last += 1
            entry = Entry(
                receipt=receipt_number(prefix, year, self._last),
                screen=screen,
                subject=subject,
                values=values,
                staff=staff,
                at=at,
                request=request,
                session=session,
                year=year,
            )
            if not stored:
                self._database.execute(
                    "INSERT INTO unstored VALUES (?, ?)", (self._last, entry.receipt)
                )
            else:
                self._database.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        self._last,
                        entry.receipt,
                        screen,
                        subject,
                        json.dumps(values, ensure_ascii=False),
                        staff,
                        at.isoformat(),
                        request,
                        session,
                        year,
                    ),
                )
        return entry

    def find(self, *, screen: str = "", subject: str = "") -> list[Entry]:
        """Return entries, oldest first; an empty argument matches all."""
        with self._lock:
            rows = self._database.execute(
                "SELECT receipt, screen, subject, entered, staff, at, request,"
                " session, year FROM entry"
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
                request=request,
                session=session,
                year=year,
            )
            for (
                receipt,
                name,
                person,
                entered,
                staff,
                at,
                request,
                session,
                year,
            ) in rows
        ]

    def unstored(self) -> list[str]:
        """Return the 処理番号 that were shown and whose entries are not kept (F22)."""
        with self._lock:
            rows = self._database.execute("SELECT receipt FROM unstored").fetchall()
        return [receipt for (receipt,) in rows]

    def with_receipt(self, receipt: str) -> Entry | None:
        """Return the entry with this 処理番号."""
        return next((e for e in self.find() if e.receipt == receipt), None)

    def clear(self) -> None:
        """Forget everything (初期化)."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM entry")
            self._database.execute("DELETE FROM unstored")
            self._last = _BEFORE_FIRST


def fiscal_year(day: dt.date) -> int:
    """Return the 年度 (April to March) of a day, in 西暦."""
    return day.year - (day.month < 4)


def receipt_number(prefix: str, year: int, sequence: int) -> str:
    """Return 業務 2 + 年度 2 + 連番 8 + check digit: ``JT08-00001234-5``."""
    body = f"{sequence:08}"
    check = -sum(int(c) * (2, 1)[i % 2] for i, c in enumerate(body)) % 10
    return f"{prefix}{year - 2018:02}-{body}-{check}"
