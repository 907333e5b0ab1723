"""Addresses in 大田区 taken apart: town, 丁目, 番, 号, 枝番 and building."""

import re
import unicodedata
from dataclasses import dataclass, field

from rpa_suite.jp.address_numbers import split_numbers
from rpa_suite.jp.checked import Checked, Status, error, ok, warn
from rpa_suite.jp.digits import HYPHENS
from rpa_suite.jp.numerals import to_kanji
from rpa_suite.jp.postal import areas_of
from rpa_suite.jp.towns import find_town

_DITTO = {"〃", "同上", "同右", "同左", "同じ", "上に同じ"}
_POSTAL_CODE = re.compile(rf"^〒?\s*[0-9]{{3}}[{re.escape(HYPHENS)}]?[0-9]{{4}}\s*")
_PREFIX = re.compile(r"^(?:東京都)?\s*(?P<ward>[大太]田区)?\s*")
_PLACE_ELSEWHERE = re.compile(r"^[^0-9\s]{1,12}?[都道府県市区郡]")
_HYPHEN_BETWEEN_DIGITS = re.compile(rf"(?<=[0-9])\s*[{re.escape(HYPHENS)}]\s*(?=[0-9])")


@dataclass(frozen=True, kw_only=True)
class Address(Checked):
    """An address; ``value`` is its short form ``蒲田5-13-14 201``.

    A part that is not written is None; ``repr`` shows none of them.

    Attributes:
        town: 町名 as in the list of towns; empty outside the ward or after an error.
        chome: 丁目.
        banchi: 番.
        go: 号.
        eda: 枝番.
        building: 方書, as written but for the width of its digits.
    """

    town: str = field(default="", repr=False)
    chome: int | None = field(default=None, repr=False)
    banchi: int | None = field(default=None, repr=False)
    go: int | None = field(default=None, repr=False)
    eda: int | None = field(default=None, repr=False)
    building: str = field(default="", repr=False)

    @property
    def formal(self) -> str:
        """``東京都大田区蒲田五丁目13番14号 201``; empty without a town."""
        if not self.town:
            return ""
        text = f"東京都大田区{self.town}"
        text += f"{to_kanji(self.chome)}丁目" if self.chome else ""
        text += f"{self.banchi}番" if self.banchi is not None else ""
        text += f"{self.go}" if self.go is not None else ""
        text += f"の{self.eda}" if self.eda is not None else ""
        text += "号" if self.go is not None else ""
        return f"{text} {self.building}".rstrip()


def normalise_address(text: str) -> Address:
    """Take an address in 大田区 apart.

    Kanji numerals inside names of towns and buildings stay. In a town with 丁目 the
    numbers are 丁目-番-号, in others 番-号; what follows is the building.

    Reasons: ``address.blank``, ``.unknown_town``, ``.unparsed`` (errors), ``.ditto``,
    ``.outside``, ``.town_misread``, ``.chome_missing``, ``.chome_unexpected``,
    ``.chome_unlikely``, ``.banchi_missing``, ``.branch_or_room`` (warnings).
    """
    plain = _plain(text)
    if not plain:
        return _refused(
            error("", "address.blank", "住所が空です。原票を見て入力してください。")
        )
    if plain in _DITTO:
        return _refused(
            warn(
                "",
                "address.ditto",
                "同上の書き方です。元の住所を写してよいか見てください。",
            )
        )
    plain = _POSTAL_CODE.sub("", plain)
    prefix = _PREFIX.match(plain)
    ward = prefix["ward"] if prefix else None
    rest = plain[prefix.end() :] if prefix else plain
    found = find_town(rest)
    in_ward = ward is not None
    if found is None or (not in_ward and re.match("[市区郡町村]", found.rest)):
        return _refused(_no_town(rest, in_ward))
    numbers, building = split_numbers(found.rest, has_chome=found.town.has_chome)
    if not numbers and building:
        return _refused(
            error(
                "",
                "address.unparsed",
                "町名の後を番地として読めません。原票を見て直してください。",
            )
        )
    short = _short(numbers, has_chome=found.town.has_chome)
    value = f"{found.town.name}{short} {building}".rstrip()
    is_misread = found.is_misread or ward == "太田区"
    reason = _doubt(is_misread, found.town.has_chome, numbers, building)
    return Address(
        value=value,
        status=Status.WARN if reason else Status.OK,
        reason=reason,
        message=_DOUBTS.get(reason, ""),
        town=found.town.name,
        building=building,
        chome=numbers.get("chome"),
        banchi=numbers.get("banchi"),
        go=numbers.get("go"),
        eda=numbers.get("eda"),
    )


