"""Two fields that say the same: 郵便番号 and 住所 make each other sure, or not."""

from dataclasses import replace

from rpa_suite.jp.addresses import normalise_address
from rpa_suite.jp.postal import areas_of, check_postal_code
from rpa_suite.model.forms import FormTemplate, Reading

# A postal code misread by one digit names another town about once in three times, and
# hardly ever the one that was written beside it.
_BY_CHANCE = 0.01
_LEAST = 0.5
_POSTAL_CODE, _ADDRESS = "postal_code", "address"
_APART = "郵便番号の町名と住所の町名が合いません。どちらも原票と見比べてください。"


def with_agreements(readings: list[Reading], template: FormTemplate) -> list[Reading]:
    """Return the readings, postal code and address weighed against each other.

    The town written beside makes a code sure; in the ward, a town that is not the
    code's puts both in doubt.
    """
    by_id = {reading.field_id: reading for reading in readings}
    code, address = by_id.get(_POSTAL_CODE), by_id.get(_ADDRESS)
    if code is None or address is None or not code.value or not address.value:
        return readings
    if code.confidence < _LEAST or not check_postal_code(code.value).is_ok:
        return readings
    areas = areas_of(code.value)
    town = normalise_address(address.value).town
    if town and town in {area.town for area in areas}:
        changed = {_POSTAL_CODE: _surer(code, template)}
    elif town or any(area.in_ward for area in areas):
        changed = {
            reading.field_id: replace(reading, doubt=reading.doubt or _APART)
            for reading in (code, address)
        }
    else:
        return readings
    return [changed.get(reading.field_id, reading) for reading in readings]


def _surer(code: Reading, template: FormTemplate) -> Reading:
    wrong = (1 - code.confidence) * _BY_CHANCE
    sure = code.confidence / (code.confidence + wrong)
    field = template.field_named(_POSTAL_CODE)
    kept = None if sure >= field.review_below else code.doubt
    return replace(code, confidence=round(sure, 4), doubt=kept)
