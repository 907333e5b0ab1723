"""Signing in to the general system, and out of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from rpa_suite.robots.screen import Screen
from rpa_suite.robots.session import Session

_SIGNED_IN = "ログイン中の確認"
_NOTICES, _NOTICES_APART = "お知らせ", "お知らせの確認待ち"


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
    titles = (_NOTICES, _NOTICES_APART)
    title = login.expect_heading(*titles, _SIGNED_IN, accept=accept)
    if title == _SIGNED_IN:
        # The number is the robot's alone, and no other run has it: this is a session
        # that an earlier run could not end.
        login.press("強制ログイン")
        title = login.expect_heading(*titles)
    if title == _NOTICES:
        login.tick("確認しました")
        login.press("業務メニューへ")
    else:
        notices = login.window_beside("お知らせを開く")
        notices.expect_heading(_NOTICES)
        notices.tick("確認しました")
        # It sends this window on and is gone.
        notices.press_closing("業務メニューへ")
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
