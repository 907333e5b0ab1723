"""The run's side of its folder: tells events, hears orders, shows the page."""

import threading
import time
from collections.abc import Callable

from rpa_suite.app.run_folders import RunFolder, this_worker
from rpa_suite.model.events import Event
from rpa_suite.robots.orders import Orders
from rpa_suite.security.vault import Vault

PICTURE_PURPOSE = "run/picture"
_LISTEN_SECONDS = 0.2
# A window says again and again that somebody looks; without a word nobody does.
_LOOKING_SECONDS = 8.0


class RunReport:
    """Speaks for a run as long as its process lives."""

    def __init__(self, folder: RunFolder, orders: Orders) -> None:
        self._folder = folder
        self._looked_at = float("-inf")
        self._vault: Vault | None = None
        self._obey: dict[str, Callable[[], None]] = {
            "stop": orders.stop,
            "stop-now": orders.stop_now,
            "pause": orders.pause,
            "go-on": orders.go_on,
            "look": self._note_look,
        }
        folder.note_worker(this_worker())
        threading.Thread(target=self._listen, daemon=True, name="orders").start()

    def tell(self, event: Event) -> None:
        """Write one event."""
        self._folder.tell(event)

    def seal_with(self, vault: Vault) -> None:
        """Seal pictures with this key; without one none is written."""
        self._vault = vault

    def is_looking(self) -> bool:
        """Whether somebody has the picture of the page before him."""
        looked_lately = time.monotonic() - self._looked_at < _LOOKING_SECONDS
        return self._vault is not None and looked_lately

    def show(self, picture: bytes) -> None:
        """Replace the masked picture of the page; empty takes it away."""
        if self._vault and picture:
            picture = self._vault.seal(picture, purpose=PICTURE_PURPOSE)
        self._folder.show(picture)

    def _note_look(self) -> None:
        self._looked_at = time.monotonic()

    def _listen(self) -> None:
        place = 0
        while True:
            words, place = self._folder.orders(place)
            for word in words:
                self._obey.get(word, lambda: None)()
            time.sleep(_LISTEN_SECONDS)
