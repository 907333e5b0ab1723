"""宛名検索, 履歴照会, 一括照会, コードマスタ: everything that only reads."""

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from starlette.responses import JSONResponse, Response

from rpa_suite.jp.kana import match_key
from rpa_suite.training import masters
from rpa_suite.training.csv_variants import varied
from rpa_suite.training.declared import (
    Kind,
    Message,
    Screen,
    ScreenField,
    Section,
    key_of,
)
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.forms import input_names, look_up, read_values
from rpa_suite.training.paging import page_of
from rpa_suite.training.register import Employer, Person
from rpa_suite.training.screens import SCREENS, TITLES
from rpa_suite.training.screens.common import (
    EMPLOYER_NUMBER,
    UNKNOWN_EMPLOYER,
    refusal_of,
)
from rpa_suite.training.visits import LOST, TRANSITION, Visit

_SEARCH = Section(
    title="検索条件",
    fields=(
        ScreenField(label="宛名番号", longest=10),
        ScreenField(label="カナ氏名", width=24, longest=40),
        ScreenField(label="生年月日", kind=Kind.DATE),
        ScreenField(label="町名コード", width=5, longest=3),
    ),
)
_HISTORY = Section(
    title="照会条件",
    fields=(
        ScreenField(label="宛名番号", longest=10),
        ScreenField(label="指定番号", longest=8),
        ScreenField(
            label="業務",
            kind=Kind.SELECT,
            options=tuple(TITLES.values()),
            required=True,
        ),
    ),
)
_SEARCH_LIMIT = 200
_TOO_MANY = "W0105 該当件数が200件を超えました。条件を追加してください。"


async def lookup(visit: Visit) -> Response:
    """The name behind a code, asked for when its field is left."""
    asked = visit.request.query_params
    texts, message = look_up(
        visit.system.register,
        asked.get("kind", ""),
        asked.get("code", ""),
        asked.get("beside", ""),
        expired_shown=visit.system.faults.is_on(FaultId.EXPIRED_CODES),
    )
    return JSONResponse({"texts": texts, "message": message})


async def search(visit: Visit) -> Response:
    """宛名検索, the window SUB01."""
    if visit.request.method == "GET":
        return _search_page(visit, {}, [], shown=False)
    strike = visit.struck(FaultId.FOCUS, Occasion.SEARCH)
    if strike:
        visit.system.sessions.sign_out(visit.session.id)
        return visit.refuse(LOST)
    values, messages = read_values(
        visit.posted, visit.session.on.search_names, _fields(_SEARCH)
    )
    if not any(values.values()):
        messages.append("E0304 検索条件を入力してください。")
    town = values["検索条件/町名コード"]
    if town and not masters.name_of("town", town):
        messages.append("E0302 町名コードが存在しません。")
    if messages:
        return _search_page(visit, values, messages, shown=False)
    rows = _people(visit, values)
    narrow = values["検索条件/宛名番号"] or all(
        values[f"検索条件/{label}"] for label in ("カナ氏名", "生年月日", "町名コード")
    )
    too_many = visit.struck(FaultId.TOO_MANY, Occasion.SEARCH) and not narrow
    if too_many or len(rows) > _SEARCH_LIMIT:
        return _search_page(visit, values, [_TOO_MANY], shown=False)
    similar = visit.struck(FaultId.SIMILAR_PERSON, Occasion.SEARCH)
    if rows and similar:
        rows.insert(0, _most_similar(visit, rows))
    visit.session.on.found = [person.number for person in rows]
    messages = [] if rows else ["E0101 該当する対象者が存在しません。"]
    closes = visit.struck(FaultId.WINDOWS, Occasion.SEARCH)
    if closes and len(rows) == 1:
        return visit.show("search_closes", number=rows[0].number)
    return _search_page(visit, values, messages, shown=True)


async def search_next(visit: Visit) -> Response:
    """Another page of what 宛名検索 found."""
    return _search_page(visit, {}, [], shown=True)


def _search_page(
    visit: Visit, values: Mapping[str, str], messages: list[str], *, shown: bool
) -> Response:
    names = input_names([key_of(_SEARCH, each) for each in _SEARCH.fields])
    visit.session.on.search_names = names
    people = visit.system.register.people
    found = [people[number] for number in visit.session.on.found]
    return visit.show(
        "search",
        part=_SEARCH,
        names=names,
        values=values,
        listed=page_of(visit, found, _wanted_page(visit)) if shown else None,
        messages=messages,
    )


def _people(visit: Visit, values: Mapping[str, str]) -> list[Person]:
    number = values["検索条件/宛名番号"]
    kana = match_key(values["検索条件/カナ氏名"])
    birth = values["検索条件/生年月日"]
    town = masters.name_of("town", values["検索条件/町名コード"])
    return [
        person
        for person in visit.system.register.people.values()
        if (not number or person.number == number)
        and (not kana or _kana_key(person.kana).startswith(kana))
        and (not birth or person.birth.isoformat() == birth)
        and (not town or person.address.startswith(town))
    ]


@lru_cache(maxsize=10_000)
def _kana_key(kana: str) -> str:
    return match_key(kana)


def _most_similar(visit: Visit, rows: list[Person]) -> Person:
    """Return somebody else whose reading and birth come nearest to the first row."""
    return _similar_to(visit, rows[0], {person.number for person in rows})


