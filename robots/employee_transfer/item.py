"""One 給与所得者異動届 as a row of the employer's file."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from rpa_suite.jp.amounts import parse_amount
from rpa_suite.jp.checked import Status
from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.robots.municipal import Someone


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


Day = Annotated[date, BeforeValidator(_day)]
Yen = Annotated[int, Field(ge=0), BeforeValidator(_yen)]
Number = Annotated[str, Field(pattern=r"^\d{8}$")]
Month = Annotated[int, Field(ge=1, le=12)]


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """The whole notice (異動届)."""

    employer_number: Number
    payroll_number: Annotated[str, Field(min_length=1, max_length=25)]
    name: Annotated[str, Field(min_length=1)]
    kana: Annotated[str, Field(min_length=1)]
    birth_date: Day
    moved_on: Day
    reason: Literal["退職", "転勤", "休職", "長期欠勤", "死亡", "その他"]
    annual_tax: Yen
    paid: Yen
    paid_through: Month
    unpaid: Yen
    method: Literal["特別徴収継続", "一括徴収", "普通徴収"]
    lump_sum_on: Day | None = None
    lump_sum: Yen | None = None
    payment_month: Month | None = None
    new_employer_number: Number | None = None
    monthly: Yen | None = None
    first_month: Month | None = None

    @model_validator(mode="after")
    def _sums_agree(self) -> "Transfer":
        if self.unpaid != self.annual_tax - self.paid:
            raise ValueError("未徴収税額が、年税額から徴収済額を引いた額と合いません。")
        return self

    @model_validator(mode="after")
    def _method_is_whole(self) -> "Transfer":
        if self.method == "一括徴収" and self.lump_sum != self.unpaid:
            raise ValueError("一括徴収額が未徴収税額と合いません。")
        if self.method == "特別徴収継続" and not self.new_employer_number:
            raise ValueError("特別徴収継続には新勤務先の指定番号が要ります。")
        january_to_april = self.reason == "退職" and self.moved_on.month <= 4
        if january_to_april and self.unpaid and self.method != "一括徴収":
            raise ValueError("1月から4月の退職は一括徴収です。届出を確かめてください。")
        return self

    @property
    def person(self) -> Someone:
        """The employee as 宛名検索 needs them."""
        return Someone(name=self.name, kana=self.kana, birth_date=self.birth_date)
