"""One 特別徴収義務者の所在地・名称変更届出書 as a row of the reception's list."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.values import (
    CorporateNumber,
    Day,
    EmployerNumber,
    MaybeCorporateNumber,
    MaybePhone,
    Text,
    record,
)


@record
class EmployerChange:
    """One employer that moved or was renamed; a merger (合併) is for a person."""

    employer_number: EmployerNumber
    corporate_number: CorporateNumber
    old_name: Text
    notified_on: Day
    changed_on: Day
    what: Literal["名称", "所在地", "名称・所在地"]
    new_corporate_number: MaybeCorporateNumber = None
    new_kana: str = ""
    new_name: str = ""
    new_postal_code: Annotated[str, Field(pattern=r"^(\d{7})?$")] = ""
    new_address: str = ""
    new_phone: MaybePhone = None

    @model_validator(mode="after")
    def _what_changes_is_there(self) -> "EmployerChange":
        if ("名称" in self.what) != bool(self.new_name and self.new_kana):
            raise ValueError("変更区分と、変更後の名称・カナが合いません。")
        if ("所在地" in self.what) != bool(self.new_postal_code and self.new_address):
            raise ValueError("変更区分と、変更後の郵便番号・所在地が合いません。")
        return self
