"""One 児童扶養手当 現況届 as a row of the reception's Excel file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Day,
    MaybeDay,
    MaybeYen,
    PersonNumber,
    Text,
    Tick,
    record,
)


@record
class Status:
    """One 現況届 that came in."""

    certificate_number: Annotated[str, Field(pattern=r"^\d{8}$")]
    person_number: PersonNumber
    name: Text
    kana: Text
    birth_date: Day
    received_on: Day
    supporters: Literal["有", "無"]
    household_changed: Literal["有", "無"]
    public_pension: Literal["有", "無"]
    interviewed_on: MaybeDay = None
    maintenance: MaybeYen = None
    maintenance_declared: Tick = False
    exemption_notified: Tick = False
    family_register: Tick = False
    home_proved: Tick = False

    @model_validator(mode="after")
    def _maintenance_is_declared(self) -> "Status":
        if self.maintenance and not self.maintenance_declared:
            raise ValueError("養育費がありますが、申告書が提出されていません。")
        return self

    person = Person()  # the recipient
