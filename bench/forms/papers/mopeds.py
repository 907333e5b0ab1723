"""軽自動車税(種別割) 申告書 兼 標識交付申請書 (F6)."""

import datetime as dt
import random
from itertools import islice

from bench.forms.papers.people import families, firm, mobile, ward_address
from rpa_suite.jp.ages import age_on
from rpa_suite.training.register import Person

_CLASSES = {"第一種": (49, 50), "第二種乙": (80, 90), "第二種甲": (110, 125)}
_MAKERS = ("ホンダ", "ヤマハ", "スズキ", "カワサキ")
_DAY = dt.date(2026, 4, 6)
# People keep O, I and Q apart from 0, 1 and 9 by not writing them in frame numbers.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def make_mopeds(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` of them."""
    draw = random.Random(f"mopeds/{seed}")
    adults = (f for f in families(seed) if age_on(f[0].birth, _DAY) >= 16)
    return [_registration(family[0], draw) for family in islice(adults, count)]


def _registration(owner: Person, draw: random.Random) -> dict[str, str]:
    liable = _DAY + dt.timedelta(days=draw.randint(0, 60))
    applied = liable + dt.timedelta(days=draw.randint(0, 12))
    kind = draw.choice(list(_CLASSES))
    least, most = _CLASSES[kind]
    model = "".join(draw.choice(_LETTERS) for _ in range(2)) + str(draw.randint(10, 99))
    values = {
        "application_date": applied.isoformat(),
        "liable_from": liable.isoformat(),
        "reason_new": draw.choice(("購入", "譲受け", "転入")),
        "vehicle_class": kind,
        "ownership": "自己所有",
        "owner_kana": owner.kana,
        "owner_name": owner.name,
        "owner_birth_date": owner.birth.isoformat(),
        "owner_postal_code": owner.postal_code,
        "owner_address": owner.address,
        "owner_phone": mobile(draw),
        "user_same": "true",
        "garage": "所有者と同じ",
        "maker": draw.choice(_MAKERS),
        "model": model,
        "frame_number": f"{model}-{draw.randrange(10**6, 10**7)}",
        "displacement": str(draw.randint(least, most)),
        "model_year": str(draw.randint(2015, 2026)),
        "seller_name": firm(draw),
        "seller_address": ward_address(draw)[1],
        "sold_on": liable.isoformat(),
        "applicant_name": owner.name,
        "applicant_phone": mobile(draw),
        "applicant_address": owner.address,
        "identity_checked": "true",
    }
    if values["reason_new"] == "転入":
        values["old_plate"] = f"品川区\u3000あ\u3000{draw.randint(1000, 9999)}"
    return values
