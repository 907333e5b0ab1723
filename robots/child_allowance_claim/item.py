"""One 児童手当 認定請求 as its form gives it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import MaybePerson, Person, Someone
from rpa_suite.robots.values import (
    Day,
    MaybeDay,
    MyNumber,
    Phone,
    Text,
    Tick,
    record,
)


@record
class Child:
    """One child (児童) of the claim."""

    kana: Text
    name: Text
    birth_date: Day
    my_number: MyNumber
    relationship: Literal["子", "孫", "その他"]
    lives_together: Literal["同居", "別居"]
    custody: Literal["有", "無"]
    livelihood: Literal["同一", "維持"]

    person = Person()  # the child


@record
class Claim:
    """The whole claim (認定請求)."""

    claim_date: Day
    reason: Literal["出生", "転入", "受給者変更", "公務員退職", "その他"]
    event_date: Day
    claimant_kana: Text
    claimant_name: Text
    claimant_birth_date: Day
    claimant_my_number: MyNumber
    phone: Phone
    occupation: Literal["会社員", "公務員", "自営", "その他", "無職"]
    has_spouse: Literal["有", "無"]
    child: Annotated[tuple[Child, ...], Field(min_length=1, max_length=4)]
    pension: Literal["厚生年金", "国民年金", "共済", "未加入", ""] = ""
    spouse_kana: str = ""
    spouse_name: str = ""
    spouse_birth_date: MaybeDay = None
    spouse_lives_together: Literal["同居", "別居", ""] = ""
    higher_income: Literal["請求者が高い", "配偶者が高い", ""] = ""
    use_public_account: Tick = False
    bank_code: str = ""
    branch_code: str = ""
    account_type: Literal["普通", "当座", ""] = ""
    account_number: str = ""
    account_holder_kana: str = ""
    yucho_symbol: str = ""
    yucho_number: str = ""

    @model_validator(mode="after")
    def _spouse_is_whole(self) -> "Claim":
        if self.has_spouse == "有" and not (
            self.spouse_kana and self.spouse_name and self.spouse_birth_date
        ):
            raise ValueError(
                "配偶者が「有」ですが、氏名・フリガナ・生年月日がそろっていません。"
            )
        return self

    @model_validator(mode="after")
    def _one_account(self) -> "Claim":
        given = (self.use_public_account, self.account_number, self.yucho_number)
        if sum(bool(each) for each in given) != 1:
            raise ValueError("振込口座がちょうど1つ書かれていません。")
        return self

    claimant = Person("claimant")
    _named_spouse = MaybePerson("spouse")

    @property
    def higher_earner(self) -> str:
        """Who earns more, in the words of the screen."""
        return self.higher_income.removesuffix("が高い") if self.spouse else ""

    @property
    def spouse(self) -> Someone | None:
        """The spouse as 宛名検索 needs it, if there is one."""
        return self._named_spouse if self.has_spouse == "有" else None
