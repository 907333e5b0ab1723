"""特別徴収切替届出書: the clerk's procedure, step by step."""

from .item import Switch
from .portal import SwitchPortal


def enter(portal: SwitchPortal, switch: Switch) -> None:
    """Type the notice and compare the 確認 screen with it."""
    portal.open_taxpayer(switch)
    portal.fill(switch, "特別徴収義務者")
    portal.fill(switch, "切替内容")
    portal.confirm(switch)


PROCEDURE = SwitchPortal.procedure(Switch, enter)
