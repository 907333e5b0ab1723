"""What is known of the words that forms print; see printed_words.toml."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

from rpa_suite.model.forms import FieldKind, Mask, Verify

_WORDS = tomllib.loads(
    (files("rpa_suite.ocr.proposing") / "printed_words.toml").read_text("utf-8")
)
ERAS: dict[str, str] = _WORDS["eras"]
UNITS = frozenset(_WORDS["units"])
KNOWN_OPTIONS = frozenset(_WORDS["options"])
# What stands alone on a form in one letter.
LONE_LETTERS = "".join(
    sorted(
        {word for word in (*ERAS, *UNITS, *KNOWN_OPTIONS) if len(word) == 1}
        | set("0123456789幅")
    )
)
_NAMES: dict[str, str] = _WORDS["names"]
_LONGEST_FIRST = sorted(_NAMES, key=len, reverse=True)
_MOST_PARTS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What a label says about the blank beside it."""

    kind: FieldKind
    checks: tuple[str, ...] = ()
    verify: Verify = Verify.SINGLE
    mask: Mask = Mask.NONE
    large_kana: bool = False


def meaning(label: str, heading: str, *, cells: int) -> Meaning:
    """Return what a blank with this label holds.

    Args:
        label: Printed words beside it.
        heading: Printed name of its section.
        cells: How many cells it has; 0 for a box.
    """
    said = _plain(label)
    for each in _WORDS["meaning"]:
        kind = each.get("cells" if cells else "box")
        if not kind or not any(word in said for word in each["words"]):
            continue
        if each.get("count", cells) != cells or cells < each.get("least", 0):
            continue
        return Meaning(
            kind=FieldKind(kind),
            checks=tuple(each.get("checks", ())),
            verify=Verify(each.get("verify", "single")),
            mask=Mask(each.get("mask", "none")),
            large_kana=each.get("large_kana", False),
        )
    if not cells:
        return Meaning(kind=FieldKind.TEXT)
    amounts = _WORDS["amounts"]
    if cells >= amounts["least"] and any(w in heading for w in amounts["headings"]):
        return Meaning(kind=FieldKind.AMOUNT, verify=Verify.DOUBLE, mask=Mask.PARTIAL)
    return Meaning(kind=FieldKind.DIGITS)


def english(label: str) -> str:
    """Return an id for Japanese words, ``birth_date`` for 生年月日; else ""."""
    rest, parts = _plain(label), []
    while rest:
        word = next((w for w in _LONGEST_FIRST if rest.startswith(w)), None)
        if word is None:
            if found := re.match(r"[a-z][a-z0-9]*|[0-9]+", rest.lower()):
                parts.append(found[0])
                rest = rest[found.end() :]
            else:
                rest = rest[1:]
            continue
        parts.append(_NAMES[word])
        rest = rest[len(word) :]
    name = "_".join(dict.fromkeys(parts[:_MOST_PARTS]))
    return re.sub(r"^[0-9_]+", "", name)


def _plain(text: str) -> str:
    """Return the text without blanks and with digits and signs as ASCII."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
