"""One 廃車申告 as a row of the counter's list (窓口受付簿)."""

from typing import Literal

from pydantic import model_validator

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, MaybeDay, Text, record


@record
class Scrapping:
    """One vehicle whose 標識 comes back."""

    plate: Text
    frame_number: Text
    owner_name: Text
    owner_kana: Text
    owner_birth_date: Day
    notified_on: Day
    scrapped_on: Day
    reason: Literal["廃棄", "譲渡", "転出", "盗難", "紛失", "その他"]
    notified_by: Text
    plate_returned: Literal["有", "無"]
    not_returned_because: Literal["盗難", "紛失", "その他", ""] = ""
    police_station: str = ""
    police_number: str = ""
    police_on: MaybeDay = None

    @model_validator(mode="after")
    def _theft_is_reported(self) -> "Scrapping":
        reported = self.police_station and self.police_number and self.police_on
        if self.reason == "盗難" and not reported:
            raise ValueError("盗難には警察署・受理番号・届出日が要ります。")
        return self

    @model_validator(mode="after")
    def _plate_or_why_not(self) -> "Scrapping":
        if (self.plate_returned == "無") != bool(self.not_returned_because):
            raise ValueError("標識の返納と、返納できない理由が合いません。")
        return self

    owner = Person("owner")
