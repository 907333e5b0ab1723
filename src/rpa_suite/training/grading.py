"""Expected against actual rows: what a rehearsal entered rightly, wrongly, twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.training.entries import Entry
from rpa_suite.training.register import Register

_AMOUNT = re.compile(r"[\d,]+円?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """One row that ought to be there.

    Attributes:
        values: Those fields that are compared, by section/label.
        receipt: 処理番号 that the robot noted; "" where it is not compared.
    """

    screen: str
    subject: str
    values: Mapping[str, str] = field(default_factory=dict)
    receipt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """What is right and what is not; people are named by 宛名番号.

    Attributes:
        right: 処理番号 of rows that agree.
        missing: Expected and not there, a silent failure included.
        wrong: 処理番号 to the fields that differ: expected and actual.
        unexpected: Rows of people who should have none: the wrong person.
        twice: People with more rows than expected.
        protected: 処理番号 of rows of 支援措置対象者; there must be none.
    """

    right: list[str]
    missing: list[dict[str, str]]
    wrong: dict[str, dict[str, tuple[str, str]]]
    unexpected: list[str]
    twice: list[str]
    protected: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return plain values, with ``perfect`` for all in one."""
        perfect = not any(
            (self.missing, self.wrong, self.unexpected, self.twice, self.protected)
        )
        return asdict(self) | {"perfect": perfect}


def read_expected(stored: Sequence[Mapping[str, Any]]) -> list[Expected]:
    """Read expected rows from JSON.

    Raises:
        KeyError: A row names no screen or subject.
        TypeError: It is no list of rows.
    """
    return [
        Expected(
            screen=str(row["screen"]),
            subject=str(row["subject"]),
            values={str(k): str(v) for k, v in row.get("values", {}).items()},
            receipt=str(row.get("receipt", "")),
        )
        for row in stored
    ]


def grade(
    expected: Sequence[Expected], actual: Sequence[Entry], register: Register
) -> Grade:
    """Compare, person by person and 業務 by 業務."""
    wanted = Counter((row.screen, row.subject) for row in expected)
    found = Counter((entry.screen, entry.subject) for entry in actual)
    right: list[str] = []
    missing: list[dict[str, str]] = []
    wrong: dict[str, dict[str, tuple[str, str]]] = {}
    left = list(actual)
    for row in expected:
        entry = _taken(left, row)
        if entry is None:
            missing.append(
                {"screen": row.screen, "subject": row.subject, "receipt": row.receipt}
            )
        elif differing := _differing(row, entry):
            wrong[entry.receipt] = differing
        else:
            right.append(entry.receipt)
    return Grade(
        right=right,
        missing=missing,
        wrong=wrong,
        unexpected=[e.receipt for e in left if (e.screen, e.subject) not in wanted],
        twice=[key[1] for key, n in found.items() if n > wanted[key] > 0],
        protected=[e.receipt for e in actual if _is_protected(register, e.subject)],
    )


def _taken(left: list[Entry], row: Expected) -> Entry | None:
    """Take the entry of this row out of those left: by 処理番号, else by person."""
    for entry in left:
        same_person = (entry.screen, entry.subject) == (row.screen, row.subject)
        if same_person and row.receipt in ("", entry.receipt):
            left.remove(entry)
            return entry
    return None


def _differing(row: Expected, entry: Entry) -> dict[str, tuple[str, str]]:
    return {
        key: (value, entry.values.get(key, ""))
        for key, value in row.values.items()
        if _plain(value) != _plain(entry.values.get(key, ""))
    }


def _plain(text: str) -> str:
    """Return the value without its dress: 1,234円 as 1234, 令和8年4月1日 as ISO."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if _AMOUNT.fullmatch(folded):
        return folded.replace(",", "").removesuffix("円")
    read = parse_era_date(folded)
    return read.date.isoformat() if read.date else folded


def _is_protected(register: Register, number: str) -> bool:
    person = register.people.get(number)
    return person is not None and person.protected
