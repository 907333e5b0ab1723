"""The screens of 住民税 ＞ 特別徴収 ＞ 切替入力, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal

from .item import Switch


class SwitchPortal(MunicipalPortal[Switch]):
    """切替入力 from 対象者指定 to 完了."""

    title = "特別徴収 切替入力"
    menu_item = "切替入力"

    def number_of(self, item: Switch) -> str:
        """Return the taxpayer's 宛名番号."""
        return self.person_number(item.person)

    def open_taxpayer(self, switch: Switch) -> None:
        """Open the 入力 screen and make sure that it is the taxpayer's."""
        self.open_entry_screen({"宛名番号": self.number_of(switch)})
        self.check_person("納税義務者", switch.person)

    @staticmethod
    def fields(item: Switch) -> Fields:
        """Return what stands where."""
        return {
            "特別徴収義務者": {
                "指定番号": item.employer_number,
                "受給者番号": item.payroll_number,
            },
            "切替内容": {
                "届出年月日": item.notified_on,
                "切替開始月": item.first_month,
                "普徴納付済の期": item.paid_period,
                "切替理由": item.reason,
            },
        }
