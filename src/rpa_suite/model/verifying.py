"""What people said of doubtful fields (確認), and when that is enough.

A field that one person settles needs one look.  A field for two people (二人確認) needs
two that agree, the second without having seen the first; where they differ, a third
person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rpa_suite.model.forms import Verify


class LookOutcome(StrEnum):
    """What a person said after looking at the paper."""

    VALUE = "value"  # this stands there; an empty value: nothing stands there
    UNREADABLE = "unreadable"  # 読めない
    ASK = "ask"  # 本人に確認
    UNDONE = "undone"  # takes the person's last look at the field back

    @property
    def label(self) -> str:
        """In the clerk's words."""
        return {
            "value": "確認",
            "unreadable": "読めない",
            "ask": "本人に確認",
            "undone": "取り消し",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldLook:
    """One person's look at one field of one form.

    Attributes:
        seconds: How long it took; idle time is cut.
        value: As the field's kind writes it (ISO date, digits, option value).
    """

    item_id: str
    field_id: str
    who: str
    at: datetime
    seconds: float
    outcome: LookOutcome
    value: str = ""

    @property
    def said(self) -> tuple[LookOutcome, str]:
        """What was said, to be compared with another look."""
        return self.outcome, self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldStanding:
    """How far the people are with a field.

    Attributes:
        looks: Those that count, oldest first.
        decided: The look that settles the field, if any.
    """

    looks: tuple[FieldLook, ...]
    decided: FieldLook | None

    @property
    def stage(self) -> int:
        """Return 1, 2 or 3: the how-manieth look is wanted next."""
        return min(len(self.looks) + 1, 3)

    @property
    def is_settled(self) -> bool:
        """Whether a value stands, so that the form can go on."""
        return self.decided is not None and self.decided.outcome is LookOutcome.VALUE

    @property
    def is_put_aside(self) -> bool:
        """Whether the people agree that the paper alone does not tell."""
        return self.decided is not None and not self.is_settled

    def may_look(self, who: str) -> bool:
        """Whether this person's look is wanted now: nobody checks himself."""
        if self.is_settled:
            return False
        return self.is_put_aside or all(each.who != who for each in self.looks)


def standing(verify: Verify, looks: Sequence[FieldLook]) -> FieldStanding:
    """Return how far the people are, from every look at one field, oldest first."""
    kept: list[FieldLook] = []
    for look in looks:
        if look.outcome is LookOutcome.UNDONE:
            last = next((k for k in reversed(kept) if k.who == look.who), None)
            if last:
                kept.remove(last)
        else:
            kept.append(look)
    return FieldStanding(looks=tuple(kept), decided=_decided(verify, kept))


def _decided(verify: Verify, looks: Sequence[FieldLook]) -> FieldLook | None:
    if not looks:
        return None
    if verify is not Verify.DOUBLE:
        return looks[-1]
    # Who looks again corrects himself; only other people's looks check a look.
    latest = {look.who: look for look in looks}
    by_person = list(latest.values())
    if len(by_person) < 2:
        return None
    if by_person[0].said == by_person[1].said:
        return by_person[1]
    return by_person[-1] if len(by_person) > 2 else None
