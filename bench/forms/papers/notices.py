"""給与支払報告・特別徴収に係る給与所得者異動届出書 (F5)."""

import datetime as dt
import random

from bench.forms.papers.people import corporate_number, firm, landline, ward_address
from rpa_suite.jp.resident_tax import monthly_tax
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.register import Employee, Register

_RETIRED, _MOVED = "退職", "転勤"


def make_notices(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` notices of employees of this seed's register and the next."""
    notices: list[dict[str, str]] = []
    while len(notices) < count:
        register = make_ordinary(seed)
        draw = random.Random(f"notices/{seed}")
        employees = [e for e in register.employees.values() if not e.person.protected]
        draw.shuffle(employees)
        notices += [_notice(each, register, draw) for each in employees]
        seed += 1
    return notices[:count]


def _notice(
    employee: Employee, register: Register, draw: random.Random
) -> dict[str, str]:
    moved = dt.date(2025, 9, 8) + dt.timedelta(days=draw.randint(0, 50))
    noticed = moved + dt.timedelta(days=draw.randint(1, 9))
    reason, method = draw.choice(
        (
            (_RETIRED, "普通徴収"),
            (_RETIRED, "一括徴収"),
            (_MOVED, "特別徴収継続"),
            ("休職", "普通徴収"),
        )
    )
    person = employee.person
    postal, address = ward_address(draw)
    values = {
        "fiscal_year": "現年度",
        "notice_date": noticed.isoformat(),
        "employer_number": employee.employer,
        "employer_corporate_number": corporate_number(draw),
        "employer_name": register.employers[employee.employer].name,
        "contact": "人事課\u3000" + person.name.split("\u3000")[0],
        "employer_postal_code": postal,
        "employer_address": address,
        "employer_phone": landline(draw),
        "kana": person.kana,
        "name": person.name,
        "birth_date": person.birth.isoformat(),
        "my_number": person.my_number,
        "payroll_number": employee.payroll_number,
        "jan1_address": person.address,
        "annual_tax": str(employee.annual_tax),
        "paid": str(employee.paid),
        "paid_from": "6",
        "paid_through": str(employee.paid_through),
        "unpaid": str(employee.unpaid),
        "moved_on": moved.isoformat(),
        "reason": reason,
        "method": method,
    }
    if method == "一括徴収":
        values |= {
            "lump_sum_reason": "申出あり",
            "lump_sum_on": (moved + dt.timedelta(days=25)).isoformat(),
            "lump_sum": str(employee.unpaid),
            "payment_month": str(moved.month % 12 + 1),
        }
    elif method == "普通徴収":
        values["no_lump_sum_reason"] = "申出なし"
    else:
        others = [n for n in register.employers if n != employee.employer]
        values |= {
            "new_employer_number": draw.choice(others),
            "new_employer_name": firm(draw),
            "new_employer_address": ward_address(draw)[1],
            "new_employer_phone": landline(draw),
            "monthly": str(monthly_tax(employee.annual_tax).other_months),
            "first_month": str(employee.paid_through % 12 + 1),
        }
    return values
