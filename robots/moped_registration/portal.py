"""The screens of 軽自動車税 ＞ 車両登録 ＞ 新規登録, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Registration


class RegistrationPortal(MunicipalPortal[Registration]):
    """新規登録 from 対象者指定 to 完了."""

    title = "軽自動車税 新規登録"
    menu_item = "新規登録"
    already = "E1501"

    def number_of(self, item: Registration) -> str:
        """Return the owner's 宛名番号."""
        return self.person_number(item.owner)

    def open_owner(self, registration: Registration) -> None:
        """Open the 入力 screen for the 標識 and make sure that it is the owner's."""
        self.open_entry_screen(
            {"宛名番号": self.number_of(registration), "標識番号": registration.plate}
        )
        self.check_person("納税義務者", registration.owner)

    @staticmethod
    def case(item: Registration) -> Shown:
        """Return the 標識: somebody may own several vehicles."""
        return {"納税義務者": {"標識番号": item.plate}}

    @staticmethod
    def fields(item: Registration) -> Fields:
        """Return what stands where."""
        return {
            "申告内容": {
                "申告の理由": item.reason_new.removeprefix("新規"),
                "申告年月日": item.application_date,
                "異動年月日": item.liable_from,
                "所有形態": item.ownership,
                "定置場": {"所有者と同じ": "所有者住所と同じ"}.get(
                    item.garage, item.garage
                ),
            },
            "車両": {
                "種別": item.category,
                "車名": item.maker,
                "車台番号": item.frame_number,
                "型式": item.model,
                "総排気量（cc）": item.displacement,
                "定格出力（W）": item.power_watts,
            },
            "販売・譲渡証明": {
                "販売・譲渡者名": item.seller_name,
                "証明年月日": item.sold_on,
            },
        }
