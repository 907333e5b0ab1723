"""One 特別区民税・都民税申告書 as a row of the reception's file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Day,
    MaybeCount,
    MaybePhone,
    MaybeYen,
    PersonNumber,
    Text,
    Tick,
    record,
)


@record
class TaxReturn:
    """The whole return."""

    person_number: PersonNumber
    tax_year: Annotated[int, Field(ge=1, le=99)]  # 課税年度, of 令和
    name: Text
    kana: Text
    birth_date: Day
    declared_on: Day
    phone: MaybePhone = None
    wages: MaybeYen = None
    pensions: MaybeYen = None
    business: MaybeYen = None
    rents: MaybeYen = None
    dividends: MaybeYen = None
    miscellaneous: MaybeYen = None
    occasional: MaybeYen = None
    business_costs: MaybeYen = None
    rent_costs: MaybeYen = None
    health_insurance: MaybeYen = None
    pension_insurance: MaybeYen = None
    care_insurance: MaybeYen = None
    other_insurance: MaybeYen = None
    life_insurance: MaybeYen = None
    earthquake_insurance: MaybeYen = None
    medical_costs: MaybeYen = None
    medical_refunds: MaybeYen = None
    disability: Literal["普通", "特別", ""] = ""
    standing: Literal["寡婦", "ひとり親", ""] = ""
    student: Tick = False
    spouse_number: PersonNumber | None = None
    spouse_income: MaybeYen = None
    dependants: MaybeCount = None
    under_16: MaybeCount = None
    without_income: Literal["扶養されていた", "預貯金", "障害年金等", "その他", ""] = ""

    @model_validator(mode="after")
    def _income_or_why_not(self) -> "TaxReturn":
        given = (
            self.wages,
            self.pensions,
            self.business,
            self.rents,
            self.dividends,
            self.miscellaneous,
            self.occasional,
        )
        if any(given) == bool(self.without_income):
            raise ValueError("収入か、収入がなかった理由の、どちらか一方が要ります。")
        return self

    person = Person()  # who declares
