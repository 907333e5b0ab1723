"""Characters of names that computers lose: 外字, variation selectors, wide planes."""

import re

_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# What systems print in place of a character they could not carry over.
_LOST = re.compile("[〓●?？□\ufffd]")


def strip_variation_selectors(text: str) -> str:
    """Return ``text`` without IVS and standard selectors; for comparing only."""
    return _VARIATION_SELECTORS.sub("", text)


def has_gaiji(text: str) -> bool:
    """True when ``text`` holds a private-use 外字 or the mark of a lost one (〓 ● ? □).

    Such a name is always 要確認: the glyph is known to the system that made it only.
    """
    return bool(_PRIVATE_USE.search(text) or _LOST.search(text))


def utf16_units(text: str) -> int:
    """Return the length a browser counts for ``maxlength``; 𠮷 counts 2."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def outside_encoding(text: str, encoding: str = "cp932") -> tuple[str, ...]:
    """Return the characters of ``text`` that ``encoding`` cannot carry, in order.

    髙 and 﨑 are in cp932 and not in shift_jis; 𠮷 and ㋿ are in neither.
    """
    lost = []
    for char in text:
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            lost.append(char)
    return tuple(lost)


# Variants that name registers keep apart, each pair one kanji to most readers.
_TWINS = (
    "崎﨑",
    "浜濵",
    "濱濵",
    "齋齊",
    "高髙",
    "吉𠮷",
    "徳德",
    "瀬瀨",
    "柳栁",
    "邊邉",
    "曽曾",
)


def twins_of(char: str) -> tuple[str, ...]:
    """Return the variants of a character that stand in names beside it."""
    return tuple(
        twin for pair in _TWINS if char in pair for twin in pair if twin != char
    )
