"""One 学童保育利用申請書 as a row of the reception's Excel file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Day,
    MaybeClock,
    MaybeCount,
    MaybePhone,
    PersonNumber,
    Phone,
    Text,
    Tick,
    record,
)

Relation = Literal["父", "母", "祖父母", "その他", ""]
Reason = Literal["就労", "就学", "疾病・障害", "介護・看護", "その他", ""]
Hall = Annotated[str, Field(pattern=r"^(\d{4})?$")]


@record
class Application:
    """The whole application."""

    child_number: PersonNumber
    child_name: Text
    child_kana: Text
    child_birth_date: Day
    fiscal_year: Annotated[int, Field(ge=1, le=99)]  # 利用年度, of 令和
    applied_on: Day
    school_code: Annotated[str, Field(pattern=r"^\d{4}$")]
    grade: Literal["1年", "2年", "3年", "4年", "5年", "6年"]
    use: Literal["通年", "長期休業"]
    hall_1: Annotated[str, Field(pattern=r"^\d{4}$")]
    guardian_1_name: Text
    guardian_1_relation: Relation
    guardian_1_reason: Reason
    phone_1: Phone
    consent: Tick
    hall_2: Hall = ""
    hall_3: Hall = ""
    guardian_1_workplace: str = ""
    guardian_1_ends_at: MaybeClock = None
    guardian_1_commute: MaybeCount = None
    guardian_2_name: str = ""
    guardian_2_relation: Relation = ""
    guardian_2_reason: Reason = ""
    guardian_2_workplace: str = ""
    guardian_2_ends_at: MaybeClock = None
    guardian_2_commute: MaybeCount = None
    phone_2: MaybePhone = None
    phone_3: MaybePhone = None
    needs_care: Tick = False

    @model_validator(mode="after")
    def _wishes_in_order(self) -> "Application":
        if self.hall_3 and not self.hall_2:
            raise ValueError("第2希望がなく第3希望があります。")
        return self

    child = Person("child")
