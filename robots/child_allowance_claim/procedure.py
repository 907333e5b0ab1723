"""児童手当 認定請求: the clerk's procedure, step by step."""

from rpa_suite.errors import Rejected
from rpa_suite.robots.procedure import Procedure, Receipt

from .item import Claim
from .portal import ClaimPortal, shown


def find(portal: ClaimPortal, claim: Claim) -> Receipt | None:
    """Look whether the claimant has an entry already, and whether it is this one."""
    earlier = portal.earlier_entries(portal.person_number(claim.claimant))
    if not earlier:
        return None
    if portal.same_as_entered(earlier[-1], shown(claim)):
        return Receipt(number=earlier[-1])
    raise Rejected("既に受給資格があり、内容が異なります。(E2101)", code="E2101")


def enter(portal: ClaimPortal, claim: Claim) -> None:
    """Type the claim and compare the 確認 screen with it."""
    portal.open_claimant(claim)
    portal.enter_claim(claim)
    portal.enter_spouse(claim)
    for row, child in enumerate(claim.child, start=1):
        portal.enter_child(row, child)
    portal.enter_account(claim)
    portal.confirm()
    portal.compare_confirmation(shown(claim))


PROCEDURE = Procedure(
    portal=ClaimPortal.opened,
    item=Claim,
    find=find,
    enter=enter,
    shown=shown,
    submit=ClaimPortal.register,
    listed=ClaimPortal.listed,
)
