"""One signed-in (or signing-in) browser window and what the runner hears of it."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from playwright.sync_api import BrowserContext, Dialog, Error, Locator, Page, Request

from rpa_suite.errors import Rejected, SiteTrouble, SuiteError
from rpa_suite.model.robots import Site
from rpa_suite.robots.approved_screens import ApprovedScreens
from rpa_suite.robots.comparing import fold_width
from rpa_suite.robots.messages import codes_in, error_for
from rpa_suite.robots.troubles import net_error, no_connection
from rpa_suite.robots.watchdog import Watchdog

# Between two looks at a screen that is to come, orders are obeyed and troubles raised.
LOOK_SECONDS = 1.0
_LEAVING_SECONDS = 5.0
# Not the system's doing: another page came first, a file was sent, we refused to ask.
_NO_TROUBLE = ("ERR_ABORTED", "ERR_BLOCKED_BY_CLIENT")


class Credential(Protocol):
    """Staff number and password of the account the robot works with."""

    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...


class Session:
    """A browser window on one business system.

    Attributes:
        page: The main page; a fresh one after every trouble.
        site: The only origin this browser can reach.
        credential: For signing in.
        screens: The screens that the robot was approved for.
        fiscal_year: 処理年度 to work in, where the system asks for it.
        accept_warnings: Codes of warnings that may be ticked on the 確認画面.
        blocked: Requests to anywhere else that were refused.
        on_step: Told the current step in the clerk's words.
        on_beat: Called before every action; renews the lease.
        on_act: Told the words of what is about to be typed, chosen or pressed, and
            where it is; for whoever looks on. None where nobody does.
        watchdog: Ends the browser when a page does not answer.
    """

    def __init__(
        self,
        context: BrowserContext,
        site: Site,
        credential: Credential,
        screens: ApprovedScreens,
        *,
        on_step: Callable[[str], None] = lambda text: None,
        on_beat: Callable[[], None] = lambda: None,
        timeout_seconds: float = 30.0,
        fiscal_year: int = 0,
        accept_warnings: Collection[str] = (),
        trace_to: Path | None = None,
        watchdog: Watchdog,
    ) -> None:
        self.site = site
        self.credential = credential
        self.screens = screens
        self.on_step = on_step
        self.on_beat = on_beat
        self.on_act: Callable[[str, Locator], None] | None = None
        self.watchdog = watchdog
        self.fiscal_year = fiscal_year
        self.accept_warnings = frozenset(accept_warnings)
        self.blocked: list[str] = []
        self._context = context
        self._timeout = self._patience = timeout_seconds
        self._trace_to = trace_to
        self._trouble: SuiteError | None = None
        self._cut_off: SiteTrouble | None = None
        self._expected = ""
        context.on("dialog", self._answer)
        context.on("requestfailed", self._note_cut_off)
        self.page: Page = context.pages[0] if context.pages else context.new_page()

    def fresh_page(self) -> Page:
        """Close every window, forget the cookies and give an empty page."""
        self._be_patient(self._timeout)
        with self.watchdog.asking():
            page = self._context.new_page()
            for old in self._context.pages:
                if old is not page:
                    close_window(old)
            self._context.clear_cookies()
        self._trouble = self._cut_off = None
        self._expected = ""
        self.page = page
        return page

    def hurry(self) -> None:
        """Wait only briefly from now on: for signing out of a system in trouble."""
        self._be_patient(_LEAVING_SECONDS)
        self._trouble = self._cut_off = None

    def _be_patient(self, seconds: float) -> None:
        self._patience = seconds
        self._context.set_default_timeout(seconds * 1000)

    def looks(self) -> Iterator[bool]:
        """Yield, for every look as long as an action may take, whether it is the last.

        One look takes up to ``LOOK_SECONDS``.
        """
        end = time.monotonic() + self._patience - LOOK_SECONDS
        is_last = False
        while not is_last:
            is_last = time.monotonic() > end
            yield is_last

    def begin_trace(self) -> None:
        """Start a trace of one item, where traces are kept at all."""
        if self._trace_to:
            with self.watchdog.asking():
                self._context.tracing.start_chunk()

    def end_trace(self) -> bytes | None:
        """Return the trace of the item, or None."""
        if not self._trace_to:
            return None
        try:
            with self.watchdog.asking():
                self._context.tracing.stop_chunk(path=self._trace_to)
            return self._trace_to.read_bytes()
        except (Error, OSError):
            return None

    def block(self, url: str) -> None:
        """Note a refused request by its host only: a query may name a person."""
        self.blocked.append(url.split("?", 1)[0][:80])

    def leak(self, url: str) -> None:
        """Note that the system sent the browser elsewhere; the next action raises."""
        self.block(url)
        self._trouble = SiteTrouble(
            "業務システムが登録されていない接続先へ移そうとしたため止めました。"
            "情報担当へ連絡してください。",
            code="ORIGIN",
        )

    def beat(self) -> None:
        """Called before every action: keeps the lease, raises what came up meanwhile.

        Raises:
            SuiteError: A dialog nobody expected, or a request to elsewhere.
        """
        self.on_beat()
        trouble, self._trouble = self._trouble, None
        if trouble:
            raise trouble

    def check_connection(self) -> None:
        """Say that no page comes any more, where one was cut off on its way.

        Only what waits in vain asks: a side frame that fails is nobody's loss.

        Raises:
            SiteTrouble: The connection broke since the last action.
        """
        cut_off, self._cut_off = self._cut_off, None
        if cut_off:
            raise cut_off

    def forget_cut_off(self) -> None:
        """Say that what comes next is the answer to another action."""
        self._cut_off = None

    def _note_cut_off(self, request: Request) -> None:
        why = net_error(request.failure or "")
        if request.is_navigation_request() and why and why not in _NO_TROUBLE:
            self._cut_off = no_connection(why)

    def expect_dialog(self, text: str) -> None:
        """Say that the next action opens a dialog with ``text``, to be answered OK."""
        self._expected = text

    def dialog_answered(self) -> bool:
        """True when the expected dialog came; forgets the expectation."""
        came = not self._expected
        self._expected = ""
        return came

    def _answer(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            # Leaving a half-typed screen registers nothing.
            dialog.accept()
            return
        text = fold_width(dialog.message)
        if self._expected and fold_width(self._expected) in text:
            self._expected = ""
            dialog.accept()
            return
        dialog.dismiss()
        self._trouble = error_for(codes_in(text)) or Rejected(
            "業務システムが知らない確認画面を出したので、キャンセルして止めました。"
            "画面を開いて確かめてください。",
            code="UNKNOWN_DIALOG",
        )


def close_window(window: Page) -> None:
    """Close a window, brought to rest first where it is on its way to another page.

    Chromium forgets the order to close where a page comes just then, and the driver
    waits for ever.
    """
    with suppress(Error):
        try:
            window.goto("about:blank")
        except Error:
            # The page that was on its way came first; the empty one comes after it.
            window.wait_for_url("about:blank")
    window.close()
