"""What the checks of several 業務 share."""

import datetime as dt
from collections.abc import Callable, Mapping

from rpa_suite.training.declared import (
    Kind,
    Message,
    ScreenField,
    Section,
    Subject,
    Values,
    World,
)
from rpa_suite.training.entries import Entry
from rpa_suite.training.register import Employer, Person, Standing

F = ScreenField
PERSON_KEY = F(label="宛名番号", required=True, longest=10)

EMPLOYER_NUMBER = "指定番号"

NOBODY = Message("E0101", "該当する対象者が存在しません。")
PROTECTED = Message("W0103", "支援措置対象者です。取扱いに注意してください。")
UNKNOWN_EMPLOYER = Message("E1302", "特別徴収義務者が未登録です。")
_PERSON = ("宛名番号", "氏名", "カナ氏名", "生年月日", "住所")


def refusal_of(person: Person | None, *, behind_popup: bool = False) -> Message | None:
    """Return the message that keeps a person's screen shut, if any."""
    if person is None:
        return NOBODY
    if person.protected and not behind_popup:
        return PROTECTED
    if person.standing in (Standing.MOVED_OUT, Standing.DEAD):
        return Message("W0104", f"{person.standing.value}済です。（異動日 R8.4.1）")
    return None


def cautions_of(person: Person) -> list[Message]:
    """Return what a clerk must tick before a resident's matter is registered."""
    if person.standing is Standing.LEAVING:
        return [Message("W0106", "転出予定者です。転出予定日を確認してください。")]
    if person.standing is Standing.OUTSIDE:
        return [Message("W0107", "住登外者です。住民登録を確認してください。")]
    return []


def shown_person(person: Person) -> dict[str, str]:
    """Return what a screen shows of a person."""
    return {
        "氏名": person.name,
        "カナ氏名": person.kana,
        "生年月日": person.birth_text,
        "住所": person.address,
    }


def day(text: str) -> dt.date | None:
    """Return the ISO day, or None where nothing was typed."""
    return dt.date.fromisoformat(text) if text else None


def yen(text: str) -> int:
    """Return an amount as it was typed; nothing counts as 0."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() else 0


def person_part(title: str, *more: str) -> Section:
    """Return the section that shows whose screen it is, and ``more`` of the matter."""
    return Section(
        title=title,
        fields=tuple(F(label=label, kind=Kind.SHOWN) for label in (*_PERSON, *more)),
    )


def amounts(*labels: str) -> tuple[ScreenField, ...]:
    """Return fields of yen."""
    return tuple(F(label=label, kind=Kind.AMOUNT) for label in labels)


def ticks(*labels: str) -> tuple[ScreenField, ...]:
    """Return boxes to tick."""
    return tuple(F(label=label, kind=Kind.CHECK) for label in labels)


def earlier(
    world: World,
    screen: str,
    person: Person | Employer,
    values: Mapping[str, str] | None = None,
) -> Entry | None:
    """Return the last entry of a person in a 業務 that has these values."""
    wanted = (values or {}).items()
    found = [
        entry
        for entry in world.entries.find(screen=screen, subject=person.number)
        if all(entry.values.get(key, "") == value for key, value in wanted)
    ]
    return found[-1] if found else None


def subject_of(
    world: World,
    person: Person | None,
    title: str,
    more: Mapping[str, str] | None = None,
    *,
    members: bool = False,
) -> Subject | Message:
    """Return the person as the subject of an entry, or what keeps the screen shut."""
    refused = refusal_of(person, behind_popup=world.behind_popup)
    if refused or person is None:
        return refused or NOBODY
    shown = {"宛名番号": person.number, **shown_person(person), **(more or {})}
    return Subject(
        about=person,
        shown={title: shown},
        members=tuple(world.register.household(person.household)) if members else (),
    )


Opening = Callable[[World, Values], Subject | Message]


def opening_person(
    title: str,
    screen: str,
    refusal: Message,
    *,
    case: Mapping[str, str] | None = None,
) -> Opening:
    """Return how a screen opens whose only key is a person.

    Args:
        title: Of the section that shows the person.
        screen: The 業務.
        refusal: Said when the case was entered before.
        case: Further keys by the label under which the screen shows them; an entry is
            of the same case when it has the same ones.
    """

    def open_subject(world: World, keys: Values) -> Subject | Message:
        person = world.register.people.get(keys["対象者/宛名番号"])
        more = {shown: keys[f"対象者/{key}"] for key, shown in (case or {}).items()}
        subject = subject_of(world, person, title, more)
        if isinstance(subject, Subject):
            same = {f"{title}/{label}": text for label, text in more.items()}
            if earlier(world, screen, subject.person, same):
                return refusal
        return subject

    return open_subject
