"""軽自動車税(種別割) 車両異動 廃車 (廃車申告書 兼 標識返納書, 第34号様式)."""

import datetime as dt

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
from rpa_suite.training.entries import fiscal_year
from rpa_suite.training.screens.common import (
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
REASONS = ("廃棄", "譲渡", "転出", "盗難", "紛失", "その他")
_STOLEN = ("廃車内容/廃車事由", ("盗難",))
_NOT_RETURNED = ("標識の返納/標識返納", ("無",))

SECTIONS = (
    person_part("納税義務者"),
    Section(
        title="車両",
        fields=tuple(
            F(label=label, kind=Kind.SHOWN)
            for label in ("標識番号", "車台番号", "種別")
        ),
    ),
    Section(
        title="廃車内容",
        fields=(
            F(label="届出年月日", kind=Kind.DATE, required=True),
            F(label="廃車年月日", kind=Kind.DATE, required=True),
            F(label="廃車事由", kind=Kind.SELECT, options=REASONS, required=True),
            F(label="届出者", width=20, required=True),
        ),
    ),
    Section(
        title="標識の返納",
        fields=(
            F(
                label="標識返納",
                kind=Kind.RADIO,
                options=("有", "無"),
                required=True,
            ),
            F(
                label="返納できない理由",
                kind=Kind.SELECT,
                options=("盗難", "紛失", "その他"),
                needs=_NOT_RETURNED,
            ),
        ),
    ),
    Section(
        title="盗難の届出",
        fields=(
            F(label="警察署名", needs=_STOLEN),
            F(label="受理番号", needs=_STOLEN, longest=20),
            F(label="警察届出日", kind=Kind.DATE, needs=_STOLEN),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    plate = keys["対象者/標識番号"]
    vehicle = world.holdings.vehicles.get(plate)
    if vehicle is None:
        return Message("E0101", "該当する車両が存在しません。")
    subject = subject_of(world, vehicle.owner, "納税義務者")
    if isinstance(subject, Message):
        return subject
    same = {"車両/標識番号": plate}
    if vehicle.scrapped or earlier(world, "moped_scrapping", vehicle.owner, same):
        return Message("E1601", "既に廃車済です。")
    shown = {
        "標識番号": plate,
        "車台番号": vehicle.frame_number,
        "種別": vehicle.category,
    }
    return Subject(about=subject.person, shown={**subject.shown, "車両": shown})


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    if world.holdings.vehicles[subject.shown["車両"]["標識番号"]].in_arrears:
        found.append(Message("W1602", "未納があります。納税課へ確認してください。"))
    scrapped = day(values["廃車内容/廃車年月日"])
    if scrapped and scrapped > world.today:
        found.append(Message("E0301", "廃車年月日が先の日付です。"))
    elif scrapped and scrapped < dt.date(fiscal_year(world.today), 4, 1):
        found.append(Message("W1603", "4/1以前の日付です。（課税取消となります）"))
    if values["廃車内容/廃車事由"] == "盗難" and not (
        values["盗難の届出/警察署名"] and values["盗難の届出/受理番号"]
    ):
        found.append(Message("E0304", "警察署名と受理番号を入力してください。"))
    if (
        values["標識の返納/標識返納"] == "無"
        and not values["標識の返納/返納できない理由"]
    ):
        found.append(Message("E0304", "返納できない理由を入力してください。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    returned = values["標識の返納/標識返納"] == "有"
    stolen = values["標識の返納/返納できない理由"] == "盗難"
    return {"弁償金": "なし" if returned or stolen else "200円"}


MOPED_SCRAPPING = Screen(
    id="moped_scrapping",
    prefix="KD",
    menu=("軽自動車税", "車両異動", "廃車入力"),
    title="軽自動車税 廃車入力",
    keys=(F(label="標識番号", required=True, longest=8, width=10),),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (vehicle.owner, {"車両/標識番号": vehicle.plate})
        for vehicle in holdings.vehicles.values()
        if vehicle.scrapped
    ),
    has_person_search=False,
    report="廃車申告受付書",
)
