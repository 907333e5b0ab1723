"""The screens of 住民税 ＞ 課税資料 ＞ 住申入力, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import TaxReturn


class ReturnPortal(MunicipalPortal[TaxReturn]):
    """住申入力 from 対象者指定 to 完了."""

    title = "課税資料 住申入力"
    menu_item = "住申入力"

    def number_of(self, item: TaxReturn) -> str:
        """Return the 宛名番号 of the label on the return."""
        return item.person_number

    def open_taxpayer(self, tax_return: TaxReturn) -> None:
        """Open the 入力 screen of the 課税年度 and make sure whose it is."""
        self.open_entry_screen(
            {
                "宛名番号": tax_return.person_number,
                "課税年度": str(tax_return.tax_year),
            }
        )
        self.check_person("申告者", tax_return.person)

    @staticmethod
    def case(item: TaxReturn) -> Shown:
        """Return the 課税年度: one return a year."""
        return {"申告者": {"課税年度": str(item.tax_year)}}

    @staticmethod
    def fields(item: TaxReturn) -> Fields:
        """Return what stands where."""
        return {
            "申告": {"申告年月日": item.declared_on, "電話番号": item.phone},
            "収入金額": {
                "給与": item.wages,
                "公的年金等": item.pensions,
                "営業等": item.business,
                "不動産": item.rents,
                "配当": item.dividends,
                "雑（その他）": item.miscellaneous,
                "一時": item.occasional,
            },
            "必要経費": {
                "営業等の経費": item.business_costs,
                "不動産の経費": item.rent_costs,
            },
            "所得控除": {
                "国民健康保険料": item.health_insurance,
                "国民年金保険料": item.pension_insurance,
                "介護保険料": item.care_insurance,
                "その他の社会保険料": item.other_insurance,
                "生命保険料の控除額": item.life_insurance,
                "地震保険料の控除額": item.earthquake_insurance,
                "支払った医療費": item.medical_costs,
                "医療費の補填額": item.medical_refunds,
            },
            "人的控除": {
                "障害者": item.disability,
                "寡婦・ひとり親": item.standing,
                "勤労学生": item.student,
                "配偶者の宛名番号": item.spouse_number,
                "配偶者の合計所得": item.spouse_income,
                "扶養親族の数": item.dependants,
                "16歳未満の扶養親族の数": item.under_16,
            },
            "収入がなかった方": {"理由": item.without_income},
        }
