"""Profiles of misbehaviour: calm, realistic, hostile."""

from enum import StrEnum

from rpa_suite.training.faults import FAULTS, FaultId
from rpa_suite.training.triggers import ALWAYS, Trigger, Triggers

_F = FaultId


class Profile(StrEnum):
    """Which faults are on from the start."""

    CALM = "calm"
    REALISTIC = "realistic"
    HOSTILE = "hostile"


def _chance(probability: float, way: str = "") -> tuple[Trigger, ...]:
    return (Trigger(probability=probability, way=way),)


# What DOMAIN.md §6.3 names; how often is our estimate of a busy week.
_REALISTIC: Triggers = {
    _F.SLOW: _chance(0.1),
    _F.SESSION_LOST: (
        Trigger(probability=0.004, way="page"),
        Trigger(probability=0.02, way="before"),
        Trigger(probability=0.02, way="after"),
    ),
    _F.CHANGED_BY_OTHER: _chance(0.03),
    _F.UNEXPECTED: _chance(0.01),
    _F.WIDTH: (ALWAYS,),
    _F.PAGING: (ALWAYS,),
    _F.WARNING: _chance(0.04),
    _F.BROKEN_ANSWER: _chance(0.04),
    _F.NOT_STORED: (Trigger(every=500),),
    _F.SIMILAR_PERSON: _chance(0.5, "list"),
    _F.PROTECTED_POPUP: (ALWAYS,),
}
# The system as it is made (always so), and what comes up now and then.
_MADE_SO = (
    _F.DOUBLE_SUBMIT,
    _F.NO_WAY_BACK,
    _F.DRIFT,
    _F.KEYS,
    _F.WIDTH,
    _F.LOST_GLYPH,
    _F.EXPIRED_CODES,
    _F.PAGING,
    _F.PROTECTED_POPUP,
    _F.DRESS,
    _F.MIXED_TABS,
    _F.YEAR_SWITCH,
)
_RARE = {
    _F.SESSION_LOST: 0.03,
    _F.UNEXPECTED: 0.05,
    _F.TOO_MANY: 0.05,
    _F.CLOSED: 0.01,
    _F.NEW_FIELD: 0.02,
    _F.NOT_STORED: 0.02,
    _F.NO_RIGHT: 0.05,
    _F.SIMILAR_PERSON: 0.3,
    _F.WINDOWS: 0.3,
    _F.REPORT: 0.5,
    _F.CSV: 0.8,
}
_HOSTILE: Triggers = {
    fault: (ALWAYS,) if fault in _MADE_SO else _chance(_RARE.get(fault, 0.1))
    for fault in FAULTS
}

PROFILES: dict[Profile, Triggers] = {
    Profile.CALM: {},
    Profile.REALISTIC: _REALISTIC,
    Profile.HOSTILE: _HOSTILE,
}
