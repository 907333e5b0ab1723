"""保育所等入所申込書 兼 教育・保育給付認定申請書 (F3), two pages."""

import datetime as dt
import random
from itertools import islice

from bench.forms.papers.people import (
    children_of,
    families,
    landline,
    mobile,
    spouse_of,
)
from rpa_suite.jp.ages import age_on
from rpa_suite.training.households import BASE_DAY
from rpa_suite.training.register import Person

_REASONS = ("work", "work", "work", "return", "pregnancy", "care", "job_search")
_NURSERIES = (
    *("大森ひまわり保育園", "蒲田みどり保育園", "羽田そら保育園", "池上すみれ保育園"),
    *("馬込の森保育園", "六郷さくら保育園", "雪谷つぼみ保育園", "田園ことり保育園"),
)
_JOBS = ("会社員", "自営業", "公務員", "無職", "パート")


def make_nurseries(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` of them; households with a child under six only."""
    draw = random.Random(f"nurseries/{seed}")
    young = (f for f in families(seed, least=2) if _youngest_age(f) < 6)
    return [_application(family, draw) for family in islice(young, count)]


def _youngest_age(family: list[Person]) -> int:
    children = children_of(family)
    return age_on(children[-1].birth, BASE_DAY) if children else 99


def _application(family: list[Person], draw: random.Random) -> dict[str, str]:
    guardian, spouse = family[0], spouse_of(family)
    child = children_of(family)[-1]
    applied = BASE_DAY + dt.timedelta(days=draw.randint(0, 30))
    values = {
        "application_date": applied.isoformat(),
        "application_kind": draw.choice(("新規", "新規", "転園", "継続")),
        "entry_year": "8",
        "entry_month": str(draw.randint(8, 12)),
        "guardian_kana": guardian.kana,
        "guardian_name": guardian.name,
        "postal_code": guardian.postal_code,
        "address": guardian.address,
        "jan1_same": "true",
        "home_phone": landline(draw),
        "child_kana": child.kana,
        "child_name": child.name,
        "child_sex": child.sex,
        "child_birth_date": child.birth.isoformat(),
        "child_my_number": child.my_number,
        "disability": "無",
        "allergy": draw.choice(("有", "無", "無")),
        "category": "3" if age_on(child.birth, applied) < 3 else "2",
        "wants_childcare": "有",
        "care_hours": draw.choice(("標準時間", "短時間")),
        "grandparents": "無",
        "public_assistance": "無",
        "consent_tax": "true",
        "consent_share": "true",
        "signature": "present",
    }
    for person in (guardian, spouse):
        if person is not None:
            who = "father" if person.sex == "男" else "mother"
            values[f"{who}_phone"] = mobile(draw)
            values[f"{who}_{draw.choice(_REASONS)}"] = "true"
    if spouse is None:
        values["single_parent"] = "true"
    others = [person for person in family if person is not child][:8]
    for row, person in enumerate(others, start=1):
        relation = {"世帯主": "本人", "子": "兄" if person.sex == "男" else "姉"}
        values |= {
            f"family[{row}].relationship": relation.get(
                person.relation, person.relation
            ),
            f"family[{row}].name": person.name,
            f"family[{row}].birth_date": person.birth.isoformat(),
            f"family[{row}].sex": person.sex,
            f"family[{row}].lives_together": "同居",
        }
        if person.relation != "子":
            values[f"family[{row}].occupation"] = draw.choice(_JOBS)
    siblings = len(children_of(family)) > 1 and draw.random() < 0.4
    values["siblings_apply"] = "有" if siblings else "無"
    if siblings:
        values["siblings_wish"] = draw.choice(("同園のみ", "別園可", "片方可"))
    wished = draw.sample(range(len(_NURSERIES)), draw.randint(1, 6))
    for row, place in enumerate(wished, start=1):
        values[f"choice[{row}].code"] = f"{1200 + 37 * place:04}"
        values[f"choice[{row}].name"] = _NURSERIES[place]
    values |= {"weekday_from": "0830", "weekday_to": draw.choice(("1630", "1830"))}
    return values
