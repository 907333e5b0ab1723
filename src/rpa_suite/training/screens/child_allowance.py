"""児童手当 新規認定: claimant, claim, spouse, up to four children, account."""

from collections.abc import Iterator

from rpa_suite.jp.ages import age_on, end_of_school_year
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
from rpa_suite.training.holdings import Holdings
from rpa_suite.training.register import Person, Register
from rpa_suite.training.screens.accounts import (
    account_fields,
    check_account,
    is_holder,
)
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    cautions_of,
    day,
    person_part,
    subject_of,
)

F = ScreenField
CHILDREN = 4
_WITH_SPOUSE = ("配偶者/配偶者の有無", ("有",))
_NOT_PUBLIC = ("振込口座/公金受取口座を利用", ("",))
REASONS = ("出生", "転入", "受給者変更", "公務員退職", "その他")


def _child(row: int) -> Section:
    return Section(
        title=f"児童{row}",
        fields=(
            F(label="宛名番号", kind=Kind.CODE, lookup="person", required=row == 1),
            F(label="氏名", kind=Kind.SHOWN, shows="氏名"),
            F(label="生年月日", kind=Kind.SHOWN, shows="生年月日"),
            F(label="続柄", kind=Kind.SELECT, options=("子", "孫", "その他")),
            F(label="同居・別居", kind=Kind.RADIO, options=("同居", "別居")),
            F(label="監護", kind=Kind.RADIO, options=("有", "無")),
            F(label="生計", kind=Kind.RADIO, options=("同一", "維持")),
        ),
    )


