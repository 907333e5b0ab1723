"""住民税 特別徴収 切替入力 (特別徴収切替届出書)."""

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
    UNKNOWN_EMPLOYER,
    cautions_of,
    opening_person,
    person_part,
)

F = ScreenField
# 普徴の期 to the month of its 納期限.
DUE_MONTHS = {"1期": 6, "2期": 8, "3期": 10, "4期": 1}
_FISCAL_MONTHS = (6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5)

SECTIONS = (
    person_part("納税義務者"),
    Section(
        title="特別徴収義務者",
        fields=(
            F(
                label="指定番号",
                kind=Kind.CODE,
                lookup="employer",
                longest=8,
                required=True,
            ),
            F(label="事業所名", kind=Kind.SHOWN, shows="事業所名"),
            F(label="受給者番号", longest=25, required=True),
        ),
    ),
    Section(
        title="切替内容",
        fields=(
            F(label="届出年月日", kind=Kind.DATE, required=True),
            F(label="切替開始月", longest=2, width=3, required=True),
            F(
                label="普徴納付済の期",
                kind=Kind.SELECT,
                options=("なし", *DUE_MONTHS),
                required=True,
            ),
            F(
                label="切替理由",
                kind=Kind.SELECT,
                options=("就職", "届出もれ", "その他"),
            ),
        ),
    ),
)


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    if values["特別徴収義務者/指定番号"] not in world.register.every_employer():
        found.append(UNKNOWN_EMPLOYER)
    month = values["切替内容/切替開始月"]
    if not month.isdecimal() or int(month) not in _FISCAL_MONTHS:
        found.append(Message("E0303", "切替開始月が正しくありません。"))
    elif _is_overdue(int(month), values["切替内容/普徴納付済の期"]):
        found.append(
            Message(
                "W1301", "納期限の過ぎた期があります。納付済の期を確かめてください。"
            )
        )
    return found


def _is_overdue(first: int, paid: str) -> bool:
    """Whether a period before the first month is neither paid nor switched."""
    start = _FISCAL_MONTHS.index(first)
    due = [p for p, month in DUE_MONTHS.items() if _FISCAL_MONTHS.index(month) < start]
    return bool(due) and (paid == "なし" or paid < due[-1])


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    month = values["切替内容/切替開始月"]
    if not month.isdecimal() or int(month) not in _FISCAL_MONTHS:
        return {}
    left = len(_FISCAL_MONTHS) - _FISCAL_MONTHS.index(int(month))
    return {"特別徴収の月数": f"{left}か月"}


COLLECTION_SWITCH = Screen(
    id="collection_switch",
    prefix="TK",
    menu=("住民税", "特別徴収", "切替入力"),
    title="特別徴収 切替入力",
    keys=(PERSON_KEY,),
    sections=SECTIONS,
    open=opening_person(
        "納税義務者",
        "collection_switch",
        Message("E0201", "既に特別徴収へ切り替えられています。"),
    ),
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (person, {"納税義務者/宛名番号": person.number})
        for person in list(register.people.values())[5::97]
    ),
    report="切替届受付票",
)
