"""The invented residents, households, employers and employees of one seed.

Names are drawn from ``data/names.toml``; addresses use real towns with block 999, which
does not exist; 個人番号 carry a right check digit and start with 9990.
"""

import datetime as dt
import random
import tomllib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.jp.check_digits import (
    corporate_number_check_digit,
    my_number_check_digit,
)
from rpa_suite.jp.resident_tax import monthly_tax
from rpa_suite.jp.towns import ota_towns

# The register is as of this day: a fixed one, so that a seed always gives one world.
BASE_DAY = dt.date(2026, 6, 1)
HOUSEHOLDS = 90
EMPLOYEES_EACH = 20
_EMPLOYER_NAMES = (
    ("練習商事", "レンシュウショウジ"),
    ("架空製作所", "カクウセイサクショ"),
    ("見本運輸", "ミホンウンユ"),
    ("例示電機", "レイジデンキ"),
    ("サンプル食品", "サンプルショクヒン"),
    ("ダミー印刷", "ダミーインサツ"),
)


class Standing(StrEnum):
    """What the register says of a person beside the facts (異動状態)."""

    RESIDENT = "住民"
    MOVED_OUT = "転出"
    DEAD = "死亡"
    FOREIGN = "外国人住民"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One invented person (宛名).

    Attributes:
        number: 宛名番号, 10 digits.
        protected: 支援措置対象者.
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
    """One 特別徴収義務者; ``number`` is its 指定番号, 8 digits."""

    number: str
    corporate_number: str
    name: str
    kana: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everybody of one seed.

    Attributes:
        eligible: 宛名番号 of claimants whose 児童手当 is registered already.
        spouse_earns_more: 宛名番号 of claimants whose spouse earns more.
        moved_already: (指定番号, 受給者番号) of employees whose move is registered.
    """

    people: dict[str, Person]
    employers: dict[str, Employer]
    employees: dict[tuple[str, str], Employee]
    eligible: frozenset[str] = field(default_factory=frozenset)
    spouse_earns_more: frozenset[str] = field(default_factory=frozenset)
    moved_already: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def household(self, number: str) -> list[Person]:
        """Return the members of a household, head first."""
        return [p for p in self.people.values() if p.household == number]

    def households(self) -> list[list[Person]]:
        """Return every household, in the order of their numbers."""
        grouped: dict[str, list[Person]] = {}
        for person in self.people.values():
            grouped.setdefault(person.household, []).append(person)
        return list(grouped.values())


@cache
def name_lists() -> dict[str, Any]:
    """Return the lists of ``data/names.toml``."""
    return tomllib.loads(
        (files("rpa_suite.training") / "data" / "names.toml").read_text("utf-8")
    )


def make_people(seed: int) -> Register:
    """Invent the register of this seed; the same seed gives the same people."""
    draw = random.Random(f"people/{seed}")
    maker = _Maker(draw)
    for number in range(HOUSEHOLDS):
        maker.add_household(children=draw.choices((1, 2, 3), (5, 4, 1))[0], n=number)
    for _ in range(5):
        maker.add_single()
    people = _with_peculiarities(maker.people, draw)
    employers, employees = _employment(people, draw)
    parents = [p for p in people.values() if p.relation == "世帯主"]
    plain = [p for p in parents if _is_plain(p)]
    return Register(
        people=people,
        employers=employers,
        employees=employees,
        # The first households stay free for rehearsals of new claims.
        eligible=frozenset(p.number for p in plain[-4:]),
        spouse_earns_more=frozenset(p.number for p in plain[-7:-4]),
        moved_already=frozenset(list(employees)[-2:]),
    )


class _Maker:
    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._lists = name_lists()
        self._used_names: set[str] = set()
        self.people: dict[str, Person] = {}

    def add_household(self, *, children: int, n: int) -> None:
        """Add parents (sometimes one alone) and their children."""
        surname = self._surname(n)
        household = f"{5_000_001 + n}"
        where = self._address()
        alone = self._draw.random() < 0.12
        father_is_head = self._draw.random() < 0.8
        ages = self._ages_in_days(children)
        mother_birth = self._birth(ages[0] + 365 * self._draw.randint(22, 36))
        father_birth = self._birth(ages[0] + 365 * self._draw.randint(23, 40))
        father = ("men", "男", father_birth)
        mother = ("women", "女", mother_birth)
        head, other = (father, mother) if father_is_head else (mother, father)
        self._add(household, "世帯主", surname, *head, where)
        if not alone:
            relation = "妻" if father_is_head else "夫"
            self._add(household, relation, surname, *other, where)
        for age in ages:
            boy = self._draw.random() < 0.5
            kind, sex = ("boys", "男") if boy else ("girls", "女")
            self._add(household, "子", surname, kind, sex, self._birth(age), where)

    def add_single(self) -> None:
        """Add somebody old who lives alone."""
        woman = self._draw.random() < 0.6
        kind, sex = ("old_women", "女") if woman else ("old_men", "男")
        household = f"{5_100_001 + len(self.people)}"
        surname = self._draw.choice(self._lists["surnames"])
        birth = self._birth(365 * self._draw.randint(70, 96))
        self._add(household, "世帯主", surname, kind, sex, birth, self._address())

    def _add(
        self,
        household: str,
        relation: str,
        surname: list[str],
        kind: str,
        sex: str,
        birth: dt.date,
        where: tuple[str, str],
    ) -> None:
        while True:
            given = self._draw.choice(self._lists[kind])
            name = f"{surname[0]}　{given[0]}"
            if (household, name) not in {
                (p.household, p.name) for p in self.people.values()
            }:
                break
        number = f"{1_000_000_001 + len(self.people) * 7}"
        first11 = f"9990{self._draw.randrange(10**7):07}"
        self.people[number] = Person(
            number=number,
            household=household,
            relation=relation,
            name=name,
            kana=f"{surname[1]}　{given[1]}",
            birth=birth,
            sex=sex,
            my_number=first11 + str(my_number_check_digit(first11)),
            postal_code=where[0],
            address=where[1],
        )

    def _surname(self, n: int) -> list[str]:
        surnames = self._lists["surnames"]
        entry: list[str] = surnames[(n * 7 + 3) % len(surnames)]
        return entry

    def _address(self) -> tuple[str, str]:
        town, chomes = self._draw.choice(self._lists["towns"])
        code = next(t.postal_code for t in ota_towns() if t.name == town)
        chome = f"{self._draw.randint(1, chomes)}丁目" if chomes else ""
        place = f"{town}{chome}999番{self._draw.randint(1, 30)}号"
        if self._draw.random() < 0.35:
            place += (
                f"　{self._draw.choice(self._lists['buildings'])}"
                f"{self._draw.randint(1, 5)}0{self._draw.randint(1, 9)}"
            )
        return code, place

    def _ages_in_days(self, children: int) -> list[int]:
        """Return the ages of one mother's children, oldest first."""
        # Many claims follow a birth: half of the youngest are babies.
        baby = self._draw.random() < 0.5
        ages = [self._draw.randint(3, 45) if baby else self._draw.randint(45, 3000)]
        while len(ages) < children:
            ages.insert(0, ages[0] + self._draw.randint(400, 1200))
        return ages

    def _birth(self, days_before: int) -> dt.date:
        return BASE_DAY - dt.timedelta(days=days_before)


