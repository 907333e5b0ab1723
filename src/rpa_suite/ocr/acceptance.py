"""How sure a reading must be to be accepted without a look, by kind of field.

``acceptance.toml`` beside this module is written by ``bench.reading.calibrate`` from
forms whose truth is known; a template may ask for more, or less, field by field.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rpa_suite.model.forms import FieldKind

_MARKS = (FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE)
# A share of wrong values that a city may call safe: 0.1 %.
SAFE = 0.001


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """What was measured for one kind of field.

    Attributes:
        review_below: A reading less sure than this goes to a person.
        accepted: Fields at or above it, among those measured.
        wrong: How many of them were wrong.
        bound: No more than this share of the accepted is wrong, with 95 % certainty
            (Clopper-Pearson), on writing like that of the forms measured.
    """

    review_below: float
    accepted: int
    wrong: int
    bound: float

    @property
    def is_guaranteed(self) -> bool:
        """Whether so many were measured that the share of wrong ones is surely safe."""
        return self.bound <= SAFE


def kind_of_field(field_id: str, kind: FieldKind, person: str | None) -> str:
    """Return what a field counts as: name, address, amount, marks, ..."""
    if kind in _MARKS:
        return "marks"
    if kind is FieldKind.TEXT:
        if person:
            return "name"
        return "address" if "address" in field_id else "text"
    return kind.value


@cache
def measured() -> Mapping[str, Acceptance]:
    """Return what was measured, by kind of field."""
    text = (files("rpa_suite.ocr") / "acceptance.toml").read_text(encoding="utf-8")
    return {name: Acceptance(**facts) for name, facts in tomllib.loads(text).items()}


def review_below(field_id: str, kind: FieldKind, person: str | None) -> float:
    """Return below which certainty a person looks, where a template says nothing."""
    return measured()[kind_of_field(field_id, kind, person)].review_below
