"""The masked picture of the page for somebody who looks on while a run works."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Protocol

from playwright.sync_api import Page

from rpa_suite.errors import SiteTrouble
from rpa_suite.robots.pictures import PUBLIC_LABELS, masked_picture

# A picture takes a tenth of a second from the entering, so there are not many.
_EVERY_SECONDS = 1.5


class Onlooker(Protocol):
    """Somebody who may look at the page."""

    def is_looking(self) -> bool:
        """Whether it is worth the time to take a picture."""

    def show(self, picture: bytes) -> None:
        """Replace the picture; empty takes it away."""


class LivePicture:
    """Takes a picture now and then, as long as somebody looks."""

    def __init__(
        self, onlooker: Onlooker, *, clock: Callable[[], float] = monotonic
    ) -> None:
        self._onlooker = onlooker
        self._clock = clock
        self._taken = float("-inf")
        self._is_shown = False

    def take(self, page: Page) -> None:
        """Show the page as it stands, everything personal painted over."""
        if not self._onlooker.is_looking():
            self.hide()
            return
        if self._clock() - self._taken < _EVERY_SECONDS:
            return
        with suppress(SiteTrouble):  # the next action meets the same and says so
            self._onlooker.show(masked_picture(page, public=PUBLIC_LABELS))
            self._is_shown = True
        self._taken = self._clock()

    def hide(self) -> None:
        """Take the picture away: the item is done, or must not be seen."""
        if self._is_shown:
            self._onlooker.show(b"")
            self._is_shown = False
