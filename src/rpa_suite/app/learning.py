"""夜間の学習: verified fields become a better last layer, if it is one.

Rows that people have verified are cut out of their sealed pages, a head is fitted to
most of them and judged on the rest and on the stock rows of other people.  A kind of
field adopts it only if its own held-out rows are read better and the stock rows not
worse.  What was measured is written down, signed with the office's key, and every
head can be taken back.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import cv2
import numpy as np

from rpa_suite.errors import InputError
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.verifying import LookOutcome, standing
from rpa_suite.ocr import verified_rows
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.fitting import SeenRow, fit
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.heads import Head, hash_of, packed, unpacked
from rpa_suite.ocr.judging import LEAST_ROWS, choose
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.store import Store
from rpa_suite.store.learning import KeptRow, LearnedHead, signed_text

# One form in so many is kept out of fitting, to judge on.
_HELD_OUT = 4
# How much of the weight the stock has: a head that costs others is fitted once more,
# more carefully.
_OF_STOCK = (0.8, 0.9, 0.95)
ACTOR = "夜間学習"
OnStep = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """What a night's learning came to.

    Attributes:
        head: As it is stored; None where there was too little to learn from.
        report: What the head's report says.
        taken: Rows that were cut out this time.
        deleted: Rows whose time was over.
    """

    head: LearnedHead | None
    report: Mapping[str, Any]
    taken: int
    deleted: int


def learn(
    store: Store,
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    net: str,
    keyed_hash: Callable[[str], str],
    keep: timedelta,
    now: datetime,
    on_step: OnStep = lambda said: None,
) -> Learned:
    """Take in what was verified, delete what is too old, fit, judge, adopt or not.

    Args:
        store: Keeps rows and heads.
        templates: Forms by id.
        recogniser: Sees the rows; its own heads are not asked.
        net: SHA-256 of the cell net.
        keyed_hash: Signs the report.
        keep: How long a verified row is kept.
        now: Time of the work.
        on_step: Told what is being done.
    """
    on_step("確認済みの項目を切り抜いています")
    taken = sum(_take(store, templates, keep, now))
    deleted = delete_expired(store, now=now)
    on_step("切り抜きを読んでいます")
    every = [
        (row, each)
        for row in store.learning.rows()
        for each in _seen(store, row, recogniser)
    ]
    stock = list(verified_rows.seen(verified_rows.stock_rows(), recogniser))
    if len({row.item_id for row, _ in every}) < 2 or len(every) < LEAST_ROWS:
        return Learned(
            head=None,
            report={"verified_rows": len(every), "least_rows": LEAST_ROWS},
            taken=taken,
            deleted=deleted,
        )
    on_step("学習しています")
    held = [each for row, each in every if _is_held_out(row.item_id)]
    used = [each for row, each in every if not _is_held_out(row.item_id)]
    current = store.learning.current()
    before = unpacked(store.learning.current_content(), net=net)
    adopted, verdicts = choose(
        held,
        stock[1::2],
        before,
        {share: _fitted(used, stock[::2], of_stock=share) for share in _OF_STOCK},
    )
    report: dict[str, Any] = {
        "kinds": {kind: asdict(verdict) for kind, verdict in verdicts.items()},
        "made_at": now.isoformat(),
        "verified_rows": dict(sorted(Counter(row.kind for row, _ in every).items())),
        "used_rows": len(used),
        "held_out_rows": len(held),
        "stock_rows": len(stock[1::2]),
        "net": net,
        "before": current.hash if current else "",
    }
    content = packed(adopted, net=net) if adopted else b""
    report["head"] = hash_of(content)
    text = json.dumps(report, ensure_ascii=False, sort_keys=True)
    report_hash = sha256(text.encode()).hexdigest()
    with store.together():
        head = store.learning.add_head(
            content,
            head_hash=report["head"],
            report=text,
            report_hash=report_hash,
            signature=keyed_hash(signed_text(report_hash)),
            is_adopted=any(verdict.adopted for verdict in verdicts.values()),
            now=now,
        )
        store.audit.record(
            actor=ACTOR,
            action="learn",
            subject=report["head"],
            detail={"report": report_hash, "adopted": "、".join(adopted)},
            now=now,
        )
    return Learned(head=head, report=report, taken=taken, deleted=deleted)


def delete_expired(store: Store, *, now: datetime) -> int:
    """Delete the rows whose time is over, record it, and return how many they were."""
    old = [row for row in store.learning.rows() if row.keep_until <= now]
    if old:
        with store.together():
            store.learning.delete(old)
            store.audit.record(
                actor=ACTOR,
                action="delete",
                subject="verified_row",
                detail={
                    "rows": str(len(old)),
                    "taken": f"{old[0].taken_at:%Y-%m-%d}〜{old[-1].taken_at:%Y-%m-%d}",
                    "reason": "保存期間の満了",
                },
                now=now,
            )
    return len(old)


def roll_back(store: Store, *, who: str, now: datetime) -> LearnedHead:
    """Take the head that is read with now back, and return it.

    Raises:
        InputError: There is none.
    """
    current = store.learning.current()
    if current is None:
        raise InputError("採用した学習結果はありません。出荷時の読み方で読んでいます。")
    with store.together():
        store.learning.withdraw(current, who=who, now=now)
        store.audit.record(
            actor=who, action="learn back", subject=current.hash, detail={}, now=now
        )
    return current


def _take(
    store: Store, templates: Mapping[str, FormTemplate], keep: timedelta, now: datetime
) -> Iterator[int]:
    """Cut verified fields out of their pages; yield how many of each form."""
    for item_id in store.learning.unlearned_items():
        paper = store.forms.of_item(item_id)
        template = templates.get(paper[0].template_id) if paper else None
        if paper is None or template is None:
            continue
        form, jpegs = paper
        pages = {}
        for number, jpeg in jpegs.items():
            bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
            flat = FlatPage(
                image=np.asarray(bgr[..., ::-1], np.uint8).copy(),
                dots_per_mm=FLAT_DPI / MM_PER_INCH,
                residual_mm=form.residual_mm,
            )
            pages[number] = ink_with_corrections(flat, template, page=number)
        count = 0
        for field_id, looks in store.looks.of_items([item_id])[item_id].items():
            field = template.field_named(field_id)
            decided = standing(field.verify, looks).decided
            if decided is None or decided.outcome is not LookOutcome.VALUE:
                continue
            row = verified_rows.row_of(pages[field.page], field, decided.value)
            if row is not None:
                store.learning.keep(
                    item_id,
                    field_id,
                    kind=row.kind,
                    content=verified_rows.packed([row]),
                    taken_at=now,
                    keep_until=now + keep,
                )
                count += 1
        yield count


def _seen(store: Store, row: KeptRow, recogniser: Recogniser) -> Iterator[SeenRow]:
    rows = verified_rows.unpacked(store.learning.read(row.path))
    return verified_rows.seen(rows, recogniser)


def _is_held_out(item_id: str) -> bool:
    """Whether a form is kept to judge on; always the same ones."""
    return int(sha256(item_id.encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def _fitted(
    used: list[SeenRow], stock: list[SeenRow], *, of_stock: float
) -> dict[str, Head]:
    """Return one head for numbers and one for kana, by the kinds that were verified."""
    heads: dict[str, Head] = {}
    families: dict[bool, list[SeenRow]] = {}
    for row in used:
        families.setdefault(row.kind == "kana", []).append(row)
    for is_kana, rows in families.items():
        alike = [row for row in stock if (row.kind == "kana") is is_kana]
        charset = max((row.charset for row in [*rows, *alike]), key=len)
        head = fit(rows, alike, charset, of_stock=of_stock)
        heads |= {row.kind: head for row in rows}
    return heads
