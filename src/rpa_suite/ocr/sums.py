"""Numbers that the form relates (ウ=ア−イ): read together, each makes the others sure.

Every field keeps its likeliest numbers.  Of all combinations, those that satisfy the
relation are weighed against the chance that the writer did not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from rpa_suite.model.forms import FormTemplate, Reading
from rpa_suite.ocr.doubts import REPAIRED_BY_SUM
from rpa_suite.ocr.number_rules import RELATIONS

# Share of the forms on which the writer's own numbers do not fit each other.
_WRITTEN_WRONG = 0.03
# A combination that fits by chance must be this much likelier than one that does not.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class _Fit:
    """One combination of numbers that satisfies a relation."""

    numbers: tuple[int, ...]
    probability: float


def with_sums(readings: list[Reading], template: FormTemplate) -> list[Reading]:
    """Return the readings, related numbers weighed against each other.

    Args:
        readings: Of the whole form.
        template: Its rules name the relations.
    """
    by_id = {reading.field_id: reading for reading in readings}
    for rule in template.rules:
        relation = RELATIONS.get(rule.kind)
        related = [by_id[name] for name in rule.fields if name in by_id]
        if relation is None or len(related) != len(rule.fields):
            continue
        tables = [list(_numbers(reading)) for reading in related]
        if not all(tables):
            continue
        fits = [
            _Fit(tuple(n for n, _ in each), prod(p for _, p in each))
            for each in product(*tables)
            if relation(*(n for n, _ in each))
        ]
        for reading in _weighed(related, fits):
            by_id[reading.field_id] = reading
    return [by_id[reading.field_id] for reading in readings]


def _numbers(reading: Reading) -> Iterator[tuple[int, float]]:
    """Yield the likeliest numbers of a field; nothing for a blank."""
    if reading.value:
        for candidate in reading.candidates:
            if candidate.text.isdecimal():
                yield int(candidate.text), candidate.probability


def _weighed(related: Sequence[Reading], fits: Sequence[_Fit]) -> Iterator[Reading]:
    together = sum(fit.probability for fit in fits)
    if not together:
        return
    # Numbers drawn anyhow fit only once in as many as the last of them can be.
    digits = max(len(reading.value or "") for reading in related)
    fitting = (1 - _WRITTEN_WRONG) * together * 10**digits
    share = fitting / (fitting + _WRITTEN_WRONG)
    best = max(fits, key=lambda fit: fit.probability)
    if share < _LEAST:
        return
    for place, reading in enumerate(related):
        number = best.numbers[place]
        alike = sum(f.probability for f in fits if f.numbers[place] == number)
        sure = share * alike / together
        if int(reading.value or 0) != number:
            yield replace(
                reading,
                text=str(number),
                value=str(number),
                confidence=round(sure, 4),
                doubt=reading.doubt or REPAIRED_BY_SUM,
            )
            continue
        surer = max(sure, reading.confidence)
        agreed = {**reading.signs, "agreed": 1.0}
        yield replace(reading, confidence=round(surer, 4), signs=agreed)
