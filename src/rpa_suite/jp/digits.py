"""Digits as people and scanners write them, made plain."""

import re
import unicodedata

# Every stroke that stands for a hyphen on Japanese forms. The long vowel mark ー is
# one of them between digits only; kana.py treats it otherwise.
HYPHENS = "-‐‑‒–—―−－ーｰ─━"

_SEPARATORS = re.compile(rf"[\s{re.escape(HYPHENS)}]+")
_DIGITS = re.compile(r"[0-9]+")


def plain_digits(text: str) -> str:
    """Return ``text`` in half-width form without spaces and hyphens.

    Characters that are neither are left in place, so that a check can refuse them.
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def is_digits(text: str, length: int | None = None) -> bool:
    """True for ASCII digits only, of ``length`` where one is given.

    ``str.isdigit`` alone would let Arabic-Indic and superscript digits pass.
    """
    if _DIGITS.fullmatch(text) is None:
        return False
    return length is None or len(text) == length
