"""One 給与支払報告書 (個人別明細書) as its form or the eLTAX file gives it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    CorporateNumber,
    Day,
    MaybeCount,
    MaybeDay,
    MaybeYen,
    Text,
    Tick,
    Yen,
    record,
)


@record
class Report:
    """The whole report."""

    income_year: Annotated[int, Field(ge=1, le=99)]  # 年分, of 令和
    kana: Text
    name: Text
    birth_date: Day
    payer_number: CorporateNumber
    payer_name: Text
    kind: Text
    paid: Yen
    tax_withheld: Yen
    after_deduction: MaybeYen = None
    deductions: MaybeYen = None
    social_insurance: MaybeYen = None
    life_insurance: MaybeYen = None
    earthquake_insurance: MaybeYen = None
    spouse_deduction: MaybeYen = None
    housing_credit: MaybeYen = None
    has_spouse: Tick = False
    specific_dependants: MaybeCount = None
    elderly_dependants: MaybeCount = None
    other_dependants: MaybeCount = None
    under_16: MaybeCount = None
    column_b: Tick = False
    student: Tick = False
    widow: Tick = False
    single_parent: Tick = False
    joined: Tick = False
    left: Tick = False
    moved_on: MaybeDay = None

    @model_validator(mode="after")
    def _moved_is_whole(self) -> "Report":
        if bool(self.moved_on) != (self.joined or self.left):
            raise ValueError("中途就職・退職の印と年月日がそろっていません。")
        return self

    @model_validator(mode="after")
    def _widow_or_single_parent(self) -> "Report":
        if self.widow and self.single_parent:
            raise ValueError("寡婦とひとり親の両方に印があります。")
        return self

    person = Person()  # the employee

    @property
    def tax_year(self) -> str:
        """課税年度: the year after 年分."""
        return str(self.income_year + 1)

    @property
    def standing(self) -> Literal["", "寡婦", "ひとり親"]:
        """寡婦 or ひとり親, whichever is marked."""
        if self.widow:
            return "寡婦"
        return "ひとり親" if self.single_parent else ""

    @property
    def moved(self) -> Literal["", "就職", "退職"]:
        """Whether the employee joined or left in the year."""
        if not self.moved_on:
            return ""
        return "退職" if self.left else "就職"
