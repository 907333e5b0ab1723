"""The screens of 保育 ＞ 申込 ＞ 就労情報, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Certificate


class CertificatePortal(MunicipalPortal[Certificate]):
    """就労情報 from 対象者指定 to 完了."""

    title = "保育 就労情報"
    menu_item = "就労情報"

    def number_of(self, item: Certificate) -> str:
        """Return the parent's 宛名番号."""
        return self.person_number(item.person)

    def open_parent(self, certificate: Certificate) -> None:
        """Open the 入力 screen and make sure that it is the parent's."""
        self.open_entry_screen(
            {
                "受付番号": certificate.application_number,
                "父母": certificate.parent,
            }
        )
        self.check_person("保護者", certificate.person)

    @staticmethod
    def case(item: Certificate) -> Shown:
        """Return the application: a parent may have several children apply."""
        return {"保護者": {"受付番号": item.application_number}}

    @staticmethod
    def fields(item: Certificate) -> Fields:
        """Return what stands where."""
        return {
            "証明": {
                "証明年月日": item.certified_on,
                "事業所名": item.employer_name,
                "事業所電話番号": item.employer_phone,
            },
            "雇用": {
                "雇用形態": item.employment,
                "雇用期間": item.term,
                "雇用開始日": item.employed_from,
                "雇用終了日": item.employed_until,
            },
            "就労時間": {
                "月間就労時間": item.monthly_hours,
                "週の就労日数": item.weekly_days,
                "平日の開始時刻": item.starts_at,
                "平日の終了時刻": item.ends_at,
                "休憩（分）": item.break_minutes,
            },
            "直近3か月の実績": {
                "前月の日数": item.days_1,
                "前月の時間数": item.hours_1,
                "2か月前の日数": item.days_2,
                "2か月前の時間数": item.hours_2,
                "3か月前の日数": item.days_3,
                "3か月前の時間数": item.hours_3,
            },
            "育児休業": {
                "育休開始日": item.leave_from,
                "育休終了日": item.leave_until,
                "復職予定日": item.returns_on,
            },
        }
