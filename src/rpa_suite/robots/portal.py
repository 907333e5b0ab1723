"""What every portal does, whatever the business system: look, type, compare.

A system's own portal says how one goes through its screens; a robot's portal says what
its 業務 has of its own. Between them they offer what the runner needs for every robot:
look before typing, read back what was typed, press 登録 once, and hold the run against
the system's own list.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import ClassVar, Generic, Self

from rpa_suite.errors import Rejected
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.messages import meaning
from rpa_suite.robots.procedure import I, Procedure, Receipt, Shown
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.screen_fields import ReadBackDiffers
from rpa_suite.robots.session import Session
from rpa_suite.robots.someone import Someone

Value = str | int | date | bool | Someone | None
# 欄 to 項目 to what is typed there: None, "" and False leave it as it is.
Fields = Mapping[str, Mapping[str, Value]]


class Portal(ABC, Generic[I]):
    """A signed-in window on a business system.

    Attributes:
        system: Which kind of system it is; robots of one kind are rehearsed alike.
        main: Where the work screens are.
        title: Title of the 業務, as the system's screens have it.
        already: Message of the system for a case that is entered already.
    """

    system: ClassVar[str]
    title: ClassVar[str]
    already: ClassVar[str] = "E0201"

    def __init__(self, session: Session, main: Screen) -> None:
        self.main = main
        self._screens = session.screens

    # What each system has of its own.

    @classmethod
    @abstractmethod
    def opened(cls, session: Session) -> AbstractContextManager[Self]:
        """Sign in and out around a run."""

    @abstractmethod
    def earlier(self, item: I) -> Iterator[str]:
        """Open one by one what may be the item's case, newest first.

        Yields:
            The 処理番号 of what is shown now. Nothing may be changed by looking, and
            whatever is not yielded counts as proved absent.
        """

    @abstractmethod
    def confirm(self, item: I) -> None:
        """Go on to where one press registers, everything there compared with the item.

        Raises:
            Rejected: The system warns: a person decides.
            ReadBackDiffers: A value is another one, or not there.
        """

    @abstractmethod
    def register(self) -> str:
        """Press 登録 once and return the 処理番号."""

    @abstractmethod
    def listed(self) -> Sequence[ListedEntry]:
        """Return every entry of this 業務 as the system itself lists them."""

    def printed(self, paper: str) -> bytes:
        """Save the 帳票 of this name of the entry just made; return the PDF.

        Raises:
            SiteTrouble: It is blank, late or cut off.
        """
        raise NotImplementedError(f"{type(self).__name__} has no {paper}")

    def as_typed(self, value: Value) -> str | int | date | bool | None:
        """Return what is typed for a value; a system says how it names people."""
        if isinstance(value, Someone):
            raise TypeError(f"{type(self).__name__} does not know how to name people")
        return value

    # What each 業務 has of its own.

    @staticmethod
    @abstractmethod
    def fields(item: I) -> Fields:
        """Return what stands where on the 入力 screen once the item is typed."""

    @staticmethod
    def case(item: I) -> Shown:
        """Return what tells this case from another one that ``earlier`` opens."""
        return {}

    # What follows from it.

    @classmethod
    def shown(cls, item: I) -> Shown:
        """Return what the system has to show of an item once it is typed."""
        return {
            **cls.case(item),
            **{
                section: {
                    label: _text(value)
                    for label, value in fields.items()
                    if not isinstance(value, Someone)
                }
                for section, fields in cls.fields(item).items()
            },
        }

    @classmethod
    def procedure(
        cls, item: type[I], enter: Callable[[Self, I], None]
    ) -> Procedure[Self, I]:
        """Return the robot's procedure: only ``enter`` is its own."""
        return Procedure(
            portal=cls.opened,
            item=item,
            find=cls.find,
            enter=enter,
            shown=cls.shown,
            submit=cls.register,
            listed=cls.listed,
            printed=cls.printed,
            system=cls.system,
        )

    def find(self, item: I) -> Receipt | None:
        """Look whether the case is entered already, and whether it is this entry.

        Raises:
            Rejected: The case is there with other values.
        """
        for receipt in self.earlier(item):
            if not self.is_shown(self.case(item)):
                continue
            if self.is_shown(self.shown(item)):
                return Receipt(number=receipt)
            raise Rejected(
                f"{meaning(self.already).text}内容も異なります。({self.already})",
                code=self.already,
            )
        return None

    def check_screen(self, heading: str) -> None:
        """Refuse another screen than the one the robot was approved for.

        Raises:
            ScreenChanged: Fields came, went or changed their words.
        """
        self._screens.check(heading, self.main.layout())

    def check_shown(self, section: str, expected: Mapping[str, str]) -> None:
        """Make sure, before anything is typed, that the screen shows these texts.

        Raises:
            ReadBackDiffers: It shows others.
        """
        self.main.section(section).compare_all(expected)

    def fill(self, item: I, section: str) -> None:
        """Fill one section of the 入力 screen; what the item has not stays empty.

        Raises:
            ReadBackDiffers: A field shows something else than was typed.
            Rejected: Nobody of the household, or more than one, is the person named.
            Held: 支援措置.
            SuiteError: The system objects to a code.
        """
        self.main.step(f"{section or self.title}を入力")
        typed = {}
        for label, value in self.fields(item)[section].items():
            text = self.as_typed(value)
            if text is not None and text is not False and text != "":
                typed[label] = text
        self.main.section(section).put_all(typed)
        self.main.check_messages()

    def compare(self, shown: Shown) -> None:
        """Compare what the screen shows, section by section.

        Raises:
            ReadBackDiffers: A value is another one, or not there.
        """
        self.main.compare_sections(shown)

    def is_shown(self, shown: Shown) -> bool:
        """Whether the screen shows all of this."""
        try:
            self.compare(shown)
        except ReadBackDiffers:
            return False
        return True


def _text(value: str | int | date | bool | None) -> str:
    """Return a value as screens show it: 有 for a tick, ISO for a day."""
    if isinstance(value, bool):
        return "有" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
