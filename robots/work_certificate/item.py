"""One 就労証明書 (標準様式) as a row of the Excel file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Count,
    Day,
    MaybeClock,
    MaybeCount,
    MaybeDay,
    Phone,
    Text,
    record,
)


@record
class Certificate:
    """One certificate of one parent."""

    application_number: Annotated[str, Field(pattern=r"^\d{8}$")]
    parent: Literal["父", "母"]
    name: Text
    kana: Text
    birth_date: Day
    certified_on: Day
    employer_name: Text
    employer_phone: Phone
    employment: Literal[
        "正社員",
        "パート・アルバイト",
        "派遣社員",
        "契約社員",
        "会計年度任用職員",
        "自営業",
        "その他",
    ]
    term: Literal["無期", "有期"]
    employed_from: Day
    monthly_hours: Count
    weekly_days: Annotated[int, Field(ge=1, le=7)]
    employed_until: MaybeDay = None
    starts_at: MaybeClock = None
    ends_at: MaybeClock = None
    break_minutes: MaybeCount = None
    days_1: MaybeCount = None
    hours_1: MaybeCount = None
    days_2: MaybeCount = None
    hours_2: MaybeCount = None
    days_3: MaybeCount = None
    hours_3: MaybeCount = None
    leave_from: MaybeDay = None
    leave_until: MaybeDay = None
    returns_on: MaybeDay = None

    @model_validator(mode="after")
    def _fixed_term_ends(self) -> "Certificate":
        if (self.term == "有期") != bool(self.employed_until):
            raise ValueError("雇用期間（有期・無期）と雇用終了日が合いません。")
        return self

    person = Person()  # the parent
