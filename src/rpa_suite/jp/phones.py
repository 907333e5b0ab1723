"""Telephone numbers of Japan."""

import re
import unicodedata

from rpa_suite.jp.checked import Checked, error, ok, warn
from rpa_suite.jp.digits import is_digits, plain_digits

_ELEVEN = ("050", "070", "080", "090")
_NEW_MOBILE = "060"  # assigned to mobiles lately; old masters do not know it
_WARD_AREA_CODE = "03"


def check_phone(text: str) -> Checked:
    """Check a telephone number; ``value`` is digits only, +81 replaced by 0.

    11 digits for 050, 070, 080 (with 0800) and 090; 10 for all others.

    Reasons: ``phone.blank``, ``.characters``, ``.first_digit``, ``.length`` (errors),
    ``.no_area_code`` (warning, suggests 03), ``.new_prefix`` (warning).
    """
    number = _bare_number(text)
    if not number:
        return error(
            number, "phone.blank", "電話番号が空です。原票を見て入力してください。"
        )
    if not is_digits(number):
        return error(
            number,
            "phone.characters",
            "電話番号に数字以外の文字があります。内線は備考へ移してください。",
        )
    if len(number) == 8 and not number.startswith("0"):
        return warn(
            number,
            "phone.no_area_code",
            "市外局番がありません。東京23区なら先頭に03を補ってください。",
            suggestion=_WARD_AREA_CODE + number,
        )
    if not number.startswith("0") or number.startswith("00"):
        return error(
            number,
            "phone.first_digit",
            "電話番号は0で始まり、次は0以外です。原票を見て直してください。",
        )
    is_new = number.startswith(_NEW_MOBILE) and len(number) == 11
    expected = 11 if number.startswith(_ELEVEN) or is_new else 10
    if len(number) != expected:
        return error(
            number,
            "phone.length",
            f"この番号は{expected}桁のはずです。桁数が合いません。",
        )
    if is_new:
        return warn(
            number,
            "phone.new_prefix",
            "060で始まる携帯番号です。原票を見て確かめてください。",
        )
    return ok(number)


def _bare_number(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    # "+81 (0)3-5744-1111": the bracketed 0 is dropped when dialling from abroad.
    plain = re.sub(r"^\+\s*81[\s-]*(?:\(0\)|0)?", "0", plain)
    return plain_digits(re.sub(r"[()\[\].]", "", plain))
