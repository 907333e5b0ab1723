"""Kana (フリガナ) in the form the suite stores, and keys to compare readings by."""

import re
import unicodedata

import jaconv

from rpa_suite.jp.digits import HYPHENS

_SPACING_MARKS = str.maketrans({"゛": "\u3099", "゜": "\u309a"})
_LONG_MARK = re.compile(rf"(?<=[ァ-ヺー])[{re.escape(HYPHENS)}]+")

_V_SOUNDS = [
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ヷ", "バ"),
    ("ヸ", "ビ"),
    ("ヹ", "ベ"),
    ("ヺ", "ボ"),
]
_SMALL_TO_LARGE = str.maketrans("ァィゥェォャュョッヮヵヶ", "アイウエオヤユヨツワカケ")
_SAME_SOUND = str.maketrans("ヂヅヲヰヱ", "ジズオイエ")
_NOT_SOUNDED = re.compile(rf"[\s・\u3099\u309a{re.escape(HYPHENS)}]")

# A vowel that only lengthens the row before it; オオノ and オーノ are said alike.
_LENGTHENED = re.compile(
    "(?<=[アカサタナハマヤラワガザダバパ])ア"
    "|(?<=[イキシチニヒミリギジヂビピエケセテネヘメレゲゼデベペ])イ"
    "|(?<=[ウクスツヌフムユルグズヅブプオコソトノホモヨロゴゾドボポ])ウ"
    "|(?<=[エケセテネヘメレゲゼデベペ])エ"
    "|(?<=[オコソトノホモヨロゴゾドボポ])オ"
)


def normalise_kana(text: str) -> str:
    """Return ``text`` in full-width katakana with one full-width space between words.

    Half-width kana are merged with their ﾞ and ﾟ, hiragana become katakana, hyphens
    after kana become ー, the middle dot of foreigners' names is kept. Never for kanji
    names: NFKC would change their characters.
    """
    katakana = jaconv.hira2kata(
        unicodedata.normalize("NFKC", text.translate(_SPACING_MARKS))
    )
    katakana = unicodedata.normalize("NFC", katakana)
    katakana = _LONG_MARK.sub(lambda marks: "ー" * len(marks[0]), katakana)
    return "\u3000".join(katakana.split())


def to_large_kana(text: str) -> str:
    """Return ``text`` with small full-width kana made large: キョウコ, キヨウコ."""
    return text.translate(_SMALL_TO_LARGE)


def match_key(kana: str) -> str:
    """Return the key under which two readings count as equal; never stored.

    ヂヅヲヰヱ become ジズオイエ, small kana large, ヴァ バ; ー, spaces and dots go.
    """
    key = _NOT_SOUNDED.sub("", normalise_kana(kana))
    for v_sound, b_sound in _V_SOUNDS:
        key = key.replace(v_sound, b_sound)
    return to_large_kana(key).translate(_SAME_SOUND)


def loose_key(kana: str) -> str:
    """Return a key that ignores long vowels too: オオノ, オーノ and オノ agree.

    Good for finding candidates, too loose to call two readings equal.
    """
    key, before = match_key(kana), ""
    while key != before:
        key, before = _LENGTHENED.sub("", key), key
    return key