def check_postal_code_of(code: str, address: Address) -> Checked:
    """Compare a 7-digit postal code with an address in the ward.

    Reasons: ``postal_code.other_town`` (warning). Codes of large offices carry the
    town of the office; towns the postal data does not know cannot be compared.
    """
    areas = areas_of(code)
    towns = {area.town for area in areas if area.in_ward}
    known = any(area.town for area in areas)
    if not address.town or not known or address.town in towns:
        return ok(code)
    return warn(
        code,
        "postal_code.other_town",
        "郵便番号と町名が合いません。どちらが正しいか原票で確かめてください。",
    )


def _plain(text: str) -> str:
    """Return ``text`` with plain digits and joints; nothing else is changed.

    Only digits and marks are narrowed: NFKC of the whole would change building names.
    """
    narrow = "".join(
        unicodedata.normalize("NFKC", char)
        if "\uff01" <= char <= "\uff5e" or char.isspace()
        else char
        for char in text
    )
    return _HYPHEN_BETWEEN_DIGITS.sub("-", " ".join(narrow.split()))


def _no_town(rest: str, in_ward: bool) -> Checked:
    if not in_ward and _PLACE_ELSEWHERE.match(rest):
        return warn(
            "", "address.outside", "大田区の外の住所です。担当者が入力してください。"
        )
    return error(
        "",
        "address.unknown_town",
        "大田区の町名が見つかりません。原票の町名を見て直してください。",
    )


_LARGEST_CHOME = 9  # no town of the ward has more; 513-14 lost a hyphen

_DOUBTS = {
    "address.town_misread": "町名を似た字から推し量りました。原票と見比べてください。",
    "address.chome_missing": "この町には丁目があります。丁目を原票で確かめてください。",
    "address.chome_unexpected": "この町に丁目はありません。原票を確かめてください。",
    "address.chome_unlikely": "丁目の数が大きすぎます。原票を確かめてください。",
    "address.banchi_missing": "番地がありません。原票を見てください。",
    "address.branch_or_room": "最後の数字は枝番か部屋番号か、原票を見てください。",
}


def _doubt(
    is_misread: bool, has_chome: bool, numbers: dict[str, int], building: str
) -> str:
    """Return why a person should look, as a key of ``_DOUBTS``; "" for no reason."""
    if is_misread:
        return "address.town_misread"
    if has_chome and "chome" not in numbers:
        return "address.chome_missing"
    if not has_chome and "chome" in numbers:
        return "address.chome_unexpected"
    if numbers.get("chome", 1) > _LARGEST_CHOME:
        return "address.chome_unlikely"
    if "banchi" not in numbers:
        return "address.banchi_missing"
    if re.match(r"[0-9]{1,2}(\s|$)", building):
        return "address.branch_or_room"
    return ""


def _short(numbers: dict[str, int], *, has_chome: bool) -> str:
    """Return 5-13-14; with suffixes where hyphens would be read otherwise."""
    names = ["chome", "banchi", "go"] if has_chome else ["banchi", "go"]
    present = [name for name in names if name in numbers]
    regular = present == names[: len(present)] and ("chome" not in numbers or has_chome)
    eda = f"の{numbers['eda']}" if "eda" in numbers else ""
    if regular:
        return "-".join(str(numbers[name]) for name in present) + eda
    text = f"{numbers['chome']}丁目" if "chome" in numbers else ""
    text += f"{numbers['banchi']}番" if "banchi" in numbers else ""
    return text + (f"{numbers['go']}号{eda}" if "go" in numbers else "")


def _refused(checked: Checked) -> Address:
    return Address(
        value=checked.value,
        status=checked.status,
        reason=checked.reason,
        message=checked.message,
    )