def _similar_to(visit: Visit, meant: Person, besides: set[str]) -> Person:
    """Return who is most like ``meant``: in kana first, then in birth."""

    def likeness(person: Person) -> tuple[int, int]:
        days = abs((person.birth - meant.birth).days)
        return _same_beginning(person.kana, meant.kana), -days

    others = [
        person
        for person in visit.system.register.people.values()
        if person.number not in besides and not person.protected
    ]
    return max(others, key=likeness)


def similar(visit: Visit, meant: Person | Employer) -> Person | Employer:
    """Return the other person, or employer, who is most like this one."""
    if isinstance(meant, Person):
        return _similar_to(visit, meant, {meant.number})
    others = visit.system.register.every_employer().values()
    return max(
        (each for each in others if each != meant),
        key=lambda each: _same_beginning(each.kana, meant.kana),
    )


def _same_beginning(one: str, other: str) -> int:
    """Return how many characters two readings begin with alike."""
    pairs = zip(_kana_key(one), _kana_key(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


async def history(visit: Visit) -> Response:
    """履歴照会 of one person, or one employer, and 業務."""
    if visit.request.method == "GET":
        if "page" not in visit.request.query_params:
            return _history_page(visit, {}, [], shown=False)
        if visit.request.query_params.get("t") != visit.session.on.token:
            return visit.refuse(TRANSITION)
        return _history_page(visit, {}, [], shown=True)
    token = visit.posted.get("_t", "")
    if token != visit.session.on.token:
        return visit.refuse(TRANSITION)
    names = visit.session.on.pages[token]
    values, messages = read_values(visit.posted, names, _fields(_HISTORY))
    if messages:
        return _history_page(visit, values, messages, shown=False)
    title = values["照会条件/業務"]
    screen = next(each for each in SCREENS.values() if each.title == title)
    number = values[f"照会条件/{screen.named_by}"]
    if refused := _not_looked_up(visit, screen, number):
        messages = [f"{refused.code} {refused.text}"]
        return _history_page(visit, values, messages, shown=False)
    visit.record.subject = number
    visit.session.on.history = screen.id, number
    return _history_page(visit, values, [], shown=True)


def _not_looked_up(visit: Visit, screen: Screen, number: str) -> Message | None:
    """Return why 履歴照会 shows nothing of this number, if so."""
    register = visit.system.register
    if screen.named_by == EMPLOYER_NUMBER:
        return None if number in register.every_employer() else UNKNOWN_EMPLOYER
    refused = refusal_of(register.people.get(number))
    # Who left or died may still be looked up; 支援措置 may not.
    return None if refused and refused.code == "W0104" else refused


def _history_page(
    visit: Visit, values: Mapping[str, str], messages: list[str], *, shown: bool
) -> Response:
    names = input_names([key_of(_HISTORY, each) for each in _HISTORY.fields])
    listed = None
    if shown:
        screen, subject = visit.session.on.history
        rows = visit.system.entries.find(screen=screen, subject=subject)
        listed = page_of(visit, rows, _wanted_page(visit))
    return visit.show(
        "history",
        part=_HISTORY,
        names=names,
        values=values,
        listed=listed,
        messages=messages,
        titles=TITLES,
        token=visit.session.new_token(names),
    )


async def history_entry(visit: Visit) -> Response:
    """One entry as it was registered."""
    if visit.request.query_params.get("t") != visit.session.on.token:
        return visit.refuse(TRANSITION)
    receipt = visit.request.path_params["receipt"]
    entry = visit.system.entries.with_receipt(receipt)
    if entry is None:
        return visit.refuse("E0101 該当する履歴が存在しません。")
    return visit.show("entry_detail", entry=entry, screen=SCREENS[entry.screen])


async def bulk(visit: Visit) -> Response:
    """一括照会: how many entries each 業務 has, as CSV on demand."""
    counts = {name: len(visit.system.entries.find(screen=name)) for name in SCREENS}
    return visit.show("bulk", screens=list(SCREENS.values()), counts=counts)


async def bulk_csv(visit: Visit) -> Response:
    """Every entry of a 業務 as CSV; Windows-31J with CRLF, but for F18."""
    name = visit.request.path_params["screen"]
    if name not in SCREENS:
        return visit.refuse(TRANSITION)
    labels = [
        key_of(part, each) for part in SCREENS[name].sections for each in part.fields
    ]
    rows = [["処理番号", "登録日時", "職員番号", SCREENS[name].named_by, *labels]]
    rows += [
        [
            entry.receipt,
            entry.at.strftime("%Y/%m/%d %H:%M:%S"),
            entry.staff,
            entry.subject,
            *(entry.values.get(label, "") for label in labels),
        ]
        for entry in visit.system.entries.find(screen=name)
    ]
    strike = visit.struck(FaultId.CSV, Occasion.CSV)
    variant = varied(rows, strike.way if strike else "")
    text = io.StringIO()
    writer = csv.writer(
        text,
        lineterminator=variant.line_end,
        quoting=csv.QUOTE_ALL if variant.all_quoted else csv.QUOTE_MINIMAL,
    )
    writer.writerows(variant.rows)
    return Response(
        text.getvalue().encode(variant.encoding, "replace"),
        media_type=f"text/csv; charset={variant.charset}",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


async def codes(visit: Visit) -> Response:
    """コードマスタ, with 適用開始 and 適用終了."""
    return visit.show("codes", masters=masters.listed(visit.system.register))


def _fields(section: Section) -> dict[str, ScreenField]:
    return {key_of(section, each): each for each in section.fields}


def _wanted_page(visit: Visit) -> str:
    return visit.request.query_params.get("page", "1")
