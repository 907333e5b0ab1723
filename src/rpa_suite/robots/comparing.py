"""Whether what a screen shows is what was typed."""

import re
import unicodedata

from rpa_suite.jp.written_dates import parse_era_date

# Only the width changes: NFKC over everything would also turn 神 (U+FA19) into 神 and
# so hide that the system replaced a character of a name.
_WIDE_OR_NARROW = re.compile(r"[\u3000\uff01-\uff9f\uffe5]+")
_GROUPED = re.compile(r"[¥￥]?-?\d{1,3}(,\d{3})+円?|[¥￥]-?\d+円?|-?\d+円")
_MAYBE_DATE = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])\s*(元|\d{1,2})[年.].*|"
    r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?"
)

# Marks that stand beside a label without belonging to it.
LABEL_NOISE = " \u3000\u00a0\n\r\t※＊*：:"


def clean_label(label: str) -> str:
    """Return a label of a screen without blanks, ※ and colons."""
    return "".join(c for c in label if c not in LABEL_NOISE)


def fold_width(text: str) -> str:
    """Return ``text`` with letters, digits and kana in one width, spaces folded."""
    folded = _WIDE_OR_NARROW.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), text
    )
    return " ".join(folded.split())


def plain(text: str) -> str:
    """Return the form in which two values are compared.

    Width and outer spaces are folded, ``1,234`` becomes ``1234``, a date in 和暦 or
    西暦 becomes ``2026-04-01``.
    """
    folded = fold_width(text)
    if _GROUPED.fullmatch(folded):
        return re.sub(r"[¥￥,円]", "", folded)
    if _MAYBE_DATE.fullmatch(folded):
        read = parse_era_date(folded)
        if read.date:
            return read.date.isoformat()
    return folded


def same(typed: str, shown: str) -> bool:
    """True when the screen shows what was typed, whatever its dress."""
    return plain(typed) == plain(shown)
