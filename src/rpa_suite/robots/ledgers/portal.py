"""What systems have in common that keep a ledger (一覧と登録画面).

One screen lists the entries and can be searched, one form adds an entry, one press of
保存 registers it: most web applications made with a framework look so. There is no
確認画面, so the filled form itself is compared before 保存, and the entry is looked up
in the list afterwards: only what the list shows counts as registered.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import ClassVar, Self

from playwright.sync_api import Error

from rpa_suite.errors import Rejected, SignInRefused, SiteTrouble, SuiteError
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.comparing import same
from rpa_suite.robots.ledgers.times import read_time
from rpa_suite.robots.portal import Portal
from rpa_suite.robots.procedure import I
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.session import Session

_MOST_PAGES = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What a system calls its own buttons, headings and columns.

    Attributes:
        entrance: Path of the screen that asks to sign in.
        signs_in_with: Labels of the fields for 職員番号 and パスワード.
        menu: Link to the list.
        lists: Heading of the list.
        search: Button beside the search box.
        add: Link from the list to the form.
        form: Heading of the form.
        save: Button that registers.
        receipt: Column that names an entry; its cells open the entry.
        staff: Column of who entered it; empty where the list does not tell.
        at: Column of when; empty where the list does not tell.
    """

    entrance: str
    signs_in_with: tuple[str, str]
    sign_in: str
    sign_out: str = "ログアウト"
    menu: str
    lists: str
    search: str
    add: str
    form: str
    save: str
    receipt: str
    staff: str = ""
    at: str = ""


class LedgerPortal(Portal[I]):
    """A signed-in window on a ledger.

    A robot's portal says what its 業務 has of its own: ``words``, ``columns``,
    ``searched``, ``fields`` and ``case``.

    Attributes:
        words: Of the system.
        columns: Column of the list to the 「欄/項目」 of the form that it shows.
    """

    system = "ledger"
    words: ClassVar[Words]
    columns: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def searched(self, item: I) -> str:
        """Return what finds the item's case in the list."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Screen(session))
        self._item: I | None = None

    @classmethod
    @contextmanager
    def opened(cls, session: Session) -> Iterator[Self]:
        """Sign in and out around a run."""
        words = cls.words
        session.page.goto(f"{session.site.origin}{words.entrance}")
        screen = Screen(session)
        screen.step("ログイン")
        user, password = words.signs_in_with
        screen.type(user, session.credential.user)
        screen.type(password, session.credential.password)
        with _turned(screen):
            screen.press(words.sign_in)
        if not screen.has_button(words.menu):
            raise SignInRefused(
                f"ログインできないか、「{words.menu}」の権限がありません。"
                "職員番号とパスワードを確かめてください。",
                code="SIGN_IN",
            )
        yield cls(session)
        with suppress(SuiteError, Error):
            screen.press(words.sign_out)

    # Looking.

    def earlier(self, item: I) -> Iterator[str]:
        """Open what the search finds and the list does not tell apart from the case."""
        for row in reversed(self._found(item)):
            if not self._may_be(item, row):
                continue
            receipt = row[self.words.receipt]
            self._open(item, receipt)
            yield receipt

    def _found(self, item: I) -> list[dict[str, str]]:
        self._to_list()
        self.main.step("一覧を検索")
        with _turned(self.main):
            self.main.search(self.words.search, self.searched(item))
        self.main.expect_heading(self.words.lists)
        return sorted(self._rows(), key=lambda row: row[self.words.receipt])

    def _may_be(self, item: I, row: Mapping[str, str]) -> bool:
        case = {
            f"{section}/{label}": text
            for section, shown in self.case(item).items()
            for label, text in shown.items()
        }
        return all(
            same(case[place], row[column])
            for column, place in self.columns.items()
            if place in case
        )

    def _open(self, item: I, receipt: str) -> None:
        if not self.main.has_heading(self.words.lists):
            self._found(item)
        for _ in self._pages():
            if self.main.has_text(receipt):
                break
        with _turned(self.main):
            self.main.row(receipt).press(receipt)

    def listed(self) -> list[ListedEntry]:
        """Return every entry of the list, page by page."""
        self._to_list(afresh=True)
        self.main.step("一覧と突合")
        words = self.words
        return [
            ListedEntry(
                receipt=row[words.receipt],
                staff=row.get(words.staff, ""),
                at=read_time(row.get(words.at, "")),
                values={place: row[column] for column, place in self.columns.items()},
            )
            for row in self._rows()
        ]

    def _rows(self) -> list[dict[str, str]]:
        columns = (self.words.receipt, *self.columns)
        rows: dict[str, dict[str, str]] = {}
        for _ in self._pages():
            rows |= {row[columns[0]]: row for row in self.main.table(columns)}
        return list(rows.values())

    def _pages(self) -> Iterator[None]:
        """Show the list page by page, from the one that is shown to the last."""
        for number in range(1, _MOST_PAGES):
            yield
            if not self.main.has_button(str(number + 1)):
                return
            with _turned(self.main):
                self.main.press(str(number + 1))
            self.main.expect_heading(self.words.lists)
        raise SiteTrouble(
            f"一覧が{_MOST_PAGES}ページを超えています。古い登録を整理してください。",
            code="LIST",
        )

    def _to_list(self, *, afresh: bool = False) -> None:
        if not afresh and self.main.has_heading(self.words.lists):
            return
        with _turned(self.main):
            self.main.press_first(self.words.menu)
        self.main.expect_heading(self.words.lists)

    # Entering.

    def open_form(self) -> None:
        """Go from the list to the empty form.

        Raises:
            ScreenChanged: The form is another one than approved; nothing was typed.
        """
        self._to_list()
        with _turned(self.main):
            self.main.press(self.words.add)
        self.main.expect_heading(self.words.form)
        self.check_screen(self.words.form)

    def confirm(self, item: I) -> None:
        """Compare the filled form with the item: 保存 is the next press.

        Raises:
            ReadBackDiffers: A value is another one, or not there.
        """
        self.main.step("入力した内容を照合")
        self.compare(self.shown(item))
        self._item = item

    def register(self) -> str:
        """Press 保存 once, and look in the list which number the entry got.

        Raises:
            Rejected: The system shows the form again: it objects to something.
            SiteTrouble: The list does not have the entry.
        """
        item, self._item = self._item, None
        if item is None:
            raise RuntimeError("register without confirm")
        with _turned(self.main):
            self.main.press(self.words.save)
        words = self.words
        if self.main.expect_heading(words.lists, words.form) == words.form:
            raise Rejected(
                "業務システムが登録を受け付けず、登録画面のままです。"
                "入力の決まりに合わない値がないか、画面で確かめてください。",
                code="REFUSED",
            )
        if found := self.find(item):
            return found.number
        raise SiteTrouble("登録した内容が一覧に見つかりません。", code="NOT_LISTED")


@contextmanager
def _turned(screen: Screen) -> Iterator[None]:
    """Wait at the end for a new page, all of it: what has not come is not absent."""
    with screen.replaced():
        yield
    screen.await_whole()
