"""Decides which fault strikes when; the same seed and order of requests repeat it."""

import random
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rpa_suite.training.faults import FAULTS, FaultId, Occasion
from rpa_suite.training.profiles import PROFILES, Profile
from rpa_suite.training.triggers import Trigger, read_trigger

# Words for the n-th 登録 in the short form ``{"2": "reset_after"}``.
_SHORT = {
    "session_lost": (FaultId.SESSION_LOST, "before"),
    "changed_by_other": (FaultId.CHANGED_BY_OTHER, ""),
    "reset_before": (FaultId.BROKEN_ANSWER, "reset_before"),
    "reset_after": (FaultId.BROKEN_ANSWER, "reset_after"),
    "closed": (FaultId.CLOSED, "register"),
    "slow": (FaultId.SLOW, "register"),
}


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault that strikes now.

    Attributes:
        draw: For what is random about it; the same in every run that repeats.
    """

    fault: FaultId
    way: str
    draw: random.Random

    def __str__(self) -> str:
        return f"{self.fault}:{self.way}" if self.way else self.fault.value


class Misbehaviour:
    """The faults that are on, and how often each had an occasion.

    Attributes:
        pace: Factor on every delay; 1 is as slow as real systems.
        profile: The one loaded last.
        struck: How often each fault struck.
    """

    def __init__(
        self, *, seed: int, profile: Profile = Profile.CALM, pace: float = 1.0
    ) -> None:
        self._seed = seed
        self._start = profile, pace
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Go back to how the system was started."""
        profile, self.pace = self._start
        self.load(profile)

    def load(self, profile: Profile) -> None:
        """Switch to a profile and count from the beginning."""
        with self._lock:
            self.profile = profile
            self._triggers = dict(PROFILES[profile])
            self._occasions: Counter[tuple[FaultId, Occasion]] = Counter()
            self.struck: Counter[FaultId] = Counter()

    def is_on(self, fault: FaultId) -> bool:
        """Whether this fault may strike at all."""
        return bool(self._triggers.get(fault))

    def switch(self, fault: FaultId, triggers: Sequence[Trigger]) -> None:
        """Set when one fault strikes (never, if empty) and count it anew."""
        with self._lock:
            self._triggers[fault] = tuple(triggers)
            for occasion in Occasion:
                self._occasions.pop((fault, occasion), None)

    def strike(self, fault: FaultId, occasion: Occasion) -> Strike | None:
        """Count one occasion and say whether the fault strikes at it."""
        ways = FAULTS[fault].ways_at(occasion)
        with self._lock:
            self._occasions[fault, occasion] += 1
            number = self._occasions[fault, occasion]
            # Drawn from the number, not from a stream: other requests change nothing.
            draw = random.Random(f"{self._seed}/{fault}/{occasion}/{number}")
            for trigger in self._triggers.get(fault, ()):
                chance = draw.random()
                fitting = [w for w in ways if not trigger.way or w.name == trigger.way]
                if fitting and trigger.strikes(number, chance):
                    self.struck[fault] += 1
                    return Strike(fault, draw.choice(fitting).name, draw)
        return None

    # Between the instructor and the switches.

    def order(self, ordered: Mapping[str, Any]) -> None:
        """Do what an instructor's JSON says.

        ``{"profile": "realistic", "pace": 0.1, "faults": {"F19": {"at": [2]}}}``, each
        part optional; a fault's value is one trigger, a list of them, or null for off.
        ``{"2": "reset_after"}`` is short for: calm, but this at the second 登録.

        Raises:
            ValueError: It names what does not exist; nothing was changed.
        """
        if all(key.isdigit() for key in ordered):
            self._order_short(ordered)
            return
        unknown = set(ordered) - {"profile", "pace", "faults"}
        if unknown:
            raise ValueError(f"{sorted(unknown)} は指定できません。")
        profile = Profile(ordered["profile"]) if "profile" in ordered else None
        pace = float(ordered.get("pace", self.pace))
        if pace < 0:
            raise ValueError("pace は0以上です。")
        switched = {
            FaultId(name): _read_triggers(FaultId(name), wanted)
            for name, wanted in ordered.get("faults", {}).items()
        }
        self.pace = pace
        if profile:
            self.load(profile)
        for fault, triggers in switched.items():
            self.switch(fault, triggers)

    def _order_short(self, ordered: Mapping[str, Any]) -> None:
        unknown = set(ordered.values()) - set(_SHORT)
        if unknown:
            raise ValueError(f"{sorted(unknown)} という障害はありません。")
        self.load(Profile.CALM)
        planned: dict[FaultId, list[Trigger]] = {}
        for number, name in ordered.items():
            fault, way = _SHORT[name]
            planned.setdefault(fault, []).append(
                Trigger(at=frozenset({int(number)}), way=way)
            )
        for fault, triggers in planned.items():
            self.switch(fault, triggers)

    def as_json(self) -> dict[str, Any]:
        """Return the catalogue with what is on and how often it struck."""
        return {
            "profile": self.profile,
            "pace": self.pace,
            "faults": {
                fault.id: {
                    "title": fault.title,
                    "ways": {
                        way.name: {"at": way.at, "what": way.what} for way in fault.ways
                    },
                    "triggers": [t.as_json() for t in self._triggers.get(fault.id, ())],
                    "struck": self.struck[fault.id],
                }
                for fault in FAULTS.values()
            },
        }


def _read_triggers(fault: FaultId, wanted: Any) -> tuple[Trigger, ...]:
    listed = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    return tuple(read_trigger(fault, each) for each in listed)
