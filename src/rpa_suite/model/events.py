"""What a run says while it works: one JSON object a line on standard output.

The launcher and ``rpa-suite run`` without ``--events`` read the same lines.  No event
carries personal data: items appear by number, values never.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class RunStarted:
    run_id: str
    robot_id: str
    title: str
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemStarted:
    run_id: str
    item_id: str
    number: int
    position: int  # n of total
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTaken:
    """The current step in the clerk's words (宛名を検索)."""

    run_id: str
    item_id: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemFinished:
    run_id: str
    item_id: str
    number: int
    position: int
    total: int
    state: str
    state_label: str
    reason_code: str
    reason: str
    receipt: str | None
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class RunPaused:
    """The run waits because a person said so, or goes on."""

    run_id: str
    paused: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciled:
    """Our entries were held against the business system's list.

    Attributes:
        absent: Receipts of ours that the system does not have.
        different: Receipts of ours under which the system stored other values.
        unknown: Receipts of the system that no item has.
    """

    run_id: str
    entries: int
    absent: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFinished:
    run_id: str
    state: str
    message: str
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """An error that ends the command: what happened and what to do next."""

    message: str
    exit_code: int


Event = (
    RunStarted
    | ItemStarted
    | StepTaken
    | ItemFinished
    | RunPaused
    | Reconciled
    | RunFinished
    | Problem
)

EVENT_NAMES: dict[str, type[Any]] = {
    "run_started": RunStarted,
    "item_started": ItemStarted,
    "step_taken": StepTaken,
    "item_finished": ItemFinished,
    "run_paused": RunPaused,
    "reconciled": Reconciled,
    "run_finished": RunFinished,
    "problem": Problem,
}
_NAME_OF = {kind: name for name, kind in EVENT_NAMES.items()}


def to_json(event: Event) -> dict[str, Any]:
    """Return the event as a JSON object with its name under ``event``."""
    return {"event": _NAME_OF[type(event)], **asdict(event)}


def from_json(line: dict[str, Any]) -> Event:
    """Return the event that ``to_json`` wrote.

    Raises:
        KeyError: The line is no event of ours.
    """
    fields = dict(line)
    event: Event = EVENT_NAMES[fields.pop("event")](**fields)
    return event
