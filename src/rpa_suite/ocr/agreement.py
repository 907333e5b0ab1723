"""Two fields that say the same thing make each other sure: 郵便番号 and 住所."""

from dataclasses import replace

from rpa_suite.jp.addresses import normalise_address
from rpa_suite.jp.postal import check_postal_code, town_names
from rpa_suite.model.forms import FormTemplate, Reading

# A postal code misread by one digit names another town about once in three times, and
# hardly ever the one that was written beside it.
_BY_CHANCE = 0.01
_LEAST = 0.5
_POSTAL_CODE, _ADDRESS = "postal_code", "address"


def with_agreements(readings: list[Reading], template: FormTemplate) -> list[Reading]:
    """Return the readings with postal codes made sure by the town written beside."""
    by_id = {reading.field_id: reading for reading in readings}
    code, address = by_id.get(_POSTAL_CODE), by_id.get(_ADDRESS)
    if code is None or address is None or not code.value or not address.value:
        return readings
    if code.confidence < _LEAST or not check_postal_code(code.value).is_ok:
        return readings
    if normalise_address(address.value).town not in town_names(code.value):
        return readings
    wrong = (1 - code.confidence) * _BY_CHANCE
    surer = code.confidence / (code.confidence + wrong)
    field = template.field_named(_POSTAL_CODE)
    kept = None if surer >= field.review_below else code.doubt
    agreed = replace(code, confidence=round(surer, 4), doubt=kept)
    return [agreed if reading is code else reading for reading in readings]
