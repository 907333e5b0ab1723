"""A field's value between the words a clerk types or reads and what is stored."""

import datetime as dt
import re

from rpa_suite.errors import InputError
from rpa_suite.jp.amounts import format_amount, parse_amount
from rpa_suite.jp.checked import Status
from rpa_suite.jp.digits import plain_digits
from rpa_suite.jp.eras import to_era
from rpa_suite.jp.kana import normalise_kana
from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.model.forms import Field, FieldKind
from rpa_suite.ocr.checks import first_objection

TICKED, NOT_TICKED = "有", "無"
_SHORT_DATE = re.compile(r"([MTSHRmtshr]?)(\d{2})(\d{2})(\d{2})")
_MARKS = frozenset({FieldKind.CHECK, FieldKind.SIGNATURE})
_NUMBERS = frozenset(
    {
        FieldKind.DIGITS,
        FieldKind.MY_NUMBER,
        FieldKind.CORPORATE_NUMBER,
        FieldKind.POSTAL_CODE,
        FieldKind.PHONE,
    }
)


def stored(field: Field, typed: str) -> str:
    """Return what a person typed as the field's kind stores it; "" is a blank.

    Raises:
        InputError: It is no such value; the message says what is wrong.
    """
    text = typed.strip()
    if not text:
        return ""
    if field.kind in _MARKS:
        return _mark(text)
    if field.kind is FieldKind.CHOICE:
        return _option(field, text)
    if field.kind is FieldKind.DATE:
        return _day(text)
    if field.kind is FieldKind.AMOUNT:
        read = parse_amount(text)
        if not read.is_ok or read.amount is None:
            raise InputError(read.message or "金額として読めません。")
        return str(read.amount)
    if field.kind in _NUMBERS:
        text = plain_digits(text)
        if not text.isdecimal():
            raise InputError("数字で入力してください。")
        cells = sum(run.count for run in field.cells)
        if cells and len(text) > cells:
            raise InputError(f"{cells}桁までです。{len(text)}桁あります。")
    elif field.kind is FieldKind.KANA:
        text = normalise_kana(text)
    if objection := first_objection(field.checks, text):
        raise InputError(objection)
    return text


def shown(field: Field, value: str) -> str:
    """Return a stored value in the words a clerk reads."""
    if not value:
        return NOT_TICKED if field.kind in _MARKS else ""
    if field.kind in _MARKS:
        return TICKED
    if field.kind is FieldKind.DATE:
        return to_era(dt.date.fromisoformat(value)).long
    if field.kind is FieldKind.AMOUNT and value.isdecimal():
        return format_amount(int(value))
    for option in field.options:
        if option.value == value:
            return option.label
    return value


def _mark(text: str) -> str:
    if text in (TICKED, "1", "true"):
        return "true"
    if text in (NOT_TICKED, "0", "2"):
        return ""
    raise InputError(f"「{TICKED}」か「{NOT_TICKED}」で入力してください。")


def _option(field: Field, text: str) -> str:
    for option in field.options:
        if text in (option.value, option.label):
            return option.value
    words = "・".join(option.label for option in field.options)
    raise InputError(f"「{words}」のどれかを入力してください。")


def _day(text: str) -> str:
    short = _SHORT_DATE.fullmatch(text)
    if short:
        # 310401 typed as it stands in the cells: the era must come with it.
        if not short[1]:
            raise InputError("元号から入力してください（例: H310401）。")
        text = f"{short[1].upper()}{int(short[2])}.{int(short[3])}.{int(short[4])}"
    read = parse_era_date(text)
    if read.date is None or read.status is Status.ERROR:
        raise InputError(read.message or "日付として読めません。")
    return read.date.isoformat()
