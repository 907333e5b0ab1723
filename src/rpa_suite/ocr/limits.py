"""Numbers that a rule limits (月は1から12): what lies outside gives way to what fits.

A month 71 is a month 11 whose stroke was misread.  Limits that hold on every form are
known while cells are read; those that hold beside a mark (第一種は50cc以下) are asked
when the form is read.  A person looks at what gave way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rpa_suite.model.forms import FormTemplate, Reading
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.doubts import REPAIRED

_RULE = "number_between"
# Weaker than this, the candidate is no more than what was left over.
_LEAST = 0.01


Limits = Mapping[str, tuple[int, int]]  # field id to the least and the most


def limits_of(template: FormTemplate) -> Limits:
    """Return the limits that hold on every form of a template."""
    return {
        name: (int(rule.arguments["min"]), int(rule.arguments["max"]))
        for rule in template.rules
        if rule.kind == _RULE and "when" not in rule.arguments
        for name in rule.fields
    }


def within_limits(readings: list[Reading], case: Case) -> list[Reading]:
    """Return the readings, numbers outside their limits read again where possible.

    Args:
        readings: Of the whole form.
        case: Their values; says which rules apply, and to which fields.
    """
    again = {
        reading.field_id: reading
        for before in readings
        for reading in _read_again(before, _limits(case, before.field_id))
    }
    return [again.get(each.field_id, each) for each in readings]


def _limits(case: Case, field_id: str) -> list[tuple[int, int]]:
    return [
        (int(rule.arguments["min"]), int(rule.arguments["max"]))
        for rule in case.template.rules
        if rule.kind == _RULE and field_id in case.fields(rule) and case.applies(rule)
    ]


def _read_again(reading: Reading, limits: list[tuple[int, int]]) -> Iterator[Reading]:
    if not limits or not reading.value or _fits(reading.value, limits):
        return
    for candidate in reading.candidates:
        if candidate.probability >= _LEAST and _fits(candidate.text, limits):
            yield replace(
                reading,
                text=candidate.text,
                value=candidate.text,
                confidence=candidate.probability,
                doubt=reading.doubt or REPAIRED,
            )
            return


def _fits(text: str, limits: list[tuple[int, int]]) -> bool:
    return text.isdecimal() and all(
        least <= int(text) <= most for least, most in limits
    )