def _is_plain(person: Person) -> bool:
    return person.standing is Standing.RESIDENT and not person.protected


def _with_peculiarities(
    people: dict[str, Person], draw: random.Random
) -> dict[str, Person]:
    """Make some of the later households what robots stumble over."""
    changed = dict(people)
    families: dict[str, list[Person]] = {}
    for person in people.values():
        families.setdefault(person.household, []).append(person)
    late = list(families.values())[60:90]
    draw.shuffle(late)

    def change(person: Person, **facts: Any) -> None:
        changed[person.number] = replace(changed[person.number], **facts)

    for family in late[:3]:
        for person in family:
            change(person, protected=True)
    for family in late[3:5]:
        for person in family:
            change(person, standing=Standing.MOVED_OUT)
    change(late[5][0], standing=Standing.DEAD)
    for person in late[6]:
        change(person, standing=Standing.FOREIGN)
    for family, (old, new) in zip(
        late[7:11],
        (
            ("髙橋", "タカハシ"),
            ("山﨑", "ヤマザキ"),
            ("渡邉", "ワタナベ"),
            ("濵田", "ハマダ"),
        ),
        strict=True,
    ):
        for person in family:
            given, given_kana = person.name.split("　")[1], person.kana.split("　")[1]
            change(person, name=f"{old}　{given}", kana=f"{new}　{given_kana}")
    for family in late[11:13]:
        children = [p for p in family if p.relation == "子"]
        if len(children) > 1:  # 双子
            change(children[1], birth=children[0].birth)
    return changed


def _employment(
    people: dict[str, Person], draw: random.Random
) -> tuple[dict[str, Employer], dict[tuple[str, str], Employee]]:
    employers: dict[str, Employer] = {}
    employees: dict[tuple[str, str], Employee] = {}
    adults = [p for p in people.values() if p.relation in ("世帯主", "妻", "夫")]
    adults = [p for p in adults if p.birth.year > 1956]
    draw.shuffle(adults)
    for index, (word, kana) in enumerate(_EMPLOYER_NAMES):
        base = f"{100_000_000_000 + draw.randrange(10**9)}"
        number = f"0{draw.randrange(10**7):07}"
        employers[number] = Employer(
            number=number,
            corporate_number=f"{corporate_number_check_digit(base)}{base}",
            name=f"株式会社{word}",
            kana=f"カブシキガイシャ{kana}",
            address=f"大田区蒲田5丁目999番{index + 1}号",
        )
        for place in range(EMPLOYEES_EACH):
            if not adults:
                break
            payroll = f"{(index + 1) * 100 + place + 1:06}"
            employees[number, payroll] = Employee(
                employer=number,
                payroll_number=payroll,
                person=adults.pop(),
                annual_tax=100 * draw.randint(480, 4200),
                paid_through=draw.choice((8, 9, 10)),
            )
    return employers, employees
