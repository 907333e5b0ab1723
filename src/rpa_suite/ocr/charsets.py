"""Which characters a field may hold, by its kind."""

from functools import cache

from rpa_suite.jp.kana import to_large_kana
from rpa_suite.model.forms import Field, FieldKind
from rpa_suite.ocr.codes_beside import BANK_NAME

DIGITS = "0123456789"
_KANA = "".join(chr(c) for c in range(0x30A1, 0x30F7)) + "ー"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE = f"{DIGITS}{_CAPITALS}-"
# In ruled cells a long vowel, 長音, is often drawn like these.
_ADDRESS_SIGNS = "0123456789-‐－ーノヶケ々ヵ"
_NUMERIC = frozenset(
    {
        FieldKind.DIGITS,
        FieldKind.DATE,
        FieldKind.AMOUNT,
        FieldKind.MY_NUMBER,
        FieldKind.CORPORATE_NUMBER,
        FieldKind.POSTAL_CODE,
        FieldKind.PHONE,
    }
)


def charset_of(field: Field) -> str:
    """Return the characters that the field may hold."""
    if field.kind in _NUMERIC:
        return DIGITS
    if field.kind is FieldKind.KANA:
        return large_kana() if field.large_kana else kana()
    if field.kind is FieldKind.CODE:
        return _CODE
    if field.id.endswith(BANK_NAME):
        return written_japanese() + _CAPITALS  # 三菱UFJ
    return written_japanese()


@cache
def kana() -> str:
    """Return full-width katakana; ヮ, ヰ, ヱ and the rare small ones are left out."""
    return "".join(c for c in _KANA if c not in "ヮヰヱヵヶ")


@cache
def large_kana() -> str:
    """Return full-width katakana without the small ones."""
    return "".join(c for c in kana() if c == to_large_kana(c))


@cache
def written_japanese() -> str:
    """Return what people write into free Japanese text: JIS X 0208 and name kanji.

    Latin letters stay out: only names of banks hold them, and readers confuse them.
    """
    kanji = [
        bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp", "ignore")
        for row in range(16, 85)
        for cell in range(1, 95)
    ]
    hiragana = "".join(chr(c) for c in range(0x3041, 0x3094))
    extra = "髙﨑邊邉齋齊德濵瀨彅栁嵜曻𠮷凛"
    unique = dict.fromkeys(
        "".join(kanji) + hiragana + _KANA + _ADDRESS_SIGNS + "々〆・" + extra
    )
    return "".join(unique)
