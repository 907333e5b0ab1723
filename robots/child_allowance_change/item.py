"""One 児童手当 額改定認定請求書・額改定届 as its form gives it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, Text, Tick, record


@record
class Child:
    """One child (児童) of the paper."""

    kana: Text
    name: Text
    birth_date: Day
    relationship: Literal["子", "孫", "その他"]
    lives_together: Literal["同居", "別居"]
    custody: Literal["有", "無"]
    change: Literal["増", "減", ""] = ""

    person = Person()  # the child


@record
class Change:
    """The whole paper."""

    claim_date: Day
    direction: Literal["増額", "減額"]
    reason: Literal[
        "出生",
        "監護開始",
        "施設退所",
        "監護終了",
        "死亡",
        "施設入所",
        "婚姻",
        "その他",
    ]
    event_date: Day
    recipient_kana: Text
    recipient_name: Text
    recipient_birth_date: Day
    child: Annotated[tuple[Child, ...], Field(min_length=1, max_length=5)]
    sibling_statement: Tick = False

    @model_validator(mode="after")
    def _somebody_changes(self) -> "Change":
        wanted = self.direction[0]
        marks = {child.change for child in self.child} - {""}
        if marks != {wanted}:
            raise ValueError(f"「{wanted}」の児童だけに印が要ります。")
        return self

    recipient = Person("recipient")

    @property
    def changing(self) -> tuple[Child, ...]:
        """The children who come to count, or no longer do."""
        return tuple(child for child in self.child if child.change)
