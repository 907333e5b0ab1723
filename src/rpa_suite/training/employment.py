"""Invents employers and who of the register works where."""

import random
from collections.abc import Collection
from dataclasses import replace
from itertools import product

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
_WORDS = (
    ("試行", "シコウ"),
    ("仮定", "カテイ"),
    ("想定", "ソウテイ"),
    ("模擬", "モギ"),
    ("演習", "エンシュウ"),
    ("範例", "ハンレイ"),
    ("手本", "テホン"),
    ("雛形", "ヒナガタ"),
    ("設例", "セツレイ"),
    ("実習", "ジッシュウ"),
    ("例文", "レイブン"),
    ("空想", "クウソウ"),
)
_TRADES = (
    ("建設", "ケンセツ"),
    ("精機", "セイキ"),
    ("物流", "ブツリュウ"),
    ("薬品", "ヤクヒン"),
    ("警備", "ケイビ"),
    ("設備", "セツビ"),
    ("青果", "セイカ"),
    ("繊維", "センイ"),
    ("工務店", "コウムテン"),
    ("印刷所", "インサツジョ"),
    ("塗装", "トソウ"),
    ("不動産", "フドウサン"),
)
# Every so many pay from an account.
_SEVENTH = 7


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
        employer = _employer(index, word, kana, draw)
        number = employer.number
        employers[number] = employer
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


def other_employers(taken: Collection[str], draw: random.Random) -> dict[str, Employer]:
    """Return everybody else who withholds the tax, by 指定番号 not ``taken`` yet."""
    found: dict[str, Employer] = {}
    for place, ((word, kana), (trade, trade_kana)) in enumerate(
        product(_WORDS, _TRADES), start=len(taken)
    ):
        made = _employer(place, word + trade, kana + trade_kana, draw)
        if made.number not in taken:
            found[made.number] = replace(made, pays_from_account=place % _SEVENTH == 3)
    return found


def _employer(place: int, word: str, kana: str, draw: random.Random) -> Employer:
    base = f"{100_000_000_000 + draw.randrange(10**9)}"
    return Employer(
        number=f"0{draw.randrange(10**7):07}",
        corporate_number=f"{corporate_number_check_digit(base)}{base}",
        name=f"株式会社{word}",
        kana=f"カブシキガイシャ{kana}",
        postal_code="1440052",
        address=f"大田区蒲田5丁目999番{place + 1}号",
        phone=f"035999{place:04}",
    )
