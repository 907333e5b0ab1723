"""How well a paper was read, counted against what people let stand."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from rpa_suite.model.forms import FilledForm
from rpa_suite.model.savings import ReadingCount
from rpa_suite.model.verifying import FieldLook, LookOutcome


def count_reading(
    form: FilledForm, looks: Mapping[str, Sequence[FieldLook]]
) -> ReadingCount:
    """Compare every reading with the value that a person confirmed last.

    A field that nobody looked at stands as it was read and counts as right, as cities
    count it: the figure says how much had to be typed again, not how often the paper
    and the entry differ.
    """
    fields = accepted = right = accepted_right = characters = right_characters = 0
    for reading in form.readings:
        read = reading.value or ""
        final = _last_value(looks.get(reading.field_id, ()), read)
        same = final == read
        fields += 1
        right += same
        if not reading.doubt:
            accepted += 1
            accepted_right += same
        characters += len(final)
        right_characters += len(final) if same else _in_common(read, final)
    return ReadingCount(
        forms=1,
        fields=fields,
        accepted=accepted,
        right=right,
        accepted_right=accepted_right,
        characters=characters,
        right_characters=right_characters,
    )


def _last_value(looks: Sequence[FieldLook], read: str) -> str:
    said = [each.value for each in looks if each.outcome is LookOutcome.VALUE]
    return said[-1] if said else read


def _in_common(read: str, final: str) -> int:
    matcher = SequenceMatcher(None, read, final, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())
