"""児童手当 額改定: the clerk's procedure, step by step."""

from .item import Change
from .portal import ChangePortal


def enter(portal: ChangePortal, change: Change) -> None:
    """Type the paper and compare the 確認 screen with it."""
    portal.open_recipient(change)
    portal.fill(change, "改定内容")
    for row, child in enumerate(change.changing, start=1):
        portal.enter_child(change, row, child)
    portal.confirm(change)


PROCEDURE = ChangePortal.procedure(Change, enter)
