"""Invented people and firms, as many as forms want, the same for the same seed."""

import random
from collections.abc import Iterator

from rpa_suite.jp.check_digits import corporate_number_check_digit
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.register import Person

_TRADES = ("商事", "工業", "運輸", "建設", "食品", "製作所", "印刷", "電機")
_PLACES = ("大森", "蒲田", "羽田", "六郷", "雪谷", "田園", "池上", "馬込")


def families(seed: int, *, least: int = 1) -> Iterator[list[Person]]:
    """Yield households of at least so many people, without end."""
    while True:
        draw = random.Random(f"families/{seed}")
        found = [f for f in make_ordinary(seed).households() if len(f) >= least]
        draw.shuffle(found)
        yield from found
        seed += 1


def children_of(family: list[Person]) -> list[Person]:
    """Return the children, oldest first."""
    return sorted((p for p in family if p.relation == "子"), key=lambda p: p.birth)


def spouse_of(family: list[Person]) -> Person | None:
    """Return the wife or husband of the first."""
    return next((p for p in family[1:] if p.relation in ("妻", "夫")), None)


def child_row(row: int, child: Person) -> dict[str, str]:
    """Return what the 児童手当 forms ask of a child who lives with the family."""
    return {
        f"child[{row}].kana": child.kana,
        f"child[{row}].name": child.name,
        f"child[{row}].birth_date": child.birth.isoformat(),
        f"child[{row}].my_number": child.my_number,
        f"child[{row}].relationship": "子",
        f"child[{row}].lives_together": "同居",
        f"child[{row}].custody": "有",
    }


def mobile(draw: random.Random) -> str:
    """Return a mobile number."""
    return f"0{draw.choice((7, 8, 9))}0{draw.randrange(10**8):08}"


def landline(draw: random.Random) -> str:
    """Return a number of the ward: 03 and eight digits."""
    return f"03{draw.choice((37, 57))}{draw.randrange(10**6):06}"


def corporate_number(draw: random.Random) -> str:
    """Return a 法人番号 with its check digit."""
    base = f"{draw.randrange(10**11, 10**12)}"
    return f"{corporate_number_check_digit(base)}{base}"


def firm(draw: random.Random) -> str:
    """Return the name of a firm that does not exist."""
    name = draw.choice(_PLACES) + draw.choice(_TRADES)
    return f"株式会社{name}" if draw.random() < 0.5 else f"{name}有限会社"


def ward_address(draw: random.Random) -> tuple[str, str]:
    """Return 郵便番号 and an address in the ward that does not exist."""
    family = next(families(draw.randrange(1, 60)))
    return family[0].postal_code, family[0].address
