"""収納 口座振替 口座登録 (口座振替依頼書)."""

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
from rpa_suite.training.screens.accounts import (
    account_fields,
    check_account,
    is_holder,
)
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
TAXES = ("特別区民税・都民税", "軽自動車税")
_PERIODS = {"1期": 6, "2期": 8, "3期": 10, "4期": 1}

SECTIONS = (
    person_part("納税義務者", "税目"),
    Section(
        title="依頼内容",
        fields=(
            F(label="依頼年月日", kind=Kind.DATE, required=True),
            F(label="通知書番号", longest=10, required=True),
            F(
                label="開始期別",
                kind=Kind.SELECT,
                options=("1期", "2期", "3期", "4期", "全期"),
                required=True,
            ),
        ),
    ),
    Section(title="振替口座", fields=account_fields()),
)


def _open(world: World, keys: Values) -> Subject | Message:
    tax = keys["対象者/税目"]
    if tax not in TAXES:
        return Message("E0302", "税目が存在しません。")
    person = world.register.people.get(keys["対象者/宛名番号"])
    subject = subject_of(world, person, "納税義務者", {"税目": tax})
    if isinstance(subject, Subject):
        same = {"納税義務者/税目": tax}
        if earlier(world, "account_transfer", subject.person, same):
            return Message("E1801", "既に口座登録済です。（変更処理で）")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    number = values["依頼内容/通知書番号"]
    if len(number) != 10 or not number.isdecimal():
        found.append(Message("E0303", "通知書番号は10桁で入力してください。"))
    bank, yucho = values["振替口座/金融機関コード"], values["振替口座/ゆうちょ番号"]
    if bool(bank) == bool(yucho):
        found.append(Message("E0304", "振替口座をどちらか1つ入力してください。"))
    found += check_account("振替口座", values, unknown="E1802")
    if not is_holder("振替口座", values, subject.person):
        found.append(Message("W1803", "名義人と納税義務者が異なります。"))
    asked, period = day(values["依頼内容/依頼年月日"]), values["依頼内容/開始期別"]
    if asked and asked.month == _PERIODS.get(period):
        found.append(Message("W1804", "今期の締切後です。（次期から）"))
    return found


ACCOUNT_TRANSFER = Screen(
    id="account_transfer",
    prefix="SF",
    menu=("収納", "口座振替", "口座登録"),
    title="口座振替 口座登録",
    keys=(
        PERSON_KEY,
        F(label="税目", kind=Kind.SELECT, options=TAXES, required=True),
    ),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=lambda world, subject, values: {},
    before=lambda register, holdings: (
        (person, {"納税義務者/税目": TAXES[place % 2]})
        for place, person in enumerate(list(register.people.values())[4::71])
        if person.relation != "子"
    ),
    report="口座振替開始通知書",
)
