"""One 給与所得者異動届 as a row of the employer's file."""

from typing import Literal

from pydantic import model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Day,
    EmployerNumber,
    MaybeDay,
    MaybeMonth,
    MaybeYen,
    Month,
    Text,
    Yen,
    record,
)


@record
class Transfer:
    """The whole notice (異動届)."""

    employer_number: EmployerNumber
    payroll_number: Text
    name: Text
    kana: Text
    birth_date: Day
    moved_on: Day
    reason: Literal["退職", "転勤", "休職", "長期欠勤", "死亡", "その他"]
    annual_tax: Yen
    paid: Yen
    paid_through: Month
    unpaid: Yen
    method: Literal["特別徴収継続", "一括徴収", "普通徴収"]
    lump_sum_on: MaybeDay = None
    lump_sum: MaybeYen = None
    payment_month: MaybeMonth = None
    new_employer_number: EmployerNumber | None = None
    monthly: MaybeYen = None
    first_month: MaybeMonth = None

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

    person = Person()  # the employee
