"""What the checks of several 業務 share."""

import datetime as dt

from rpa_suite.training.declared import Message
from rpa_suite.training.register import Person, Standing

NOBODY = Message("E0101", "該当する対象者が存在しません。")
PROTECTED = Message("W0103", "支援措置対象者です。取扱いに注意してください。")
PEOPLE = ("氏名", "カナ氏名", "生年月日")


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
