"""The web application: its addresses, and the guard that every request passes."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rpa_suite.training import looking_up, printing, registering, reports, signing_in
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.instructor import Instructor
from rpa_suite.training.posting import read_posted
from rpa_suite.training.sessions import Session
from rpa_suite.training.visits import LOST, TRANSITION, Page, Visit
from rpa_suite.training.world import TrainingSystem

_SHORTEST, _LONGEST, _STUCK = 0.2, 8.0, 45.0  # seconds that F01 delays a page
_STUCK_CHANCE = 0.02
_BOTH = ["GET", "POST"]
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(system: TrainingSystem) -> Starlette:
    """Return the application for one training system."""
    outside = _Guard(system, signed_in=False, troubled=False)
    frame = _Guard(system, signed_in=True, troubled=False)
    inside = _Guard(system, signed_in=True, troubled=True)
    desk = Instructor(system)
    return Starlette(
        routes=[
            Route("/", lambda request: RedirectResponse("/login")),
            Route("/login", outside(signing_in.login_page)),
            Route("/login", outside(signing_in.login), methods=["POST"]),
            Route("/logout", outside(signing_in.logout)),
            Route("/password", frame(signing_in.password), methods=_BOTH),
            Route("/notice", frame(signing_in.notice), methods=_BOTH),
            Route("/year", frame(signing_in.year), methods=_BOTH),
            Route("/menu-frames", frame(signing_in.frames)),
            Route("/shell", frame(signing_in.shell)),
            Route("/top", frame(signing_in.top)),
            Route("/menu", frame(signing_in.menu)),
            Route("/lookup", frame(looking_up.lookup)),
            Route("/search", inside(looking_up.search), methods=_BOTH),
            Route("/search/next", inside(looking_up.search_next)),
            Route("/report/{receipt}.pdf", inside(reports.report)),
            Route("/main/home", inside(signing_in.home)),
            Route("/main/transition", inside(_left)),
            Route("/main/history", inside(looking_up.history), methods=_BOTH),
            Route("/main/history/{receipt}", inside(looking_up.history_entry)),
            Route("/main/bulk", inside(looking_up.bulk)),
            Route("/main/bulk/{screen}.csv", inside(looking_up.bulk_csv)),
            Route("/main/codes", inside(looking_up.codes)),
            Route("/main/prints", inside(printing.prints), methods=_BOTH),
            Route("/main/prints/{number}.pdf", inside(printing.printed)),
            Route("/main/{screen}", inside(registering.key)),
            *(
                Route(f"/main/{{screen}}/{name}", guard(page), methods=["POST"])
                for name, guard, page in (
                    ("open", inside, registering.open_subject),
                    ("recalculate", frame, registering.recalculate),
                    ("confirm", inside, registering.confirm),
                    ("register", inside, registering.register),
                )
            ),
            Route("/instructor", desk.page),
            Route("/instructor/rows.json", desk.rows),
            Route("/instructor/unstored.json", desk.unstored),
            Route("/instructor/log.json", desk.log),
            Route("/instructor/faults.json", desk.faults),
            Route("/instructor/faults", desk.order_faults, methods=["POST"]),
            Route("/instructor/profile", desk.choose_profile, methods=["POST"]),
            Route("/instructor/fault", desk.switch_fault, methods=["POST"]),
            Route("/instructor/passwords", desk.expire_passwords, methods=["POST"]),
            Route("/instructor/grade", desk.grade, methods=["POST"]),
            Route("/instructor/reset", desk.reset, methods=["POST"]),
            Route("/instructor/forget", desk.forget, methods=["POST"]),
        ]
    )


async def _left(visit: Visit) -> Response:
    """Where F07 sends who came by 戻る or 再読込: what was typed is thrown away."""
    visit.session.on.subject = None
    visit.session.on.token = ""
    return visit.refuse(TRANSITION)


class _Guard:
    """Wraps a page: log, session, the way one came, what may strike any page."""

    def __init__(
        self, system: TrainingSystem, *, signed_in: bool, troubled: bool
    ) -> None:
        self._system = system
        self._signed_in = signed_in
        self._troubled = troubled

    def __call__(self, page: Page) -> Endpoint:
        async def guarded(request: Request) -> Response:
            system = self._system
            record = system.journal.begin(request.method, request.url.path)
            session = system.sessions.find(
                request.cookies.get(signing_in.COOKIE, ""),
                limited=system.faults.is_on(FaultId.SESSION_LOST),
            )
            if session:
                record.session, record.staff = session.number, session.staff
            posted = await read_posted(request) if request.method == "POST" else []
            visit = Visit(system, request, session or Session(), record, posted)
            answer = await self._answer(page, visit)
            record.status = answer.status_code
            return answer

        return guarded

    async def _answer(self, page: Page, visit: Visit) -> Response:
        if not self._signed_in:
            return await page(visit)
        if not visit.session.id:
            return visit.refuse(LOST)
        if "referer" not in visit.request.headers:
            return visit.refuse(TRANSITION)
        if self._troubled:
            if strike := visit.struck(FaultId.SLOW, Occasion.PAGE):
                stuck = strike.draw.random() < _STUCK_CHANCE
                seconds = strike.draw.uniform(_SHORTEST, _LONGEST)
                await visit.pause(_STUCK if stuck else seconds)
            if visit.struck(FaultId.SESSION_LOST, Occasion.PAGE):
                visit.system.sessions.sign_out(visit.session.id)
                return visit.refuse(LOST)
        return await page(visit)
