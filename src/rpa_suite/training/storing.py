"""登録 itself: what is stored, what the clerk is told, and what comes in between."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from rpa_suite.training.declared import Screen, Subject
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.visits import CHANGED, CLOSED, LOST, Visit

_SLOW_SECONDS = 45.0
# Of what strikes one 登録, the first takes effect; each counts its own.
_FAULTS = (
    FaultId.CLOSED,
    FaultId.BROKEN_ANSWER,
    FaultId.SESSION_LOST,
    FaultId.CHANGED_BY_OTHER,
    FaultId.NOT_STORED,
    FaultId.SLOW,
)
_ERROR_PAGE = "<html><body><h1>HTTP Status 500 Internal Error</h1></body></html>"


class BrokenAnswer(Response):
    """Headers without the promised body, then the end of the connection.

    The browser cannot know whether the entry was stored (F19).
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin the answer and never end it: the server then hangs up."""
        headers = [(b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": True})


async def store(
    visit: Visit,
    screen: Screen,
    subject: Subject,
    shown: dict[str, str],
    token: str,
) -> Response:
    """Store the entry and show its 処理番号, unless a fault strikes."""
    session, sessions = visit.session, visit.system.sessions
    strike = visit.first_struck(_FAULTS, Occasion.REGISTER)
    met = (strike.fault, strike.way) if strike else None
    match met:
        case FaultId.CLOSED, _:
            return visit.refuse(CLOSED)
        case FaultId.BROKEN_ANSWER, "reset_before":
            return BrokenAnswer(status_code=0)
        case FaultId.BROKEN_ANSWER, "500_before":
            return Response(_ERROR_PAGE, 500, media_type="text/html")
        case FaultId.SESSION_LOST, "before":
            sessions.sign_out(session.id)
            return visit.refuse(LOST)
        case FaultId.CHANGED_BY_OTHER, _:
            return visit.refuse(CHANGED)
    stored = met is None or met[0] is not FaultId.NOT_STORED
    entry = visit.system.entries.add(
        prefix=screen.prefix,
        screen=screen.id,
        subject=subject.about.number,
        values=shown,
        staff=session.staff,
        request=visit.record.request,
        session=session.number,
        year=session.year,
        stored=stored,
    )
    session.on.submitted[token] = entry
    session.on.subject = None
    visit.record.receipt, visit.record.stored = entry.receipt, stored
    match met:
        case FaultId.BROKEN_ANSWER, "reset_after":
            return BrokenAnswer(status_code=0)
        case FaultId.BROKEN_ANSWER, "500_after":
            return Response(_ERROR_PAGE, 500, media_type="text/html")
        case FaultId.SESSION_LOST, "after":
            sessions.sign_out(session.id)
            return visit.refuse(LOST)
        case FaultId.SLOW, _:
            await visit.pause(_SLOW_SECONDS)
    return visit.show("done", screen=screen, entry=entry)
