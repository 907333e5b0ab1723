"""Ends a browser that does not answer: a page's endless script would stop the run."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOKS_EVERY_SECONDS = 1.0


class Watchdog:
    """Watches one question at a time; a question unanswered for long ends the browser.

    The driver has no time limit for scripts in a page.  Once the browser is gone, the
    driver's call fails like after any other death of a browser.
    """

    def __init__(self, patience_seconds: float, end: Callable[[], None]) -> None:
        """Start no thread yet.

        Args:
            patience_seconds: How long an answer may take.
            end: Ends the browser; called in another thread.
        """
        self._patience = patience_seconds
        self._end = end
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
            if since is not None and time.monotonic() - since > self._patience:
                self._asked_at = None
                self._end()
