"""The screens of 住民税 ＞ 特別徴収 ＞ 異動届入力, by the words a clerk reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from rpa_suite.robots.municipal import MunicipalPortal, signed_in
from rpa_suite.robots.procedure import Shown
from rpa_suite.robots.session import Session

from .item import Transfer


class TransferPortal(MunicipalPortal):
    """異動届入力 from 対象者指定 to 完了."""

    title = "特別徴収 異動届入力"
    menu_item = "異動届入力"

    @classmethod
    @contextmanager
    def opened(cls, session: Session) -> Iterator["TransferPortal"]:
        """Sign in and out around a run."""
        with signed_in(session):
            yield cls(session)

    def number_of(self, transfer: Transfer) -> str:
        """Return the employee's 宛名番号."""
        return self.person_number(transfer.person)

    def open_employee(self, transfer: Transfer) -> None:
        """Open the 入力 screen and make sure that it is this employee's."""
        self.open_entry_screen(
            {
                "指定番号": transfer.employer_number,
                "受給者番号": transfer.payroll_number,
            }
        )
        self.check_person("従業員", transfer.person)
        self.main.section("従業員").compare_all({"年税額": str(transfer.annual_tax)})

    def enter_change(self, transfer: Transfer) -> None:
        """Fill 異動内容."""
        self.main.step("異動内容を入力")
        part = self.main.section("異動内容")
        part.choose("異動事由", transfer.reason)
        part.type_date("異動年月日", transfer.moved_on)
        part.type("徴収済額", str(transfer.paid))
        part.type("徴収済月", str(transfer.paid_through))
        part.type("未徴収税額", str(transfer.unpaid))
        part.choose("異動後の徴収方法", transfer.method)

    def enter_lump_sum(self, transfer: Transfer) -> None:
        """Fill 一括徴収 where there is one."""
        part = self.main.section("一括徴収")
        if transfer.lump_sum_on:
            part.type_date("徴収予定日", transfer.lump_sum_on)
        if transfer.lump_sum is not None:
            part.type("一括徴収額", str(transfer.lump_sum))
        if transfer.payment_month:
            part.type("納入月", str(transfer.payment_month))

    def enter_new_employer(self, transfer: Transfer) -> None:
        """Fill 新勤務先 where there is one."""
        if not transfer.new_employer_number:
            return
        part = self.main.section("新勤務先")
        part.type("指定番号", transfer.new_employer_number)
        self.main.check_messages()
        if transfer.monthly is not None:
            part.type("月割額", str(transfer.monthly))
        if transfer.first_month:
            part.type("徴収開始月", str(transfer.first_month))


def shown(transfer: Transfer) -> Shown:
    """Return what the system has to show of a notice."""
    return {
        "異動内容": {
            "異動事由": transfer.reason,
            "異動年月日": transfer.moved_on.isoformat(),
            "徴収済額": str(transfer.paid),
            "徴収済月": str(transfer.paid_through),
            "未徴収税額": str(transfer.unpaid),
            "異動後の徴収方法": transfer.method,
        },
        "一括徴収": {
            "徴収予定日": _text(transfer.lump_sum_on),
            "一括徴収額": _text(transfer.lump_sum),
            "納入月": _text(transfer.payment_month),
        },
        "新勤務先": {
            "指定番号": transfer.new_employer_number or "",
            "月割額": _text(transfer.monthly),
            "徴収開始月": _text(transfer.first_month),
        },
    }


def _text(value: int | date | None) -> str:
    return "" if value is None else str(value)
