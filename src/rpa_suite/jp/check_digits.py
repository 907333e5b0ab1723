"""Check digits (検査用数字) of the numbers that Japanese offices write.

Each function takes the digits without the check digit and returns the check digit.
They raise ``ValueError`` for anything but plain digits of the right length, and the
message never repeats the number.
"""

from collections.abc import Iterable, Sequence

from rpa_suite.jp.digits import is_digits

#: Left to right over the first 11 digits; 平成26年総務省令第85号 第5条.
MY_NUMBER_WEIGHTS: tuple[int, ...] = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

#: Left to right over the first 10 digits. The official text is not public; three
#: published specimens agree, so a mismatch is only ever a warning.
RESIDENT_CODE_WEIGHTS: tuple[int, ...] = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

#: Left to right over the first 5 digits of 全国地方公共団体コード.
MUNICIPALITY_WEIGHTS: tuple[int, ...] = (6, 5, 4, 3, 2)


def my_number_check_digit(first11: str) -> int:
    """Return the 12th digit of a 個人番号.

    Remainders 0 and 1 both give 0, so the digit misses about one random error in
    eleven; a right digit is no proof of identity.
    """
    remainder = _weighted(_digits(first11, 11), MY_NUMBER_WEIGHTS) % 11
    return 0 if remainder <= 1 else 11 - remainder


def corporate_number_check_digit(base12: str) -> int:
    """Return the first digit (1-9) of a 法人番号 from its 12-digit 基礎番号.

    平成26年財務省令第70号 第2条; the modulus is taken of the sum, not of each
    product. Modulo 9 a swap of 0 and 9 stays unseen.
    """
    digits = _digits(base12, 12)
    return 9 - _weighted(digits, (2, 1) * 6) % 9


def resident_code_check_digit(first10: str) -> int:
    """Return the 11th digit of a 住民票コード as far as it is publicly known."""
    remainder = _weighted(_digits(first10, 10), RESIDENT_CODE_WEIGHTS) % 11
    return 0 if remainder <= 1 else 11 - remainder


def municipality_check_digit(first5: str) -> int:
    """Return the 6th digit of a 全国地方公共団体コード: 13111 (大田区) gives 3."""
    remainder = _weighted(_digits(first5, 5), MUNICIPALITY_WEIGHTS) % 11
    return (11 - remainder) % 10


def insurer_check_digit(body: str) -> int:
    """Return the last digit of a 保険者番号, 公費負担者番号 or 受給者番号.

    Weights 2, 1, 2, ... from the right; the digits of each product are added.
    """
    total = 0
    for place, digit in enumerate(reversed(_digits(body, None))):
        product = digit * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


def yucho_check_digit(kigo: str, bango: str) -> int:
    """Return the 4th digit that a ゆうちょ 記号 should carry with its 番号.

    Args:
        kigo: 5 digits; the 4th is not looked at.
        bango: 1-8 digits.

    Known from practice only, and printed samples break it: never more than a warning.
    """
    number = _digits(bango, None)
    if len(number) > 8:
        raise ValueError("番号は8桁までです。")
    head = _digits(kigo, 5)
    row = [*head[:3], 0, head[4], *([0] * (8 - len(number))), *number]
    total = row[12]
    for first, second, third in zip(row[0:12:3], row[1:12:3], row[2:12:3], strict=True):
        total += first + 3 * second + (2 * third if third < 5 else 2 * third - 9)
    return total % 10


def _digits(text: str, length: int | None) -> list[int]:
    if not is_digits(text, length):
        wanted = "数字" if length is None else f"{length}桁の数字"
        raise ValueError(f"検査用数字の計算には{wanted}が必要です。")
    return [int(char) for char in text]


def _weighted(digits: Iterable[int], weights: Sequence[int]) -> int:
    return sum(d * w for d, w in zip(digits, weights, strict=True))
