"""児童手当 額改定認定請求書・額改定届 (F2)."""

import datetime as dt
import random
from itertools import islice

from bench.forms.papers.people import child_row, children_of, families, mobile
from rpa_suite.training.households import BASE_DAY
from rpa_suite.training.register import Person


def make_changes(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return ``count`` of them; households with children only."""
    draw = random.Random(f"changes/{seed}")
    with_children = (f for f in families(seed, least=2) if children_of(f))
    return [_change(family, draw) for family in islice(with_children, count)]


def _change(family: list[Person], draw: random.Random) -> dict[str, str]:
    recipient, children = family[0], children_of(family)[:5]
    youngest = children[-1]
    born = (BASE_DAY - youngest.birth).days < 400
    increase = born or draw.random() < 0.5
    if born:
        reason, event = "出生", youngest.birth
    else:
        reason = draw.choice(
            ("監護開始", "施設退所") if increase else ("監護終了", "施設入所", "その他")
        )
        event = BASE_DAY - dt.timedelta(days=draw.randint(1, 40))
    values = {
        "claim_date": (event + dt.timedelta(days=draw.randint(1, 14))).isoformat(),
        "direction": "増額" if increase else "減額",
        "certificate_number": f"{draw.randrange(10**8):08}",
        "reason": reason,
        "event_date": event.isoformat(),
        "recipient_kana": recipient.kana,
        "recipient_name": recipient.name,
        "recipient_birth_date": recipient.birth.isoformat(),
        "phone": mobile(draw),
        "postal_code": recipient.postal_code,
        "address": recipient.address,
        "consent": "true",
        "signature": "present",
    }
    if draw.random() < 0.5:
        values["recipient_my_number"] = recipient.my_number
    for row, child in enumerate(children, start=1):
        values |= child_row(row, child)
    values[f"child[{len(children)}].change"] = "増" if increase else "減"
    return values
