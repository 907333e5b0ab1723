"""給与所得者異動届: the clerk's procedure, step by step."""

from .item import Transfer
from .portal import TransferPortal


def enter(portal: TransferPortal, transfer: Transfer) -> None:
    """Type the notice and compare the 確認 screen with it."""
    portal.open_employee(transfer)
    portal.fill(transfer, "異動内容")
    if transfer.method == "一括徴収":
        portal.fill(transfer, "一括徴収")
    if transfer.method == "特別徴収継続":
        portal.fill(transfer, "新勤務先")
    portal.confirm(transfer)


PROCEDURE = TransferPortal.procedure(Transfer, enter)
