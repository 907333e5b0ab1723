"""What invented claimants write on the 児童手当 認定請求書: field id to true value."""

import datetime as dt
import random

from bench.forms.papers.people import child_row, mobile, spouse_of
from rpa_suite.jp.ages import age_on
from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.training.households import BASE_DAY
from rpa_suite.training.masters import branch_name, branches_of, masters
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.register import Person

OCCUPATIONS = ("会社員", "自営", "その他", "無職", "公務員")
PENSIONS = {"会社員": "厚生年金", "公務員": "共済"}


def make_claims(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` claims of ordinary households of this seed's register.

    More claims than households go on with the registers of the following seeds.
    """
    claims: list[dict[str, str]] = []
    while len(claims) < count:
        draw = random.Random(f"claims/{seed}")
        families = [f for f in make_ordinary(seed).households() if len(f) > 1]
        draw.shuffle(families)
        claims += [_claim(family, draw) for family in families]
        seed += 1
    return claims[:count]


def _claim(family: list[Person], draw: random.Random) -> dict[str, str]:
    claimant = family[0]
    spouse = spouse_of(family)
    children = sorted((p for p in family if p.relation == "子"), key=lambda p: p.birth)
    youngest = children[-1]
    event, reason = _event(children, youngest, draw)
    claim = _claim_day(event, draw)
    values = {
        "claim_date": claim.isoformat(),
        "reason": reason,
        "event_date": event.isoformat(),
        "claimant_kana": claimant.kana,
        "claimant_name": claimant.name,
        "claimant_birth_date": claimant.birth.isoformat(),
        "claimant_my_number": claimant.my_number,
        "phone": mobile(draw),
        "postal_code": claimant.postal_code,
        "address": claimant.address,
        "has_spouse": "有" if spouse else "無",
        "consent": "true",
        "signature": "present",
    }
    occupation = draw.choices(OCCUPATIONS, (14, 3, 2, 2, 1))[0]
    values["occupation"] = occupation
    if age_on(youngest.birth, claim) < 3:
        values["pension"] = PENSIONS.get(occupation, "国民年金")
    if reason == "転入" and draw.random() < 0.3:
        values["address_on_jan1"] = f"横浜市鶴見区中央9丁目99番{draw.randint(1, 30)}号"
    else:
        values["address_on_jan1_same"] = "true"
    if spouse:
        values |= {
            "spouse_name": spouse.name,
            "spouse_kana": spouse.kana,
            "spouse_birth_date": spouse.birth.isoformat(),
            "spouse_my_number": spouse.my_number,
            "spouse_lives_together": "同居",
            "higher_income": "請求者が高い",
        }
    for row, child in enumerate(children[:4], start=1):
        values |= child_row(row, child) | {f"child[{row}].livelihood": "同一"}
    values |= _account(claimant, draw)
    if draw.random() < 0.04:
        _slip(values, draw)
    return values


def _event(
    children: list[Person], youngest: Person, draw: random.Random
) -> tuple[dt.date, str]:
    newborn = (BASE_DAY - youngest.birth).days <= 45
    alone_of_its_day = sum(c.birth == youngest.birth for c in children) == 1
    if newborn and alone_of_its_day:
        return youngest.birth, "出生"
    since = max(youngest.birth, BASE_DAY - dt.timedelta(days=40))
    return since + dt.timedelta(days=draw.randint(0, 12)), "転入"


def _claim_day(event: dt.date, draw: random.Random) -> dt.date:
    claim = event + dt.timedelta(days=draw.randint(1, 13))
    if claim.month != event.month and draw.random() < 0.8:
        # Most people do not need the 15日特例: they come within the month.
        return claim.replace(day=1) - dt.timedelta(days=1)
    return claim


def _account(claimant: Person, draw: random.Random) -> dict[str, str]:
    kind = draw.random()
    if kind < 0.45:
        return {"use_public_account": "true"}
    holder = {"account_holder_kana": bank_kana_full(claimant.kana)}
    if kind < 0.6:
        return holder | {
            "yucho_symbol": f"1{draw.randrange(10**3):03}0",
            "yucho_number": f"{draw.randrange(10**6, 10**7)}1",
        }
    banks = masters()["bank"].names
    bank = draw.choice(sorted(banks))
    branch = draw.choice(branches_of(bank))
    return holder | {
        "bank_name": banks[bank],
        "bank_code": bank,
        "branch_name": branch_name(bank, branch),
        "branch_code": branch,
        "account_type": "普通",
        "account_number": f"{draw.randrange(10**7):07}",
    }


def bank_kana_full(kana: str) -> str:
    """Return the kana as people write it into the boxes of 口座名義: large, full."""
    from rpa_suite.jp.kana import normalise_kana

    return normalise_kana(bank_kana(kana).value)


def _slip(values: dict[str, str], draw: random.Random) -> None:
    """Write one digit of a 個人番号 wrong, as people do."""
    name = draw.choice([k for k in values if k.endswith("my_number")])
    number = values[name]
    at = draw.randrange(12)
    wrong = str((int(number[at]) + draw.randint(1, 9)) % 10)
    values[name] = number[:at] + wrong + number[at + 1 :]
