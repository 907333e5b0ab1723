"""What people order of a run while it runs: pause, stop, stop now."""

import threading

_LOOK_SECONDS = 0.2


class Orders:
    """Orders to one run; may be given from any thread, and are never taken back.

    Only a pause ends: by ``go_on``, or by being told to stop.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._now = threading.Event()
        self._pause = threading.Event()

    def stop(self) -> None:
        """Stop after the item in hand (区切りで停止)."""
        self._stop.set()

    def stop_now(self) -> None:
        """Stop at once; what is being registered is finished first (すぐ停止)."""
        self._now.set()
        self._stop.set()

    def pause(self) -> None:
        """Take no further item until told to go on (一時停止)."""
        self._pause.set()

    def go_on(self) -> None:
        """End the pause (再開)."""
        self._pause.clear()

    @property
    def to_stop(self) -> bool:
        """Whether no further item may be taken."""
        return self._stop.is_set()

    @property
    def to_stop_now(self) -> bool:
        """Whether the item in hand may not be gone on with."""
        return self._now.is_set()

    @property
    def to_pause(self) -> bool:
        """Whether to wait before the next item."""
        return self._pause.is_set() and not self._stop.is_set()

    def wait(self) -> None:
        """Return when the pause ends or the run is to stop."""
        while self.to_pause:
            self._stop.wait(_LOOK_SECONDS)
