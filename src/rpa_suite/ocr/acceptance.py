"""How sure a reading must be to be accepted without a look, by kind of field.

``acceptance.toml`` beside this module is written by ``bench.reading.calibrate`` from
forms whose truth is known: for each kind a few weights that turn what was seen into a
probability, and the probability that is enough.  A template may ask for more, or less,
field by field.
"""

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from rpa_suite.model.forms import MARKS, Field, FieldKind, FormTemplate, Policy, Reading
from rpa_suite.ocr import signs

_FILE = files("rpa_suite.ocr") / "acceptance.toml"
# A share of wrong values that a city may call safe: 0.1 %.
SAFE = 0.001
# The name under which all kinds together stand in the file.
ALL = "all"
UNCLEAR = "文字がはっきりしません。原票と見比べてください。"
UNUSUAL = "この欄にはあまりない書き方のようです。原票と見比べてください。"
ALWAYS = "この項目は、確かに読めても必ず確認します。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """What was measured for one kind of field.

    Attributes:
        review_below: A reading less surely right than this goes to a person.
        fields: Fields measured, on forms that the threshold was not chosen on; 0 where
            that was not written down.
        accepted: Those of them that a person need not see.
        wrong: How many of the accepted were wrong.
        bound: No more than this share of the accepted is wrong, with 95 % certainty
            (Clopper-Pearson), on writing like that of the forms measured.
        bias: Log odds of a reading whose signs are all ordinary.
        weights: Sign to its weight in the log odds, and its ordinary value.
        ranges: Sign to the least and the most that were measured of accepted readings.
    """

    review_below: float
    accepted: int
    wrong: int
    bound: float
    fields: int = 0
    bias: float = 0.0
    weights: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def is_guaranteed(self) -> bool:
        """Whether so many were measured that the share of wrong ones is surely safe."""
        return self.bound <= SAFE

    def probability(self, seen: signs.Signs) -> float:
        """Return with what probability a reading with these signs is right."""
        if not self.weights:
            return _share(seen["sure"])
        odds = self.bias + sum(
            weight * (seen.get(name, ordinary) - ordinary)
            for name, (weight, ordinary) in self.weights.items()
        )
        return _share(odds)

    def is_measured(self, seen: signs.Signs) -> bool:
        """Whether accepted readings with signs like these were measured.

        Of a kanji where kana belongs, or of a slash through a free line, the weights
        say as much as of anything; but nobody has counted how often that is wrong.
        """
        return all(
            name in seen and least <= seen[name] <= most
            for name, (least, most) in self.ranges.items()
        )


def kind_of(each: Field) -> str:
    """Return what a field counts as: name, address, amount, marks, ..."""
    return kind_of_field(each.id, each.kind, each.person)


def kind_of_field(field_id: str, kind: FieldKind, person: str | None) -> str:
    """Return what a field with this id and kind counts as."""
    if kind in MARKS:
        return "marks"
    if kind is FieldKind.TEXT:
        if person:
            return "name"
        return "address" if "address" in field_id else "text"
    return kind.value


@cache
def measured() -> Mapping[str, Acceptance]:
    """Return what was measured, by kind of field."""
    listed = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    listed.pop(ALL, None)
    return {name: _of_facts(facts) for name, facts in listed.items()}


@cache
def measured_together() -> Acceptance | None:
    """Return what was measured of all kinds together, each at its threshold."""
    facts = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(ALL)
    return _of_facts(facts) if facts else None


@cache
def fingerprint() -> str:
    """Return what tells one calibration from another."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()


def review_below(field_id: str, kind: FieldKind, person: str | None) -> float:
    """Return below which certainty a person looks, where a template says nothing."""
    return measured()[kind_of_field(field_id, kind, person)].review_below


def weighed(readings: list[Reading], template: FormTemplate) -> list[Reading]:
    """Return the readings with the probability that each is right.

    Who is less sure than the field asks for goes to a person, and so does what is
    unlike all that was measured, and every value of a field whose policy says so.  What
    is doubted already stays as it is.
    """
    fields = {each.id: each for each in template.fields}
    return [
        reading
        if reading.doubt or not reading.value
        else _weighed(reading, fields[reading.field_id])
        for reading in readings
    ]


def _weighed(reading: Reading, each: Field) -> Reading:
    seen = signs.of_reading(reading)
    kind = measured()[kind_of(each)]
    probability = kind.probability(seen)
    doubt = None
    if probability < each.review_below:
        doubt = UNCLEAR
    elif not kind.is_measured(seen):
        doubt = UNUSUAL
    elif each.policy is not Policy.ACCEPT:
        doubt = ALWAYS
    return replace(reading, confidence=round(probability, 5), doubt=doubt, signs=seen)


def _share(odds: float) -> float:
    """Return the probability that log odds stand for."""
    return 1 / (1 + math.exp(-max(-500.0, odds)))


def _of_facts(facts: Mapping[str, object]) -> Acceptance:
    pairs: dict[str, dict[str, tuple[float, float]]] = {
        "weights": {},
        "ranges": {},
    }
    listed = dict(facts)
    for name, signs_of in pairs.items():
        found = listed.pop(name, {})
        assert isinstance(found, dict)
        signs_of |= {sign: (pair[0], pair[1]) for sign, pair in found.items()}
    return Acceptance(**listed, **pairs)  # type: ignore[arg-type]
