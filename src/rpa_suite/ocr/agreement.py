"""Two fields that say the same make each other sure, or not.

郵便番号 and 住所 name a town, 金融機関 and its code a bank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rpa_suite.jp.addresses import normalise_address
from rpa_suite.jp.banks import bank_named, is_bank
from rpa_suite.jp.postal import areas_of, check_postal_code
from rpa_suite.model.forms import Field, Reading
from rpa_suite.ocr.doubts import REPAIRED
from rpa_suite.ocr.read_field import FieldReader

# A postal code misread by one digit names another town about once in three times, and
# hardly ever the one that was written beside it.
_BY_CHANCE = 0.01
_LEAST = 0.5
_WRITTEN_APART = 0.03  # of the codes are written with another town
_DIGITS = 7
_POSTAL_CODE, _ADDRESS = "postal_code", "address"
_BANK_CODE, _BANK_NAME = "bank_code", "bank_name"
_APART = "郵便番号の町名と住所の町名が合いません。どちらも原票と見比べてください。"

_BANKS_APART = (
    "金融機関コード {code} は「{bank}」です。書かれた名前と原票を見比べてください。"
)
_NO_BANK = (
    "金融機関コード {code} は今の一覧にありません。統廃合がないか確かめてください。"
)


def codes_beside(
    readers: Mapping[int, FieldReader], fields: Sequence[Field]
) -> dict[str, Reading]:
    """Return the reading of the postal code that stands beside each address."""
    ids = {field.id for field in fields}
    return {
        address: readers[field.page].read(field)
        for field in fields
        if (address := _address_of(field.id)) in ids
    }


def with_agreements(readings: list[Reading]) -> list[Reading]:
    """Return the readings, those that say the same weighed against each other.

    The town written beside makes a postal code sure; in the ward, a town that is not
    the code's puts both in doubt. So does the name of a bank with its code.
    """
    by_id = {reading.field_id: reading for reading in readings}
    changed = _with_bank(by_id)
    for code in readings:
        address = by_id.get(_address_of(code.field_id) or "")
        if address is not None:
            changed |= _with_town(code, address)
    return [changed.get(reading.field_id, reading) for reading in readings]


def _address_of(field_id: str) -> str | None:
    """Return the id of the address that a postal code belongs to, by the code's id."""
    if not field_id.endswith(_POSTAL_CODE):
        return None
    return field_id.removesuffix(_POSTAL_CODE) + _ADDRESS


def _with_town(code: Reading, address: Reading) -> dict[str, Reading]:
    if not code.value or not address.value:
        return {}
    # An address that the code itself has put right says nothing of the code.
    is_moved = bool(address.signs.get("moved", 0.0))
    town = normalise_address(address.value).town
    if town and not is_moved and not _is_of(code.value, town):
        code = _of_town(code, town)
    if code.confidence < _LEAST or not check_postal_code(code.value or "").is_ok:
        return {code.field_id: code}
    areas = areas_of(code.value or "")
    if town and town in {area.town for area in areas}:
        return {} if is_moved else {code.field_id: _surer(code)}
    if town or any(area.in_ward for area in areas):
        return {
            reading.field_id: replace(reading, doubt=reading.doubt or _APART)
            for reading in (code, address)
        }
    return {}


def _of_town(code: Reading, town: str) -> Reading:
    """Return the code as the candidate that stands for the town, if one does.

    Misread digits are more frequent than codes of another town.
    """
    for candidate in code.candidates:
        apart = _WRITTEN_APART * code.confidence
        if candidate.probability > apart and _is_of(candidate.text, town):
            together = candidate.probability / (candidate.probability + apart)
            return replace(
                code,
                text=candidate.text,
                value=candidate.text,
                confidence=round(together, 4),
                doubt=code.doubt or REPAIRED,
            )
    return code


def _is_of(code: str, town: str) -> bool:
    return len(code) == _DIGITS and town in {area.town for area in areas_of(code)}


def _with_bank(by_id: Mapping[str, Reading]) -> dict[str, Reading]:
    code, name = by_id.get(_BANK_CODE), by_id.get(_BANK_NAME)
    if code is None or not code.value or code.confidence < _LEAST:
        return {}
    bank = bank_named(code.value)
    if not bank:
        said = _NO_BANK.format(code=code.value)
        return {_BANK_CODE: replace(code, doubt=code.doubt or said)}
    if name is None or not name.value:
        return {}
    if is_bank(name.value, code.value):
        return {_BANK_CODE: _surer(code), _BANK_NAME: _surer(name)}
    said = _BANKS_APART.format(code=code.value, bank=bank)
    return {
        reading.field_id: replace(reading, doubt=reading.doubt or said)
        for reading in (code, name)
    }


def _surer(code: Reading) -> Reading:
    wrong = (1 - code.confidence) * _BY_CHANCE
    sure = code.confidence / (code.confidence + wrong)
    agreed = {**code.signs, "agreed": 1.0}
    return replace(code, confidence=round(sure, 4), signs=agreed)
