"""軽四輪・二輪 異動情報: the clerk's procedure, step by step."""

from .item import Change
from .portal import ChangePortal


def enter(portal: ChangePortal, change: Change) -> None:
    """Type the change and compare the 確認 screen with it."""
    portal.open_vehicle(change)
    portal.fill(change, "補正内容")
    portal.confirm(change)


PROCEDURE = ChangePortal.procedure(Change, enter)
