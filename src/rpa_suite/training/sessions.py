"""Who is signed in, and what each of them has on the screen."""

import secrets
import threading
import time
from dataclasses import dataclass, field

from rpa_suite.training.declared import Subject

IDLE_SECONDS = 15 * 60
TRIES = 5
# Staff of the training system: 職員番号, パスワード, 氏名.
STAFF = {
    "1000001": ("renshu-1", "練習　一郎"),
    "1000002": ("renshu-2", "練習　二子"),
}


@dataclass
class OnScreen:
    """What a session's main frame is at.

    Attributes:
        token: Comes with the next request; another one means 不正な画面遷移.
        names: Keys of the fields to their input names, new on every page.
        search_names: The same of the 宛名検索 window.
        seen: How many entries the subject had when the screen was opened.
    """

    token: str = ""
    screen: str = ""
    subject: Subject | None = None
    names: dict[str, str] = field(default_factory=dict)
    search_names: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    submitted: set[str] = field(default_factory=set)


@dataclass
class Session:
    """One signed-in member of staff."""

    id: str
    staff: str
    name: str
    used: float
    noticed: bool = False
    on: OnScreen = field(default_factory=OnScreen)

    def new_token(self) -> str:
        """Give the token of the screen that is rendered now."""
        self.on.token = secrets.token_hex(6)
        return self.on.token


class Sessions:
    """Signs staff in and out; a second sign-in ends the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}
        self._failures: dict[str, int] = {}

    def sign_in(self, staff: str, password: str) -> Session | str:
        """Return the session, or the message that refuses it."""
        with self._lock:
            if self._failures.get(staff, 0) >= TRIES:
                return "E0002 職員番号が利用停止になっています。"
            known = STAFF.get(staff)
            if known is None or known[0] != password:
                self._failures[staff] = self._failures.get(staff, 0) + 1
                return "E0001 職員番号またはパスワードが違います。"
            self._failures[staff] = 0
            for old in [s.id for s in self._open.values() if s.staff == staff]:
                del self._open[old]
            session = Session(secrets.token_hex(16), staff, known[1], time.monotonic())
            self._open[session.id] = session
            return session

    def find(self, session_id: str) -> Session | None:
        """Return the session and keep it awake; None when it is over."""
        with self._lock:
            session = self._open.get(session_id)
            if session is None or time.monotonic() - session.used > IDLE_SECONDS:
                self._open.pop(session_id, None)
                return None
            session.used = time.monotonic()
            return session

    def sign_out(self, session_id: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(session_id, None)
