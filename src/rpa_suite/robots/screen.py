"""A screen of a business system as a clerk sees it: labels, buttons, messages."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from typing import Literal

from playwright.sync_api import Error, Locator, TimeoutError

from rpa_suite.errors import Rejected, SiteTrouble
from rpa_suite.robots.messages import codes_in, error_for
from rpa_suite.robots.page_scripts import (
    ARRIVED,
    READ_MESSAGES,
    SHOWS,
    STATUS,
    TURNED,
    WHOLE,
)
from rpa_suite.robots.places import document_of, frame_named
from rpa_suite.robots.screen_fields import ScreenFields
from rpa_suite.robots.session import LOOK_SECONDS, close_window

_SERVER_ERROR = 500  # the least status that says so (RFC 9110, 15.6)
_LAST_OF_PDF = 1024  # bytes in which a whole PDF says that it ends
_MESSAGE = re.compile(r"(?<![A-Za-z0-9])[EW]\d{4}(?!\d)")


class Screen(ScreenFields):
    """A window, frame, section or table row: what it says, and its buttons."""

    # Saying and waiting.

    def step(self, text: str) -> None:
        """Tell the clerk what is being done: 宛名を検索."""
        self._session.beat()
        self._session.on_step(text)

    def expect_heading(self, *titles: str, accept: Collection[str] = ()) -> str:
        """Wait until the screen of this title, or of one of these, is there.

        Returns:
            Its title.

        Raises:
            SuiteError: Messages stand on the screen that are not in ``accept``.
            SiteTrouble: It does not come in time, or its page was cut off on the way.
        """
        if there := self._arrived(titles, accept):
            return there
        self._session.beat()
        headings = {
            title: self._heading(title).filter(visible=True) for title in titles
        }
        any_heading = reduce(Locator.or_, headings.values())
        message = self.place.get_by_text(_MESSAGE).filter(visible=True)
        self._await(any_heading.or_(message))
        self.check_messages(accept=accept)
        if not self._sees(any_heading):
            # An accepted message stood there first.
            self._await(any_heading)
            self.check_messages(accept=accept)
        return next(t for t in titles if self._sees(headings[t]))

    def _arrived(self, titles: Sequence[str], accept: Collection[str]) -> str:
        """Return in one message which screen has come, or nothing."""
        for _ in range(4):
            self._session.beat()
            # The screen before may go away while it is being asked.
            with suppress(Error):
                # A page cut off on its way has no body, and never will.
                found = self._ask_now(self._root, ARRIVED, list(titles))
                if found in ([], [None]):
                    return ""
                ((text, is_covered, title),) = found
                self._heed(text, is_covered, accept)
                return str(title)
        return ""

    def _await(self, place: Locator, *, shown: bool = True) -> None:
        """Wait for what is to come, but not for what is known not to come.

        Raises:
            SuiteError: What came up meanwhile: it says more than that nothing came.
        """
        state: Literal["visible", "attached"] = "visible" if shown else "attached"
        for is_last in self._session.looks():
            try:
                place.first.wait_for(state=state, timeout=LOOK_SECONDS * 1000)
            except TimeoutError:
                self._session.beat()
                self._session.check_connection()
                self._check_answer()
                if is_last:
                    raise
            else:
                return

    def _check_answer(self) -> None:
        """Say that the system gave up; its page of an error is none that is waited for.

        Raises:
            SiteTrouble: It says so by its status.
        """
        for status in self._ask_now(self._document, STATUS):
            if status >= _SERVER_ERROR:
                raise SiteTrouble(
                    "業務システムの内部でエラーが起きました。続くときはシステム管理者へ"
                    f"連絡してください。(HTTP {status})",
                    code="SERVER",
                )

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Wait at the end until the frame shows a new document.

        Where the next screen has the same title as this one, the title alone would be
        found on the old one, and what is typed there is lost.
        """
        self._ask(self._document, "root => root.setAttribute('data-left', '')")
        self._is_awaited = True
        try:
            yield
        finally:
            self._is_awaited = False
        for _ in range(3):
            # The document goes away while it is being asked.
            with suppress(Error):
                if self._ask(self._document, TURNED):
                    return
        fresh = self._document.inside("self::*[not(@data-left)]").locator
        fresh.wait_for(state="attached")

    def await_whole(self) -> None:
        """Wait until the document has come to its end, not only its heading."""
        self._ask(self._document, WHOLE)

    def frames_or(self, heading: str, *, frame: str) -> bool:
        """Wait for the frames, or for a screen that stands before them.

        Returns:
            Whether it is the screen with this heading.

        Raises:
            SuiteError: Messages stand on the screen.
        """
        self._session.beat()
        # A document of frames has no body to look into.
        frames = self._document.locator.locator(frame_named(frame))
        title = self._heading(heading).filter(visible=True)
        message = self.place.get_by_text(_MESSAGE).filter(visible=True)
        self._await(frames.or_(title).or_(message), shown=False)
        if self._counts(frames):
            return False
        self.check_messages()
        return True

    def is_closed(self) -> bool:
        """True when this window is gone."""
        return self.place.page.is_closed()

    def has_heading(self, text: str) -> bool:
        """True when the screen of this title is shown now."""
        # The screen may go away while it is being asked; the driver then looks again.
        with suppress(Error):
            return self._ask_now(self._root, SHOWS, text) == [True]
        return self._sees(self._heading(text))

    def check_messages(self, *, accept: Collection[str] = ()) -> None:
        """Raise what the messages on the screen call for.

        Raises:
            SuiteError: See ``messages.py``; codes in ``accept`` are passed over.
        """
        self._session.beat()
        text, is_covered = self._ask(self._root, READ_MESSAGES)
        self._heed(text, is_covered, accept)

    def _heed(self, text: str, is_covered: bool, accept: Collection[str]) -> None:
        error = error_for(code for code in codes_in(text) if code not in accept)
        if error:
            raise error
        if is_covered:
            raise Rejected(
                "業務システムが知らない画面を重ねて出したので止めました。"
                "画面を開いて確かめてください。",
                code="UNKNOWN_DIALOG",
            )

    def codes(self) -> list[str]:
        """Return the message codes shown."""
        return codes_in(self.place.inner_text())

    # Pressing.

    def has_button(self, button: str) -> bool:
        """True when a button or link with these words is shown now."""
        return self._sees(self._button(button))

    def read_to_end(self, region: str) -> None:
        """Scroll a text that must be read before going on, where there is one."""
        with self._session.watchdog.asking():
            for text in self.place.get_by_role("region", name=region, exact=True).all():
                text.evaluate("text => { text.scrollTop = text.scrollHeight; }")

    def press(self, button: str, *, confirm: str = "") -> None:
        """Press a button or link once.

        Args:
            button: Its words.
            confirm: Text of the dialog that must come and is answered OK; every other
                dialog is answered キャンセル and stops the item.

        Raises:
            SuiteError: What a dialog called for.
        """
        place = self._about(button, self._button(button))
        if confirm:
            self._session.expect_dialog(confirm)
        # What is confirmed is pressed by the driver: one click as of a hand.
        if confirm or not self._pressed(button):
            place.click()
        answered = self._session.dialog_answered()
        self._session.beat()
        if not answered:
            raise SiteTrouble(
                "業務システムがいつもの確認を表示しませんでした。履歴を確かめます。",
                code="NO_DIALOG",
            )

    def press_if_shown(self, button: str) -> bool:
        """Press a button or link, if it is there now.

        Returns:
            Whether it was there.

        Raises:
            SuiteError: What a dialog called for.
        """
        self._about(button, self._button(button))
        if self._pressed(button):
            self._session.beat()
            return True
        if not self.has_button(button):
            return False
        self.press(button)
        return True

    def press_first(self, button: str) -> None:
        """Press the first of several links with these words: they lead to one place."""
        self._about(button, self._button(button).first).click()
        self._session.beat()

    def search(self, button: str, text: str) -> None:
        """Type into the box that stands before a button, and press it."""
        pressed = self._button(button)
        form = pressed.locator("xpath=ancestor::form")
        box = form.locator("input[type=text], input[type=search], input:not([type])")
        self._about(button, box).fill(text)
        pressed.click()
        self._session.beat()

    def press_opening(self, button: str) -> "Screen":
        """Press a button that opens a window; return that window."""
        self._session.beat()
        with self.place.page.expect_popup() as opened:
            self._button(button).click()
        self._session.beat()
        return Screen(self._session, document_of(opened.value))

    def window_beside(self, button: str) -> "Screen":
        """Return the window that this one has opened by itself.

        Args:
            button: Opens it where the browser has kept it shut.
        """
        self.await_whole()
        if self.has_button(button):
            return self.press_opening(button)
        page = self.place.page
        beside = [each for each in page.context.pages if each is not page]
        window = beside[0] if beside else page.wait_for_event("popup")
        return Screen(self._session, document_of(window))

    def press_downloading(self, button: str) -> bytes:
        """Press a button or link that gives a file; return what is in it."""
        self._session.beat()
        with self.place.page.expect_download() as downloading:
            self._button(button).click()
        with self._session.watchdog.asking():
            content = downloading.value.path().read_bytes()
        self._session.beat()
        return content

    def press_opening_paper(self, button: str) -> bytes:
        """Press a button that opens a 帳票 in a window of its own; return the PDF.

        Raises:
            SiteTrouble: It is blank, or was cut off on its way.
        """
        self._session.beat()
        context = self.place.page.context
        before = context.pages
        try:
            with context.expect_event("download") as downloading:
                self._button(button).click()
            with self._session.watchdog.asking():
                content = downloading.value.path().read_bytes()
        finally:
            with self._session.watchdog.asking():
                for window in context.pages:
                    if window not in before:
                        close_window(window)
        self._session.beat()
        if not (content.startswith(b"%PDF-") and b"%%EOF" in content[-_LAST_OF_PDF:]):
            raise SiteTrouble(
                "業務システムの帳票が空か、途中で切れています。", code="PAPER"
            )
        return content

    def press_closing(self, button: str) -> None:
        """Press a button that closes this window, and wait until it is gone."""
        self._session.beat()
        window = self.place.page
        with window.expect_event("close"):
            try:
                self._button(button).click()
            except Error:
                # The window often is gone before the click has come back.
                if not window.is_closed():
                    raise
        self._session.beat()
