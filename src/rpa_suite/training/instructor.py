"""The instructor's desk: who typed what, which faults are on, grading, reset.

It asks for no sign-in: it belongs to whoever started the system on this PC.
"""

import json
from collections import Counter

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from rpa_suite.training.faults import FAULTS, FaultId
from rpa_suite.training.grading import grade, read_expected
from rpa_suite.training.posting import read_posted
from rpa_suite.training.profiles import Profile
from rpa_suite.training.screens import TITLES
from rpa_suite.training.triggers import Trigger
from rpa_suite.training.visits import templates
from rpa_suite.training.world import SEED_STAFF, TrainingSystem


class Instructor:
    """The pages and the JSON of the instructor."""

    def __init__(self, system: TrainingSystem) -> None:
        self._system = system

    async def page(self, request: Request) -> Response:
        """Everything at a glance."""
        return self._page()

    def _page(self, message: str = "", graded: str = "") -> Response:
        system = self._system
        text = templates().get_template("instructor.html")
        entries = system.entries.find()
        return HTMLResponse(
            text.render(
                seed=system.seed,
                faults=system.faults,
                catalogue=FAULTS.values(),
                switches=system.faults.as_json()["faults"],
                profiles=list(Profile),
                entries=entries,
                by_staff=Counter(entry.staff for entry in entries),
                people=list(system.register.people.values()),
                titles=TITLES,
                expires_every=system.sessions.expires_every,
                message=message,
                graded=graded,
            )
        )

    async def rows(self, request: Request) -> Response:
        """What is stored, oldest first, with whom the register has under its number."""
        return JSONResponse(
            [
                {
                    "receipt": e.receipt,
                    "screen": e.screen,
                    "subject": e.subject,
                    "staff": e.staff,
                    "at": e.at.isoformat(),
                    "request": e.request,
                    "session": e.session,
                    "year": e.year,
                    "values": e.values,
                    "person": self._person(e.subject),
                }
                for e in self._system.entries.find()
            ]
        )

    def _person(self, number: str) -> dict[str, str | bool] | None:
        """Return who has this 宛名番号, in the words of the screens."""
        person = self._system.register.people.get(number)
        if person is None:
            return None
        return {
            "氏名": person.name,
            "カナ氏名": person.kana,
            "生年月日": person.birth.isoformat(),
            "支援措置": person.protected,
        }

    async def unstored(self, request: Request) -> Response:
        """Receipts that were shown and never stored (F22)."""
        return JSONResponse(self._system.entries.unstored())

    async def log(self, request: Request) -> Response:
        """Every request since the reset."""
        return JSONResponse(self._system.journal.as_json())

    async def faults(self, request: Request) -> Response:
        """The catalogue with what is on."""
        return JSONResponse(self._system.faults.as_json())

    async def order_faults(self, request: Request) -> Response:
        """Switch faults by JSON; see ``Misbehaviour.order``."""
        try:
            self._system.faults.order(await request.json())
        except (ValueError, TypeError, AttributeError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(self._system.faults.as_json())

    async def choose_profile(self, request: Request) -> Response:
        """Load a profile from the page's form."""
        posted = dict(await read_posted(request))
        try:
            profile, pace = Profile(posted["profile"]), float(posted["pace"])
        except (KeyError, ValueError):
            return self._page(message="障害の組か速さが正しくありません。")
        self._system.faults.order({"profile": profile, "pace": max(pace, 0.0)})
        return RedirectResponse("/instructor", 303)

    async def switch_fault(self, request: Request) -> Response:
        """Switch one fault from the page's form."""
        posted = dict(await read_posted(request))
        try:
            fault = FaultId(posted["fault"])
            trigger = Trigger(
                probability=float(posted.get("probability") or 0),
                every=int(posted.get("every") or 0),
                way=posted.get("way", ""),
            )
            wanted = trigger.as_json() if trigger.probability or trigger.every else None
            self._system.faults.order({"faults": {fault: wanted}})
        except (KeyError, ValueError) as error:
            return self._page(message=f"切り替えられません: {error}")
        return RedirectResponse("/instructor", 303)

    async def expire_passwords(self, request: Request) -> Response:
        """Let passwords run out at every n-th sign-in of a member of staff."""
        posted = dict(await read_posted(request))
        every = posted.get("every") or "0"
        if not every.isdecimal():
            return self._page(message="回数は数字で入れてください。")
        self._system.sessions.expires_every = int(every)
        return RedirectResponse("/instructor", 303)

    async def grade(self, request: Request) -> Response:
        """Compare expected rows (JSON) with what is stored; as JSON or as a page."""
        by_form = "json" not in request.headers.get("content-type", "")
        try:
            if by_form:
                expected = read_expected(
                    json.loads(dict(await read_posted(request))["rows"])
                )
            else:
                expected = read_expected(await request.json())
        except (KeyError, TypeError, ValueError) as error:
            if by_form:
                return self._page(message=f"正解の表を読めません: {error}")
            return JSONResponse({"error": str(error)}, 400)
        actual = [e for e in self._system.entries.find() if e.staff != SEED_STAFF]
        result = grade(expected, actual, self._system.register).as_json()
        if by_form:
            return self._page(graded=json.dumps(result, ensure_ascii=False, indent=1))
        return JSONResponse(result)

    async def reset(self, request: Request) -> Response:
        """Go back to the seed."""
        self._system.reset()
        return RedirectResponse("/instructor", 303)

    async def forget(self, request: Request) -> Response:
        """Forget what was registered; whoever is signed in stays so."""
        self._system.forget()
        return RedirectResponse("/instructor", 303)
