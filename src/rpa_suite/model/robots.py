"""A robot's manifest and the business system it works on, without any code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from string import ascii_lowercase

from rpa_suite.model.work import Environment


class EvidencePolicy(StrEnum):
    """What is kept of the screens."""

    MASKED = "masked"  # screenshots with personal fields painted over
    NONE = "none"  # 児童扶養手当, マル親: nothing at all


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A registered business system (業務システム).

    Attributes:
        origin: Scheme, host and port; the browser may open nothing else.
        secret: Name of the credential in the vault, never the password.
        more_secrets: Names of further credentials, for windows side by side: a second
            sign-in with one staff number would end the first.
        robot_only: Nobody but robots signs in with these numbers, so a session that
            the system still counts (W0001) is one that broke off, and may be ended.
    """

    id: str
    title: str
    origin: str
    secret: str
    environment: Environment
    more_secrets: tuple[str, ...] = ()
    robot_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """Minutes by hand per item, measured before introduction (手作業基準時間).

    Attributes:
        minutes: Median of the timed items (DOMAIN.md §5.2).
        exception_minutes: Extra minutes when a person must finish an exception (x).
        items: How many items were timed; 30 or more are wanted.
        staff: How many people worked; 2 or more are wanted.
        valid_from: 適用開始日; a version is never edited retroactively.
        version: From 1 in the order of the store; 0 is the one of robot.toml.
        mean_minutes: Mean of the same items, beside the median; None where only the
            median was handed down.
    """

    minutes: Decimal
    exception_minutes: Decimal
    items: int
    staff: int
    measured_on: date
    measured_by: str
    approved_by: str
    valid_from: date
    preparation_minutes: Decimal = Decimal(0)
    supervision_minutes: Decimal = Decimal(0)
    version: int = 0
    mean_minutes: Decimal | None = None

    def id_of(self, robot_id: str) -> str:
        """Return what a ledger row calls this version."""
        if self.version:
            return f"{robot_id}#{self.version}"
        return f"{robot_id}@{self.valid_from}"


@dataclass(frozen=True, kw_only=True, slots=True)
class HumanChecks:
    """What stays with people, whatever the robot does (人の確認).

    Attributes:
        decision: What is decided after the entry, and by whom (決裁).
        never_accept: Warnings that no 課 may allow the robot to tick.
        sample: What a person compares with the original (通知書); empty for nothing.
        sample_percent: Share of the entries; at least one of each import.
    """

    decision: str = ""
    never_accept: tuple[str, ...] = ()
    sample: str = ""
    sample_percent: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetForm:
    """A form filled in in Excel (様式): one sheet is one case.

    Attributes:
        title: Text of ``title_cell``, by which the form is known.
        cells: Header of the table to where its value stands: ``D8``, or several cells
            in a text (``{D8}年{F8}月{H8}日``), or each choice to the cell of its mark.
    """

    title: str
    title_cell: str
    cells: Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class TableInput:
    """How a CSV or Excel file becomes items.

    Attributes:
        columns: Header in the file to the field of the item's record.
        required: Headers that must be there and filled.
        digits: Header to its exact length where leading zeros matter.
        form: How an Excel form gives one row under the same headers; None where the
            robot takes tables only.
    """

    columns: Mapping[str, str]
    required: tuple[str, ...] = ()
    digits: Mapping[str, int] = field(default_factory=dict)
    sheet: str | None = None
    form: SheetForm | None = None


def plan_task(task: str) -> str:
    """Return the 業務 of the plan that a number belongs to: T3 for T3b."""
    return task.rstrip(ascii_lowercase)


@dataclass(frozen=True, kw_only=True, slots=True)
class Robot:
    """One automated 業務: its manifest, readable without importing its code.

    Attributes:
        task: 業務 number in the plan (C1, T1, ...); a letter behind it (T3b) for each
            further robot of the same 業務.
        section: 課 that owns it.
        entry_key: Fields of the record that make a case unique (robot, person, event).
        form: Template id when the robot takes paper; None otherwise.
        table: How to read files when the robot takes CSV or Excel.
        personal: Fields shown masked until revealed.
        attempts: Tries before an item is FAILED.
        retry_after_seconds: Pause before an item is tried again after site trouble.
        accept_warnings: Codes of warnings on the 確認画面 (W0401) that the 課 allows
            the robot to tick; every other one is for a person.
        paper: Name of the 帳票 that is saved after each entry; empty for none.
        human_checks: What a person has to see in any case.
        why_not_bulk: なぜ一括取込でなく RPA か.
        folder: Where robot.toml lies.
    """

    id: str
    title: str
    task: str
    section: str
    owner: str
    site: str
    entry_key: tuple[str, ...]
    form: str | None = None
    table: TableInput | None = None
    personal: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    baseline: Baseline | None = None
    evidence: EvidencePolicy = EvidencePolicy.MASKED
    attempts: int = 3
    retry_after_seconds: float = 60.0
    needs_approval: bool = False
    accept_warnings: tuple[str, ...] = ()
    paper: str = ""
    human_checks: HumanChecks = field(default_factory=HumanChecks)
    why_not_bulk: str = ""
    folder: str = ""
