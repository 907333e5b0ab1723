"""軽自動車税(種別割) 車両登録 新規 (申告書 兼 標識交付申請書, 第33号の5様式)."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rpa_suite.training.declared import (
    Kind,
    Message,
    Screen,
    ScreenField,
    Section,
    Subject,
    Values,
    World,
)
from rpa_suite.training.masters import masters
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    cautions_of,
    day,
    person_part,
    subject_of,
)

F = ScreenField
# 標識 that lie ready to be given out; all others are used or were never made.
_STOCK = re.compile(r"[すせそ]\d{4}")
_LATE_DAYS = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """One 種別 with its yearly tax and the largest engine, in cc."""

    tax: int
    most_cc: int | None = None


CATEGORIES: Mapping[str, Category] = {
    "第一種": Category(tax=2_000, most_cc=50),
    "第二種乙": Category(tax=2_000, most_cc=90),
    "第二種甲": Category(tax=2_400, most_cc=125),
    "ミニカー": Category(tax=3_700),
    "特定小型": Category(tax=2_000),
    "小型特殊（農耕）": Category(tax=2_400),
    "小型特殊（その他）": Category(tax=5_900),
}

SECTIONS = (
    person_part("納税義務者", "標識番号"),
    Section(
        title="申告内容",
        fields=(
            F(
                label="申告の理由",
                kind=Kind.SELECT,
                options=("購入", "譲受け", "転入", "その他"),
                required=True,
            ),
            F(label="申告年月日", kind=Kind.DATE, required=True),
            F(label="異動年月日", kind=Kind.DATE, required=True),
            F(
                label="所有形態",
                kind=Kind.SELECT,
                options=("自己所有", "所有権留保", "商品車", "リース車", "その他"),
                required=True,
            ),
            F(label="定置場", kind=Kind.RADIO, options=("所有者住所と同じ", "その他")),
        ),
    ),
    Section(
        title="車両",
        fields=(
            F(
                label="種別",
                kind=Kind.SELECT,
                options=tuple(CATEGORIES),
                required=True,
                retired=("第二種（旧区分）",),
            ),
            F(
                label="車名",
                kind=Kind.SELECT,
                options=tuple(masters()["maker"].names.values()),
                required=True,
            ),
            F(label="車台番号", longest=20, width=24, required=True),
            F(label="型式", longest=20),
            F(label="総排気量（cc）", longest=4, width=6),
            F(label="定格出力（W）", longest=5, width=8),
        ),
    ),
    Section(
        title="販売・譲渡証明",
        fields=(
            F(label="販売・譲渡者名", width=30),
            F(label="証明年月日", kind=Kind.DATE),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    person = world.register.people.get(keys["対象者/宛名番号"])
    plate = keys["対象者/標識番号"]
    given_out = {
        entry.values.get("納税義務者/標識番号")
        for entry in world.entries.find(screen="moped_registration")
    }
    subject = subject_of(world, person, "納税義務者", {"標識番号": plate})
    if isinstance(subject, Subject):
        if plate in world.holdings.vehicles or plate in given_out:
            return Message("E1501", "標識番号が使用中です。")
        if not _STOCK.fullmatch(plate):
            return Message("E1502", "標識の在庫がありません。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    frame = values["車両/車台番号"]
    known = {each.frame_number for each in world.holdings.vehicles.values()} | {
        entry.values.get("車両/車台番号")
        for entry in world.entries.find(screen="moped_registration")
    }
    if frame in known:
        found.append(Message("W1503", "車台番号が他の所有者で登録済です。"))
    declared = day(values["申告内容/申告年月日"])
    moved = day(values["申告内容/異動年月日"])
    if declared and moved:
        if declared < moved:
            found.append(Message("E0305", "申告年月日が異動年月日より前です。"))
        elif declared > moved + dt.timedelta(days=_LATE_DAYS):
            found.append(Message("W1505", "申告日が異動日から15日を超過しています。"))
    if not _fits(values["車両/種別"], values["車両/総排気量（cc）"]):
        found.append(Message("E1506", "種別と総排気量が合いません。"))
    return found


def _fits(category: str, engine: str) -> bool:
    most = CATEGORIES[category].most_cc if category in CATEGORIES else None
    if not engine or most is None:
        return True
    return engine.isdecimal() and 0 < int(engine) <= most


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    category = CATEGORIES.get(values["車両/種別"])
    return {"年税額": f"{category.tax:,}円"} if category else {}


MOPED_REGISTRATION = Screen(
    id="moped_registration",
    prefix="KS",
    menu=("軽自動車税", "車両登録", "新規登録"),
    title="軽自動車税 新規登録",
    keys=(PERSON_KEY, F(label="標識番号", required=True, longest=8, width=10)),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (
            person,
            {
                "納税義務者/標識番号": f"す{9001 + place}",
                "車両/車台番号": f"AF99-{place:07}",
            },
        )
        for place, person in enumerate(list(register.people.values())[2::101])
        if person.relation != "子"
    ),
    report="標識交付証明書",
)
