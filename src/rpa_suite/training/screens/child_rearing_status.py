"""児童扶養手当 現況 受付入力 (現況届, 8月)."""

import datetime as dt
from collections.abc import Iterator

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
from rpa_suite.training.entries import fiscal_year
from rpa_suite.training.holdings import Holdings
from rpa_suite.training.register import Person, Register
from rpa_suite.training.screens.common import (
    cautions_of,
    day,
    earlier,
    person_part,
    subject_of,
    ticks,
    yen,
)

F = ScreenField
PAPERS = (
    "養育費等に関する申告書",
    "一部支給停止適用除外事由届出書",
    "戸籍謄本",
    "住居の証明",
)
_COUNTED_TENTHS = 8  # 養育費の8割を所得に算入

SECTIONS = (
    person_part("受給者", "証書番号", "年度"),
    Section(
        title="受付内容",
        fields=(
            F(label="受付年月日", kind=Kind.DATE, required=True),
            F(label="面談年月日", kind=Kind.DATE),
            *(
                F(label=label, kind=Kind.RADIO, options=("有", "無"), required=True)
                for label in ("扶養義務者", "世帯の変更", "公的年金の受給")
            ),
            F(label="養育費", kind=Kind.AMOUNT),
        ),
    ),
    Section(title="提出書類", fields=ticks(*PAPERS)),
)


def _open(world: World, keys: Values) -> Subject | Message:
    number = keys["対象者/証書番号"]
    certificate = world.holdings.certificates.get(number)
    if certificate is None:
        return Message("E0101", "該当する証書が存在しません。")
    year = str(fiscal_year(world.today) - 2018)
    more = {"証書番号": number, "年度": f"令和{year}年度"}
    subject = subject_of(world, certificate.holder, "受給者", more)
    if isinstance(subject, Message):
        return subject
    if certificate.exempt:
        return Message("E2301", "現況届の対象ではありません。")
    same = {f"受給者/{label}": text for label, text in more.items()}
    if earlier(world, "child_rearing_status", certificate.holder, same):
        return Message("E2302", "今年度の現況届は受付済です。")
    return subject


def _check(world: World, subject: Subject, values: Values) -> list[Message]:
    found = cautions_of(subject.person)
    certificate = world.holdings.certificates[subject.shown["受給者"]["証書番号"]]
    if certificate.overdue:
        found.append(Message("W2303", "2年間未提出です。（時効に注意）"))
    excused = values[f"提出書類/{PAPERS[1]}"]
    if certificate.five_years and not excused:
        found.append(Message("W2304", "5年等満了による一部支給停止の対象です。"))
    if yen(values["受付内容/養育費"]) and not values[f"提出書類/{PAPERS[0]}"]:
        found.append(Message("E0304", "養育費等に関する申告書がありません。"))
    received, met = (
        day(values["受付内容/受付年月日"]),
        day(values["受付内容/面談年月日"]),
    )
    start = dt.date(fiscal_year(world.today), 8, 1)
    if received and not start <= received <= world.today:
        found.append(Message("E0301", "受付期間の外です。"))
    if received and met and met < received - dt.timedelta(days=31):
        found.append(Message("E0305", "面談年月日が受付よりひと月以上前です。"))
    return found


def _computed(world: World, subject: Subject, values: Values) -> dict[str, str]:
    counted = yen(values["受付内容/養育費"]) * _COUNTED_TENTHS // 10
    return {"所得に算入する養育費（8割）": f"{counted:,}円"}


def _before(register: Register, holdings: Holdings) -> Iterator[tuple[Person, Values]]:
    """Everybody has last year's, and every nineteenth came this year already."""
    for place, each in enumerate(holdings.certificates.values()):
        year = "令和8年度" if place % 19 == 11 else "令和7年度"
        yield each.holder, {"受給者/証書番号": each.number, "受給者/年度": year}


CHILD_REARING_STATUS = Screen(
    id="child_rearing_status",
    prefix="FG",
    menu=("児童扶養手当", "現況", "現況受付"),
    title="児童扶養手当 現況受付",
    keys=(F(label="証書番号", required=True, longest=8, width=10),),
    sections=SECTIONS,
    open=_open,
    check=_check,
    computed=_computed,
    before=_before,
    has_person_search=False,
    report="現況届受付票",
)
