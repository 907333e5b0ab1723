"""What the 業務 know beside the register: vehicles, certificates, applications.

Invented from the seed after everybody else, so that the people of a seed never change
with what is added here.
"""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rpa_suite.training.households import BASE_DAY
from rpa_suite.training.register import Person, Register

_KANA = "あいうえかきくけこさ"
# Every so many are what a robot stumbles over.
_NINTH, _THIRTEENTH, _SEVENTEENTH = 9, 13, 17


@dataclass(frozen=True, kw_only=True, slots=True)
class Vehicle:
    """A 原動機付自転車 with its 標識.

    Attributes:
        in_arrears: 軽自動車税 is unpaid.
        scrapped: 廃車 is done already.
    """

    plate: str
    frame_number: str
    category: str
    owner: Person
    in_arrears: bool = False
    scrapped: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """A 軽四輪・二輪 of the weekly data (検査情報) that waits for its 補正."""

    number: str  # 車両番号
    frame_number: str
    user: Person
    garage_outside: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """A 児童扶養手当証書.

    Attributes:
        exempt: No 現況届 is asked for this year.
        overdue: Nothing came for two years (時効).
        five_years: 5年等満了による一部支給停止の対象.
    """

    number: str
    holder: Person
    exempt: bool = False
    overdue: bool = False
    five_years: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NurseryApplication:
    """A 保育所等入所申込 that was received.

    Attributes:
        withdrawn: 辞退済.
        transfer: 転園申込.
    """

    number: str  # 受付番号
    child: Person
    guardian: Person
    partner: Person | None
    month: dt.date
    withdrawn: bool = False
    transfer: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Somebody who gets 児童手当 already; ``children`` are counted for it."""

    number: str  # 認定番号
    person: Person
    children: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Holdings:
    """Everything of one seed, by the number that names it."""

    vehicles: Mapping[str, Vehicle] = field(default_factory=dict)
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    applications: Mapping[str, NurseryApplication] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)

    def recipient_of(self, person: str) -> Recipient | None:
        """Return the 児童手当 that this person gets, if any."""
        return next(
            (each for each in self.recipients.values() if each.person.number == person),
            None,
        )


def invent_holdings(register: Register, seed: int) -> Holdings:
    """Return what the 業務 know of the people of this seed."""
    draw = random.Random(f"holdings/{seed}")
    adults = [
        person
        for person in register.people.values()
        if person.relation != "子" and person.birth.year > 1950
    ]
    families = [
        family
        for family in register.households()
        if any(member.relation == "子" for member in family)
    ]
    return Holdings(
        vehicles={each.plate: each for each in _vehicles(adults, draw)},
        inspections={each.number: each for each in _inspections(adults, draw)},
        certificates={each.number: each for each in _certificates(families, draw)},
        applications={each.number: each for each in _applications(families, draw)},
        recipients={each.number: each for each in _recipients(families, draw)},
    )


def children_of(family: list[Person]) -> tuple[Person, ...]:
    """Return the children of a household, the oldest first."""
    found = [member for member in family if member.relation == "子"]
    return tuple(sorted(found, key=lambda child: child.birth))


def _vehicles(adults: list[Person], draw: random.Random) -> Iterator[Vehicle]:
    categories = ("第一種", "第二種乙", "第二種甲", "特定小型", "ミニカー")
    for place, owner in enumerate(draw.sample(adults, len(adults) // 2)):
        yield Vehicle(
            plate=f"{_KANA[place % len(_KANA)]}{1001 + 7 * place}",
            frame_number=f"AF{60 + place % 30}-{draw.randrange(10**7):07}",
            category=draw.choices(categories, (60, 8, 20, 8, 4))[0],
            owner=owner,
            in_arrears=place % _SEVENTEENTH == 5,
            scrapped=place % _THIRTEENTH == 7,
        )


def _inspections(adults: list[Person], draw: random.Random) -> Iterator[Inspection]:
    for place, user in enumerate(draw.sample(adults, len(adults) // 3)):
        yield Inspection(
            number=f"品川58{place % 3}{_KANA[place % len(_KANA)]}{2001 + 3 * place}",
            frame_number=f"S{320 + place % 9}V-{draw.randrange(10**7):07}",
            user=user,
            garage_outside=place % _SEVENTEENTH == 3,
        )


def _certificates(
    families: list[list[Person]], draw: random.Random
) -> Iterator[Certificate]:
    """Parents who bring children up alone have one."""
    alone = [f for f in families if sum(m.relation != "子" for m in f) == 1]
    # One-parent households are few: the allowance has recipients among the others too
    # (a spouse with a grave disability), as in life.
    others = [f for f in families if f not in alone]
    chosen = [*alone, *draw.sample(others, len(others) // 3)]
    for place, family in enumerate(chosen):
        yield Certificate(
            number=f"{13_000_001 + 11 * place}",
            holder=family[0],
            exempt=place % _SEVENTEENTH == 4,
            overdue=place % _THIRTEENTH == 6,
            five_years=place % _NINTH == 8,
        )


def _applications(
    families: list[list[Person]], draw: random.Random
) -> Iterator[NurseryApplication]:
    """Children who are not at school yet."""
    small = dt.date(BASE_DAY.year - 5, 4, 2)
    place = 0
    for family in families:
        parents = [member for member in family if member.relation != "子"]
        for child in children_of(family):
            # Half of them apply with the paper that a robot enters.
            if child.birth < small or draw.random() < 0.5:
                continue
            yield NurseryApplication(
                number=f"{20_260_001 + 3 * place}",
                child=child,
                guardian=parents[0],
                partner=parents[1] if len(parents) > 1 else None,
                month=dt.date(BASE_DAY.year + 1, 4, 1),
                withdrawn=place % _THIRTEENTH == 4,
                transfer=place % _SEVENTEENTH == 9,
            )
            place += 1


def _recipients(
    families: list[list[Person]], draw: random.Random
) -> Iterator[Recipient]:
    """Every other family beyond those that the papers of 認定請求 are written by."""
    grown = [f for f in families if f[0].household >= "5200001"]
    for place, family in enumerate(draw.sample(grown, 2 * len(grown) // 3)):
        children = children_of(family)
        # The youngest is who a 額改定 is claimed for.
        yield Recipient(
            number=f"{88_000_001 + 13 * place}",
            person=family[0],
            children=children[:-1] or children,
        )
