"""Kanji numerals (漢数字) up to 9,999 as integers."""

import re

_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "◯": 0}

#: Character class of a number in either script, for use inside a pattern.
NUMBER = r"(?:[0-9０-９]+|[〇零○◯一二三四五六七八九十百千]+)"

_SPOKEN = re.compile(
    r"(?:(?P<thousands>[一二三四五六七八九]?)千)?"
    r"(?:(?P<hundreds>[一二三四五六七八九]?)百)?"
    r"(?:(?P<tens>[一二三四五六七八九]?)十)?"
    r"(?P<ones>[一二三四五六七八九]?)"
)


def to_int(text: str) -> int:
    """Return the number ``text`` stands for: 31, ３１, 三十一 or 三一.

    Raises:
        ValueError: ``text`` is no number, or is written as nobody writes one (十三百).
    """
    if re.fullmatch(r"[0-9０-９]+", text):
        return int(text)
    if text and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    spoken = _SPOKEN.fullmatch(text)
    if not text or spoken is None:
        raise ValueError("漢数字として読めません。")
    total = 0
    for name, unit in (("thousands", 1000), ("hundreds", 100), ("tens", 10)):
        count = spoken[name]
        if count is not None:
            total += unit * (_DIGITS[count] if count else 1)
    return total + (_DIGITS[spoken["ones"]] if spoken["ones"] else 0)


def to_kanji(number: int) -> str:
    """Return ``number`` (1-9999) as it is spoken: 31 is 三十一.

    Raises:
        ValueError: ``number`` is outside 1-9999.
    """
    if not 1 <= number <= 9999:
        raise ValueError("漢数字にできるのは1から9999までです。")
    digits = "〇一二三四五六七八九"
    written = ""
    for unit_kanji, unit in (("千", 1000), ("百", 100), ("十", 10)):
        count, number = divmod(number, unit)
        if count:
            written += ("" if count == 1 else digits[count]) + unit_kanji
    return written + (digits[number] if number else "")
