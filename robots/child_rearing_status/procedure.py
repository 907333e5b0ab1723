"""児童扶養手当 現況届の受付: the clerk's procedure, step by step."""

from .item import Status
from .portal import StatusPortal


def enter(portal: StatusPortal, status: Status) -> None:
    """Type what came in and compare the 確認 screen with it."""
    portal.open_recipient(status)
    portal.fill(status, "受付内容")
    portal.fill(status, "提出書類")
    portal.confirm(status)


PROCEDURE = StatusPortal.procedure(Status, enter)
