"""Signing in, お知らせ, 年度切替, the frames and the menu."""

from starlette.responses import RedirectResponse, Response

from rpa_suite.jp.eras import to_era
from rpa_suite.training.entries import fiscal_year
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.sessions import ELSEWHERE
from rpa_suite.training.visits import CLOSED, Visit

COOKIE = "SID"
_EXPIRED = "E0003 パスワードの有効期限が切れました。変更してください。"
_WEAK = "E0004 新しいパスワードは8文字以上で、2回同じものを入力してください。"


async def login_page(visit: Visit) -> Response:
    """ログイン."""
    return visit.show("login", messages=[])


async def login(visit: Visit) -> Response:
    """Sign in, or say why not."""
    if visit.struck(FaultId.CLOSED, Occasion.SIGN_IN):
        return visit.show("login", messages=[CLOSED])
    session = visit.system.sessions.sign_in(
        visit.posted.get("staff", "").strip(),
        visit.posted.get("password", ""),
        forced=visit.posted.get("forced") == "1",
    )
    if isinstance(session, str) and session.startswith(ELSEWHERE):
        return visit.show("elsewhere", messages=[session], posted=visit.posted)
    if isinstance(session, str):
        return visit.show("login", messages=[session])
    if strike := visit.struck(FaultId.NO_RIGHT, Occasion.SIGN_IN):
        session.right = strike.way
    session.asks_year = bool(visit.struck(FaultId.YEAR_SWITCH, Occasion.SIGN_IN))
    if strike := visit.struck(FaultId.WINDOWS, Occasion.SIGN_IN):
        session.nested = strike.way == "nested"
        session.notice_apart = strike.way == "notice"
    after = "/password" if session.must_change else "/notice"
    answer = RedirectResponse(after, 303)
    answer.set_cookie(COOKIE, session.id, httponly=True, samesite="lax")
    return answer


async def logout(visit: Visit) -> Response:
    """End the session."""
    visit.system.sessions.sign_out(visit.request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


async def password(visit: Visit) -> Response:
    """パスワード変更: the password has run out; a robot must not choose a new one."""
    if visit.request.method == "POST":
        new = visit.posted.get("new", "")
        if len(new) < 8 or new != visit.posted.get("again", ""):
            return visit.show("password", messages=[_WEAK])
        # The training system forgets it: its accounts stay as they are written down.
        visit.session.must_change = False
    if visit.session.must_change:
        return visit.show("password", messages=[_EXPIRED])
    return RedirectResponse("/notice", 303)


async def notice(visit: Visit) -> Response:
    """お知らせ, which must be ticked before the menu comes; at times in a window."""
    if visit.session.must_change:
        return RedirectResponse("/password", 303)
    apart = "window" in visit.request.query_params
    if visit.request.method == "GET":
        waits = visit.session.notice_apart and not apart
        return visit.show("notice_waits" if waits else "notice", apart=apart)
    visit.session.noticed = "1" in visit.ticks
    if not visit.session.noticed:
        return RedirectResponse("/notice", 303)
    after = "/year" if visit.session.asks_year else "/menu-frames"
    return (
        visit.show("notice_closes", after=after)
        if apart
        else RedirectResponse(after, 303)
    )


async def year(visit: Visit) -> Response:
    """年度切替: asks for 処理年度; the year before is chosen at first (F30)."""
    this = fiscal_year(visit.system.world().today)
    years = {f"令和{each - 2018}年度": each for each in (this - 1, this)}
    if visit.posted.get("year") not in years:
        return visit.show("year", years=list(years))
    visit.session.year = years[visit.posted["year"]]
    visit.session.asks_year = False
    return RedirectResponse("/menu-frames", 303)


async def frames(visit: Visit) -> Response:
    """業務メニュー: top, menu and main frame."""
    if not visit.session.noticed:
        return RedirectResponse("/notice", 303)
    if visit.session.asks_year:
        return RedirectResponse("/year", 303)
    return visit.show("frames", nested=visit.session.nested)


async def shell(visit: Visit) -> Response:
    """The main frame when the work screens lie in a frame of their own (F09)."""
    return visit.show("shell")


async def top(visit: Visit) -> Response:
    """The upper frame: who is signed in."""
    return visit.show(
        "top",
        staff=visit.session.staff,
        name=visit.session.name,
        today=to_era(visit.system.world().today).long,
        year=visit.session.year and f"令和{visit.session.year - 2018}年度",
    )


async def menu(visit: Visit) -> Response:
    """The left frame: every 業務 that this clerk may see."""
    groups: dict[str, list[tuple[str, str]]] = {
        "共通": [
            ("履歴照会", "/main/history"),
            ("一括照会", "/main/bulk"),
            ("帳票一括作成", "/main/prints"),
            ("コードマスタ", "/main/codes"),
        ]
    }
    for screen in SCREENS.values():
        if visit.session.right != "hidden":
            groups.setdefault(screen.menu[0], []).append(
                (screen.menu[-1], f"/main/{screen.id}")
            )
    target = "work" if visit.session.nested else "main"
    return visit.show("menu", groups=groups, target=target)


async def home(visit: Visit) -> Response:
    """The main frame before a 業務 is chosen."""
    return visit.show("home")
