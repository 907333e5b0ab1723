"""The ward's general system (総合行政システム): what all its 業務 have in common.

Signing in, the frames, 宛名検索 and 履歴照会 are the same for every robot that works on
it, so they live here once; a robot's own portal adds its screens.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from rpa_suite.errors import Held, Rejected, SiteClosed, SiteTrouble
from rpa_suite.jp.checked import Status
from rpa_suite.jp.kana import match_key
from rpa_suite.jp.names import match_names
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.comparing import plain, same
from rpa_suite.robots.procedure import Shown
from rpa_suite.robots.reconciling import read_list
from rpa_suite.robots.screen import ReadBackDiffers, Screen
from rpa_suite.robots.session import Session

PEOPLE_COLUMNS = ("宛名番号", "氏名", "カナ氏名", "生年月日", "状態")
_SIGNED_IN = "ログイン中の確認"
CONFIRM_TEXT = "登録します。よろしいですか"
_MOST_PAGES = 60
_TURNING = ("次のページ", "前のページ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Someone:
    """A person as the item names them."""

    name: str
    kana: str
    birth_date: date


class MunicipalPortal:
    """A signed-in window: menu on the left, screens in the main frame.

    Attributes:
        main: The main frame.
        title: Title of the 業務, with which its screens' headings begin.
        menu_item: Its words in the menu.
    """

    title = ""
    menu_item = ""

    def __init__(self, session: Session) -> None:
        self._menu = Screen(session).frame("menu")
        self._found: dict[Someone, str] = {}
        # Stays open from one item to the next, as a clerk leaves it.
        self._search: Screen | None = None
        self._screens = session.screens
        self._accepted = session.accept_warnings
        self.main = _work_screen(session)

    # 宛名検索.

    def person_number(self, someone: Someone) -> str:
        """Return the 宛名番号 of exactly this person.

        Raises:
            Rejected: Nobody, or more than one, has this kana, name and birth date.
            Held: 支援措置.
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
        asked = window.section("検索条件")
        asked.type("カナ氏名", someone.kana)
        asked.type_date("生年月日", someone.birth_date)
        # Found for the one before, the old list has the same title.
        with window.replaced():
            window.press("検索")
        window.expect_heading("宛名検索 結果")
        rows = _every_row(window, PEOPLE_COLUMNS, "宛名検索 結果")
        try:
            return the_one(rows, someone)
        except Held:
            # Nothing of a protected person stays on a screen.
            window.press_closing("閉じる")
            raise

    # 履歴照会.

    def earlier_entries(self, person_number: str) -> list[str]:
        """Return the 処理番号 of this 業務's entries for a person, oldest first."""
        # Whoever has just looked the person up stands on the screen already.
        if not self.main.has_heading("履歴照会"):
            self._open_history()
        self.main.step("履歴を照会")
        self.main.type("宛名番号", person_number)
        self.main.choose("業務", self.title)
        self.main.press("照会")
        self.main.expect_heading("履歴照会 結果")
        rows = _every_row(self.main, ("処理番号", "登録日時"), "履歴照会 結果")
        return [row["処理番号"] for row in sorted(rows, key=lambda r: r["登録日時"])]

    def listed(self) -> list[ListedEntry]:
        """Return every entry of this 業務 as the system itself lists them."""
        self._from_menu("一括照会", "一括照会")
        self.main.step("一括照会と突合")
        return read_list(self.main.press_downloading(f"CSV出力（{self.title}）"))

    def open_entry(self, receipt: str) -> None:
        """Open what was registered under a 処理番号, on whichever page it stands."""
        for _ in _pages(self.main, "履歴照会 結果"):
            if self.main.has_text(receipt):
                break
        self.main.row(receipt).press("詳細")
        self.main.expect_heading("履歴照会 詳細")

    def same_as_entered(self, receipt: str, shown: Shown) -> bool:
        """Whether an earlier entry shows all these values."""
        self.open_entry(receipt)
        try:
            self._compare(shown)
        except ReadBackDiffers:
            return False
        return True

    def _open_history(self) -> None:
        self._from_menu("履歴照会", "履歴照会")

    def _from_menu(self, item: str, heading: str) -> None:
        if not self._menu.has_button(item):
            raise SiteClosed(
                f"メニューに「{item}」がありません。この職員番号に権限があるか、"
                "システム管理者へ確かめてください。",
                code="RIGHT",
            )
        with self.main.replaced():
            self._menu.press(item)
        self.main.expect_heading(heading)

    # Entering.

    def open_entry_screen(self, keys: dict[str, str]) -> None:
        """Go from the menu to the 入力 screen of the person these keys name.

        Raises:
            ScreenChanged: The screens are other ones than approved; nothing was typed.
        """
        self._from_menu(self.menu_item, f"{self.title} 対象者指定")
        self._check_screen(f"{self.title} 対象者指定")
        for label, value in keys.items():
            self.main.type(label, value)
        self.main.press("照会")
        self.main.expect_heading(f"{self.title} 入力")
        self._check_screen(f"{self.title} 入力")

    def _check_screen(self, heading: str) -> None:
        """Refuse other screens than those the robot was approved for."""
        self._screens.check(heading, self.main.layout())

    def check_person(self, section: str, someone: Someone) -> None:
        """Make sure, before anything is typed, that the screen is this person's.

        Raises:
            Rejected: Birth date, kana or name are another person's.
        """
        self.main.step("本人を確認")
        shown = self.main.section(section).all_shown()
        name = match_names(
            someone.name,
            shown.get("氏名", ""),
            same_birth_date=same(
                someone.birth_date.isoformat(), shown.get("生年月日", "")
            ),
            form_kana=someone.kana,
            register_kana=shown.get("カナ氏名", ""),
        )
        kana_agrees = match_key(shown.get("カナ氏名", "")) == match_key(someone.kana)
        if not (
            kana_agrees
            and name.status is Status.OK
            and same(someone.birth_date.isoformat(), shown.get("生年月日", ""))
        ):
            raise Rejected(
                "開いた画面の氏名・フリガナ・生年月日が違います。入力せずに止めました。"
                "宛名を確かめてください。",
                code="PERSON",
            )

    def confirm(self) -> None:
        """Go to the 確認 screen, and tick the warnings that the 課 has allowed.

        Raises:
            Rejected: Any other warning: a person decides.
        """
        self.main.press("確認")
        self.main.expect_heading(f"{self.title} 確認", accept=self._accepted)
        if self._accepted:
            for code in self.main.codes():
                self.main.tick_warning(code)

    def compare_confirmation(self, shown: Shown) -> None:
        """Compare every value of the 確認 screen.

        Raises:
            ReadBackDiffers: A value is another one, or not there.
        """
        self.main.step("確認画面を照合")
        self._compare(shown)

    def _compare(self, shown: Shown) -> None:
        for section, expected in shown.items():
            self.main.section(section).compare_all(expected)

    def register(self) -> str:
        """Press 登録 once and return the 処理番号."""
        self.main.read_to_end("注意書き")
        self.main.press("登録", confirm=CONFIRM_TEXT)
        self.main.expect_heading(f"{self.title} 完了")
        return self.main.shown("処理番号")


