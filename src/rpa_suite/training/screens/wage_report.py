"""住民税 課税資料 給報入力 (給与支払報告書 個人別明細書, 追加・訂正分)."""

import itertools
from collections.abc import Iterator

from rpa_suite.jp.check_digits import corporate_number_check_digit
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
from rpa_suite.training.register import Person, Register, Standing
from rpa_suite.training.screens.common import (
    PERSON_KEY,
    amounts,
    cautions_of,
    person_part,
    subject_of,
    ticks,
    yen,
)

F = ScreenField
_DEDUCTIONS = (
    "社会保険料等の金額",
    "生命保険料の控除額",
    "地震保険料の控除額",
    "配偶者（特別）控除の額",
)
_BASIC = 480_000  # 基礎控除, at the least
_LEFT = ("本人/中途就・退職", ("就職", "退職"))

SECTIONS = (
    person_part("受給者", "課税年度", "資料件数"),
    Section(
        title="支払者",
        fields=(
            F(label="法人番号", longest=13, width=16, required=True),
            F(label="名称", width=30, required=True),
        ),
    ),
    Section(
        title="支払",
        fields=(
            F(label="種別", width=12, required=True),
            F(label="支払金額", kind=Kind.AMOUNT, required=True),
            *amounts("給与所得控除後の金額", "所得控除の額の合計額", "源泉徴収税額"),
        ),
    ),
    Section(title="控除", fields=amounts(*_DEDUCTIONS, "住宅借入金等特別控除の額")),
    Section(
        title="扶養",
        fields=(
            F(label="控除対象配偶者", kind=Kind.RADIO, options=("有", "無")),
            *(
                F(label=label, longest=2, width=3)
                for label in ("特定", "老人", "その他", "16歳未満")
            ),
        ),
    ),
    Section(
        title="本人",
        fields=(
            *ticks("乙欄", "勤労学生"),
            F(
                label="寡婦・ひとり親",
                kind=Kind.SELECT,
                options=("寡婦", "ひとり親"),
                retired=("特別寡婦",),
            ),
            F(label="中途就・退職", kind=Kind.SELECT, options=("就職", "退職")),
            F(label="就・退職年月日", kind=Kind.DATE, needs=_LEFT),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    person = world.register.people.get(keys["対象者/宛名番号"])
    year = keys["対象者/課税年度"]
    if year not in ("8", "9"):
        return Message("E0301", "入力可能な課税年度ではありません。")
    if person and person.standing is Standing.OUTSIDE:
        return Message("E1202", "他区市町村課税（1/1住所地相違）です。回送します。")
    there = _reports(world, person, year) if person else []
    more = {"課税年度": year, "資料件数": f"{len(there)}件"}
    return subject_of(world, person, "受給者", more)


def _reports(world: World, person: Person, year: str) -> list[Values]:
    """Return the reports of a 課税年度 that are entered."""
    return [
        entry.values
        for entry in world.entries.find(screen="wage_report", subject=person.number)
        if entry.values.get("受給者/課税年度") == year
    ]


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    number = values["支払者/法人番号"]
    if len(number) != 13 or number[0] != str(corporate_number_check_digit(number[1:])):
        found.append(Message("E0303", "法人番号が正しくありません。"))
    year = subject.shown["受給者"]["課税年度"]
    there = _reports(world, subject.person, year)
    if any(each.get("支払者/法人番号") == number for each in there):
        found.append(
            Message("W1201", "同一支払者の資料が既に存在します。（訂正・追加・重複）")
        )
    elif there:
        found.append(Message("W1204", "前職分と合算の疑いがあります。"))
    total = yen(values["支払/所得控除の額の合計額"])
    parts = _BASIC + sum(yen(values[f"控除/{label}"]) for label in _DEDUCTIONS)
    if total and total < parts:
        found.append(Message("E1205", "控除合計が内訳と一致しません。"))
    if values["扶養/控除対象配偶者"] == "有" and _is_claimed(world, subject, year):
        found.append(Message("W1203", "扶養親族が他者の扶養と重複しています。"))
    return found


def _is_claimed(world: World, subject: Subject, year: str) -> bool:
    """Whether the spouse claims this person for the same year."""
    family = world.register.household(subject.person.household)
    return any(
        report.get("扶養/控除対象配偶者") == "有"
        for member in family
        if member.number != subject.person.number
        for report in _reports(world, member, year)
    )


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    income = yen(values["支払/給与所得控除後の金額"])
    taxed = max(0, income - yen(values["支払/所得控除の額の合計額"]))
    return {"課税標準額（見込）": f"{taxed // 1000 * 1000:,}円"}


def _before(register: Register, holdings: Holdings) -> Iterator[tuple[Person, Values]]:
    for employee in itertools.islice(register.employees.values(), 0, None, 12):
        employer = register.employers[employee.employer]
        yield (
            employee.person,
            {
                "受給者/課税年度": "9",
                "支払者/法人番号": employer.corporate_number,
                "支払/支払金額": "1円",
            },
        )


WAGE_REPORT = Screen(
    id="wage_report",
    prefix="KH",
    menu=("住民税", "課税資料", "給報入力"),
    title="課税資料 給報入力",
    keys=(PERSON_KEY, F(label="課税年度", required=True, longest=2, width=3)),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=_before,
    report="給報受付票",
)
