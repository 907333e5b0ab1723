"""住民税 課税資料 住申入力 (特別区民税・都民税申告書)."""

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
    amounts,
    cautions_of,
    opening_person,
    person_part,
    ticks,
    yen,
)

F = ScreenField
INCOMES = ("給与", "公的年金等", "営業等", "不動産", "配当", "雑（その他）", "一時")
INSURANCES = ("国民健康保険料", "国民年金保険料", "介護保険料", "その他の社会保険料")
_WITHOUT_INCOME = "収入がなかった方/理由"

SECTIONS = (
    person_part("申告者", "課税年度"),
    Section(
        title="申告",
        fields=(
            F(label="申告年月日", kind=Kind.DATE, required=True),
            F(label="電話番号", longest=11),
        ),
    ),
    Section(title="収入金額", fields=amounts(*INCOMES)),
    Section(title="必要経費", fields=amounts("営業等の経費", "不動産の経費")),
    Section(
        title="所得控除",
        fields=amounts(
            *INSURANCES,
            "生命保険料の控除額",
            "地震保険料の控除額",
            "支払った医療費",
            "医療費の補填額",
        ),
    ),
    Section(
        title="人的控除",
        fields=(
            F(label="障害者", kind=Kind.SELECT, options=("普通", "特別")),
            F(label="寡婦・ひとり親", kind=Kind.SELECT, options=("寡婦", "ひとり親")),
            *ticks("勤労学生"),
            F(label="配偶者の宛名番号", kind=Kind.CODE, lookup="person", longest=10),
            F(label="配偶者の氏名", kind=Kind.SHOWN, shows="氏名"),
            F(label="配偶者の合計所得", kind=Kind.AMOUNT),
            F(label="扶養親族の数", longest=2, width=3),
            F(label="16歳未満の扶養親族の数", longest=2, width=3),
        ),
    ),
    Section(
        title="収入がなかった方",
        fields=(
            F(
                label="理由",
                kind=Kind.SELECT,
                options=("扶養されていた", "預貯金", "障害年金等", "その他"),
            ),
        ),
    ),
)


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    if subject.shown["申告者"]["課税年度"] not in ("8", "9"):
        found.append(Message("E0301", "入力可能な課税年度ではありません。"))
    total = sum(yen(values[f"収入金額/{label}"]) for label in INCOMES)
    if not total and not values[_WITHOUT_INCOME]:
        found.append(Message("E0304", "収入がなかった理由を入力してください。"))
    if total and values[_WITHOUT_INCOME]:
        found.append(Message("E0305", "収入があるのに、収入がなかった理由があります。"))
    wages = yen(values["収入金額/給与"])
    reports = world.entries.find(screen="wage_report", subject=subject.person.number)
    reported = {entry.values.get("支払/支払金額", "") for entry in reports}
    if reports and f"{wages:,}円" not in reported:
        found.append(Message("W1402", "給報と収入金額が相違しています。"))
    # Every 23rd has handed in a 確定申告書 as well.
    if int(subject.person.number) % 23 == 0:
        found.append(Message("W1401", "確定申告書の資料があります。"))
    children = values["人的控除/16歳未満の扶養親族の数"]
    family = world.register.household(subject.person.household)
    if children.isdecimal() and int(children) > sum(m.relation == "子" for m in family):
        found.append(Message("E1403", "扶養親族の生年月日を確かめてください。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    total = sum(yen(values[f"収入金額/{label}"]) for label in INCOMES)
    insured = sum(yen(values[f"所得控除/{label}"]) for label in INSURANCES)
    return {"収入金額の合計": f"{total:,}円", "社会保険料控除": f"{insured:,}円"}


RESIDENT_TAX_RETURN = Screen(
    id="resident_tax_return",
    prefix="JS",
    menu=("住民税", "課税資料", "住申入力"),
    title="課税資料 住申入力",
    keys=(PERSON_KEY, F(label="課税年度", required=True, longest=2, width=3)),
    sections=SECTIONS,
    open=opening_person(
        "申告者",
        "resident_tax_return",
        Message("E0201", "同じ年度の申告書が既に登録済です。"),
        case={"課税年度": "課税年度"},
    ),
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (person, {"申告者/課税年度": "9"})
        for person in list(register.people.values())[3::89]
        if person.relation != "子"
    ),
    report="申告書受付票",
)
