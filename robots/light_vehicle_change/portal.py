"""The screens of 軽自動車税 ＞ 車両異動 ＞ 検査情報補正, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Change


class ChangePortal(MunicipalPortal[Change]):
    """検査情報補正 from 対象者指定 to 完了."""

    title = "軽自動車税 検査情報補正"
    menu_item = "検査情報補正"
    already = "E1703"

    def number_of(self, item: Change) -> str:
        """Return the user's 宛名番号."""
        return item.user_number

    def open_vehicle(self, change: Change) -> None:
        """Open the 入力 screen and make sure of the vehicle and of its user.

        The data have no birth date: number, spelling and 車台番号 all have to agree.
        """
        self.open_entry_screen({"車両番号": change.vehicle_number})
        self.check_identity(
            "使用者",
            {
                "宛名番号": change.user_number,
                "氏名": change.user_name,
                "カナ氏名": change.user_kana,
            },
        )
        self.check_identity("検査情報", {"車台番号": change.frame_number})

    @staticmethod
    def case(item: Change) -> Shown:
        """Return the vehicle: somebody may use several."""
        return {"検査情報": {"車両番号": item.vehicle_number}}

    @staticmethod
    def fields(item: Change) -> Fields:
        """Return what stands where."""
        return {
            "補正内容": {
                "申告区分": item.kind,
                "異動年月日": item.moved_on,
                "初度検査年月": item.first_inspected,
                "取得原因": item.cause,
                "用途": item.use,
                "営自": item.trade,
                "総排気量": item.displacement,
                "燃料": item.fuel,
                "定置場町名コード": item.garage_town,
            },
        }
