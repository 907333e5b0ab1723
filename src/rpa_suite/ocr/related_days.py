"""Days that the form's rules relate: one that breaks a rule gives way to one that fits.

A claim of 7 August for a birth of 30 July, read as 1 July, was read wrongly: the rules
say what is usual, the pen what is likely, and both are weighed.  A person looks at what
gave way, for the paper may well say what is unusual.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import log

from rpa_suite.model.forms import FieldKind, Reading, Rule
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.doubts import REPAIRED_BY_DAY
from rpa_suite.ocr.rules import RULES

_KINDS = frozenset({"date_not_after", "one_row_equals", "age_between"})
# So much likelier is a form that keeps such a rule than one that breaks it.
_USUAL = log(20.0)
_LEAST = 0.01  # weaker than this, a candidate is no more than what was left over


def with_related_days(readings: list[Reading], case: Case) -> list[Reading]:
    """Return the readings, a day that breaks rules read again where that mends them.

    Args:
        readings: Of the whole form.
        case: Their values; says which rules apply.
    """
    broken = _broken(case)
    if not broken:
        return readings
    days = {each.id for each in case.template.fields if each.kind is FieldKind.DATE}
    # The rule names what it held; what it was held against may be the wrong one.
    involved = {name for rule in broken for name in _related(case, rule)} & days
    found = [
        each
        for reading in readings
        if reading.field_id in involved and reading.value and reading.confidence > 0
        for each in _instead(reading, case, len(broken))
    ]
    if not found:
        return readings
    _, changed = max(found, key=lambda each: each[0])
    return [changed if r.field_id == changed.field_id else r for r in readings]


def _instead(
    reading: Reading, case: Case, broken: int
) -> Iterator[tuple[float, Reading]]:
    """Yield what else the field may say, with what that gains over what was read."""
    for candidate in reading.candidates:
        if candidate.text == reading.value or candidate.probability < _LEAST:
            continue
        values = {**case.values, reading.field_id: candidate.text}
        mended = broken - len(_broken(replace(case, values=values)))
        gain = log(candidate.probability / reading.confidence) + _USUAL * mended
        if mended > 0 and gain > 0:
            yield (
                gain,
                replace(
                    reading,
                    text=candidate.text,
                    value=candidate.text,
                    confidence=candidate.probability,
                    doubt=reading.doubt or REPAIRED_BY_DAY,
                    # They are of the digits that gave way.
                    glyphs=(),
                ),
            )


def _broken(case: Case) -> list[Rule]:
    """Return the rules on days that do not hold."""
    return [
        rule
        for rule in case.template.rules
        if rule.kind in _KINDS
        and case.applies(rule)
        and any(RULES[rule.kind](case, rule))
    ]


def _related(case: Case, rule: Rule) -> set[str]:
    return {*case.fields(rule), rule.arguments.get("than", "")}
