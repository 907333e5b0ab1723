"""One training system: its people, what was registered, who is signed in."""

import datetime as dt
from pathlib import Path

from rpa_suite.jp.eras import JST
from rpa_suite.training.declared import Subject, World
from rpa_suite.training.entries import Entries
from rpa_suite.training.faults import Faults
from rpa_suite.training.people import Register, make_people
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.sessions import Sessions

SEED_STAFF = "seed"


class TrainingSystem:
    """Everything that the pages work on.

    Attributes:
        register: The invented people.
        entries: What was registered, by the rehearsal or before it.
    """

    def __init__(self, seed: int, path: Path | None = None) -> None:
        self.seed = seed
        self.register: Register = make_people(seed)
        self.entries = Entries(path)
        self.sessions = Sessions()
        self.faults = Faults()
        if not self.entries.find():
            self._register_earlier_cases()

    def world(self) -> World:
        """Return what screens may ask, as of now."""
        today = dt.datetime.now(JST).date()
        return World(register=self.register, entries=self.entries, today=today)

    def reset(self) -> None:
        """Forget every entry but those that belong to the seed."""
        self.entries.clear()
        self.faults.change({})
        self._register_earlier_cases()

    def _register_earlier_cases(self) -> None:
        for number in sorted(self.register.eligible):
            self._seed("child_allowance", number, {"請求者/宛名番号": number})
        for place in sorted(self.register.moved_already):
            person = self.register.employees[place].person
            self._seed(
                "employee_transfer", person.number, {"従業員/宛名番号": person.number}
            )

    def _seed(self, screen: str, subject: str, values: dict[str, str]) -> None:
        self.entries.add(
            prefix=SCREENS[screen].prefix,
            screen=screen,
            subject=subject,
            values=values,
            staff=SEED_STAFF,
        )


def shown_of(subject: Subject) -> dict[str, str]:
    """Return what the register says of the subject, by section/label."""
    return {
        f"{section}/{label}": text
        for section, texts in subject.shown.items()
        for label, text in texts.items()
    }
