"""One 子ども医療証 (マル乳・マル子・マル青) as a row of the reception's file."""

from typing import Literal

from pydantic import model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import (
    Day,
    HolderNumber,
    InsurerNumber,
    PersonNumber,
    Text,
    record,
)


@record
class MedicalCertificate:
    """One child's certificate."""

    child_number: PersonNumber
    child_name: Text
    child_kana: Text
    child_birth_date: Day
    guardian_number: PersonNumber
    kind: Literal["マル乳", "マル子", "マル青"]
    reason: Literal["出生", "転入", "保険変更", "切替", "再交付"]
    payer_number: InsurerNumber  # 公費負担者番号
    holder_number: HolderNumber  # 受給者番号
    acquired_on: Day
    valid_from: Day
    valid_until: Day
    insurer_number: InsurerNumber
    insured_symbol: Text
    insured_number: Text
    insured_branch: str = ""
    insured_as: Literal["本人", "家族", ""] = ""

    @model_validator(mode="after")
    def _valid_for_a_time(self) -> "MedicalCertificate":
        if self.valid_until < self.valid_from:
            raise ValueError("有効期間の終了が開始より前です。")
        return self

    child = Person("child")
