"""One training system: its people, what was registered, who is signed in."""

import datetime as dt
from pathlib import Path

from rpa_suite.jp.eras import JST
from rpa_suite.training.declared import World
from rpa_suite.training.entries import Entries
from rpa_suite.training.holdings import Holdings, invent_holdings
from rpa_suite.training.journal import Journal
from rpa_suite.training.misbehaving import Misbehaviour
from rpa_suite.training.people import make_people
from rpa_suite.training.print_queue import PrintQueue
from rpa_suite.training.profiles import Profile
from rpa_suite.training.register import Register
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.sessions import Sessions

SEED_STAFF = "seed"


class TrainingSystem:
    """Everything that the pages work on.

    Attributes:
        register: The invented people.
        holdings: Their vehicles, certificates, applications.
        entries: What was registered, by the rehearsal or before it.
        faults: How it misbehaves.
        journal: The request log.
        prints: 帳票 that were ordered together.
    """

    def __init__(
        self,
        seed: int,
        path: Path | None = None,
        *,
        profile: Profile = Profile.CALM,
        pace: float = 1.0,
    ) -> None:
        self.seed = seed
        self.register: Register = make_people(seed)
        self.holdings: Holdings = invent_holdings(self.register, seed)
        self.entries = Entries(path)
        self.sessions = Sessions()
        self.faults = Misbehaviour(seed=seed, profile=profile, pace=pace)
        self.journal = Journal()
        self.prints = PrintQueue()
        if not self.entries.find():
            self._register_earlier_cases()

    def world(self, *, behind_popup: bool = False) -> World:
        """Return what screens may ask, as of now.

        Args:
            behind_popup: Screens of 支援措置対象者 open, behind a popup (F24).
        """
        return World(
            register=self.register,
            holdings=self.holdings,
            entries=self.entries,
            today=dt.datetime.now(JST).date(),
            behind_popup=behind_popup,
        )

    def reset(self) -> None:
        """Forget every entry but the seed's, who is signed in, the log, the faults."""
        self.forget()
        self.sessions = Sessions()
        self.faults.reset()

    def forget(self) -> None:
        """Forget every entry but the seed's, with the log of how they came."""
        self.entries.clear()
        self.journal.clear()
        self.prints = PrintQueue()
        self._register_earlier_cases()

    def _register_earlier_cases(self) -> None:
        for screen in SCREENS.values():
            for about, values in screen.before(self.register, self.holdings):
                self._seed(screen.id, about.number, dict(values))

    def _seed(self, screen: str, subject: str, values: dict[str, str]) -> None:
        self.entries.add(
            prefix=SCREENS[screen].prefix,
            screen=screen,
            subject=subject,
            values=values,
            staff=SEED_STAFF,
        )
