"""学童 申請 新規申請 (学童保育利用申請書)."""

from rpa_suite.jp.ages import class_age
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
    PERSON_KEY,
    cautions_of,
    opening_person,
    person_part,
    ticks,
)

F = ScreenField
CHOICES = 3
GRADES = tuple(f"{grade}年" for grade in range(1, 7))
_FIRST_GRADE_AGE = 6


def _choice(place: int) -> Section:
    return Section(
        title=f"第{place}希望",
        fields=(
            F(
                label="施設コード",
                kind=Kind.CODE,
                lookup="hall",
                longest=4,
                width=6,
                required=place == 1,
            ),
            F(label="施設名", kind=Kind.SHOWN, shows="施設名"),
        ),
    )


def _guardian(place: int) -> Section:
    return Section(
        title=f"保護者{place}",
        fields=(
            F(label="氏名", width=20, required=place == 1),
            F(label="続柄", kind=Kind.SELECT, options=("父", "母", "祖父母", "その他")),
            F(
                label="事由",
                kind=Kind.SELECT,
                options=("就労", "就学", "疾病・障害", "介護・看護", "その他"),
            ),
            F(label="勤務先", width=24),
            F(label="終業時刻", longest=5, width=7),
            F(label="通勤時間（分）", longest=3, width=5),
        ),
    )


SECTIONS = (
    person_part("児童", "利用年度"),
    Section(
        title="申請内容",
        fields=(
            F(label="申請年月日", kind=Kind.DATE, required=True),
            F(label="学校コード", kind=Kind.CODE, lookup="school", longest=4, width=6),
            F(label="学校名", kind=Kind.SHOWN, shows="学校名"),
            F(label="学年", kind=Kind.SELECT, options=GRADES, required=True),
            F(
                label="利用形態",
                kind=Kind.RADIO,
                options=("通年", "長期休業"),
                required=True,
            ),
        ),
    ),
    *(_choice(place) for place in range(1, CHOICES + 1)),
    _guardian(1),
    _guardian(2),
    Section(
        title="緊急連絡先",
        fields=(
            *(F(label=f"連絡先{place}", longest=11) for place in (1, 2, 3)),
            *ticks("課税状況確認の同意", "要配慮事項"),
        ),
    ),
)


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    year = subject.shown["児童"]["利用年度"]
    if not year.isdecimal() or int(year) not in (8, 9):
        return [*found, Message("E0301", "申請できる年度ではありません。")]
    age = class_age(subject.person.birth, 2018 + int(year))
    if values["申請内容/学年"] != f"{age - _FIRST_GRADE_AGE + 1}年":
        found.append(Message("W2802", "学年と生年月日が一致しません。"))
    if not name_of("school", values["申請内容/学校コード"]):
        found.append(Message("E0302", "学校コードが存在しません。"))
    codes = [values[f"第{place}希望/施設コード"] for place in range(1, CHOICES + 1)]
    for place, code in enumerate(codes, start=1):
        if code and not name_of("hall", code):
            found.append(Message("E0302", f"第{place}希望: 施設コードが存在しません。"))
    given = [code for code in codes if code]
    if len(set(given)) < len(given):
        found.append(Message("E0305", "同じ施設が2度書かれています。"))
    if values["緊急連絡先/要配慮事項"]:
        found.append(Message("W2804", "要配慮児です。面談を設定してください。"))
    if not values["緊急連絡先/課税状況確認の同意"]:
        found.append(Message("W2805", "課税状況確認の同意がありません。"))
    return found


AFTER_SCHOOL = Screen(
    id="after_school",
    prefix="GD",
    menu=("学童", "申請", "新規申請"),
    title="学童 利用申請",
    keys=(PERSON_KEY, F(label="利用年度", required=True, longest=2, width=3)),
    sections=SECTIONS,
    open=opening_person(
        "児童",
        "after_school",
        Message("E2801", "同年度の申請が登録済です。"),
        case={"利用年度": "利用年度"},
    ),
    check=_check,
    computed=lambda world, subject, values: {},
    before=lambda register, holdings: (
        (person, {"児童/利用年度": "9"})
        for person in register.people.values()
        if person.relation == "子" and int(person.number) % 37 == 0
    ),
    report="利用申請受付票",
)
