"""The screens of 特別徴収義務者 ＞ 基本情報変更, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import EmployerChange


class EmployerPortal(MunicipalPortal[EmployerChange]):
    """基本情報変更 from 対象者指定 to 完了."""

    title = "特別徴収義務者 基本情報変更"
    menu_item = "基本情報変更"
    named_by = "指定番号"

    def number_of(self, item: EmployerChange) -> str:
        """Return the employer's 指定番号."""
        return item.employer_number

    def open_employer(self, change: EmployerChange) -> None:
        """Open the 入力 screen and make sure that it is this employer's."""
        self.open_entry_screen({"指定番号": change.employer_number})
        self.check_identity(
            "特別徴収義務者",
            {
                "指定番号": change.employer_number,
                "法人番号": change.corporate_number,
                "名称": change.old_name,
            },
        )

    @staticmethod
    def case(item: EmployerChange) -> Shown:
        """Return the day: an employer may change many times."""
        return {"変更内容": {"変更年月日": item.changed_on.isoformat()}}

    @staticmethod
    def fields(item: EmployerChange) -> Fields:
        """Return what stands where."""
        return {
            "変更内容": {
                "届出年月日": item.notified_on,
                "変更年月日": item.changed_on,
                "変更区分": item.what,
                "新しい法人番号": item.new_corporate_number,
            },
            "変更後の名称": {
                "名称カナ": item.new_kana,
                "名称": item.new_name,
            },
            "変更後の所在地": {
                "郵便番号": item.new_postal_code,
                "所在地": item.new_address,
                "電話番号": item.new_phone,
            },
        }
