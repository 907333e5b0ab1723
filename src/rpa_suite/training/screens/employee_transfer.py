"""住民税 特別徴収 異動届入力 (給与所得者異動届出書)."""

import datetime as dt
from collections.abc import Iterator

from rpa_suite.jp.eras import to_era
from rpa_suite.jp.resident_tax import monthly_tax
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
from rpa_suite.training.register import Employee, Person, Register
from rpa_suite.training.screens.common import (
    day,
    earlier,
    person_part,
    subject_of,
    yen,
)

F = ScreenField
REASONS = ("退職", "転勤", "休職", "長期欠勤", "死亡", "その他")
CONTINUED, LUMP_SUM, ORDINARY = "特別徴収継続", "一括徴収", "普通徴収"
_METHOD = "異動内容/異動後の徴収方法"
_LUMP_SUM_ONLY = (_METHOD, (LUMP_SUM,))
_CONTINUED_ONLY = (_METHOD, (CONTINUED,))

SECTIONS = (
    person_part("従業員", "指定番号", "事業所名", "受給者番号", "年税額"),
    Section(
        title="異動内容",
        fields=(
            F(
                label="異動事由",
                kind=Kind.SELECT,
                options=REASONS,
                required=True,
                retired=("合併・解散",),
            ),
            F(label="異動年月日", kind=Kind.DATE, required=True),
            F(label="徴収済額", kind=Kind.AMOUNT, required=True, recalculates=True),
            F(label="徴収済月", longest=2, required=True, width=3),
            F(label="未徴収税額", kind=Kind.AMOUNT, required=True),
            F(
                label="異動後の徴収方法",
                kind=Kind.SELECT,
                options=(CONTINUED, LUMP_SUM, ORDINARY),
                required=True,
                recalculates=True,
            ),
        ),
    ),
    Section(
        title="一括徴収",
        fields=(
            F(label="徴収予定日", kind=Kind.DATE, needs=_LUMP_SUM_ONLY),
            F(label="一括徴収額", kind=Kind.AMOUNT, needs=_LUMP_SUM_ONLY),
            F(label="納入月", longest=2, width=3, needs=_LUMP_SUM_ONLY),
        ),
    ),
    Section(
        title="新勤務先",
        fields=(
            F(
                label="指定番号",
                kind=Kind.CODE,
                lookup="employer",
                longest=8,
                needs=_CONTINUED_ONLY,
            ),
            F(label="事業所名", kind=Kind.SHOWN, shows="事業所名"),
            F(label="月割額", kind=Kind.AMOUNT, needs=_CONTINUED_ONLY),
            F(label="徴収開始月", longest=2, width=3, needs=_CONTINUED_ONLY),
        ),
    ),
)


def _employee(world: World, keys: Values) -> Employee | None:
    place = keys["対象者/指定番号"], keys["対象者/受給者番号"]
    return world.register.employees.get(place)


def _open(world: World, keys: Values) -> Subject | Message:
    employer = world.register.every_employer().get(keys["対象者/指定番号"])
    if employer is None:
        return Message("E0302", "指定番号が存在しません。")
    employee = _employee(world, keys)
    if employee is None:
        return Message("E1101", "特別徴収該当なし（普徴）です。")
    subject = subject_of(
        world,
        employee.person,
        "従業員",
        {
            "指定番号": employer.number,
            "事業所名": employer.name,
            "受給者番号": employee.payroll_number,
            "年税額": f"{employee.annual_tax:,}円",
        },
    )
    if isinstance(subject, Subject) and earlier(
        world, "employee_transfer", subject.person
    ):
        return Message("E1102", "既に異動処理済です。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    shown = subject.shown["従業員"]
    employee = world.register.employees[shown["指定番号"], shown["受給者番号"]]
    found: list[Message] = []
    moved = day(values["異動内容/異動年月日"])
    method = values[_METHOD]
    unpaid = yen(values["異動内容/未徴収税額"])
    difference = unpaid - employee.unpaid
    if difference:
        found.append(
            Message(
                "W1103",
                f"未徴収税額が課税台帳と一致しません。（差額 {difference:,}円）",
            )
        )
    if moved and moved > world.today + dt.timedelta(days=92):
        found.append(Message("E0301", "入力可能期間外です。"))
    if (
        moved
        and moved.month <= 4
        and values["異動内容/異動事由"] == "退職"
        and method != LUMP_SUM
        and unpaid
    ):
        found.append(
            Message("W1104", "1/1～4/30の退職です。一括徴収を確認してください。")
        )
    if method == LUMP_SUM and yen(values["一括徴収/一括徴収額"]) != unpaid:
        found.append(Message("E0305", "一括徴収額が未徴収税額と一致しません。"))
    if method == CONTINUED:
        if values["新勤務先/指定番号"] not in world.register.every_employer():
            found.append(Message("E0302", "新勤務先の指定番号が存在しません。"))
        if not values["新勤務先/徴収開始月"]:
            found.append(Message("E0304", "徴収開始月を入力してください。"))
    return found


def _recalculate(world: World, subject: Subject, values: Values) -> dict[str, str]:
    """Fill an empty 未徴収税額, and 一括徴収額 where the rest is paid at once."""
    shown = subject.shown["従業員"]
    employee = world.register.employees[shown["指定番号"], shown["受給者番号"]]
    paid = values["異動内容/徴収済額"]
    if not paid.isdecimal():
        return {}
    unpaid = values["異動内容/未徴収税額"] or str(employee.annual_tax - int(paid))
    at_once = values[_METHOD] == LUMP_SUM
    return {
        "異動内容/未徴収税額": unpaid,
        "一括徴収/一括徴収額": unpaid if at_once else "",
    }


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    """試算: the monthly table so far and what is left."""
    shown = subject.shown["従業員"]
    employee = world.register.employees[shown["指定番号"], shown["受給者番号"]]
    tax = monthly_tax(employee.annual_tax)
    era = to_era(world.today)
    return {
        "年度": f"{era.era.kanji}{era.year}年度",
        "6月分": f"{tax.june:,}円",
        "7月分以降": f"{tax.other_months:,}円",
        "課税台帳の未徴収税額": f"{employee.unpaid:,}円",
    }


def _before(register: Register, holdings: Holdings) -> Iterator[tuple[Person, Values]]:
    for place in sorted(register.moved_already):
        person = register.employees[place].person
        yield person, {"従業員/宛名番号": person.number}


EMPLOYEE_TRANSFER = Screen(
    id="employee_transfer",
    prefix="TI",
    menu=("住民税", "特別徴収", "異動届入力"),
    title="特別徴収 異動届入力",
    keys=(
        F(label="指定番号", required=True, longest=8),
        F(label="受給者番号", required=True, longest=25),
    ),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    recalculate=_recalculate,
    before=_before,
    report="異動届受付票",
    has_person_search=False,
)
