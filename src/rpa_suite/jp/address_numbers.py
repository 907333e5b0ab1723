"""The numbers that follow a town's name: 丁目, 番, 号, 枝番, and then the building."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rpa_suite.jp.digits import HYPHENS
from rpa_suite.jp.numerals import to_int

# Possessive, so that 201号室 is refused as a whole and not read as 20. Kanji count only
# where a suffix, a joint or the end follows: 三井ビル is not 3.
_PART = re.compile(
    r"(?P<number>[0-9]++(?!号室|号棟|号館|階|F)"
    r"|[〇零一二三四五六七八九十百千]++(?=丁目|番|号(?!室|棟|館)|[のノ之-]|\s|$))"
    r"(?P<suffix>丁目|番地|番|号)?"
    r"(?P<joint>[のノ之-](?=[0-9〇零一二三四五六七八九十百千]))?"
)
_PLACES = {"丁目": 0, "番": 1, "番地": 1, "号": 2}
_NAMES = ("chome", "banchi", "go", "eda")
_GO, _EDA = 2, 3
_LARGEST = 9999  # lots of the old 番地 reach four digits


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    number: int
    place: int | None  # index into _NAMES where a suffix says it
    joined: str  # the joint before it
    end: int


def split_numbers(text: str, *, has_chome: bool) -> tuple[dict[str, int], str]:
    """Return the numbers under chome, banchi, go and eda, and the rest as building.

    Args:
        text: What follows the town, with ASCII digits and hyphens between them.
        has_chome: Whether the first bare number is a 丁目 or already a 番.

    A fourth bare number joined by a hyphen is a room (2-3-4-501) unless another one
    follows it (2-3-4-1-501) or it is joined by の (2-3-4の1).
    """
    numbers: dict[str, int] = {}
    parts = list(_parts(text))
    expected = 0 if has_chome else 1
    lowest = end = 0
    for index, part in enumerate(parts):
        place = expected if part.place is None else part.place
        if place == _GO and "go" in numbers and part.joined in ("の", "ノ", "之"):
            place = _EDA  # 13番14の2号
        if place > _EDA or place < lowest:
            break
        is_last = index == len(parts) - 1
        if place == _EDA and part.joined == "-" and is_last:
            break
        numbers[_NAMES[place]] = part.number
        lowest = expected = place + 1
        end = part.end
    return numbers, text[end:].lstrip(f" {HYPHENS}、,").rstrip()


def _parts(text: str) -> Iterator[_Part]:
    place, joined = len(text) - len(text.lstrip()), ""
    while found := _PART.match(text, place):
        suffix = found["suffix"]
        try:
            number = to_int(found["number"])
        except ValueError:
            return
        if not 1 <= number <= _LARGEST:
            return
        yield _Part(
            number=number,
            place=None if suffix is None else _PLACES[suffix],
            joined=joined,
            end=found.end() - len(found["joint"] or ""),
        )
        joined = found["joint"] or ""
        # After a bare number or 号 only a joint leads on to another number.
        if not joined and suffix not in ("丁目", "番", "番地"):
            return
        rest = text[found.end() :]
        place = found.end() + len(rest) - len(rest.lstrip())
        # "13番 201": after a space a bare number may as well be a room.
        ahead = _PART.match(text, place)
        if place > found.end() and suffix != "丁目" and ahead and not ahead["suffix"]:
            return
