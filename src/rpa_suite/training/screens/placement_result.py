"""保育 利用調整 結果登録."""

from collections import Counter

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
from rpa_suite.training.masters import name_of, nursery_ages
from rpa_suite.training.screens.common import (
    cautions_of,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
PLACED, WAITING = "内定", "保留"
_PLACED_ONLY = ("調整結果/結果", (PLACED,))
_PLACES = 12  # 受入可能数 of each class

SECTIONS = (
    person_part("児童", "受付番号", "入所希望年月"),
    Section(
        title="調整結果",
        fields=(
            F(label="結果", kind=Kind.RADIO, options=(PLACED, WAITING), required=True),
            F(
                label="園コード",
                kind=Kind.CODE,
                lookup="nursery",
                longest=4,
                width=6,
                needs=_PLACED_ONLY,
            ),
            F(label="園名", kind=Kind.SHOWN, shows="園名"),
            F(label="クラス年齢", longest=1, width=3, required=True),
            F(label="指数", longest=4, width=6, required=True),
            F(label="順位", longest=2, width=4),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    number = keys["対象者/受付番号"]
    application = world.holdings.applications.get(number)
    if application is None:
        return Message("E0101", "該当する申込が存在しません。")
    more = {"受付番号": number, "入所希望年月": f"{application.month:%Y%m}"}
    subject = subject_of(world, application.child, "児童", more)
    if isinstance(subject, Message):
        return subject
    if application.withdrawn:
        return Message("E2601", "辞退済です。")
    same = {"児童/受付番号": number}
    if earlier(world, "placement_result", subject.person, same):
        return Message("E0201", "この申込の結果は既に登録済です。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    if world.holdings.applications[subject.shown["児童"]["受付番号"]].transfer:
        found.append(Message("W2603", "転園申込です。在園の退所を確認してください。"))
    age, code = values["調整結果/クラス年齢"], values["調整結果/園コード"]
    if values["調整結果/結果"] == WAITING:
        return found
    if not name_of("nursery", code):
        return [*found, Message("E0302", "園コードが存在しません。")]
    if not age.isdecimal() or int(age) not in nursery_ages(code):
        return [*found, Message("E2604", "この園にそのクラス年齢はありません。")]
    placed = Counter(
        (entry.values.get("調整結果/園コード"), entry.values.get("調整結果/クラス年齢"))
        for entry in world.entries.find(screen="placement_result")
    )
    if placed[code, age] >= _PLACES:
        found.append(Message("E2602", "定員を超過しています。"))
    return found


PLACEMENT_RESULT = Screen(
    id="placement_result",
    prefix="HK",
    menu=("保育", "利用調整", "結果登録"),
    title="保育 利用調整結果",
    keys=(F(label="受付番号", required=True, longest=8, width=10),),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=lambda world, subject, values: {
        "通知書": f"{values['調整結果/結果']}通知書"
    },
    before=lambda register, holdings: (
        (each.child, {"児童/受付番号": each.number})
        for each in list(holdings.applications.values())[5::27]
    ),
    has_person_search=False,
    report="利用調整結果通知書",
)
