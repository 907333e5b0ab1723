"""The screens of 軽自動車税 ＞ 車両異動 ＞ 廃車入力, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Scrapping


class ScrappingPortal(MunicipalPortal[Scrapping]):
    """廃車入力 from 対象者指定 to 完了."""

    title = "軽自動車税 廃車入力"
    menu_item = "廃車入力"
    already = "E1601"

    def number_of(self, item: Scrapping) -> str:
        """Return the owner's 宛名番号."""
        return self.person_number(item.owner)

    def open_vehicle(self, scrapping: Scrapping) -> None:
        """Open the 入力 screen and make sure of the owner and of the vehicle."""
        self.open_entry_screen({"標識番号": scrapping.plate})
        self.check_person("納税義務者", scrapping.owner)
        self.check_shown("車両", {"車台番号": scrapping.frame_number})

    @staticmethod
    def case(item: Scrapping) -> Shown:
        """Return the 標識: somebody may own several vehicles."""
        return {"車両": {"標識番号": item.plate}}

    @staticmethod
    def fields(item: Scrapping) -> Fields:
        """Return what stands where."""
        return {
            "廃車内容": {
                "届出年月日": item.notified_on,
                "廃車年月日": item.scrapped_on,
                "廃車事由": item.reason,
                "届出者": item.notified_by,
            },
            "標識の返納": {
                "標識返納": item.plate_returned,
                "返納できない理由": item.not_returned_because,
            },
            "盗難の届出": {
                "警察署名": item.police_station,
                "受理番号": item.police_number,
                "警察届出日": item.police_on,
            },
        }
