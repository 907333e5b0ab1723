"""給与支払報告書 (個人別明細書) (F4)."""

import datetime as dt
import random
from itertools import islice

from bench.forms.papers.people import (
    children_of,
    corporate_number,
    families,
    firm,
    landline,
    spouse_of,
    ward_address,
)
from rpa_suite.jp.ages import age_on
from rpa_suite.jp.salary import salary_after_deduction
from rpa_suite.training.register import Person

_YEAR = 2025  # 年分
_BASIC = 580_000  # 基礎控除 of that year, at these incomes


def make_wages(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` of them."""
    draw = random.Random(f"wages/{seed}")
    return [_report(family, draw) for family in islice(families(seed), count)]


def _report(family: list[Person], draw: random.Random) -> dict[str, str]:
    earner, spouse = family[0], spouse_of(family)
    paid = draw.randrange(1_800_000, 9_500_000)
    social = round(paid * draw.uniform(0.13, 0.155))
    life = draw.choice((0, 40_000, 80_000, 120_000, draw.randrange(10_000, 120_000)))
    quake = draw.choice((0, 0, draw.randrange(3_000, 50_000)))
    for_spouse = 380_000 if spouse and draw.random() < 0.5 else 0
    last = dt.date(_YEAR, 12, 31)
    children = [child for child in children_of(family) if child.birth <= last]
    dependants = [c for c in children if 16 <= age_on(c.birth, last) < 23][:4]
    young = [c for c in children if age_on(c.birth, last) < 16][:2]
    total = _BASIC + social + life + quake + for_spouse + 380_000 * len(dependants)
    income = salary_after_deduction(_YEAR, paid)
    payer = ward_address(draw)
    values = {
        "income_year": str(_YEAR - 2018),
        "payroll_number": f"{draw.choice('ABKS')}{draw.randrange(1000, 99999)}",
        "address": earner.address,
        "kana": earner.kana,
        "name": earner.name,
        "birth_date": earner.birth.isoformat(),
        "my_number": earner.my_number,
        "kind": draw.choice(("給料・賞与", "給料", "給料賞与")),
        "paid": str(paid),
        "after_deduction": str(income),
        "deductions": str(total),
        "tax_withheld": str(max(0, (income - total) // 20 // 100 * 100)),
        "social_insurance": str(social),
        "payer_number": corporate_number(draw),
        "payer_phone": landline(draw),
        "payer_name": firm(draw),
        "payer_address": payer[1],
    }
    for name, amount in (("life_insurance", life), ("earthquake_insurance", quake)):
        if amount:
            values[name] = str(amount)
    if life:
        values["new_life"] = str(draw.randrange(20_000, 99_999))
    if spouse and for_spouse:
        values |= {
            "has_spouse": "true",
            "spouse_deduction": str(for_spouse),
            "spouse_kana": spouse.kana,
            "spouse_name": spouse.name,
            "spouse_my_number": spouse.my_number,
            "spouse_income": str(draw.randrange(0, 480_000)),
        }
    if dependants:
        values["other_dependants"] = str(len(dependants))
    for row, child in enumerate(dependants, start=1):
        values |= {
            f"dependant[{row}].name": child.name,
            f"dependant[{row}].my_number": child.my_number,
            f"dependant[{row}].standing": "一般",
        }
    if young:
        values["under_16"] = str(len(young))
    for row, child in enumerate(young, start=1):
        values |= {
            f"young[{row}].name": child.name,
            f"young[{row}].my_number": child.my_number,
        }
    if draw.random() < 0.1:
        values |= {"left": "true", "moved_on": f"{_YEAR}-09-30"}
    return values
