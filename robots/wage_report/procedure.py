"""給与支払報告書 (追加・訂正分): the clerk's procedure, step by step."""

from .item import Report
from .portal import ReportPortal


def enter(portal: ReportPortal, report: Report) -> None:
    """Type the report and compare the 確認 screen with it."""
    portal.open_employee(report)
    portal.fill(report, "支払者")
    portal.fill(report, "支払")
    portal.fill(report, "控除")
    portal.fill(report, "扶養")
    portal.fill(report, "本人")
    portal.confirm(report)


PROCEDURE = ReportPortal.procedure(Report, enter)
