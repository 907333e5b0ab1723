"""給与所得者異動届: the clerk's procedure, step by step."""

from rpa_suite.errors import Rejected
from rpa_suite.robots.procedure import Procedure, Receipt

from .item import Transfer
from .portal import TransferPortal, shown


def find(portal: TransferPortal, transfer: Transfer) -> Receipt | None:
    """Look whether the employee's move is entered already, and whether it is this."""
    earlier = portal.earlier_entries(portal.number_of(transfer))
    if not earlier:
        return None
    if portal.same_as_entered(earlier[-1], shown(transfer)):
        return Receipt(number=earlier[-1])
    raise Rejected("既に異動処理済で、内容が異なります。(E1102)", code="E1102")


def enter(portal: TransferPortal, transfer: Transfer) -> None:
    """Type the notice and compare the 確認 screen with it."""
    portal.open_employee(transfer)
    portal.enter_change(transfer)
    portal.enter_lump_sum(transfer)
    portal.enter_new_employer(transfer)
    portal.confirm()
    portal.compare_confirmation(shown(transfer))


PROCEDURE = Procedure(
    portal=TransferPortal.opened,
    item=Transfer,
    find=find,
    enter=enter,
    shown=shown,
    submit=TransferPortal.register,
    listed=TransferPortal.listed,
)
