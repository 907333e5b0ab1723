"""The notices that every contender enters, and what must be stored of them."""

import csv
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bench.transfers.__main__ import HEADERS, row_of
from rpa_suite.jp.eras import to_era
from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.training.people import make_ordinary, make_people
from rpa_suite.training.register import Employee, Standing

SCREEN = "employee_transfer"


class Kind(Enum):
    """How a field is filled."""

    CHOICE = auto()
    DATE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the 入力 screen.

    Attributes:
        header: Column of the employer's file.
        asks: The screen asks the server when the field is left.
    """

    header: str
    section: str
    label: str
    kind: Kind = Kind.TEXT
    asks: bool = False

    @property
    def key(self) -> str:
        """Section and label as the system stores them."""
        return f"{self.section}/{self.label}"


FIELDS = (
    Field("異動事由", "異動内容", "異動事由", Kind.CHOICE),
    Field("異動年月日", "異動内容", "異動年月日", Kind.DATE),
    Field("徴収済額", "異動内容", "徴収済額", asks=True),
    Field("徴収済月", "異動内容", "徴収済月"),
    Field("未徴収税額", "異動内容", "未徴収税額"),
    Field("異動後の徴収方法", "異動内容", "異動後の徴収方法", Kind.CHOICE, asks=True),
    Field("一括徴収予定日", "一括徴収", "徴収予定日", Kind.DATE),
    Field("一括徴収額", "一括徴収", "一括徴収額"),
    Field("納入月", "一括徴収", "納入月"),
    Field("新勤務先指定番号", "新勤務先", "指定番号", asks=True),
    Field("月割額", "新勤務先", "月割額"),
    Field("徴収開始月", "新勤務先", "徴収開始月"),
)
# What opens the 入力 screen.
KEYS = (
    Field("指定番号", "対象者", "指定番号"),
    Field("受給者番号", "対象者", "受給者番号"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One notice that can be entered without a question.

    Attributes:
        row: The row of the employer's file.
        subject: 宛名番号 of the employee.
    """

    row: dict[str, str]
    subject: str

    def on_another_day(self, days: int) -> "Case":
        """Return another case of the same employee, who moves ``days`` later."""
        moved = dt.date.fromisoformat(_iso(self.row["異動年月日"]))
        later = to_era(moved + dt.timedelta(days=days)).short
        return Case(row=self.row | {"異動年月日": later}, subject=self.subject)

    def typed(self, fields: Sequence[Field]) -> Iterator[tuple[Field, str]]:
        """Yield the fields to fill with what a clerk types; dates are ISO."""
        for field in fields:
            text = self.row[field.header].replace(",", "")
            if text:
                yield field, _iso(text) if field.kind is Kind.DATE else text

    def expected(self, receipt: str) -> dict[str, object]:
        """Return what the instructor's grading is asked for."""
        return {
            "screen": SCREEN,
            "subject": self.subject,
            # Without a receipt nothing counts as entered rightly.
            "receipt": receipt or "none",
            "values": {field.key: self.row[field.header] for field in FIELDS},
        }


def make_cases(count: int, *, seed: int) -> list[Case]:
    """Return up to ``count`` notices of different employees.

    Args:
        count: How many; the register of a seed has some hundred that can be entered.
        seed: Of the training system's people.
    """
    register = make_ordinary(seed)
    draw = random.Random(f"entry/{seed}")
    alike = Counter(
        (person.kana, person.birth) for person in make_people(seed).people.values()
    )
    free = [
        employee
        for place, employee in register.employees.items()
        if place not in register.moved_already
        and alike[employee.person.kana, employee.person.birth] == 1
        and _is_plain(employee)
    ]
    draw.shuffle(free)
    return [
        Case(
            row=row_of(employee, register, draw),
            subject=employee.person.number,
        )
        for employee in free[:count]
    ]


def write_csv(cases: Sequence[Case], path: Path) -> None:
    """Write the employer's file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS)
        writer.writeheader()
        writer.writerows(case.row for case in cases)


def _is_plain(employee: Employee) -> bool:
    """Whether the system can show the name and lets the employee be entered."""
    person = employee.person
    return (
        person.standing is Standing.RESIDENT
        and not person.protected
        and person.name.encode("cp932", "replace").decode("cp932") == person.name
    )


def _iso(text: str) -> str:
    read = parse_era_date(text)
    if read.date is None:
        raise ValueError(f"no date: {text}")
    return read.date.isoformat()