SECTIONS = (
    person_part("請求者"),
    Section(
        title="請求内容",
        fields=(
            F(label="請求年月日", kind=Kind.DATE, required=True),
            F(
                label="請求事由",
                kind=Kind.SELECT,
                options=REASONS,
                required=True,
                retired=("所得制限の解除",),
            ),
            F(label="事由発生日", kind=Kind.DATE, required=True),
            F(
                label="職業",
                kind=Kind.SELECT,
                options=("会社員", "公務員", "自営", "その他", "無職"),
                required=True,
            ),
            F(
                label="加入年金",
                kind=Kind.SELECT,
                options=("厚生年金", "国民年金", "共済", "未加入"),
            ),
            F(label="電話番号", required=True, longest=11),
        ),
    ),
    Section(
        title="配偶者",
        fields=(
            F(
                label="配偶者の有無",
                kind=Kind.RADIO,
                options=("有", "無"),
                required=True,
            ),
            F(label="宛名番号", kind=Kind.CODE, lookup="person", needs=_WITH_SPOUSE),
            F(label="氏名", kind=Kind.SHOWN, shows="氏名"),
            F(
                label="同居・別居",
                kind=Kind.RADIO,
                options=("同居", "別居"),
                needs=_WITH_SPOUSE,
            ),
            F(
                label="所得が高い方",
                kind=Kind.SELECT,
                options=("請求者", "配偶者"),
                needs=_WITH_SPOUSE,
            ),
        ),
    ),
    *(_child(row) for row in range(1, CHILDREN + 1)),
    Section(
        title="振込口座",
        fields=(
            F(label="公金受取口座を利用", kind=Kind.CHECK),
            *account_fields(needs=_NOT_PUBLIC),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    person = world.register.people.get(keys["対象者/宛名番号"])
    subject = subject_of(world, person, "請求者", members=True)
    if isinstance(subject, Message):
        return subject
    number = subject.person.number
    if earlier := world.entries.find(screen="child_allowance", subject=number):
        receipt = earlier[-1].receipt
        return Message("E2101", f"既に受給資格があります。（処理番号 {receipt}）")
    if recipient := world.holdings.recipient_of(number):
        there = recipient.number
        return Message("E2101", f"既に受給資格があります。（認定番号 {there}）")
    return subject


def _children(values: Values) -> list[str]:
    numbers = (values.get(f"児童{row}/宛名番号", "") for row in range(1, CHILDREN + 1))
    return [number for number in numbers if number]


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found: list[Message] = cautions_of(subject.person)
    register = world.register
    claim, event = (
        day(values["請求内容/請求年月日"]),
        day(values["請求内容/事由発生日"]),
    )
    claimed_elsewhere = {
        child.number
        for recipient in world.holdings.recipients.values()
        for child in recipient.children
    } | {
        text
        for entry in world.entries.find(screen="child_allowance")
        for key, text in entry.values.items()
        if key.startswith("児童") and key.endswith("/宛名番号")
    }
    young = False
    for row, number in enumerate(_children(values), start=1):
        child = register.people.get(number)
        if child is None:
            found.append(Message("E0101", f"児童{row}: 該当する対象者が存在しません。"))
            continue
        if child.protected:
            found.append(Message("W0103", "支援措置対象者です。"))
        if claim and end_of_school_year(child.birth, 18) < claim:
            found.append(Message("E2107", f"児童{row}: 支給対象年齢外です。"))
        if claim and child.birth <= claim:
            young = young or age_on(child.birth, claim) < 3
        if number in claimed_elsewhere:
            found.append(Message("W2102", f"児童{row}: 他の受給者の対象児童です。"))
    if young and not values["請求内容/加入年金"]:
        found.append(
            Message("E0304", "加入年金を入力してください。（3歳未満の児童あり）")
        )
    if values["配偶者/配偶者の有無"] == "有" and not values["配偶者/宛名番号"]:
        found.append(Message("E0304", "配偶者の宛名番号を入力してください。"))
    if subject.person.number in register.spouse_earns_more:
        found.append(Message("W2103", "請求者より配偶者の所得が高い可能性があります。"))
    if values["請求内容/職業"] == "公務員":
        found.append(Message("W2106", "公務員（所属庁認定）の可能性があります。"))
    if claim and event:
        if claim < event:
            found.append(Message("E0305", "請求年月日が事由発生日より前です。"))
        elif allowance_start(event, claim).by_special_rule:
            found.append(Message("W2105", "15日特例の適用を確認してください。"))
    found += _check_account(subject, values)
    return found


def _check_account(subject: Subject, values: Values) -> list[Message]:
    public = values["振込口座/公金受取口座を利用"]
    bank = values["振込口座/金融機関コード"]
    yucho = values["振込口座/ゆうちょ番号"]
    if sum((bool(public), bool(bank), bool(yucho))) != 1:
        return [Message("E0304", "振込口座をどれか1つ入力してください。")]
    if public:
        return []
    found = check_account("振込口座", values, unknown="E0302")
    if not is_holder("振込口座", values, subject.person):
        found.append(Message("E2104", "口座名義が請求者と一致しません。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    """試算: first month and monthly amount (令和6年10月からの額)."""
    claim, event = (
        day(values["請求内容/請求年月日"]),
        day(values["請求内容/事由発生日"]),
    )
    if not claim or not event or claim < event:
        return {}
    start = allowance_start(event, claim).first_month
    monthly = 0
    births = sorted(
        world.register.people[number].birth
        for number in _children(values)
        if number in world.register.people
    )
    for place, birth in enumerate(births, start=1):
        if place >= 3:
            monthly += 30_000
        else:
            infant = start < birth or age_on(birth, start) < 3
            monthly += 15_000 if infant else 10_000
    era = to_era(start)
    return {
        "支給開始年月": f"{era.era.kanji}{era.year}年{start.month}月",
        "支給月額": f"{monthly:,}円",
    }


def _before(register: Register, holdings: Holdings) -> Iterator[tuple[Person, Values]]:
    for number in sorted(register.eligible):
        yield register.people[number], {"請求者/宛名番号": number}


CHILD_ALLOWANCE = Screen(
    id="child_allowance",
    prefix="JT",
    menu=("児童手当", "資格管理", "新規認定"),
    title="児童手当 新規認定",
    keys=(PERSON_KEY,),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=_before,
    report="認定請求受付票",
)
