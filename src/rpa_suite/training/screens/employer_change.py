"""住民税 特別徴収義務者 基本情報変更 (所在地・名称変更届出書)."""

from rpa_suite.jp.eras import to_era
from rpa_suite.jp.id_numbers import check_corporate_number
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
from rpa_suite.training.register import Employer
from rpa_suite.training.screens.common import (
    EMPLOYER_NUMBER,
    UNKNOWN_EMPLOYER,
    day,
    earlier,
)

F = ScreenField
_EMPLOYER = "特別徴収義務者"
_CHANGED_ON = "変更内容/変更年月日"
_WHAT = "変更内容/変更区分"
_NAME, _PLACE = ("名称", "所在地")
_NAME_CHANGES = (_WHAT, (_NAME, "名称・所在地"))
_PLACE_CHANGES = (_WHAT, (_PLACE, "名称・所在地"))

SECTIONS = (
    Section(
        title=_EMPLOYER,
        fields=tuple(
            F(label=label, kind=Kind.SHOWN)
            for label in (
                *("指定番号", "法人番号", "名称", "名称カナ", "郵便番号"),
                *("所在地", "電話番号", "納入方法"),
            )
        ),
    ),
    Section(
        title="変更内容",
        fields=(
            F(label="届出年月日", kind=Kind.DATE, required=True),
            F(label="変更年月日", kind=Kind.DATE, required=True),
            F(
                label="変更区分",
                kind=Kind.SELECT,
                options=(_NAME, _PLACE, "名称・所在地"),
                required=True,
            ),
            F(label="新しい法人番号", longest=13, width=16),
        ),
    ),
    Section(
        title="変更後の名称",
        fields=(
            F(label="名称カナ", width=36, needs=_NAME_CHANGES),
            F(label="名称", width=36, needs=_NAME_CHANGES),
        ),
    ),
    Section(
        title="変更後の所在地",
        fields=(
            F(label="郵便番号", longest=7, width=9, needs=_PLACE_CHANGES),
            F(label="所在地", width=44, needs=_PLACE_CHANGES),
            F(label="電話番号", longest=11, width=14, needs=_PLACE_CHANGES),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    found = world.register.every_employer().get(keys["対象者/指定番号"])
    if found is None:
        return UNKNOWN_EMPLOYER
    shown = {
        "指定番号": found.number,
        "法人番号": found.corporate_number,
        "名称": found.name,
        "名称カナ": found.kana,
        "郵便番号": found.postal_code,
        "所在地": found.address,
        "電話番号": found.phone,
        "納入方法": "口座振替" if found.pays_from_account else "納入書",
    }
    return Subject(about=found, shown={_EMPLOYER: shown})


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    employer = world.register.every_employer()[subject.about.number]
    changed = day(values[_CHANGED_ON])
    found: list[Message] = []
    if changed and changed > world.today:
        found.append(Message("E0301", "変更年月日が先の日付です。"))
    if changed and (
        entry := earlier(
            world, "employer_change", employer, {_CHANGED_ON: to_era(changed).long}
        )
    ):
        found.append(Message("E0201", f"既に登録済です。（受付番号 {entry.receipt}）"))
    if _NAME in values[_WHAT]:
        found += _wanted(values, "変更後の名称", ("名称カナ", "名称"))
        if employer.pays_from_account:
            found.append(Message("W1304", "口座振替の登録があります。（停止要）"))
    if _PLACE in values[_WHAT]:
        found += _wanted(values, "変更後の所在地", ("郵便番号", "所在地"))
    return found + _number_messages(world, employer, values["変更内容/新しい法人番号"])


def _wanted(values: Values, section: str, labels: tuple[str, ...]) -> list[Message]:
    return [
        Message("E0304", f"{section} {label}を入力してください。")
        for label in labels
        if not values[f"{section}/{label}"]
    ]


def _number_messages(world: World, employer: Employer, number: str) -> list[Message]:
    if not number:
        return []
    if not check_corporate_number(number).is_ok:
        return [Message("E0303", "法人番号が正しくありません。")]
    others = world.register.every_employer().values()
    if any(o.corporate_number == number and o != employer for o in others):
        return [Message("W1303", "法人番号が他の指定番号に登録済です。")]
    return []


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    return {"納入書の再作成": "要" if values[_WHAT] else ""}


EMPLOYER_CHANGE = Screen(
    id="employer_change",
    prefix="TG",
    menu=("住民税", "特別徴収義務者", "基本情報変更"),
    title="特別徴収義務者 基本情報変更",
    keys=(F(label=EMPLOYER_NUMBER, required=True, longest=8, width=10),),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    named_by=EMPLOYER_NUMBER,
    before=lambda register, holdings: (
        (
            employer,
            {
                f"{_EMPLOYER}/指定番号": employer.number,
                _CHANGED_ON: "令和8年4月1日",
                _WHAT: _PLACE,
            },
        )
        for employer in list(register.other_employers.values())[5::29]
    ),
    has_person_search=False,
    report="所在地・名称変更届受付票",
)
