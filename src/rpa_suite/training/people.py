"""The invented residents, households, employers and employees of one seed.

Names are drawn from ``data/names.toml``; addresses use real towns with block 999, which
does not exist; 個人番号 carry a right check digit and start with 9990.
"""

import random
from dataclasses import replace
from typing import Any

from rpa_suite.training.cases import cases
from rpa_suite.training.employment import invent_employment, other_employers
from rpa_suite.training.households import HouseholdMaker
from rpa_suite.training.register import Person, Register, Standing

HOUSEHOLDS = 90
ALL_HOUSEHOLDS = 900
_FIRST_CASE, _FIRST_RESIDENT = 5_200_001, 5_300_001


def make_people(seed: int) -> Register:
    """Invent the whole register of this seed: about 2,000 people in 900 households.

    The ordinary ones come first, then the written-out cases, then the other residents
    and employers.
    """
    ordinary = make_ordinary(seed)
    maker = HouseholdMaker(random.Random(f"residents/{seed}"), ordinary.people)
    for number, case in enumerate(cases()):
        maker.add_case(f"{_FIRST_CASE + number}", case.members)
    add_residents(maker, ALL_HOUSEHOLDS - len(ordinary.households()) - len(cases()))
    return replace(
        ordinary,
        people=maker.people,
        other_employers=other_employers(
            ordinary.employers, random.Random(f"employers/{seed}")
        ),
    )


def make_ordinary(seed: int) -> Register:
    """Invent the households and employees that papers are written by.

    They are the beginning of ``make_people`` and never change with what comes after.
    """
    draw = random.Random(f"people/{seed}")
    maker = HouseholdMaker(draw)
    for number in range(HOUSEHOLDS):
        maker.add_family(children=draw.choices((1, 2, 3), (5, 4, 1))[0], n=number)
    for _ in range(5):
        maker.add_old()
    people = _with_peculiarities(maker.people, draw)
    employers, employees = invent_employment(people, draw)
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


def add_residents(maker: HouseholdMaker, count: int) -> None:
    """Add everybody else: people alone, couples, old people, families."""
    draw = random.Random(f"kinds/{count}")
    for n in range(count):
        kind = draw.choices(("one", "two", "old", "family"), (32, 22, 8, 38))[0]
        household = f"{_FIRST_RESIDENT + n}"
        if kind == "family":
            children = draw.choices((1, 2, 3), (5, 4, 1))[0]
            maker.add_family(children=children, n=n, first=_FIRST_RESIDENT)
        elif kind == "old":
            maker.add_old(household=household)
        else:
            maker.add_adults(1 if kind == "one" else 2, household=household)


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
