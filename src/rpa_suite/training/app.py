"""The web application: sign-in, frames, the screens of every 業務, 照会, instructor."""

import csv
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from rpa_suite.jp.eras import to_era
from rpa_suite.jp.kana import match_key
from rpa_suite.training import masters
from rpa_suite.training.declared import Kind, ScreenField, Section, key_of
from rpa_suite.training.faults import Fault
from rpa_suite.training.forms import (
    ERAS,
    date_parts,
    input_names,
    look_up,
    read_values,
)
from rpa_suite.training.people import Person
from rpa_suite.training.registering import Registering
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.screens.common import refusal_of
from rpa_suite.training.sessions import Session
from rpa_suite.training.world import TrainingSystem

_COOKIE = "SID"
_TITLES = {screen.id: screen.title for screen in SCREENS.values()}
_SEARCH = Section(
    title="検索条件",
    fields=(
        ScreenField(label="宛名番号", longest=10),
        ScreenField(label="カナ氏名", width=24, longest=40),
        ScreenField(label="生年月日", kind=Kind.DATE),
    ),
)
_HISTORY = Section(
    title="照会条件",
    fields=(
        ScreenField(label="宛名番号", longest=10, required=True),
        ScreenField(
            label="業務",
            kind=Kind.SELECT,
            options=tuple(_TITLES.values()),
            required=True,
        ),
    ),
)
_SEARCH_LIMIT = 200

Page = Callable[[Request, Session], Awaitable[Response]]


def make_app(system: TrainingSystem) -> Starlette:
    """Return the application for one training system."""
    return _Pages(system).application()


