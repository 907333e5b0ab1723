"""The screens of 児童扶養手当 ＞ 現況 ＞ 現況受付, by the words a clerk reads."""

from rpa_suite.jp.ages import reiwa_fiscal_year
from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Status


class StatusPortal(MunicipalPortal[Status]):
    """現況受付 from 対象者指定 to 完了."""

    title = "児童扶養手当 現況受付"
    menu_item = "現況受付"
    already = "E2302"

    def number_of(self, item: Status) -> str:
        """Return the recipient's 宛名番号."""
        return item.person_number

    def open_recipient(self, status: Status) -> None:
        """Open the 入力 screen and make sure that it is the recipient's."""
        self.open_entry_screen({"証書番号": status.certificate_number})
        self.check_person("受給者", status.person)
        self.check_shown("受給者", {"宛名番号": status.person_number})

    @staticmethod
    def case(item: Status) -> Shown:
        """Return 証書 and 年度: one 現況届 a year."""
        year = f"令和{reiwa_fiscal_year(item.received_on)}年度"
        return {"受給者": {"証書番号": item.certificate_number, "年度": year}}

    @staticmethod
    def fields(item: Status) -> Fields:
        """Return what stands where."""
        return {
            "受付内容": {
                "受付年月日": item.received_on,
                "面談年月日": item.interviewed_on,
                "扶養義務者": item.supporters,
                "世帯の変更": item.household_changed,
                "公的年金の受給": item.public_pension,
                "養育費": item.maintenance,
            },
            "提出書類": {
                "養育費等に関する申告書": item.maintenance_declared,
                "一部支給停止適用除外事由届出書": item.exemption_notified,
                "戸籍謄本": item.family_register,
                "住居の証明": item.home_proved,
            },
        }
