"""帳票一括作成: a clerk orders the 帳票 of a 業務, waits for them, and saves them."""

from starlette.responses import RedirectResponse, Response

from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.print_queue import JobState
from rpa_suite.training.reports import draw_reports
from rpa_suite.training.screens import SCREENS, TITLES
from rpa_suite.training.visits import TRANSITION, Visit

_STUCK = 60.0  # seconds that F17 holds a job up
NOTHING = "E0305 作成する帳票がありません。"


async def prints(visit: Visit) -> Response:
    """The queue: what was ordered, how far it is, and a form for another order."""
    if visit.request.method == "GET":
        return _page(visit)
    title = visit.posted.get("screen", "")
    screen = next((name for name, each in TITLES.items() if each == title), "")
    entries = [
        entry
        for entry in visit.system.entries.find(screen=screen)
        if screen and entry.staff == visit.session.staff
    ]
    if not entries:
        return _page(visit, NOTHING)
    strike = visit.struck(FaultId.REPORT, Occasion.PRINT)
    way = strike.way if strike else ""
    visit.system.prints.order(
        screen,
        visit.session.staff,
        entries,
        pace=visit.system.faults.pace,
        held_up=_STUCK if way == "stuck" else 0.0,
        breaks=way == "error",
    )
    return RedirectResponse("/main/prints", 303)


def _page(visit: Visit, message: str = "") -> Response:
    own = [
        each
        for each in visit.system.prints.jobs.values()
        if each.staff == visit.session.staff
    ]
    return visit.show(
        "prints",
        jobs=own[::-1],
        titles=list(TITLES.values()),
        screens=SCREENS,
        message=message,
        ready=JobState.READY,
    )


async def printed(visit: Visit) -> Response:
    """The PDF of a job that is done; nobody else's."""
    job = visit.system.prints.jobs.get(visit.request.path_params["number"])
    if (
        job is None
        or job.staff != visit.session.staff
        or job.state is not JobState.READY
    ):
        return visit.refuse(TRANSITION)
    return Response(
        draw_reports(SCREENS[job.screen].report, job.entries),
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{job.number}.pdf"',
            "Cache-Control": "no-store",
        },
    )
