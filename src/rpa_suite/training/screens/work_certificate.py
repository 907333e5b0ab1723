"""保育 申込 就労情報 (就労証明書)."""

import re

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
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
)

F = ScreenField
_FIXED_TERM = ("雇用/雇用期間", ("有期",))
_VALID_DAYS = 92  # 証明日から3か月
_LEAST_HOURS = 48  # 就労要件, a month
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

SECTIONS = (
    person_part("保護者", "受付番号", "父母", "児童氏名"),
    Section(
        title="証明",
        fields=(
            F(label="証明年月日", kind=Kind.DATE, required=True),
            F(label="事業所名", width=30, required=True),
            F(label="事業所電話番号", longest=11, required=True),
        ),
    ),
    Section(
        title="雇用",
        fields=(
            F(
                label="雇用形態",
                kind=Kind.SELECT,
                options=(
                    "正社員",
                    "パート・アルバイト",
                    "派遣社員",
                    "契約社員",
                    "会計年度任用職員",
                    "自営業",
                    "その他",
                ),
                required=True,
            ),
            F(
                label="雇用期間",
                kind=Kind.RADIO,
                options=("無期", "有期"),
                required=True,
            ),
            F(label="雇用開始日", kind=Kind.DATE, required=True),
            F(label="雇用終了日", kind=Kind.DATE, needs=_FIXED_TERM),
        ),
    ),
    Section(
        title="就労時間",
        fields=(
            F(label="月間就労時間", longest=3, width=5, required=True),
            F(label="週の就労日数", longest=1, width=3, required=True),
            F(label="平日の開始時刻", longest=5, width=7),
            F(label="平日の終了時刻", longest=5, width=7),
            F(label="休憩（分）", longest=3, width=5),
        ),
    ),
    Section(
        title="直近3か月の実績",
        fields=tuple(
            F(label=f"{month}の{what}", longest=3, width=5)
            for month in ("前月", "2か月前", "3か月前")
            for what in ("日数", "時間数")
        ),
    ),
    Section(
        title="育児休業",
        fields=(
            F(label="育休開始日", kind=Kind.DATE),
            F(label="育休終了日", kind=Kind.DATE),
            F(label="復職予定日", kind=Kind.DATE),
        ),
    ),
)


def _open(world: World, keys: Values) -> Subject | Message:
    number, which = keys["対象者/受付番号"], keys["対象者/父母"]
    application = world.holdings.applications.get(number)
    if application is None:
        return Message("E0101", "該当する申込が存在しません。")
    if application.child.protected:
        return Message("W0103", "支援措置対象者です。取扱いに注意してください。")
    sex = "男" if which == "父" else "女"
    parents = (application.guardian, application.partner)
    parent = next((each for each in parents if each and each.sex == sex), None)
    if parent is None:
        return Message("E0101", f"この申込に{which}の登録がありません。")
    more = {"受付番号": number, "父母": which, "児童氏名": application.child.name}
    subject = subject_of(world, parent, "保護者", more)
    if isinstance(subject, Subject):
        same = {"保護者/受付番号": number}
        if earlier(world, "work_certificate", parent, same):
            return Message("E0201", "この保護者の就労情報は既に登録済です。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    certified = day(values["証明/証明年月日"])
    if certified and (world.today - certified).days > _VALID_DAYS:
        found.append(Message("E2502", "証明日が有効期限切れです。（3か月以内）"))
    if certified and certified > world.today:
        found.append(Message("E0301", "証明年月日が先の日付です。"))
    hours = values["就労時間/月間就労時間"]
    if not hours.isdecimal():
        return [*found, Message("E0303", "月間就労時間は数字で入力してください。")]
    if int(hours) < _LEAST_HOURS:
        found.append(Message("W2503", "就労要件（月48時間）に足りません。"))
    worked = [
        values[f"直近3か月の実績/{m}の時間数"] for m in ("前月", "2か月前", "3か月前")
    ]
    known = [int(each) for each in worked if each.isdecimal()]
    if known and sum(known) / len(known) < int(hours) * 0.9:
        found.append(Message("W2501", "実績時間が契約時間を下回ります。"))
    for label in ("平日の開始時刻", "平日の終了時刻"):
        text = values[f"就労時間/{label}"]
        if text and not _CLOCK.fullmatch(text):
            found.append(
                Message("E0303", f"{label}は 09:00 のように入力してください。")
            )
    start, end = day(values["雇用/雇用開始日"]), day(values["雇用/雇用終了日"])
    if start and end and end < start:
        found.append(Message("E0305", "雇用終了日が雇用開始日より前です。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    hours = values["就労時間/月間就労時間"]
    if not hours.isdecimal():
        return {}
    return {"保育必要量の目安": "標準時間" if int(hours) >= 120 else "短時間"}


WORK_CERTIFICATE = Screen(
    id="work_certificate",
    prefix="HS",
    menu=("保育", "申込", "就労情報"),
    title="保育 就労情報",
    keys=(
        F(label="受付番号", required=True, longest=8, width=10),
        F(label="父母", kind=Kind.SELECT, options=("父", "母"), required=True),
    ),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=lambda register, holdings: (
        (each.guardian, {"保護者/受付番号": each.number})
        for each in list(holdings.applications.values())[8::23]
    ),
    has_person_search=False,
    report="就労情報確認票",
)
