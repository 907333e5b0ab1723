"""Amounts of money (金額) as written on forms."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rpa_suite.jp.checked import Checked, Status
from rpa_suite.jp.digits import HYPHENS

#: More digits than this is a misreading, not an amount.
LONGEST = 11

_MINUS = f"△▲{HYPHENS}"
_NO_AMOUNT_WORDS = {"なし", "無し", "無", "ナシ"}
_WRITTEN = re.compile(
    rf"(?P<minus>[{re.escape(_MINUS)}])?[¥\\]?(?P<minus_after>[{re.escape(_MINUS)}])?"
    rf"(?P<digits>[0-9][0-9,\s]*)(?P<thousand>千)?円?[{re.escape(HYPHENS)}]?"
)


@dataclass(frozen=True, kw_only=True)
class CheckedAmount(Checked):
    """An amount; ``value`` is its plain digits.

    Attributes:
        amount: Yen; None after an error and for a blank, which is not 0.
    """

    amount: int | None = field(default=None, repr=False)


def parse_amount(
    text: str, *, none_is_zero: bool | None = None, in_thousands: bool = False
) -> CheckedAmount:
    """Read an amount: 1,234,567, ￥1234567円, △500; a blank is None, not 0.

    Args:
        text: What stands in the field.
        none_is_zero: What なし and ― mean here: 0, or a blank; None where the template
            does not say, which is a warning.
        in_thousands: The column is in 千円. Otherwise 千円 is an error.

    Reasons: ``amount.blank`` (status OK), ``.none_word``, ``.gap``, ``.commas``
    (warnings), ``.format``, ``.decimal``, ``.length``, ``.thousand`` (errors).
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return CheckedAmount(value="", status=Status.OK, reason="amount.blank")
    if plain in _NO_AMOUNT_WORDS or not plain.strip(HYPHENS):
        return _no_amount(none_is_zero)
    found = _WRITTEN.fullmatch(plain)
    if found is None or (found["minus"] and found["minus_after"]):
        if re.search(r"[0-9]\.[0-9]", plain):
            return _error(
                "amount.decimal", "金額に小数点があります。円単位で直してください。"
            )
        return _error(
            "amount.format", "金額として読めません。原票を見て直してください。"
        )
    if found["thousand"] and not in_thousands:
        return _error(
            "amount.thousand", "千円単位で書かれています。円単位に直してください。"
        )
    written = found["digits"].strip()
    digits = re.sub(r"[,\s]", "", written)
    if len(digits) > LONGEST:
        return _error(
            "amount.length", f"金額が{LONGEST}桁を超えます。原票を見て直してください。"
        )
    amount = int(digits) * (1000 if in_thousands else 1)
    if found["minus"] or found["minus_after"]:
        amount = -amount
    if re.search(r"\s", written):
        return _doubtful(
            amount,
            "amount.gap",
            "数字の間が空いています。桁が抜けていないか見てください。",
        )
    if "," in written and not re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", written):
        return _doubtful(
            amount,
            "amount.commas",
            "桁区切りの位置が合いません。金額を見直してください。",
        )
    return CheckedAmount(value=str(amount), status=Status.OK, amount=amount)


def amount_from_cells(cells: Sequence[str]) -> CheckedAmount:
    """Read an amount from one text a box, left to right; empty text is a blank box.

    Digits are written to the right; a gap or a blank at the right end is a warning.
    """
    plain = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
    written = "".join(cell or " " for cell in plain)
    if written.strip() and written.endswith(" "):
        checked = parse_amount(written.strip())
        if checked.amount is None:
            return checked
        return _doubtful(
            checked.amount,
            "amount.not_right_aligned",
            "右のますが空いています。桁が抜けていないか見てください。",
        )
    return parse_amount(written.lstrip())


def format_amount(amount: int) -> str:
    """Return ``1,234,567``, or ``△500`` for a negative amount."""
    return f"{'△' if amount < 0 else ''}{abs(amount):,}"


def _no_amount(none_is_zero: bool | None) -> CheckedAmount:
    if none_is_zero is None:
        return CheckedAmount(
            value="",
            status=Status.WARN,
            reason="amount.none_word",
            message="金額の代わりに語や線があります。0円か空欄かを選んでください。",
        )
    if none_is_zero:
        return CheckedAmount(value="0", status=Status.OK, amount=0)
    return CheckedAmount(value="", status=Status.OK, reason="amount.blank")


def _doubtful(amount: int, reason: str, message: str) -> CheckedAmount:
    return CheckedAmount(
        value=str(amount),
        status=Status.WARN,
        reason=reason,
        message=message,
        amount=amount,
    )


def _error(reason: str, message: str) -> CheckedAmount:
    return CheckedAmount(value="", status=Status.ERROR, reason=reason, message=message)
