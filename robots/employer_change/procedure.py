"""特別徴収義務者の所在地・名称変更届出書: the clerk's procedure, step by step."""

from .item import EmployerChange
from .portal import EmployerPortal


def enter(portal: EmployerPortal, change: EmployerChange) -> None:
    """Type the notice and compare the 確認 screen with it."""
    portal.open_employer(change)
    portal.fill(change, "変更内容")
    portal.fill(change, "変更後の名称")
    portal.fill(change, "変更後の所在地")
    portal.confirm(change)


PROCEDURE = EmployerPortal.procedure(EmployerChange, enter)
