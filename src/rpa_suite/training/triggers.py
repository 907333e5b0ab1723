"""When a fault strikes: by chance, every n-th time, or at named times."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rpa_suite.training.faults import FAULTS, FaultId


@dataclass(frozen=True, kw_only=True, slots=True)
class Trigger:
    """When one fault strikes; several conditions add up.

    Attributes:
        probability: 0 to 1, at each occasion.
        every: At each n-th occasion; 0 never.
        at: At these occasions, counted from 1.
        way: Only in this way; empty for any that the occasion brings.
    """

    probability: float = 0.0
    every: int = 0
    at: frozenset[int] = frozenset()
    way: str = ""

    def strikes(self, number: int, chance: float) -> bool:
        """Whether it strikes at occasion ``number``; ``chance`` is drawn from 0..1."""
        return (
            number in self.at
            or (self.every > 0 and number % self.every == 0)
            or chance < self.probability
        )

    def as_json(self) -> dict[str, Any]:
        """Return what ``read_trigger`` reads."""
        return {
            "probability": self.probability,
            "every": self.every,
            "at": sorted(self.at),
            "way": self.way,
        }


Triggers = Mapping[FaultId, tuple[Trigger, ...]]
ALWAYS = Trigger(every=1)


def read_trigger(fault: FaultId, stored: Mapping[str, Any]) -> Trigger:
    """Read ``{"probability": 0.1}``, ``{"every": 3}`` or ``{"at": [2], "way": "…"}``.

    Raises:
        ValueError: The words or numbers are no trigger of this fault.
    """
    unknown = set(stored) - {"probability", "every", "at", "way"}
    if unknown:
        raise ValueError(f"{fault}: {sorted(unknown)} は指定できません。")
    try:
        trigger = Trigger(
            probability=float(stored.get("probability", 0)),
            every=int(stored.get("every", 0)),
            at=frozenset(int(number) for number in stored.get("at", ())),
            way=str(stored.get("way", "")),
        )
    except TypeError as error:
        raise ValueError(f"{fault}: {error}") from error
    if not 0 <= trigger.probability <= 1 or trigger.every < 0:
        raise ValueError(f"{fault}: 確率は0〜1、間隔は0以上です。")
    if trigger.way and trigger.way not in {way.name for way in FAULTS[fault].ways}:
        raise ValueError(f"{fault}: 「{trigger.way}」という現れ方はありません。")
    return trigger
