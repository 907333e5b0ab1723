"""軽自動車税 車両異動 検査情報補正 (軽四輪・二輪の異動情報)."""

import re

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
from rpa_suite.training.masters import name_of
from rpa_suite.training.screens.common import (
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
KINDS = ("新規", "移転", "変更", "転出入", "抹消")
_TAXES = {
    "乗用・自家": 10_800,
    "乗用・営業": 6_900,
    "貨物・自家": 5_000,
    "貨物・営業": 3_800,
}
_YEAR_MONTH = re.compile(r"\d{2}(0[1-9]|1[0-2])")

SECTIONS = (
    person_part("使用者"),
    Section(
        title="検査情報",
        fields=tuple(
            F(label=label, kind=Kind.SHOWN) for label in ("車両番号", "車台番号")
        ),
    ),
    Section(
        title="補正内容",
        fields=(
            F(label="申告区分", kind=Kind.SELECT, options=KINDS, required=True),
            F(label="異動年月日", kind=Kind.DATE, required=True),
            F(label="初度検査年月", longest=4, width=6, required=True),
            F(
                label="取得原因",
                kind=Kind.SELECT,
                options=("新車", "中古", "相続", "その他"),
            ),
            F(label="用途", kind=Kind.SELECT, options=("乗用", "貨物"), required=True),
            F(label="営自", kind=Kind.RADIO, options=("自家", "営業"), required=True),
            F(label="総排気量", longest=4, width=6),
            F(
                label="燃料",
                kind=Kind.SELECT,
                options=("ガソリン", "電気", "軽油"),
                retired=("ＬＰＧ改造",),
            ),
            F(
                label="定置場町名コード",
                kind=Kind.CODE,
                lookup="town",
                longest=3,
                width=5,
                required=True,
            ),
            F(label="町名", kind=Kind.SHOWN, shows="町名"),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    found = world.holdings.inspections.get(keys["対象者/車両番号"])
    if found is None:
        return Message("E0101", "検査情報が存在しません。")
    subject = subject_of(world, found.user, "使用者")
    if isinstance(subject, Message):
        return subject
    same = {"検査情報/車両番号": found.number}
    if earlier(world, "light_vehicle_change", found.user, same):
        return Message("E1703", "この車両番号の異動は既に登録済です。")
    shown = {"車両番号": found.number, "車台番号": found.frame_number}
    return Subject(about=subject.person, shown={**subject.shown, "検査情報": shown})


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    inspection = world.holdings.inspections[subject.shown["検査情報"]["車両番号"]]
    if inspection.garage_outside:
        found.append(Message("W1702", "定置場が区外です。"))
    if not name_of("town", values["補正内容/定置場町名コード"]):
        found.append(Message("E0302", "町名コードが存在しません。"))
    if not _YEAR_MONTH.fullmatch(values["補正内容/初度検査年月"]):
        found.append(Message("E0303", "初度検査年月が正しくありません。"))
    moved = day(values["補正内容/異動年月日"])
    if moved and moved > world.today:
        found.append(Message("E0301", "異動年月日が先の日付です。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    kind = f"{values['補正内容/用途']}・{values['補正内容/営自']}"
    return {"税率区分": kind, "年税額": f"{_TAXES[kind]:,}円"} if kind in _TAXES else {}


LIGHT_VEHICLE_CHANGE = Screen(
    id="light_vehicle_change",
    prefix="KK",
    menu=("軽自動車税", "車両異動", "検査情報補正"),
    title="軽自動車税 検査情報補正",
    keys=(F(label="車両番号", required=True, longest=20, width=20),),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (each.user, {"検査情報/車両番号": each.number})
        for each in list(holdings.inspections.values())[7::31]
    ),
    has_person_search=False,
)
