"""One 口座振替依頼書 as a row of the reception's file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, Text, record


@record
class Order:
    """The whole order (依頼書)."""

    tax: Literal["特別区民税・都民税", "軽自動車税"]
    notice_number: Annotated[str, Field(pattern=r"^\d{10}$")]
    name: Text
    kana: Text
    birth_date: Day
    ordered_on: Day
    first_period: Literal["1期", "2期", "3期", "4期", "全期"]
    account_holder_kana: Text
    bank_code: Annotated[str, Field(pattern=r"^(\d{4})?$")] = ""
    branch_code: Annotated[str, Field(pattern=r"^(\d{3})?$")] = ""
    account_type: Literal["普通", "当座", ""] = ""
    account_number: Annotated[str, Field(pattern=r"^(\d{7})?$")] = ""
    yucho_symbol: str = ""
    yucho_number: str = ""

    @model_validator(mode="after")
    def _one_account(self) -> "Order":
        if bool(self.account_number) == bool(self.yucho_number):
            raise ValueError("銀行か、ゆうちょの、どちらか一方の口座が要ります。")
        return self

    person = Person()  # the taxpayer
