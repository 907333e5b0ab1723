"""保育所等入所申込: the clerk's procedure, step by step."""

from .item import Application
from .portal import ApplicationPortal


def enter(portal: ApplicationPortal, application: Application) -> None:
    """Type the application and compare the 確認 screen with it."""
    portal.open_child(application)
    portal.enter_guardian(application)
    portal.fill(application, "申込内容")
    portal.fill(application, "給付認定")
    for place in range(1, len(application.choice) + 1):
        portal.fill(application, f"第{place}希望")
    portal.fill(application, "世帯の状況")
    portal.confirm(application)


PROCEDURE = ApplicationPortal.procedure(Application, enter)
