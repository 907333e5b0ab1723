"""The records of the invented register: people, employers, employees."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from rpa_suite.jp.eras import to_era
from rpa_suite.jp.resident_tax import monthly_tax


class Standing(StrEnum):
    """What the register says of a person beside the facts (異動状態)."""

    RESIDENT = "住民"
    MOVED_OUT = "転出"
    DEAD = "死亡"
    FOREIGN = "外国人住民"
    LEAVING = "転出予定"
    OUTSIDE = "住登外"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One invented person (宛名).

    Attributes:
        number: 宛名番号, 10 digits.
        birth: Where parts are unknown (不詳), the day that systems put instead.
        protected: 支援措置対象者.
        alias: 通称 of a foreigner.
        former_name: 旧氏 that the register notes beside the name.
        birth_note: What is shown of a birth that is not known in full.
    """

    number: str
    household: str
    relation: str  # 世帯主, 妻, 夫, 子
    name: str
    kana: str
    birth: dt.date
    sex: str
    my_number: str
    postal_code: str
    address: str
    standing: Standing = Standing.RESIDENT
    protected: bool = False
    alias: str = ""
    former_name: str = ""
    birth_note: str = ""

    @property
    def birth_text(self) -> str:
        """The day of birth as screens show it."""
        return self.birth_note or to_era(self.birth).long


@dataclass(frozen=True, kw_only=True, slots=True)
class Employee:
    """One employee under 特別徴収.

    Attributes:
        paid_through: Last month withheld so far (6..12, 1..5).
    """

    employer: str
    payroll_number: str  # 受給者番号
    person: Person
    annual_tax: int
    paid_through: int

    @property
    def paid(self) -> int:
        """徴収済額 in yen, June through ``paid_through``."""
        months = (self.paid_through - 6) % 12 + 1
        tax = monthly_tax(self.annual_tax)
        return tax.june + (months - 1) * tax.other_months

    @property
    def unpaid(self) -> int:
        """未徴収税額 in yen."""
        return self.annual_tax - self.paid


@dataclass(frozen=True, kw_only=True, slots=True)
class Employer:
    """One 特別徴収義務者; ``number`` is its 指定番号, 8 digits.

    Attributes:
        pays_from_account: It pays by 口座振替.
    """

    number: str
    corporate_number: str
    name: str
    kana: str
    postal_code: str
    address: str
    phone: str
    pays_from_account: bool = False


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everybody of one seed.

    Attributes:
        employers: Those whose employees the papers are written by.
        other_employers: Everybody else under whom somebody is taxed.
        eligible: 宛名番号 of claimants whose 児童手当 is registered already.
        spouse_earns_more: 宛名番号 of claimants whose spouse earns more.
        moved_already: (指定番号, 受給者番号) of employees whose move is registered.
    """

    people: dict[str, Person]
    employers: dict[str, Employer]
    employees: dict[tuple[str, str], Employee]
    other_employers: dict[str, Employer] = field(default_factory=dict)
    eligible: frozenset[str] = field(default_factory=frozenset)
    spouse_earns_more: frozenset[str] = field(default_factory=frozenset)
    moved_already: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def every_employer(self) -> dict[str, Employer]:
        """Return all 特別徴収義務者 by 指定番号."""
        return self.employers | self.other_employers

    def household(self, number: str) -> list[Person]:
        """Return the members of a household, head first."""
        return [p for p in self.people.values() if p.household == number]

    def households(self) -> list[list[Person]]:
        """Return every household, in the order of their numbers."""
        grouped: dict[str, list[Person]] = {}
        for person in self.people.values():
            grouped.setdefault(person.household, []).append(person)
        return list(grouped.values())
