"""Numbers issued by the state, checked with the sentence a clerk reads.

A right check digit never proves that the number belongs to the person: 個人番号 are
entered twice by people whatever these checks say.
"""

from collections.abc import Callable

from rpa_suite.jp import check_digits
from rpa_suite.jp.checked import Checked, error, ok, warn
from rpa_suite.jp.digits import is_digits, plain_digits


def check_my_number(text: str) -> Checked:
    """Check a 個人番号 (12 digits, check digit last); kept as text, zeros and all.

    Reasons: ``my_number.blank``, ``.characters``, ``.length``, ``.check_digit``
    (errors), ``.all_same`` (warning).
    """
    checked = _check(
        text, "my_number", "個人番号", 12, check_digits.my_number_check_digit
    )
    if checked.is_ok and len(set(checked.value[:11])) == 1:
        return warn(
            checked.value,
            "my_number.all_same",
            "個人番号の数字がすべて同じです。本人の番号か確かめてください。",
        )
    return checked


def check_corporate_number(text: str) -> Checked:
    """Check a 法人番号 (13 digits, check digit first).

    Reasons: ``corporate_number.blank``, ``.characters``, ``.length``,
    ``.check_digit`` (errors).
    """
    number = plain_digits(text)
    shape = _check_shape(number, "corporate_number", "法人番号", 13)
    if shape is not None:
        return shape
    if int(number[0]) != check_digits.corporate_number_check_digit(number[1:]):
        return _wrong_check_digit(number, "corporate_number", "法人番号")
    return ok(number)


def check_resident_code(text: str) -> Checked:
    """Check a 住民票コード (11 digits); a wrong check digit is a warning only.

    No form of the suite should carry this number; the check exists to find and mask
    one that turns up.
    """
    number = plain_digits(text)
    shape = _check_shape(number, "resident_code", "住民票コード", 11)
    if shape is not None:
        return shape
    if int(number[-1]) != check_digits.resident_code_check_digit(number[:-1]):
        return warn(
            number,
            "resident_code.check_digit",
            "住民票コードの検査数字が合いません。書き間違いがないか見てください。",
        )
    return ok(number)


def check_municipality_code(text: str) -> Checked:
    """Check a 全国地方公共団体コード (6 digits, check digit last)."""
    return _check(
        text,
        "municipality_code",
        "団体コード",
        6,
        check_digits.municipality_check_digit,
    )


def check_insurer_number(text: str, length: int = 8) -> Checked:
    """Check a 保険者番号 or 公費負担者番号 (8 digits) or 受給者番号 (``length`` 7)."""
    return _check(
        text,
        "insurer_number",
        "保険者番号等",
        length,
        check_digits.insurer_check_digit,
    )


def _check(
    text: str, kind: str, label: str, length: int, check_digit: Callable[[str], int]
) -> Checked:
    number = plain_digits(text)
    shape = _check_shape(number, kind, label, length)
    if shape is not None:
        return shape
    if int(number[-1]) != check_digit(number[:-1]):
        return _wrong_check_digit(number, kind, label)
    return ok(number)


def _check_shape(number: str, kind: str, label: str, length: int) -> Checked | None:
    if not number:
        return error(
            number, f"{kind}.blank", f"{label}が空です。原票を見て入力してください。"
        )
    if not is_digits(number):
        return error(
            number,
            f"{kind}.characters",
            f"{label}に数字以外の文字があります。原票を見て直してください。",
        )
    if len(number) != length:
        return error(
            number,
            f"{kind}.length",
            f"{label}は{length}桁です。桁数が合いません。原票を見て直してください。",
        )
    return None


def _wrong_check_digit(number: str, kind: str, label: str) -> Checked:
    return error(
        number,
        f"{kind}.check_digit",
        f"{label}の検査用数字が合いません。1桁ずつ原票と見比べてください。",
    )
