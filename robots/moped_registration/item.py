"""One 軽自動車税 申告書 兼 標識交付申請書 as its form gives it."""

from typing import Literal

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, MaybeCount, MaybeDay, Text, record


@record
class Registration:
    """The whole application."""

    application_date: Day
    liable_from: Day
    reason_new: Literal["購入", "譲受け", "転入", "新規その他"]
    plate: Text
    ownership: Literal["自己所有", "所有権留保", "商品車", "リース車", "その他"]
    owner_kana: Text
    owner_name: Text
    owner_birth_date: Day
    maker: Literal[
        "ホンダ", "ヤマハ", "スズキ", "カワサキ", "架空モータース", "見本電動車"
    ]
    frame_number: Text
    vehicle_class: Literal["第一種", "第二種乙", "第二種甲", "ミニカー", ""] = ""
    special_class: Literal["特定小型", "農耕", "その他", ""] = ""
    garage: Literal["所有者と同じ", "その他", ""] = ""
    model: str = ""
    displacement: MaybeCount = None
    power_watts: str = ""
    seller_name: str = ""
    sold_on: MaybeDay = None

    owner = Person("owner")

    @property
    def category(self) -> str:
        """種別 in the words of the screen."""
        if self.special_class in ("農耕", "その他"):
            return f"小型特殊（{self.special_class}）"
        return self.special_class or self.vehicle_class
