"""児童手当 資格管理 額改定 (額改定認定請求書・額改定届)."""

from rpa_suite.jp.child_allowance import allowance_start
from rpa_suite.jp.eras import to_era
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
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    cautions_of,
    day,
    person_part,
    subject_of,
)

F = ScreenField
CHILDREN = 5
MORE, LESS = "増額", "減額"
REASONS = {
    MORE: ("出生", "監護開始", "施設退所", "その他"),
    LESS: ("監護終了", "死亡", "施設入所", "婚姻", "その他"),
}
_FROM_THIRD = 3


def _child(row: int) -> Section:
    return Section(
        title=f"児童{row}",
        fields=(
            F(label="宛名番号", kind=Kind.CODE, lookup="person", longest=10),
            F(label="氏名", kind=Kind.SHOWN, shows="氏名"),
            F(label="生年月日", kind=Kind.SHOWN, shows="生年月日"),
            F(label="増減", kind=Kind.RADIO, options=("増", "減")),
            F(label="続柄", kind=Kind.SELECT, options=("子", "孫", "その他")),
            F(label="同居・別居", kind=Kind.RADIO, options=("同居", "別居")),
            F(label="監護", kind=Kind.RADIO, options=("有", "無")),
        ),
    )


SECTIONS = (
    person_part("受給者", "認定番号"),
    Section(
        title="改定内容",
        fields=(
            F(label="増減区分", kind=Kind.RADIO, options=(MORE, LESS), required=True),
            F(label="請求年月日", kind=Kind.DATE, required=True),
            F(
                label="改定事由",
                kind=Kind.SELECT,
                options=tuple(dict.fromkeys(REASONS[MORE] + REASONS[LESS])),
                required=True,
                retired=("所得上限の解除",),
            ),
            F(label="事由発生日", kind=Kind.DATE, required=True),
            F(label="確認書の提出", kind=Kind.CHECK),
        ),
    ),
    *(_child(row) for row in range(1, CHILDREN + 1)),
)


def _open(world: World, keys: Values) -> Subject | Message:
    person = world.register.people.get(keys["対象者/宛名番号"])
    recipient = world.holdings.recipient_of(person.number) if person else None
    number = recipient.number if recipient else ""
    subject = subject_of(world, person, "受給者", {"認定番号": number}, members=True)
    if isinstance(subject, Subject) and not recipient:
        return Message("E2201", "受給資格がありません。新規認定で受け付けてください。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    direction = values["改定内容/増減区分"]
    claim, event = (
        day(values["改定内容/請求年月日"]),
        day(values["改定内容/事由発生日"]),
    )
    if values["改定内容/改定事由"] not in REASONS.get(direction, ()):
        found.append(Message("E0305", "増減区分と改定事由が合いません。"))
    if claim and event:
        if claim < event:
            found.append(Message("E0305", "請求年月日が事由発生日より前です。"))
        elif direction == MORE and allowance_start(event, claim).by_special_rule:
            found.append(Message("W2203", "改定日が15日特例です。確認してください。"))
    return found + _check_children(world, subject, values, direction)


def _check_children(
    world: World, subject: Subject, values: Values, direction: str
) -> list[Message]:
    found = []
    counted = _counted(world, subject)
    mark = direction[:1]
    rows = [row for row in range(1, CHILDREN + 1) if values[f"児童{row}/宛名番号"]]
    if not any(values[f"児童{row}/増減"] == mark for row in rows):
        found.append(Message("E0304", f"「{mark}」の児童を入力してください。"))
    for row in rows:
        number = values[f"児童{row}/宛名番号"]
        child = world.register.people.get(number)
        if child is None:
            found.append(Message("E0101", f"児童{row}: 該当する対象者が存在しません。"))
        elif child.protected:
            found.append(Message("W0103", "支援措置対象者です。"))
        if values[f"児童{row}/増減"] == "増" and number in counted:
            found.append(Message("E2202", f"児童{row}: 既に対象児童として登録済です。"))
    total = len(counted) + sum(values[f"児童{row}/増減"] == "増" for row in rows)
    if (
        direction == MORE
        and total > _FROM_THIRD
        and not values["改定内容/確認書の提出"]
    ):
        found.append(Message("W2204", "第3子以降算定の確認書が未提出です。"))
    return found


def _counted(world: World, subject: Subject) -> set[str]:
    """Return the children who count for the allowance now."""
    recipient = world.holdings.recipient_of(subject.person.number)
    counted = {child.number for child in recipient.children} if recipient else set()
    for entry in world.entries.find(
        screen="child_allowance_change", subject=subject.person.number
    ):
        for row in range(1, CHILDREN + 1):
            number = entry.values.get(f"児童{row}/宛名番号", "")
            if entry.values.get(f"児童{row}/増減") == "増":
                counted.add(number)
            elif entry.values.get(f"児童{row}/増減") == "減":
                counted.discard(number)
    return counted


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    claim, event = (
        day(values["改定内容/請求年月日"]),
        day(values["改定内容/事由発生日"]),
    )
    if not claim or not event or claim < event:
        return {}
    first = allowance_start(event, claim).first_month
    if values["改定内容/増減区分"] == LESS:
        first = allowance_start(event, event).first_month
    era = to_era(first)
    return {"改定年月": f"{era.era.kanji}{era.year}年{first.month}月"}


CHILD_ALLOWANCE_CHANGE = Screen(
    id="child_allowance_change",
    prefix="JG",
    menu=("児童手当", "資格管理", "額改定"),
    title="児童手当 額改定",
    keys=(PERSON_KEY,),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (
            each.person,
            {"改定内容/改定事由": "出生", "改定内容/事由発生日": "令和7年5月1日"},
        )
        for each in list(holdings.recipients.values())[6::29]
    ),
    report="額改定通知書",
)
