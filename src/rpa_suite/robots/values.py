"""Types of the fields of items, checked where an item is built.

A file gives text as people write it (令和8年6月1日, 1,234円, 有); a form gives what was
read and confirmed.  Both become the same values here, or are refused in words.
"""

import datetime as dt
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.dataclasses import dataclass

from rpa_suite.jp.amounts import parse_amount
from rpa_suite.jp.checked import Checked, Status
from rpa_suite.jp.id_numbers import (
    check_corporate_number,
    check_insurer_number,
    check_my_number,
)
from rpa_suite.jp.written_dates import parse_era_date

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class the record of a robot's items: frozen, its fields checked."""
    return cast("type[T]", dataclass(frozen=True, kw_only=True)(cls))


def _day(value: Any) -> Any:
    """Take 令和8年6月1日, R8.6.1 and 2026-06-01 alike."""
    if not isinstance(value, str):
        return value
    read = parse_era_date(value)
    if read.date is None or read.status is not Status.OK:
        raise ValueError(read.message or "日付として読めません。")
    return read.date


def _yen(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    read = parse_amount(value)
    if not read.is_ok or read.amount is None:
        raise ValueError(read.message or "金額として読めません。")
    return read.amount


_TICKED = {
    **dict.fromkeys(("true", "有", "○", "〇", "✓", "レ", "1", "はい"), True),
    **dict.fromkeys(("false", "無", "×", "", "0", "いいえ"), False),
}


def _tick(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in _TICKED:
        raise ValueError("有・無（または ○・空欄）で書いてください。")
    return _TICKED[value]


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _right(found: Checked) -> str:
    if not found.is_ok:
        raise ValueError(found.message)
    return found.value


Text = Annotated[str, Field(min_length=1)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Yen = Annotated[int, Field(ge=0), BeforeValidator(_yen)]
Month = Annotated[int, Field(ge=1, le=12)]
Count = Annotated[int, Field(ge=0, le=999)]
Tick = Annotated[bool, BeforeValidator(_tick)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Phone = Annotated[str, Field(pattern=r"^0\d{9,10}$")]
PersonNumber = Annotated[str, Field(pattern=r"^\d{10}$")]  # 宛名番号
EmployerNumber = Annotated[str, Field(pattern=r"^\d{8}$")]  # 指定番号
MyNumber = Annotated[str, AfterValidator(lambda text: _right(check_my_number(text)))]
CorporateNumber = Annotated[
    str, AfterValidator(lambda text: _right(check_corporate_number(text)))
]
# 公費負担者番号 and 保険者番号 (8 digits), and the 受給者番号 beside them (7).
InsurerNumber = Annotated[
    str, AfterValidator(lambda text: _right(check_insurer_number(text)))
]
HolderNumber = Annotated[
    str, AfterValidator(lambda text: _right(check_insurer_number(text, 7)))
]
# What may be left out: an empty cell is nothing, not an empty value.
MaybeDay = Annotated[Day | None, BeforeValidator(_blank_is_none)]
MaybeYen = Annotated[Yen | None, BeforeValidator(_blank_is_none)]
MaybeMonth = Annotated[Month | None, BeforeValidator(_blank_is_none)]
MaybeCount = Annotated[Count | None, BeforeValidator(_blank_is_none)]
MaybeClock = Annotated[Clock | None, BeforeValidator(_blank_is_none)]
MaybeCorporateNumber = Annotated[
    CorporateNumber | None, BeforeValidator(_blank_is_none)
]
MaybePhone = Annotated[Phone | None, BeforeValidator(_blank_is_none)]


def digits(length: int) -> Any:
    """Return the type of a number of exactly so many digits, zeros kept."""
    return Annotated[str, Field(pattern=rf"^\d{{{length}}}$")]
