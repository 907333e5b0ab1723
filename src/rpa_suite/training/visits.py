"""One request of a signed-in clerk: session, posted form, what strikes, the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import Response

from rpa_suite.jp.eras import to_era
from rpa_suite.training.declared import Screen, Subject
from rpa_suite.training.dressing import dress
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.forms import ERAS, date_parts
from rpa_suite.training.journal import Record
from rpa_suite.training.misbehaving import Strike
from rpa_suite.training.posting import encode_page, lossy_values
from rpa_suite.training.sessions import Session
from rpa_suite.training.world import TrainingSystem

TRANSITION = "E0900 不正な画面遷移です。"
LOST = "E0901 セッションが切断されました。再度ログインしてください。"
CLOSED = "E0902 夜間バッチ処理中のため利用できません。（20:00～7:00）"
TWICE = "E0903 二重送信されました。"
NO_RIGHT = "E0904 この業務の権限がありません。"
CHANGED = "E0202 他の利用者により更新されています。再度照会してください。"
LOCKED = "W0203 同一世帯で他の端末が処理中です。"


@cache
def templates() -> Environment:
    """Return the pages."""
    pages = Environment(
        loader=PackageLoader("rpa_suite.training", "pages"), autoescape=True
    )
    pages.globals.update(parts=date_parts, eras=ERAS, long=lambda day: to_era(day).long)
    return pages


class Visit:
    """One request on its way to an answer.

    Attributes:
        session: Whose it is; a session of nobody before signing in.
        posted: Names and values of the form; ``ticks`` the warnings that were ticked.
    """

    def __init__(
        self,
        system: TrainingSystem,
        request: Request,
        session: Session,
        record: Record,
        posted: list[tuple[str, str]],
    ) -> None:
        self.system = system
        self.request = request
        self.session = session
        self.record = record
        self._lossy = system.faults.strike(FaultId.LOST_GLYPH, Occasion.PAGE)
        self.posted = dict(posted)
        if self._lossy:
            self.posted = lossy_values(self.posted)
            self._note_loss(self.posted != dict(posted))
        self.ticks = frozenset(value for name, value in posted if name == "seen")
        self._script = ""

    def struck(self, fault: FaultId, at: Occasion) -> Strike | None:
        """Count an occasion of a fault; return its strike, noted in the log."""
        strike = self.system.faults.strike(fault, at)
        if strike:
            self.note(strike)
        return strike

    def first_struck(self, faults: tuple[FaultId, ...], at: Occasion) -> Strike | None:
        """Count an occasion of each fault; return the first strike alone."""
        strikes = [self.system.faults.strike(fault, at) for fault in faults]
        first = next(filter(None, strikes), None)
        if first:
            self.note(first)
        return first

    def note(self, strike: Strike) -> None:
        """Say in the log that a fault took effect."""
        self.record.faults.append(str(strike))

    def note_subject(self, screen: Screen, subject: Subject) -> None:
        """Say in the log whose screen is open."""
        self.record.screen = screen.id
        self.record.subject = subject.about.number

    def _note_loss(self, lost: bool) -> None:
        """Note F12 once, and only where something was lost by it."""
        if self._lossy and lost and str(self._lossy) not in self.record.faults:
            self.note(self._lossy)

    async def pause(self, seconds: float) -> None:
        """Let the clerk wait, as long as the system's pace makes it."""
        await asyncio.sleep(seconds * self.system.faults.pace)

    # Answering.

    def popup(self, text: str) -> None:
        """Let the page that is shown next open with an ``alert``."""
        shown = templates().get_template("scripts/alert.js").render(text=text)
        self._script = f"<script>{shown}</script>"

    def show(self, page: str, /, **values: Any) -> Response:
        """Return a page in Windows-31J; nothing of it may be kept by the browser."""
        text = templates().get_template(f"{page}.html").render(**values)
        if self.session.id:
            text = dress(text, page, self)
        text = text.replace("</body>", f"{self._script}</body>")
        content = encode_page(text, lossy=bool(self._lossy))
        self._note_loss(content != encode_page(text, lossy=False))
        return Response(
            content,
            media_type="text/html; charset=Windows-31J",
            headers={"Cache-Control": "no-store"},
        )

    def script(self, name: str, **values: Any) -> str:
        """Return a script of ``pages/scripts`` that a fault adds to a page."""
        values["pace"] = self.system.faults.pace
        text = templates().get_template(f"scripts/{name}.js").render(**values)
        return f"<script>{text}</script>"

    def refuse(self, text: str) -> Response:
        """Return the page of a message that ends the transaction."""
        return self.show("message", text=text)


Page = Callable[[Visit], Awaitable[Response]]
