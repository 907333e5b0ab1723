"""Who is signed in, and what each of them has on the screen."""

import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from rpa_suite.training.declared import Message, Subject
from rpa_suite.training.entries import Entry

IDLE_SECONDS = 15 * 60
LONGEST_SECONDS = 60 * 60
TRIES = 5
LOCKED_SECONDS = 30 * 60
ELSEWHERE = "W0001"
_PAGES_KEPT = 30
# Staff of the training system: 職員番号, パスワード, 氏名.
STAFF = {
    "1000001": ("renshu-1", "練習　一郎"),
    "1000002": ("renshu-2", "練習　二子"),
    "1000003": ("renshu-3", "練習　三郎"),
    "1000004": ("renshu-4", "練習　四美"),
}


@dataclass
class OnScreen:
    """What a session's main frame is at.

    Attributes:
        token: Comes with the next request; another one means 不正な画面遷移.
        pages: Token to what names the fields of that page had, new on every page.
        search_names: The same of the 宛名検索 window.
        found: 宛名番号 that 宛名検索 found, in the order shown.
        history: 業務 and 宛名番号 of the 履歴 shown.
        revised: The screen has the field of its next version (F21).
        seen: How many entries the subject had when the screen was opened.
        warnings: What wants a tick before 登録.
        submitted: Tokens of pages whose 登録 was pressed, with what was stored then.
    """

    token: str = ""
    screen: str = ""
    subject: Subject | None = None
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    search_names: dict[str, str] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    history: tuple[str, str] = ("", "")
    revised: bool = False
    values: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    warnings: tuple[Message, ...] = ()
    submitted: dict[str, Entry | None] = field(default_factory=dict)


@dataclass
class Session:
    """One signed-in member of staff.

    Attributes:
        id: The cookie; empty for nobody.
        number: Counted from 1, for the log.
        began: Seconds of the monotonic clock, as ``used``.
        asks_year: 処理年度 must be chosen before the menu comes (F30).
        year: 処理年度 that the clerk chose, in 西暦; None where the day decides.
        right: How the menu treats the 業務: "" allowed, ``refused``, ``hidden`` (F28).
        nested: The work screens lie in a frame within the main frame (F09).
        notice_apart: お知らせ comes in a window of its own (F09).
        must_change: The password has run out: nothing goes on before it is changed.
    """

    id: str = ""
    staff: str = ""
    name: str = ""
    number: int = 0
    began: float = 0.0
    used: float = 0.0
    noticed: bool = False
    asks_year: bool = False
    year: int | None = None
    right: str = ""
    nested: bool = False
    notice_apart: bool = False
    must_change: bool = False
    on: OnScreen = field(default_factory=OnScreen)

    def new_token(self, names: dict[str, str]) -> str:
        """Give the token of the screen that is rendered now, with these names."""
        self.on.token = secrets.token_hex(6)
        self.on.pages[self.on.token] = names
        for old in list(self.on.pages)[:-_PAGES_KEPT]:
            del self.on.pages[old]
        return self.on.token


class Sessions:
    """Signs staff in and out; a forced second sign-in ends the first.

    Attributes:
        expires_every: At every n-th sign-in of a member of staff the password has run
            out; 0 for never.
    """

    def __init__(self) -> None:
        self.expires_every = 0
        self._signed_in: Counter[str] = Counter()
        self._locked_until: dict[str, float] = {}
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}
        self._failures: dict[str, int] = {}
        self._last = 0

    def sign_in(
        self, staff: str, password: str, *, forced: bool = False
    ) -> Session | str:
        """Return the session, or the message that refuses it or asks back.

        Args:
            staff: 職員番号.
            password: The password.
            forced: 強制ログイン: end the session that is open elsewhere.
        """
        with self._lock:
            now = time.monotonic()
            if now < self._locked_until.get(staff, 0.0):
                return (
                    "E0002 職員番号が利用停止になっています。30分たつと利用できます。"
                )
            known = STAFF.get(staff)
            if known is None or known[0] != password:
                self._failures[staff] = self._failures.get(staff, 0) + 1
                if self._failures[staff] >= TRIES:
                    self._failures[staff] = 0
                    self._locked_until[staff] = now + LOCKED_SECONDS
                return "E0001 職員番号またはパスワードが違います。"
            self._failures[staff] = 0
            elsewhere = [s for s in self._open.values() if s.staff == staff]
            if not forced and any(now - s.used <= IDLE_SECONDS for s in elsewhere):
                return f"{ELSEWHERE} 既にログインしています。強制ログインしますか。"
            for old in elsewhere:
                del self._open[old.id]
            self._last += 1
            self._signed_in[staff] += 1
            every = self.expires_every
            session = Session(
                id=secrets.token_hex(16),
                staff=staff,
                name=known[1],
                number=self._last,
                began=now,
                used=now,
                must_change=bool(every) and self._signed_in[staff] % every == 0,
            )
            self._open[session.id] = session
            return session

    def find(self, session_id: str, *, limited: bool = False) -> Session | None:
        """Return the session and keep it awake; None when it is over.

        Args:
            session_id: The cookie.
            limited: It ends after an hour, however busy it is (F02).
        """
        now = time.monotonic()
        with self._lock:
            session = self._open.get(session_id)
            if (
                session is None
                or now - session.used > IDLE_SECONDS
                or (limited and now - session.began > LONGEST_SECONDS)
            ):
                self._open.pop(session_id, None)
                return None
            session.used = now
            return session

    def sign_out(self, session_id: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(session_id, None)
