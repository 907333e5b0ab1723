"""The screens of 住民税 ＞ 特別徴収 ＞ 異動届入力, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal

from .item import Transfer


class TransferPortal(MunicipalPortal[Transfer]):
    """異動届入力 from 対象者指定 to 完了."""

    title = "特別徴収 異動届入力"
    menu_item = "異動届入力"
    already = "E1102"

    def number_of(self, item: Transfer) -> str:
        """Return the employee's 宛名番号."""
        return self.person_number(item.person)

    def open_employee(self, transfer: Transfer) -> None:
        """Open the 入力 screen and make sure that it is this employee's."""
        self.open_entry_screen(
            {
                "指定番号": transfer.employer_number,
                "受給者番号": transfer.payroll_number,
            }
        )
        self.check_person("従業員", transfer.person)
        self.check_shown("従業員", {"年税額": str(transfer.annual_tax)})

    @staticmethod
    def fields(item: Transfer) -> Fields:
        """Return what stands where."""
        return {
            "異動内容": {
                "異動事由": item.reason,
                "異動年月日": item.moved_on,
                "徴収済額": item.paid,
                "徴収済月": item.paid_through,
                "未徴収税額": item.unpaid,
                "異動後の徴収方法": item.method,
            },
            "一括徴収": {
                "徴収予定日": item.lump_sum_on,
                "一括徴収額": item.lump_sum,
                "納入月": item.payment_month,
            },
            "新勤務先": {
                "指定番号": item.new_employer_number,
                "月割額": item.monthly,
                "徴収開始月": item.first_month,
            },
        }
