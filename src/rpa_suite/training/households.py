"""Invents households, one after the other, from the lists of names and towns."""

import datetime as dt
import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.jp.check_digits import my_number_check_digit
from rpa_suite.jp.towns import ota_towns
from rpa_suite.training.register import Person

# The register is as of this day: a fixed one, so that a seed always gives one world.
BASE_DAY = dt.date(2026, 6, 1)


@cache
def name_lists() -> dict[str, Any]:
    """Return the lists of ``data/names.toml``."""
    return tomllib.loads(
        (files("rpa_suite.training") / "data" / "names.toml").read_text("utf-8")
    )


class HouseholdMaker:
    """Adds invented households to ``people``.

    Attributes:
        people: By 宛名番号, in the order they were added.
    """

    def __init__(
        self, draw: random.Random, people: Mapping[str, Person] | None = None
    ) -> None:
        self._draw = draw
        self._lists = name_lists()
        self.people: dict[str, Person] = dict(people or {})
        self._names = {(p.household, p.name) for p in self.people.values()}
        self._my_numbers = {p.my_number for p in self.people.values()}

    def add_family(self, *, children: int, n: int, first: int = 5_000_001) -> None:
        """Add parents (sometimes one alone) and their children.

        Args:
            children: How many.
            n: Number of the household, for its 世帯番号 and its surname.
            first: 世帯番号 of household 0.
        """
        surname = self._surname(n)
        household = f"{first + n}"
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

    def add_old(self, *, household: str = "") -> None:
        """Add somebody old who lives alone."""
        woman = self._draw.random() < 0.6
        kind, sex = ("old_women", "女") if woman else ("old_men", "男")
        household = household or f"{5_100_001 + len(self.people)}"
        surname = self._draw.choice(self._lists["surnames"])
        birth = self._birth(365 * self._draw.randint(70, 96))
        self._add(household, "世帯主", surname, kind, sex, birth, self._address())

    def add_adults(self, count: int, *, household: str) -> None:
        """Add one person of working age, or a couple without children."""
        surname = self._draw.choice(self._lists["surnames"])
        where = self._address()
        age = self._draw.randint(20, 66)
        for relation, (kind, sex) in zip(
            ("世帯主", "妻"), self._couple(count), strict=False
        ):
            birth = self._birth(365 * age + self._draw.randint(0, 1200))
            self._add(household, relation, surname, kind, sex, birth, where)

    def _couple(self, count: int) -> list[tuple[str, str]]:
        if count == 2:
            return [("men", "男"), ("women", "女")]
        return [self._draw.choice((("men", "男"), ("women", "女")))]

    def add_case(self, household: str, members: Sequence[Mapping[str, Any]]) -> None:
        """Add a household that is written out member by member.

        Args:
            household: 世帯番号.
            members: Of each the fields of ``Person`` that are not made up here.
        """
        postal_code, address = self._address()
        for member in members:
            number = self._next_number()
            self.people[number] = Person(
                **{
                    "number": number,
                    "household": household,
                    "my_number": self._my_number(),
                    "postal_code": postal_code,
                    "address": address,
                    **member,
                }
            )

    def _next_number(self) -> str:
        return f"{1_000_000_001 + len(self.people) * 7}"

    def _my_number(self) -> str:
        while True:
            first11 = f"9990{self._draw.randrange(10**7):07}"
            number = first11 + str(my_number_check_digit(first11))
            if number not in self._my_numbers:
                self._my_numbers.add(number)
                return number

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
            if (household, name) not in self._names:
                break
        self._names.add((household, name))
        number = self._next_number()
        self.people[number] = Person(
            number=number,
            household=household,
            relation=relation,
            name=name,
            kana=f"{surname[1]}　{given[1]}",
            birth=birth,
            sex=sex,
            my_number=self._my_number(),
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
