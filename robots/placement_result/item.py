"""One 利用調整結果 as a row of the list that was decided on."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, MaybeCount, PersonNumber, Text, record


@record
class Result:
    """What became of one application."""

    application_number: Annotated[str, Field(pattern=r"^\d{8}$")]
    child_number: PersonNumber
    child_name: Text
    child_kana: Text
    child_birth_date: Day
    entry_month: Annotated[str, Field(pattern=r"^20\d\d(0[1-9]|1[0-2])$")]
    result: Literal["内定", "保留"]
    class_age: Annotated[int, Field(ge=0, le=5)]
    points: Annotated[int, Field(ge=0, le=9999)]
    nursery_code: Annotated[str, Field(pattern=r"^(\d{4})?$")] = ""
    rank: MaybeCount = None

    @model_validator(mode="after")
    def _placed_somewhere(self) -> "Result":
        if (self.result == "内定") != bool(self.nursery_code):
            raise ValueError("結果（内定・保留）と園コードが合いません。")
        return self

    child = Person("child")