@contextmanager
def signed_in(session: Session) -> Iterator[None]:
    """Sign in, read the notices, and sign out at the end."""
    session.page.goto(f"{session.site.origin}/login")
    login = Screen(session)
    login.step("ログイン")
    login.type("職員番号", session.credential.user)
    login.type("パスワード", session.credential.password)
    login.press("ログイン")
    accept = {"W0001"} if session.site.robot_only else set()
    if login.expect_heading("お知らせ", _SIGNED_IN, accept=accept) == _SIGNED_IN:
        # The number is the robot's alone, and no other run has it: this is a session
        # that an earlier run could not end.
        login.press("強制ログイン")
        login.expect_heading("お知らせ")
    login.tick("確認しました")
    login.press("業務メニューへ")
    if Screen(session).frames_or("年度切替", frame="main"):
        _choose_year(session)
    main = Screen(session).frame("main")
    if not main.frames_or("業務メニュー", frame="work"):
        main.frame("work").expect_heading("業務メニュー")
    yield
    Screen(session).frame("top").press("ログアウト")


def _choose_year(session: Session) -> None:
    """Choose 処理年度: always said, never what happens to be preselected."""
    screen = Screen(session)
    screen.choose("処理年度", f"令和{session.fiscal_year - 2018}年度")
    screen.press("決定")
    Screen(session).frames_or("業務メニュー", frame="main")


def _work_screen(session: Session) -> Screen:
    """Return where the work screens are: the main frame, or a frame inside it."""
    main = Screen(session).frame("main")
    return main.frame("work") if main.has_frame("work") else main


def _pages(screen: Screen, heading: str) -> Iterator[None]:
    """Show a list page by page, from the first to the last and over again."""
    for _ in range(_MOST_PAGES):
        yield
        ways = [way for way in _TURNING if screen.has_button(way)]
        if not ways:
            return
        with screen.replaced():
            screen.press(ways[0])
        screen.expect_heading(heading)


def _every_row(
    screen: Screen, columns: Sequence[str], heading: str
) -> list[dict[str, str]]:
    """Return all rows of a list that may come in pages, sorted anew for each.

    Raises:
        SiteTrouble: The pages never showed as many rows as the system counts.
    """
    rows: dict[str, dict[str, str]] = {}
    for _ in _pages(screen, heading):
        rows |= {row[columns[0]]: row for row in screen.table(columns)}
        total = screen.count_shown()
        if total is None or len(rows) >= total:
            return list(rows.values())
    raise SiteTrouble(
        "一覧の全部の行を表示できませんでした。時間をおいてやり直します。", code="LIST"
    )


def the_one(rows: Sequence[dict[str, str]], someone: Someone) -> str:
    """Return the 宛名番号 of the only row that is this person.

    Raises:
        Rejected: No row, or more than one, agrees in kana, birth date and name.
        Held: The row is of a person under 支援措置.
    """
    alike = [
        row
        for row in rows
        if match_key(row["カナ氏名"]) == match_key(someone.kana)
        and plain(row["生年月日"]) == someone.birth_date.isoformat()
    ]
    # Whoever it turns out to be: if one of them is protected, nothing more is read.
    if any("支援措置" in row["状態"] for row in alike):
        raise Held
    fitting = [row for row in alike if _same_name(row["氏名"], someone)]
    if len(fitting) > 1:
        raise Rejected(
            "同じ氏名・生年月日の方が複数います。どの人か確かめてください。(W0102)",
            code="W0102",
        )
    if not fitting:
        raise Rejected(
            "フリガナ・生年月日・氏名がすべて合う方がいません。"
            "読み取りと原票を確かめてください。(E0101)",
            code="E0101",
        )
    return fitting[0]["宛名番号"]


def _same_name(shown: str, someone: Someone) -> bool:
    # Kana and birth date agree already, which is what proves a variant spelling.
    return (
        match_names(
            someone.name,
            shown,
            same_birth_date=True,
            form_kana=someone.kana,
            register_kana=someone.kana,
        ).status
        is Status.OK
    )
