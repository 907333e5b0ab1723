"""Ends a browser or a driver that does not answer: waiting would stop the run."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_LOOKS_EVERY_SECONDS = 1.0
# The driver may need so long to say that its browser is gone.
_GRACE_SECONDS = 3.0


class Answering(Protocol):
    """A browser and the driver between it and us."""

    def has_browser(self) -> bool:
        """Whether the browser still runs."""

    def end_browser(self) -> None:
        """End the browser: what waits for it fails."""

    def end_driver(self) -> None:
        """End the driver: whatever waits fails."""


class Watchdog:
    """Watches one question at a time; nobody waits for ever for an answer.

    The driver has no time limit for scripts in a page: where an answer takes too long
    the browser is ended, and the driver's call fails like after any other death of a
    browser.  A browser that dies while it opens a window takes the driver's answer with
    it: then the driver is ended as well.
    """

    def __init__(self, patience_seconds: float, watched: Answering) -> None:
        """Start no thread yet.

        Args:
            patience_seconds: How long an answer may take.
            watched: Ended in another thread.
        """
        self._patience = patience_seconds
        self._watched = watched
        self._asked_at: float | None = None
        self._closing = threading.Event()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch until the block is left, whatever is asked inside."""
        thread = threading.Thread(target=self._watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._closing.set()
            thread.join()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Say that an answer is awaited inside the block."""
        self._asked_at = time.monotonic()
        try:
            yield
        finally:
            self._asked_at = None

    def _watch(self) -> None:
        while not self._closing.wait(_LOOKS_EVERY_SECONDS):
            since = self._asked_at
            waited = time.monotonic() - since if since is not None else 0.0
            if waited > _GRACE_SECONDS and not self._watched.has_browser():
                self._watched.end_driver()
            elif waited > self._patience:
                self._watched.end_browser()
