"""保育 入所申込 新規申込 (保育所等入所申込書 兼 教育・保育給付認定申請書)."""

import datetime as dt
import re

from rpa_suite.jp.ages import class_age, fiscal_year
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
    PERSON_KEY,
    cautions_of,
    earlier,
    person_part,
    subject_of,
    ticks,
)

F = ScreenField
CHOICES = 10
REASONS = (
    "就労",
    "復職",
    "妊娠・出産",
    "疾病・障害",
    "介護・看護",
    "災害復旧",
    "求職",
    "就学・職業訓練",
    "育休継続",
    "その他",
)
_MONTH = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")


def _choice(place: int) -> Section:
    return Section(
        title=f"第{place}希望",
        fields=(
            F(
                label="園コード",
                kind=Kind.CODE,
                lookup="nursery",
                longest=4,
                width=6,
                required=place == 1,
            ),
            F(label="園名", kind=Kind.SHOWN, shows="園名"),
        ),
    )


SECTIONS = (
    person_part("児童", "入所希望年月"),
    Section(
        title="申込内容",
        fields=(
            F(label="申込年月日", kind=Kind.DATE, required=True),
            F(
                label="申込区分",
                kind=Kind.SELECT,
                options=("新規", "転園", "継続"),
                required=True,
            ),
            F(
                label="保護者の宛名番号",
                kind=Kind.CODE,
                lookup="person",
                longest=10,
                required=True,
            ),
            F(label="保護者の氏名", kind=Kind.SHOWN, shows="氏名"),
            F(label="電話番号", longest=11, required=True),
        ),
    ),
    Section(
        title="給付認定",
        fields=(
            F(
                label="認定区分",
                kind=Kind.SELECT,
                options=("1号", "2号", "3号"),
                required=True,
            ),
            F(label="保育必要量", kind=Kind.SELECT, options=("標準時間", "短時間")),
            F(label="父の必要事由", kind=Kind.SELECT, options=REASONS),
            F(label="母の必要事由", kind=Kind.SELECT, options=REASONS),
        ),
    ),
    *(_choice(place) for place in range(1, CHOICES + 1)),
    Section(
        title="世帯の状況",
        fields=(
            F(label="きょうだい同時申込", kind=Kind.RADIO, options=("有", "無")),
            *ticks("ひとり親", "生活保護"),
        ),
    ),
)


def _start(text: str) -> dt.date | None:
    found = _MONTH.fullmatch(text)
    return dt.date(int(found[1]), int(found[2]), 1) if found else None


def _open(world: World, keys: Values) -> Subject | Message:
    month = keys["対象者/入所希望年月"]
    start = _start(month)
    if start is None:
        return Message("E0303", "入所希望年月は西暦の年月6桁で入力してください。")
    if not world.today < start <= world.today + dt.timedelta(days=366):
        return Message("E0301", "受付期間の外です。")
    child = world.register.people.get(keys["対象者/宛名番号"])
    subject = subject_of(world, child, "児童", {"入所希望年月": month}, members=True)
    if isinstance(subject, Subject):
        same = {"児童/入所希望年月": month}
        received = any(
            each.child == subject.person and f"{each.month:%Y%m}" == month
            for each in world.holdings.applications.values()
        )
        if received or earlier(world, "nursery_application", subject.person, same):
            return Message("E2401", "同月の申込が存在します。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    start = _start(subject.shown["児童"]["入所希望年月"])
    if start is None:
        return found
    year = fiscal_year(start)
    if subject.person.birth >= start:
        return [*found, Message("E0305", "入所希望年月より後に生まれる児童です。")]
    age = class_age(subject.person.birth, year)
    wants_care = bool(values["給付認定/保育必要量"])
    right = ("3号" if age < 3 else "2号") if wants_care else "1号"
    if values["給付認定/認定区分"] != right:
        found.append(Message("E2406", f"認定区分が正しくありません。（{right}）"))
    guardian = world.register.people.get(values["申込内容/保護者の宛名番号"])
    if guardian is None:
        found.append(Message("E0101", "保護者: 該当する対象者が存在しません。"))
    elif guardian.protected:
        found.append(Message("W0103", "支援措置対象者です。"))
    if values["世帯の状況/きょうだい同時申込"] == "有":
        found.append(Message("W2404", "きょうだい同時申込があります。"))
    return found + _check_choices(values, age)


def _check_choices(values: Values, age: int) -> list[Message]:
    found = []
    codes = [values[f"第{place}希望/園コード"] for place in range(1, CHOICES + 1)]
    given = [code for code in codes if code]
    if codes[: len(given)] != given:
        found.append(Message("E0304", "希望園は第1希望から続けて入力してください。"))
    if len(set(given)) < len(given):
        found.append(Message("E0305", "同じ園が2度書かれています。"))
    for place, code in enumerate(codes, start=1):
        if not code:
            continue
        if not name_of("nursery", code):
            found.append(
                Message("E2403", f"第{place}希望: 園コードが廃止されています。")
            )
        elif age not in nursery_ages(code):
            found.append(Message("W2402", f"第{place}希望: 対象年齢外です。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    start = _start(subject.shown["児童"]["入所希望年月"])
    if start is None or subject.person.birth >= start:
        return {}
    age = class_age(subject.person.birth, fiscal_year(start))
    return {"クラス年齢": f"{age}歳児"}


NURSERY_APPLICATION = Screen(
    id="nursery_application",
    prefix="HM",
    menu=("保育", "入所申込", "新規申込"),
    title="保育 入所申込",
    keys=(PERSON_KEY, F(label="入所希望年月", required=True, longest=6, width=8)),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (each.child, {"児童/入所希望年月": f"{each.month:%Y%m}"})
        for each in holdings.applications.values()
    ),
    report="入所申込受付票",
)
