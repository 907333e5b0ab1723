"""Between posted inputs and a screen's values."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping

from rpa_suite.jp.eras import Era, from_era, to_era
from rpa_suite.training.declared import Kind, Screen, ScreenField, Section, key_of
from rpa_suite.training.masters import branch_key, masters, name_of, retired_name
from rpa_suite.training.register import Register
from rpa_suite.training.screens.common import shown_person

ERAS = ("令和", "平成", "昭和")
_PARTS = ("era", "year", "month", "day")


def all_fields(screen: Screen) -> Iterator[tuple[str, ScreenField]]:
    """Yield every field of the 入力 screen with its key."""
    for section in screen.sections:
        for each in section.fields:
            yield key_of(section, each), each


def key_section(screen: Screen) -> Section:
    """Return the section of the 対象者指定 screen."""
    return Section(title="対象者", fields=screen.keys)


def input_names(keys: list[str]) -> dict[str, str]:
    """Return key to input name; names are new on every page, as real systems' are."""
    start = random.randrange(10, 90)
    return {key: f"j_idt{start + 3 * i}:fld" for i, key in enumerate(keys)}


def read_values(
    posted: Mapping[str, str],
    names: Mapping[str, str],
    fields: Mapping[str, ScreenField],
) -> tuple[dict[str, str], list[str]]:
    """Return the values by key, and what is wrong with single fields."""
    values: dict[str, str] = {}
    wrong: list[str] = []
    for key, each in fields.items():
        label = key.replace("/", " ")
        name = names.get(key, "")
        if each.kind is Kind.DATE:
            text = _date(posted, name)
            if text is None:
                wrong.append(f"E0303 {label}: 日付が正しくありません。")
                text = ""
        else:
            text = _cut(posted.get(name, "").strip(), each.longest)
        if each.kind is Kind.AMOUNT:
            text = text.replace(",", "")
            if text and not text.isdigit():
                wrong.append(f"E0303 {label}: 金額は数字で入力してください。")
        if each.kind is Kind.CHECK:
            text = "有" if text else ""
        if each.required and not text:
            wrong.append(f"E0304 {label}を入力してください。")
        values[key] = text
    return values, wrong


def _cut(text: str, longest: int) -> str:
    """Cut as ``maxlength`` does: 𠮷 counts twice, for it is two units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _date(posted: Mapping[str, str], name: str) -> str | None:
    """Return the ISO day, nothing where nothing was typed, None where it is no day."""
    parts = [posted.get(f"{name}_{part}", "").strip() for part in _PARTS]
    if not any(parts[1:]):
        return ""
    try:
        era = next(e for e in Era if e.kanji == parts[0])
        return from_era(era, *(int(part) for part in parts[1:])).isoformat()
    except (StopIteration, ValueError):
        return None


def date_parts(iso: str) -> dict[str, str]:
    """Return era, year, month and day of an ISO day for the four boxes."""
    if not iso:
        return {"era": "令和", "year": "", "month": "", "day": ""}
    era = to_era(dt.date.fromisoformat(iso))
    return {
        "era": era.era.kanji,
        "year": str(era.year),
        "month": str(era.month),
        "day": str(era.day),
    }


def shown_value(each: ScreenField, text: str) -> str:
    """Return a value as the 確認 screen shows it."""
    if not text:
        return ""
    if each.kind is Kind.DATE:
        return to_era(dt.date.fromisoformat(text)).long
    if each.kind is Kind.AMOUNT:
        return f"{int(text):,}円"
    return text


def look_up(
    register: Register,
    lookup: str,
    code: str,
    beside: str,
    *,
    expired_shown: bool = False,
) -> tuple[dict[str, str], str]:
    """Return the texts that a code stands for, and the message if there are none.

    Args:
        register: Where people and employers are found.
        lookup: ``person``, ``employer``, or the name of a master.
        code: What was typed.
        beside: The bank of a branch.
        expired_shown: Codes no longer valid have a name too, so marked (F13).
    """
    if lookup == "person":
        return _person_behind(register, code)
    if lookup == "employer":
        shows = "事業所名"
        employer = register.every_employer().get(code)
        name = employer.name if employer else ""
    else:
        shows = masters()[lookup].shows
        listed = branch_key(beside, code) if lookup == "branch" else code
        name = name_of(lookup, listed)
        if not name and expired_shown:
            name = retired_name(lookup, listed)
    return {shows: name}, "" if name or not code else "E0302 コードが存在しません。"


def _person_behind(register: Register, code: str) -> tuple[dict[str, str], str]:
    nothing = {"氏名": "", "生年月日": ""}
    if not code:
        return nothing, ""
    person = register.people.get(code)
    if person is None:
        return nothing, "E0101 該当する対象者が存在しません。"
    if person.protected:
        return nothing, "W0103 支援措置対象者です。"
    return shown_person(person), ""
