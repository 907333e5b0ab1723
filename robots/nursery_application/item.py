"""One 保育所等入所申込書 兼 給付認定申請書 as its form gives it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.errors import Held
from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, MaybePhone, Month, Text, Tick, record


@record
class Choice:
    """One wish (希望園)."""

    code: Annotated[str, Field(pattern=r"^(\d{4})?$")] = ""


@record
class Application:
    """The whole application, as far as the system asks for it."""

    application_date: Day
    application_kind: Literal["新規", "転園", "継続"]
    entry_year: Annotated[int, Field(ge=1, le=99)]  # of 令和
    entry_month: Month
    guardian_kana: Text
    guardian_name: Text
    child_kana: Text
    child_name: Text
    child_birth_date: Day
    category: Literal["1", "2", "3"]
    choice: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=10)]
    father_phone: MaybePhone = None
    mother_phone: MaybePhone = None
    home_phone: MaybePhone = None
    care_hours: Literal["標準時間", "短時間", ""] = ""
    father_work: Tick = False
    father_return: Tick = False
    father_pregnancy: Tick = False
    father_illness: Tick = False
    father_care: Tick = False
    father_disaster: Tick = False
    father_job_search: Tick = False
    father_studies: Tick = False
    father_violence: Tick = False
    father_leave: Tick = False
    father_other: Tick = False
    mother_work: Tick = False
    mother_return: Tick = False
    mother_pregnancy: Tick = False
    mother_illness: Tick = False
    mother_care: Tick = False
    mother_disaster: Tick = False
    mother_job_search: Tick = False
    mother_studies: Tick = False
    mother_violence: Tick = False
    mother_leave: Tick = False
    mother_other: Tick = False
    siblings_apply: Literal["有", "無", ""] = ""
    single_parent: Tick = False
    public_assistance: Literal["有", "無", ""] = ""

    @model_validator(mode="after")
    def _can_be_called(self) -> "Application":
        if not self.phone:
            raise ValueError("電話番号がひとつもありません。")
        return self

    @model_validator(mode="after")
    def _one_reason_each(self) -> "Application":
        for who, label in (("father", "父"), ("mother", "母")):
            if len(self.reasons(who)) > 1:
                raise ValueError(f"{label}の必要事由が2つ以上あります。")
        return self

    @property
    def phone(self) -> str:
        """The first number given."""
        return self.father_phone or self.mother_phone or self.home_phone or ""

    child = Person("child")

    @property
    def entry(self) -> str:
        """入所希望年月 as the system writes it: 202704."""
        return f"{2018 + self.entry_year}{self.entry_month:02}"

    def reasons(self, who: Literal["father", "mother"] | str) -> list[str]:
        """Return what is ticked for a parent, in the words of the screen."""
        return [
            label for name, label in REASONS.items() if getattr(self, f"{who}_{name}")
        ]

    def check_safe(self) -> None:
        """Hand applications with 虐待・DV to a person, before anything is looked up.

        Raises:
            Held: A parent ticked it.
        """
        if self.father_violence or self.mother_violence:
            raise Held


REASONS = {
    "work": "就労",
    "return": "復職",
    "pregnancy": "妊娠・出産",
    "illness": "疾病・障害",
    "care": "介護・看護",
    "disaster": "災害復旧",
    "job_search": "求職",
    "studies": "就学・職業訓練",
    "leave": "育休継続",
    "other": "その他",
}
