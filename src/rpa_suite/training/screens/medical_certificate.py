"""医療助成 子ども医療 資格登録 (マル乳・マル子・マル青)."""

import datetime as dt

from rpa_suite.jp.ages import end_of_school_year
from rpa_suite.jp.check_digits import insurer_check_digit
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
from rpa_suite.training.register import Person
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
# 医療証 to the school ages at whose end it ends: 就学前, 中学校, 高校生年代.
KINDS = {"マル乳": 6, "マル子": 15, "マル青": 18}

SECTIONS = (
    person_part("児童"),
    Section(
        title="保護者",
        fields=(
            F(
                label="宛名番号",
                kind=Kind.CODE,
                lookup="person",
                longest=10,
                required=True,
            ),
            F(label="氏名", kind=Kind.SHOWN, shows="氏名"),
        ),
    ),
    Section(
        title="資格",
        fields=(
            F(
                label="医療証の区分",
                kind=Kind.SELECT,
                options=tuple(KINDS),
                required=True,
            ),
            F(
                label="交付理由",
                kind=Kind.SELECT,
                options=("出生", "転入", "保険変更", "切替", "再交付"),
                required=True,
            ),
            F(label="公費負担者番号", longest=8, width=10, required=True),
            F(label="受給者番号", longest=7, width=9, required=True),
            F(label="資格取得年月日", kind=Kind.DATE, required=True),
            F(label="有効期間の開始", kind=Kind.DATE, required=True),
            F(label="有効期間の終了", kind=Kind.DATE, required=True),
        ),
    ),
    Section(
        title="健康保険",
        fields=(
            F(
                label="保険者番号",
                kind=Kind.CODE,
                lookup="insurer",
                longest=8,
                width=10,
                required=True,
            ),
            F(label="保険者名", kind=Kind.SHOWN, shows="保険者名"),
            F(label="記号", longest=20, required=True),
            F(label="番号", longest=20, required=True),
            F(label="枝番", longest=2, width=3),
            F(label="本人・家族", kind=Kind.RADIO, options=("本人", "家族")),
        ),
    ),
)


def kind_on(birth: dt.date, on: dt.date) -> str:
    """Return the 医療証 of somebody's age on a day, or nothing beyond 高校生年代."""
    return next(
        (kind for kind, age in KINDS.items() if on <= end_of_school_year(birth, age)),
        "",
    )


def _open(world: World, keys: Values) -> Subject | Message:
    child = world.register.people.get(keys["対象者/宛名番号"])
    subject = subject_of(world, child, "児童")
    if isinstance(subject, Subject):
        if not kind_on(subject.person.birth, world.today):
            return Message("E2107", "対象年齢の外です。")
        if earlier(world, "medical_certificate", subject.person):
            return Message("E2701", "有効な医療証が存在します。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    child = subject.person
    found = [
        Message("W2704", "転出予定です。") if each.code == "W0106" else each
        for each in cautions_of(child)
    ]
    # Every 31st child has another aid, which comes first.
    if int(child.number) % 31 == 0:
        found.append(Message("W2702", "他助成（マル障・マル親・生活保護）があります。"))
    for label, length in (("公費負担者番号", 8), ("受給者番号", 7)):
        if not _has_check_digit(values[f"資格/{label}"], length):
            found.append(Message("E0303", f"{label}が正しくありません。"))
    insurer = values["健康保険/保険者番号"]
    if not name_of("insurer", insurer):
        found.append(Message("E2703", "保険者番号が不正です。"))
    guardian = world.register.people.get(values["保護者/宛名番号"])
    if guardian is None:
        found.append(Message("E0101", "保護者: 該当する対象者が存在しません。"))
    elif guardian.protected:
        found.append(Message("W0103", "支援措置対象者です。"))
    start, end = day(values["資格/有効期間の開始"]), day(values["資格/有効期間の終了"])
    if start and end:
        found += _check_period(child, values["資格/医療証の区分"], start, end)
    return found


def _check_period(
    child: Person, kind: str, start: dt.date, end: dt.date
) -> list[Message]:
    if kind != kind_on(child.birth, start):
        return [Message("E2705", "医療証の区分と年齢が合いません。")]
    if not start <= end <= end_of_school_year(child.birth, KINDS[kind]):
        return [Message("E0305", "有効期間の終了が正しくありません。")]
    return []


def _has_check_digit(number: str, length: int) -> bool:
    return (
        len(number) == length
        and number.isdecimal()
        and int(number[-1]) == insurer_check_digit(number[:-1])
    )


MEDICAL_CERTIFICATE = Screen(
    id="medical_certificate",
    prefix="IR",
    menu=("医療助成", "子ども医療", "資格登録"),
    title="子ども医療 資格登録",
    keys=(PERSON_KEY,),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=lambda world, subject, values: {
        "自己負担": "なし" if values["資格/医療証の区分"] else ""
    },
    before=lambda register, holdings: (
        (person, {"児童/宛名番号": person.number})
        for person in register.people.values()
        if person.relation == "子" and int(person.number) % 29 == 0
    ),
    report="子ども医療証",
)
