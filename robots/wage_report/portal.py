"""The screens of 住民税 ＞ 課税資料 ＞ 給報入力, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Report


class ReportPortal(MunicipalPortal[Report]):
    """給報入力 from 対象者指定 to 完了."""

    title = "課税資料 給報入力"
    menu_item = "給報入力"
    already = "W1201"

    def number_of(self, item: Report) -> str:
        """Return the employee's 宛名番号."""
        return self.person_number(item.person)

    def open_employee(self, report: Report) -> None:
        """Open the 入力 screen of the 課税年度 and make sure whose it is."""
        self.open_entry_screen(
            {"宛名番号": self.number_of(report), "課税年度": report.tax_year}
        )
        self.check_person("受給者", report.person)

    @staticmethod
    def case(item: Report) -> Shown:
        """Return 課税年度 and 支払者: each may report once a year."""
        return {
            "受給者": {"課税年度": item.tax_year},
            "支払者": {"法人番号": item.payer_number},
        }

    @staticmethod
    def fields(item: Report) -> Fields:
        """Return what stands where."""
        return {
            "支払者": {"法人番号": item.payer_number, "名称": item.payer_name},
            "支払": {
                "種別": item.kind,
                "支払金額": item.paid,
                "給与所得控除後の金額": item.after_deduction,
                "所得控除の額の合計額": item.deductions,
                "源泉徴収税額": item.tax_withheld,
            },
            "控除": {
                "社会保険料等の金額": item.social_insurance,
                "生命保険料の控除額": item.life_insurance,
                "地震保険料の控除額": item.earthquake_insurance,
                "配偶者（特別）控除の額": item.spouse_deduction,
                "住宅借入金等特別控除の額": item.housing_credit,
            },
            "扶養": {
                "控除対象配偶者": "有" if item.has_spouse else "無",
                "特定": item.specific_dependants,
                "老人": item.elderly_dependants,
                "その他": item.other_dependants,
                "16歳未満": item.under_16,
            },
            "本人": {
                "乙欄": item.column_b,
                "勤労学生": item.student,
                "寡婦・ひとり親": item.standing,
                "中途就・退職": item.moved,
                "就・退職年月日": item.moved_on,
            },
        }
