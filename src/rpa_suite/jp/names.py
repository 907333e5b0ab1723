"""Is the name on the form the name in the register?

The register's spelling is never overwritten from a form; where two spellings agree,
the one the business system shows is the one to write.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from rpa_suite.jp.checked import Status
from rpa_suite.jp.glyphs import has_gaiji, strip_variation_selectors
from rpa_suite.jp.kana import match_key


class Tier(IntEnum):
    """How far two names had to be simplified before they agreed."""

    EXACT = 0  # same code points
    SPACING = 1  # same without spaces, variation selectors and letter width
    VARIANT = 2  # same after 異体字 are folded
    READING = 3  # same kana, or characters people mix up
    NONE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class NameMatch:
    """The answer, without either name.

    Attributes:
        status: OK may go on; WARN and ERROR are 要確認.
        reason: ``name.spacing``, ``.variant``, ``.variant_unproved``, ``.reading``,
            ``.candidate``, ``.different``, ``.gaiji``, ``.blank``; empty when exact.
        message: Japanese sentence for a clerk.
    """

    tier: Tier
    status: Status
    reason: str = ""
    message: str = ""


_MESSAGES = {
    "name.spacing": "空白や字形指定だけが違います。",
    "name.variant": "異体字だけが違います。業務システムの表記で入力します。",
    "name.variant_unproved": (
        "異体字が違い、本人と言い切れません。"
        "生年月日と、宛名番号・住所・カナのどれかを確かめてください。"
    ),
    "name.reading": "読みは同じですが漢字が違います。本人か確かめてください。",
    "name.candidate": "似た別の漢字です。本人か確かめてください。",
    "name.different": "氏名が違います。本人か確かめてください。",
    "name.gaiji": "外字または欠けた文字があります。原本で氏名を確かめてください。",
    "name.blank": "氏名が空です。原票と業務システムを見てください。",
}


def match_names(
    form: str,
    register: str,
    *,
    same_birth_date: bool = False,
    same_number: bool = False,
    same_address: bool = False,
    form_kana: str = "",
    register_kana: str = "",
) -> NameMatch:
    """Compare the name on a form with the one the business system shows.

    A variant spelling is accepted only if 生年月日 agrees and one of 宛名番号, 住所 and
    カナ does as well. A name with 外字 is never accepted.
    """
    tier, reason = _tier(form, register, form_kana, register_kana)
    same_kana = _same_kana(form_kana, register_kana)
    proved = same_birth_date and (same_number or same_address or same_kana)
    status = Status.OK
    if tier is Tier.VARIANT and not proved:
        status, reason = Status.WARN, "name.variant_unproved"
    elif tier is Tier.READING:
        status = Status.WARN
    elif tier is Tier.NONE:
        status = Status.ERROR
    if status is not Status.ERROR and (has_gaiji(form) or has_gaiji(register)):
        status, reason = Status.WARN, "name.gaiji"
    return NameMatch(
        tier=tier, status=status, reason=reason, message=_MESSAGES.get(reason, "")
    )


def plain_name(name: str) -> str:
    """Return ``name`` without spaces and variation selectors; for comparing only.

    Latin letters of foreigners' names become half-width capitals. Kanji stay as they
    are: neither NFC nor NFKC is applied.
    """
    letters = "".join(
        unicodedata.normalize("NFKC", char).upper() if _is_wide_latin(char) else char
        for char in strip_variation_selectors(name)
    )
    return "".join(letters.split())


def fold_variants(name: str) -> str:
    """Return ``plain_name`` with 異体字 replaced by their representatives."""
    # One character at a time: NFC of a single compatibility ideograph is its plain
    # form, and nothing else in the name can be touched.
    plain = (unicodedata.normalize("NFC", char) for char in plain_name(name))
    fold = variants()["fold"]
    return "".join(fold.get(char, char) for char in plain)


@cache
def variants() -> dict[str, dict[str, str]]:
    """Return the tables ``fold`` and ``candidate``: variant to representative."""
    text = (files("rpa_suite.jp") / "data" / "name_variants.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


def _tier(
    form: str, register: str, form_kana: str, register_kana: str
) -> tuple[Tier, str]:
    if not form.strip() or not register.strip():
        return Tier.NONE, "name.blank"
    if form == register:
        return Tier.EXACT, ""
    if plain_name(form) == plain_name(register):
        return Tier.SPACING, "name.spacing"
    if fold_variants(form) == fold_variants(register):
        return Tier.VARIANT, "name.variant"
    if _fold_candidates(form) == _fold_candidates(register):
        return Tier.READING, "name.candidate"
    if _same_kana(form_kana, register_kana):
        return Tier.READING, "name.reading"
    return Tier.NONE, "name.different"


def _fold_candidates(name: str) -> str:
    candidates = variants()["candidate"]
    return "".join(candidates.get(char, char) for char in fold_variants(name))


def _same_kana(left: str, right: str) -> bool:
    key = match_key(left)
    return bool(key) and key == match_key(right)


def _is_wide_latin(char: str) -> bool:
    return "a" <= char <= "z" or "\uff01" <= char <= "\uff5e"