class _Pages:
    def __init__(self, system: TrainingSystem) -> None:
        self._system = system
        self._templates = Environment(
            loader=PackageLoader("rpa_suite.training", "pages"), autoescape=True
        )
        self._templates.globals.update(
            parts=date_parts, eras=ERAS, long=lambda day: to_era(day).long
        )
        self._registering = Registering(system, self.render, self.refuse)

    def application(self) -> Starlette:
        """Return the routes."""
        registering = self._registering
        inside = self._inside
        return Starlette(
            routes=[
                Route("/", lambda request: RedirectResponse("/login")),
                Route("/login", self._login, methods=["GET", "POST"]),
                Route("/logout", self._logout),
                Route("/notice", inside(self._notice), methods=["GET", "POST"]),
                Route("/menu-frames", inside(self._frames)),
                Route("/top", inside(self._top)),
                Route("/menu", inside(self._menu)),
                Route("/lookup", inside(self._lookup)),
                Route("/search", inside(self._search), methods=["GET", "POST"]),
                Route("/main/home", inside(self._home)),
                Route("/main/history", inside(self._history), methods=["GET", "POST"]),
                Route("/main/history/{receipt}", inside(self._entry)),
                Route("/main/bulk", inside(self._bulk)),
                Route("/main/bulk/{screen}.csv", inside(self._bulk_csv)),
                Route("/main/codes", inside(self._codes)),
                Route("/main/{screen}", inside(registering.key)),
                Route(
                    "/main/{screen}/open", inside(registering.open), methods=["POST"]
                ),
                Route(
                    "/main/{screen}/confirm",
                    inside(registering.confirm),
                    methods=["POST"],
                ),
                Route(
                    "/main/{screen}/register",
                    inside(registering.register),
                    methods=["POST"],
                ),
                Route("/instructor", self._instructor),
                Route("/instructor/rows.json", self._rows),
                Route("/instructor/faults", self._faults, methods=["POST"]),
                Route("/instructor/reset", self._reset, methods=["POST"]),
            ]
        )

    def render(self, page: str, /, **values: Any) -> HTMLResponse:
        """Return a page; nothing of it may be kept by the browser."""
        text = self._templates.get_template(f"{page}.html").render(**values)
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})

    def refuse(self, text: str) -> Response:
        """Return the page of a message that ends the transaction."""
        return self.render("message", text=text)

    def _inside(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        """Guard a page: signed in, and come to by a click, not by its address."""

        async def guarded(request: Request) -> Response:
            session = self._system.sessions.find(request.cookies.get(_COOKIE, ""))
            if session is None:
                return self.refuse(
                    "E0901 セッションが切断されました。再度ログインしてください。"
                )
            if "referer" not in request.headers:
                return self.refuse("E0900 不正な画面遷移です。")
            return await page(request, session)

        return guarded

    # Signing in, frames.

    async def _login(self, request: Request) -> Response:
        if request.method == "GET":
            return self.render("login", messages=[])
        posted = await request.form()
        session = self._system.sessions.sign_in(
            str(posted.get("staff", "")).strip(), str(posted.get("password", ""))
        )
        if isinstance(session, str):
            return self.render("login", messages=[session])
        answer = RedirectResponse("/notice", 303)
        answer.set_cookie(_COOKIE, session.id, httponly=True, samesite="lax")
        return answer

    async def _logout(self, request: Request) -> Response:
        self._system.sessions.sign_out(request.cookies.get(_COOKIE, ""))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(_COOKIE)
        return answer

    async def _notice(self, request: Request, session: Session) -> Response:
        if request.method == "GET":
            return self.render("notice")
        session.noticed = bool((await request.form()).get("seen"))
        return RedirectResponse("/menu-frames" if session.noticed else "/notice", 303)

    async def _frames(self, request: Request, session: Session) -> Response:
        if not session.noticed:
            return RedirectResponse("/notice", 303)
        return self.render("frames")

    async def _top(self, request: Request, session: Session) -> Response:
        today = to_era(self._system.world().today).long
        return self.render("top", staff=session.staff, name=session.name, today=today)

    async def _menu(self, request: Request, session: Session) -> Response:
        groups: dict[str, list[tuple[str, str]]] = {
            "共通": [
                ("履歴照会", "/main/history"),
                ("一括照会", "/main/bulk"),
                ("コードマスタ", "/main/codes"),
            ]
        }
        for screen in SCREENS.values():
            groups.setdefault(screen.menu[0], []).append(
                (screen.menu[-1], f"/main/{screen.id}")
            )
        return self.render("menu", groups=groups)

    async def _home(self, request: Request, session: Session) -> Response:
        return self.render("home")

    # Looking up.

    async def _lookup(self, request: Request, session: Session) -> Response:
        asked = request.query_params
        texts, message = look_up(
            self._system.register,
            asked.get("kind", ""),
            asked.get("code", ""),
            asked.get("beside", ""),
        )
        return JSONResponse({"texts": texts, "message": message})

    async def _search(self, request: Request, session: Session) -> Response:
        names = input_names([key_of(_SEARCH, each) for each in _SEARCH.fields])
        rows: list[Person] | None = None
        messages: list[str] = []
        values: dict[str, str] = {}
        if request.method == "POST":
            values, messages = read_values(
                await _posted(request), session.on.search_names, _fields(_SEARCH)
            )
            rows = self._people(values)
            if not any(values.values()):
                rows, messages = None, ["E0304 検索条件を入力してください。"]
            elif len(rows) > _SEARCH_LIMIT:
                rows = None
                messages = [
                    "W0105 該当件数が200件を超えました。条件を追加してください。"
                ]
            elif not rows:
                messages = ["E0101 該当する対象者が存在しません。"]
        session.on.search_names = names
        return self.render(
            "search",
            part=_SEARCH,
            names=names,
            values=values,
            rows=rows,
            messages=messages,
        )

    def _people(self, values: Mapping[str, str]) -> list[Person]:
        number = values["検索条件/宛名番号"]
        kana = match_key(values["検索条件/カナ氏名"])
        birth = values["検索条件/生年月日"]
        return [
            person
            for person in self._system.register.people.values()
            if (not number or person.number == number)
            and (not kana or match_key(person.kana).startswith(kana))
            and (not birth or person.birth.isoformat() == birth)
        ]

    async def _history(self, request: Request, session: Session) -> Response:
        names = input_names([key_of(_HISTORY, each) for each in _HISTORY.fields])
        rows = None
        messages: list[str] = []
        values: dict[str, str] = {}
        if request.method == "POST":
            posted = await _posted(request)
            if posted.get("_t") != session.on.token:
                return self.refuse("E0900 不正な画面遷移です。")
            values, messages = read_values(posted, session.on.names, _fields(_HISTORY))
            person = self._system.register.people.get(values["照会条件/宛名番号"])
            refused = refusal_of(person)
            # Who left or died may still be looked up; 支援措置 may not.
            if refused and refused.code != "W0104":
                messages = messages or [f"{refused.code} {refused.text}"]
            if not messages and person:
                chosen = values["照会条件/業務"]
                screen = next(i for i, title in _TITLES.items() if title == chosen)
                rows = self._system.entries.find(screen=screen, subject=person.number)
        session.on.names = names
        return self.render(
            "history",
            part=_HISTORY,
            names=names,
            values=values,
            rows=rows,
            messages=messages,
            titles=_TITLES,
            token=session.new_token(),
        )

    async def _entry(self, request: Request, session: Session) -> Response:
        if request.query_params.get("t") != session.on.token:
            return self.refuse("E0900 不正な画面遷移です。")
        entry = self._system.entries.with_receipt(request.path_params["receipt"])
        if entry is None:
            return self.refuse("E0101 該当する履歴が存在しません。")
        screen = SCREENS[entry.screen]
        return self.render("entry_detail", entry=entry, screen=screen)

    async def _bulk(self, request: Request, session: Session) -> Response:
        counts = {i: len(self._system.entries.find(screen=i)) for i in SCREENS}
        return self.render("bulk", screens=list(SCREENS.values()), counts=counts)

    async def _bulk_csv(self, request: Request, session: Session) -> Response:
        screen = request.path_params["screen"]
        if screen not in SCREENS:
            return self.refuse("E0900 不正な画面遷移です。")
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        labels = [
            key_of(part, each)
            for part in SCREENS[screen].sections
            for each in part.fields
        ]
        writer.writerow(["処理番号", "登録日時", "職員番号", "宛名番号", *labels])
        for entry in self._system.entries.find(screen=screen):
            writer.writerow(
                [
                    entry.receipt,
                    entry.at.strftime("%Y/%m/%d %H:%M:%S"),
                    entry.staff,
                    entry.subject,
                    *(entry.values.get(label, "") for label in labels),
                ]
            )
        return Response(
            text.getvalue().encode("cp932", "replace"),
            media_type="text/csv; charset=Windows-31J",
            headers={"Content-Disposition": f'attachment; filename="{screen}.csv"'},
        )

    async def _codes(self, request: Request, session: Session) -> Response:
        employers = self._system.register.employers.values()
        return self.render(
            "codes",
            masters={
                "金融機関": masters.banks(),
                "支店（架空）": masters.branches(),
                "特別徴収義務者": {e.number: e.name for e in employers},
            },
        )

    # The instructor's desk: no sign-in, it belongs to whoever started the system.

    async def _instructor(self, request: Request) -> Response:
        return self.render(
            "instructor",
            seed=self._system.seed,
            entries=self._system.entries.find(),
            people=list(self._system.register.people.values()),
            titles=_TITLES,
        )

    async def _rows(self, request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "receipt": e.receipt,
                    "screen": e.screen,
                    "subject": e.subject,
                    "staff": e.staff,
                    "at": e.at.isoformat(),
                    "values": e.values,
                }
                for e in self._system.entries.find()
            ]
        )

    async def _faults(self, request: Request) -> Response:
        plan = {int(n): Fault(name) for n, name in (await request.json()).items()}
        self._system.faults.change(plan)
        return JSONResponse({"planned": len(plan)})

    async def _reset(self, request: Request) -> Response:
        self._system.reset()
        return RedirectResponse("/instructor", 303)


async def _posted(request: Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.form()).items()}


def _fields(section: Section) -> dict[str, ScreenField]:
    return {key_of(section, each): each for each in section.fields}
