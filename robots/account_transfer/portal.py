"""The screens of 収納 ＞ 口座振替 ＞ 口座登録, by the words a clerk reads."""

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Order


class OrderPortal(MunicipalPortal[Order]):
    """口座登録 from 対象者指定 to 完了."""

    title = "口座振替 口座登録"
    menu_item = "口座登録"
    already = "E1801"

    def number_of(self, item: Order) -> str:
        """Return the taxpayer's 宛名番号."""
        return self.person_number(item.person)

    def open_taxpayer(self, order: Order) -> None:
        """Open the 入力 screen of the 税目 and make sure that it is the taxpayer's."""
        self.open_entry_screen({"宛名番号": self.number_of(order), "税目": order.tax})
        self.check_person("納税義務者", order.person)

    @staticmethod
    def case(item: Order) -> Shown:
        """Return the 税目: each has an account of its own."""
        return {"納税義務者": {"税目": item.tax}}

    @staticmethod
    def fields(item: Order) -> Fields:
        """Return what stands where."""
        return {
            "依頼内容": {
                "依頼年月日": item.ordered_on,
                "通知書番号": item.notice_number,
                "開始期別": item.first_period,
            },
            "振替口座": {
                "金融機関コード": item.bank_code,
                "支店コード": item.branch_code,
                "預金種別": item.account_type,
                "口座番号": item.account_number,
                "ゆうちょ記号": item.yucho_symbol,
                "ゆうちょ番号": item.yucho_number,
                "口座名義カナ": bank_kana(item.account_holder_kana).value,
            },
        }
