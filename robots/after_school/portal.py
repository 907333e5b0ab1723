"""The screens of 学童 ＞ 申請 ＞ 新規申請, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Application


class ApplicationPortal(MunicipalPortal[Application]):
    """新規申請 from 対象者指定 to 完了."""

    title = "学童 利用申請"
    menu_item = "新規申請"
    already = "E2801"

    def number_of(self, item: Application) -> str:
        """Return the child's 宛名番号."""
        return item.child_number

    def open_child(self, application: Application) -> None:
        """Open the 入力 screen of the year and make sure that it is the child's."""
        self.open_entry_screen(
            {
                "宛名番号": application.child_number,
                "利用年度": str(application.fiscal_year),
            }
        )
        self.check_person("児童", application.child)

    @staticmethod
    def case(item: Application) -> Shown:
        """Return the year: one application each."""
        return {"児童": {"利用年度": str(item.fiscal_year)}}

    @staticmethod
    def fields(item: Application) -> Fields:
        """Return what stands where."""
        return {
            "申請内容": {
                "申請年月日": item.applied_on,
                "学校コード": item.school_code,
                "学年": item.grade,
                "利用形態": item.use,
            },
            "第1希望": {"施設コード": item.hall_1},
            "第2希望": {"施設コード": item.hall_2},
            "第3希望": {"施設コード": item.hall_3},
            "保護者1": {
                "氏名": item.guardian_1_name,
                "続柄": item.guardian_1_relation,
                "事由": item.guardian_1_reason,
                "勤務先": item.guardian_1_workplace,
                "終業時刻": item.guardian_1_ends_at,
                "通勤時間（分）": item.guardian_1_commute,
            },
            "保護者2": {
                "氏名": item.guardian_2_name,
                "続柄": item.guardian_2_relation,
                "事由": item.guardian_2_reason,
                "勤務先": item.guardian_2_workplace,
                "終業時刻": item.guardian_2_ends_at,
                "通勤時間（分）": item.guardian_2_commute,
            },
            "緊急連絡先": {
                "連絡先1": item.phone_1,
                "連絡先2": item.phone_2,
                "連絡先3": item.phone_3,
                "課税状況確認の同意": item.consent,
                "要配慮事項": item.needs_care,
            },
        }
