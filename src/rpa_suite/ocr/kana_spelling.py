"""Where a small kana can stand at all: what the sounds of Japanese rule out."""

import re
from itertools import product

_KATAKANA = re.compile(r"[ァ-ヴー]+")
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヴ])[一\-](?=[ァ-ヴ]|$)")
# After a number only 丁目 begins with 丁.
_CHOME = re.compile("(?<=[0-9一二三四五六七八九十])丁[月日自且白]")
# Nothing but a digit stands between two digits.
_ZERO = re.compile("(?<=[0-9])[ロ口O](?=[0-9])")
_LARGE = {"ャ": "ヤ", "ュ": "ユ", "ョ": "ヨ", "ッ": "ツ"}
_SMALL = {large: small for small, large in _LARGE.items()}
# 拗音 follow a kana of the イ column.
_BEFORE_GLIDE = frozenset("キギシジチヂニヒビピミリ")
# 促音 stands before カ, サ, タ, パ rows, inside a word.
_AFTER_STOP = frozenset("カキクケコサシスセソタチツテトパピプペポ")


def large_where_needed(kana: str) -> str:
    """Return the kana with every small one written large that cannot be small there."""
    return "".join(
        _LARGE[char] if char in _LARGE and not can_be_small(kana, place) else char
        for place, char in enumerate(kana)
    )


def spellings_of(kana: str) -> list[str]:
    """Return every way a pen may have written it: large kana that look small as well.

    Only where the small one is impossible: elsewhere they are two different words.
    """
    choices = [
        (char, _SMALL[char])
        if char in _SMALL and not can_be_small(kana, place)
        else (char,)
        for place, char in enumerate(kana)
    ]
    return ["".join(each) for each in product(*choices)]


def can_be_small(kana: str, place: int) -> bool:
    """Whether ャ, ュ, ョ or ッ may stand at this place."""
    char = _LARGE.get(kana[place], kana[place])
    before = kana[place - 1] if place else ""
    after = kana[place + 1] if place + 1 < len(kana) else ""
    if char == "ツ":
        return bool(before) and after in _AFTER_STOP
    return before in _BEFORE_GLIDE


def tidy_free_text(text: str) -> str:
    """Return free text with what only looks like words put right: コ一ポ, 2丁月, 5ロ4.

    Between katakana a 一 is a long vowel, and a small kana that cannot be spoken is
    its large twin; words of kanji stay as they are.
    """
    text = _ZERO.sub("0", _CHOME.sub("丁目", _LONG_VOWEL.sub("ー", text)))
    return _KATAKANA.sub(lambda run: large_where_needed(run[0]), text)
