"""How an entry screen is declared: sections of fields, look-ups, checks.

A screen is data; ``pages`` renders every screen with the same templates.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rpa_suite.training.entries import Entries
from rpa_suite.training.holdings import Holdings
from rpa_suite.training.register import Employer, Person, Register


class Kind(StrEnum):
    """How a field is filled."""

    SHOWN = "shown"  # text of the register, or of a look-up beside it
    TEXT = "text"
    CODE = "code"  # a number whose name is looked up when it is left
    AMOUNT = "amount"
    DATE = "date"  # 元号 + 年 月 日
    SELECT = "select"
    RADIO = "radio"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreenField:
    """One label with its field.

    Attributes:
        shows: For SHOWN fields filled by a look-up: which of its texts.
        lookup: Name of the look-up that runs when a CODE field is left.
        retired: Options that are no longer valid; offered only by F13.
        recalculates: Leaving the field lets the server fill others.
        needs: Label in the same screen (section/label) and the values of it without
            which this field is disabled.
    """

    label: str
    kind: Kind = Kind.TEXT
    options: tuple[str, ...] = ()
    required: bool = False
    lookup: str = ""
    shows: str = ""
    width: int = 12
    longest: int = 60
    retired: tuple[str, ...] = ()
    recalculates: bool = False
    needs: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A framed group of fields under one title."""

    title: str
    fields: tuple[ScreenField, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Whom an entry is about, and what the screen shows of it.

    Attributes:
        about: A person (宛名), or an employer on the screens that keep those.
        shown: Section to label to text.
        members: Rows of the 世帯員 table; empty where the screen has none.
    """

    about: Person | Employer
    shown: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: tuple[Person, ...] = ()

    @property
    def person(self) -> Person:
        """The person, on the screens of people."""
        if not isinstance(self.about, Person):
            raise TypeError("this entry is about an employer")
        return self.about


@dataclass(frozen=True, slots=True)
class Message:
    """E: the entry is refused. W: a tick is wanted. Both name the field's section."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What look-ups and checks may ask.

    Attributes:
        behind_popup: A 支援措置対象者's screen opens all the same (F24).
    """

    register: Register
    holdings: Holdings
    entries: Entries
    today: dt.date
    behind_popup: bool = False


# Values by "section/label"; dates are ISO, ticks "有" or "".
Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One 業務 with its screens 対象者指定 → 入力 → 確認 → 完了.

    Attributes:
        prefix: Two letters of its 処理番号.
        keys: Fields of the 対象者指定 screen.
        open: Key values to the subject, or the message that refuses.
        check: Values to messages; errors keep the clerk on the 入力 screen.
        computed: Values to the rows of 試算 on the 確認 screen.
        version: 画面版, shown on every screen of the 業務.
        recalculate: Values to the fields that the server fills while typing.
        report: Title of the 帳票 that the 完了 screen offers.
        named_by: What the number of its subjects is called.
        before: What was entered before the rehearsal: people and their values.
    """

    id: str
    prefix: str
    menu: tuple[str, ...]
    title: str
    keys: tuple[ScreenField, ...]
    sections: tuple[Section, ...]
    open: Callable[[World, Values], "Subject | Message"]
    check: Callable[[World, Subject, Values], list[Message]]
    computed: Callable[[World, Subject, Values], dict[str, str]]
    has_person_search: bool = True
    version: str = "1.0"
    recalculate: Callable[[World, Subject, Values], dict[str, str]] | None = None
    report: str = "受付票"
    named_by: str = "宛名番号"
    before: Callable[
        [Register, Holdings], Iterable[tuple[Person | Employer, Values]]
    ] = lambda register, holdings: ()

    @property
    def path_title(self) -> str:
        """The menu path as the screen's header shows it."""
        return " ＞ ".join(self.menu)


def key_of(section: Section, each: ScreenField) -> str:
    """Return the key of a field in ``Values``."""
    return f"{section.title}/{each.label}"
