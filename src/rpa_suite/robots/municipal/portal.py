"""What all 業務 of the ward's general system (総合行政システム) have in common.

The frames, 宛名検索, 履歴照会, 確認 and 登録 are the same for every robot that works on
it, so they live here once; a robot's own portal adds its screens.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import ClassVar, Self

from rpa_suite.errors import Held, Rejected, SiteClosed, SiteTrouble
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.municipal.lists import every_row, pages_of
from rpa_suite.robots.municipal.people import is_shown, the_one, the_one_called
from rpa_suite.robots.municipal.signing_in import signed_in
from rpa_suite.robots.portal import Portal, Value
from rpa_suite.robots.procedure import I
from rpa_suite.robots.reconciling import read_list
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.screen_fields import ReadBackDiffers
from rpa_suite.robots.session import Session
from rpa_suite.robots.someone import Someone
from rpa_suite.robots.troubles import site_troubles

PEOPLE_COLUMNS = ("宛名番号", "氏名", "カナ氏名", "生年月日", "状態")
_MEMBERS = (*PEOPLE_COLUMNS[:4], "続柄", "状態")
_ENTRIES = ("処理番号", "登録日時")
# The number it leaves behind may be anybody's: name and 支援措置 were never seen.
_CLOSED_BY_ITSELF = (
    "宛名検索の窓が、1件に決まると自分で閉じました。氏名と支援措置を確かめられないので、"
    "入力していません。続くときは、1件でも一覧を出す設定にできるか、"
    "システム管理者へ確かめてください。"
)
CONFIRM_TEXT = "登録します。よろしいですか"


class MunicipalPortal(Portal[I]):
    """A signed-in window: menu on the left, screens in the main frame.

    A robot's portal says what its 業務 has of its own: ``title``, ``menu_item``,
    ``already``, ``number_of``, ``fields`` and how its 入力 screen is opened.

    Attributes:
        title: With which the headings of its screens begin.
        menu_item: Its words in the menu.
        named_by: What 履歴照会 finds its entries by: 宛名番号, or what stands for it.
    """

    system = "municipal"
    menu_item: ClassVar[str]
    named_by: ClassVar[str] = "宛名番号"

    @classmethod
    @contextmanager
    def opened(cls, session: Session) -> Iterator[Self]:
        """Sign in and out around a run."""
        with signed_in(session):
            yield cls(session)

    @abstractmethod
    def number_of(self, item: I) -> str:
        """Return the 宛名番号 (or ``named_by``) of whom the item is about."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _work_screen(session))
        self._menu = Screen(session).frame("menu")
        self._found: dict[Someone, str] = {}
        # Stays open from one item to the next, as a clerk leaves it.
        self._search: Screen | None = None
        self._accepted = session.accept_warnings

    # 宛名検索.

    def person_number(self, someone: Someone) -> str:
        """Return the 宛名番号 of exactly this person.

        Raises:
            Rejected: Nobody, or more than one, has this kana, name and birth date.
            Held: 支援措置.
            SiteTrouble: The window closed itself before its rows were seen.
        """
        if someone not in self._found:
            self._found[someone] = self._searched(someone)
        return self._found[someone]

    def _searched(self, someone: Someone) -> str:
        if self._search is None or self._search.is_closed():
            self._open_history()
            self._search = self.main.press_opening("宛名検索")
            self._search.expect_heading("宛名検索")
        self.main.step("宛名を検索")
        window = self._search
        window.section("検索条件").put_all(
            {"カナ氏名": someone.kana, "生年月日": someone.birth_date}
        )
        try:
            with site_troubles():
                # Found for the one before, the old list has the same title.
                with window.replaced():
                    window.press("検索")
                window.expect_heading("宛名検索 結果")
                rows = every_row(window, PEOPLE_COLUMNS, "宛名検索 結果")
        except SiteTrouble as trouble:
            if window.is_closed() and not self.main.is_closed():
                raise SiteTrouble(_CLOSED_BY_ITSELF, code="SEARCH_CLOSED") from trouble
            raise
        try:
            return the_one(rows, someone)
        except Held:
            # Nothing of a protected person stays on a screen.
            window.press_closing("閉じる")
            raise

    # 履歴照会.

    def earlier(self, item: I) -> Iterator[str]:
        """Open the entries of this 業務 for whom the item is about, newest first."""
        # Each item is looked up anew: who was found for others is no longer needed.
        self._found.clear()
        number = self.number_of(item)
        for receipt in reversed(self.earlier_entries(number)):
            if not self.main.has_heading("履歴照会 結果"):
                self.earlier_entries(number)
            self.open_entry(receipt)
            yield receipt

    def earlier_entries(self, number: str) -> list[str]:
        """Return the 処理番号 of this 業務's entries under a number, oldest first."""
        # Whoever has just looked the person up stands on the screen already.
        if not self.main.has_heading("履歴照会"):
            self._open_history()
        self.main.step("履歴を照会")
        self.main.put_all({self.named_by: number, "業務": self.title})
        self.main.press("照会")
        self.main.expect_heading("履歴照会 結果")
        rows = every_row(self.main, _ENTRIES, "履歴照会 結果")
        return [row["処理番号"] for row in sorted(rows, key=lambda r: r["登録日時"])]

    def listed(self) -> list[ListedEntry]:
        """Return every entry of this 業務 as the system itself lists them."""
        self._from_menu("一括照会", "一括照会")
        self.main.step("一括照会と突合")
        return read_list(self.main.press_downloading(f"CSV出力（{self.title}）"))

    def open_entry(self, receipt: str) -> None:
        """Open what was registered under a 処理番号, on whichever page it stands."""
        for page in pages_of(self.main, _ENTRIES, "履歴照会 結果"):
            if any(row["処理番号"] == receipt for row in page.rows):
                break
        self.main.row(receipt).press("詳細")
        self.main.expect_heading("履歴照会 詳細")

    def _open_history(self) -> None:
        self._from_menu("履歴照会", "履歴照会")

    def _from_menu(self, item: str, heading: str) -> None:
        with self.main.replaced():
            if not self._menu.press_if_shown(item):
                raise SiteClosed(
                    f"メニューに「{item}」がありません。この職員番号に権限があるか、"
                    "システム管理者へ確かめてください。",
                    code="RIGHT",
                )
        self.main.expect_heading(heading)

    # Entering.

    def open_entry_screen(self, keys: Mapping[str, str]) -> None:
        """Go from the menu to the 入力 screen of the person these keys name.

        Raises:
            ScreenChanged: The screens are other ones than approved; nothing was typed.
        """
        self._from_menu(self.menu_item, f"{self.title} 対象者指定")
        self.check_screen(f"{self.title} 対象者指定")
        self.main.section("対象者").put_all(keys)
        self.main.press("照会")
        self.main.expect_heading(f"{self.title} 入力")
        self.check_screen(f"{self.title} 入力")

    def check_person(self, section: str, someone: Someone) -> None:
        """Make sure, before anything is typed, that the screen is this person's.

        Raises:
            Rejected: Birth date, kana or name are another person's.
        """
        self.main.step("本人を確認")
        if not is_shown(self.main.section(section).all_shown(), someone):
            raise Rejected(
                "開いた画面の氏名・フリガナ・生年月日が違います。入力せずに止めました。"
                "宛名を確かめてください。",
                code="PERSON",
            )

    def check_identity(self, section: str, expected: Mapping[str, str]) -> None:
        """Make sure of whom the screen is where the item has no birth date.

        Numbers and names prove it then, and all of them have to agree.

        Raises:
            Rejected: One is another's.
        """
        self.main.step("本人を確認")
        try:
            self.check_shown(section, expected)
        except ReadBackDiffers as error:
            raise Rejected(
                f"開いた画面の「{error.label}」が違います。入力せずに止めました。"
                "番号と名前を確かめてください。",
                code="PERSON",
            ) from error

    def as_typed(self, value: Value) -> str | int | date | bool | None:
        """Return what is typed: for a person, the 宛名番号 in the household.

        Raises:
            Rejected: Nobody of the household, or more than one, is this person.
            Held: 支援措置.
        """
        if isinstance(value, Someone):
            return the_one(self.main.table(_MEMBERS), value)
        return value

    def member_number(self, *, name: str, kana: str) -> str:
        """Return the 宛名番号 of a member of whom the paper gives no birth date.

        Within one household the name alone tells people apart.

        Raises:
            Rejected: Nobody of the household, or more than one, has this name.
            Held: 支援措置.
        """
        return the_one_called(self.main.table(_MEMBERS), name=name, kana=kana)

    def confirm(self, item: I) -> None:
        """Go to the 確認 screen and compare everything on it with the item.

        Warnings that the 課 has allowed are ticked.

        Raises:
            Rejected: Any other warning: a person decides.
            ReadBackDiffers: A value is another one, or not there.
        """
        self.main.press("確認")
        self.main.expect_heading(f"{self.title} 確認", accept=self._accepted)
        if self._accepted:
            for code in self.main.codes():
                self.main.tick_warning(code)
        self.main.step("確認画面を照合")
        self.compare(self.shown(item))

    def register(self) -> str:
        """Press 登録 once and return the 処理番号."""
        self.main.read_to_end("注意書き")
        self.main.press("登録", confirm=CONFIRM_TEXT)
        self.main.expect_heading(f"{self.title} 完了")
        return self.main.shown("処理番号")

    def printed(self, paper: str) -> bytes:
        """Save the 帳票 that the 完了 screen offers; return the PDF.

        Raises:
            SiteTrouble: It is blank, late or cut off.
        """
        self.main.step(f"{paper}を保存")
        return self.main.press_opening_paper(f"{paper}を表示")


def _work_screen(session: Session) -> Screen:
    """Return where the work screens are: the main frame, or a frame inside it."""
    main = Screen(session).frame("main")
    return main.frame("work") if main.has_frame("work") else main
