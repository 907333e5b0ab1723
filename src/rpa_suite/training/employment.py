"""Invents employers and who of the register works where."""

import random

from rpa_suite.jp.check_digits import corporate_number_check_digit
from rpa_suite.training.register import Employee, Employer, Person

EMPLOYEES_EACH = 20
_EMPLOYER_NAMES = (
    ("練習商事", "レンシュウショウジ"),
    ("架空製作所", "カクウセイサクショ"),
    ("見本運輸", "ミホンウンユ"),
    ("例示電機", "レイジデンキ"),
    ("サンプル食品", "サンプルショクヒン"),
    ("ダミー印刷", "ダミーインサツ"),
)


def invent_employment(
    people: dict[str, Person], draw: random.Random
) -> tuple[dict[str, Employer], dict[tuple[str, str], Employee]]:
    """Return employers by 指定番号, employees by 指定番号 and 受給者番号."""
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
