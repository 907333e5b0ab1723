"""学童保育利用申請: the clerk's procedure, step by step."""

from .item import Application
from .portal import ApplicationPortal


def enter(portal: ApplicationPortal, application: Application) -> None:
    """Type the application and compare the 確認 screen with it."""
    portal.open_child(application)
    portal.fill(application, "申請内容")
    portal.fill(application, "第1希望")
    portal.fill(application, "第2希望")
    portal.fill(application, "第3希望")
    portal.fill(application, "保護者1")
    portal.fill(application, "保護者2")
    portal.fill(application, "緊急連絡先")
    portal.confirm(application)


PROCEDURE = ApplicationPortal.procedure(Application, enter)
