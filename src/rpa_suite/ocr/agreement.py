"""Two fields that say the same make each other sure, or not.

郵便番号 and 住所 name a town, 金融機関 and its code a bank, 支店 and its code a branch.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rpa_suite.jp.addresses import normalise_address
from rpa_suite.jp.banks import bank_named, branch_named, is_bank, is_branch
from rpa_suite.jp.postal import areas_of, check_postal_code
from rpa_suite.model.forms import Reading
from rpa_suite.ocr.codes_beside import (
    ADDRESS,
    BANK_CODE,
    BANK_NAME,
    BRANCH_CODE,
    BRANCH_NAME,
    POSTAL_CODE,
    pairs_of,
)
from rpa_suite.ocr.doubts import REPAIRED

# A code misread by one digit names another town about once in three times, and hardly
# ever the one that was written beside it.
_BY_CHANCE = 0.01
_LEAST = 0.5
_WRITTEN_APART = 0.03  # of the codes are written with another town, bank or branch
_DIGITS = 7
_APART = "郵便番号の町名と住所の町名が合いません。どちらも原票と見比べてください。"
_BANKS_APART = (
    "{title} {code} は「{named}」です。書かれた名前と原票を見比べてください。"
)
_NO_BANK = "{title} {code} は今の一覧にありません。統廃合がないか確かめてください。"


def with_agreements(readings: list[Reading]) -> list[Reading]:
    """Return the readings, those that say the same weighed against each other.

    The town written beside makes a postal code sure; in the ward, a town that is not
    the code's puts both in doubt. So do the names of bank and branch with their codes.
    """
    by_id = {reading.field_id: reading for reading in readings}
    ids = list(by_id)
    for name, code in pairs_of(ADDRESS, POSTAL_CODE, ids):
        by_id |= _with_town(by_id[code], by_id[name])
    for name, code in pairs_of(BANK_NAME, BANK_CODE, ids):
        by_id |= _with_bank(_Listed.of_bank(), by_id[code], by_id[name])
    for name, code in pairs_of(BRANCH_NAME, BRANCH_CODE, ids):
        bank = by_id.get(name.removesuffix(BRANCH_NAME) + BANK_CODE)
        if bank is not None and bank.value:
            listed = _Listed.of_branch(bank.value)
            by_id |= _with_bank(listed, by_id[code], by_id[name])
    return [by_id[field_id] for field_id in ids]


def _with_town(code: Reading, address: Reading) -> dict[str, Reading]:
    if not code.value or not address.value:
        return {}
    # An address that the code itself has put right says nothing of the code.
    is_moved = bool(address.signs.get("moved", 0.0))
    town = normalise_address(address.value).town
    if town and not is_moved and not _is_of(code.value, town):
        code = _of_name(code, lambda text: _is_of(text, town))
    if code.confidence < _LEAST or not check_postal_code(code.value or "").is_ok:
        return {code.field_id: code}
    areas = areas_of(code.value or "")
    if town and town in {area.town for area in areas}:
        return {} if is_moved else {code.field_id: _surer(code)}
    if town or any(area.in_ward for area in areas):
        return _doubted(_APART, code, address)
    return {}


def _is_of(code: str, town: str) -> bool:
    return len(code) == _DIGITS and town in {area.town for area in areas_of(code)}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Listed:
    """What a list of banks or branches says of a code.

    Attributes:
        named: The code's name, or nothing.
        is_named: Whether people may write a name for a code.
    """

    title: str
    named: Callable[[str], str]
    is_named: Callable[[str, str], bool]

    @classmethod
    def of_bank(cls) -> "_Listed":
        return cls(title="金融機関コード", named=bank_named, is_named=is_bank)

    @classmethod
    def of_branch(cls, bank: str) -> "_Listed":
        return cls(
            title="支店コード",
            named=lambda code: branch_named(bank, code),
            is_named=lambda name, code: is_branch(name, bank, code),
        )


def _with_bank(listed: _Listed, code: Reading, name: Reading) -> dict[str, Reading]:
    if not code.value:
        return {}
    written = name.value or ""
    # A name that the code itself has put right says nothing of the code.
    is_moved = bool(name.signs.get("moved", 0.0))
    if written and not is_moved and not listed.is_named(written, code.value):
        code = _of_name(code, lambda text: listed.is_named(written, text))
    if code.confidence < _LEAST:
        return {}
    assert code.value is not None
    named = listed.named(code.value)
    if not named:
        said = _NO_BANK.format(title=listed.title, code=code.value)
        return _doubted(said, code)
    if not written:
        return {}
    if listed.is_named(written, code.value):
        if is_moved:
            return {}
        return {each.field_id: _surer(each) for each in (code, name)}
    said = _BANKS_APART.format(title=listed.title, code=code.value, named=named)
    return _doubted(said, code, name)


def _of_name(code: Reading, is_named: Callable[[str], bool]) -> Reading:
    """Return the code as the candidate that stands for the name, if one does.

    Misread digits are more frequent than codes of something else.
    """
    for candidate in code.candidates:
        apart = _WRITTEN_APART * code.confidence
        if candidate.probability > apart and is_named(candidate.text):
            together = candidate.probability / (candidate.probability + apart)
            return replace(
                code,
                text=candidate.text,
                value=candidate.text,
                confidence=round(together, 4),
                doubt=code.doubt or REPAIRED,
            )
    return code


def _doubted(said: str, *readings: Reading) -> dict[str, Reading]:
    return {
        reading.field_id: replace(reading, doubt=reading.doubt or said)
        for reading in readings
    }


def _surer(reading: Reading) -> Reading:
    wrong = (1 - reading.confidence) * _BY_CHANCE
    sure = reading.confidence / (reading.confidence + wrong)
    agreed = {**reading.signs, "agreed": 1.0}
    return replace(reading, confidence=round(sure, 4), signs=agreed)
