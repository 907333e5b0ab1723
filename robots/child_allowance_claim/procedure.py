"""児童手当 認定請求: the clerk's procedure, step by step."""

from .item import Claim
from .portal import ClaimPortal


def enter(portal: ClaimPortal, claim: Claim) -> None:
    """Type the claim and compare the 確認 screen with it."""
    portal.open_claimant(claim)
    portal.fill(claim, "請求内容")
    portal.fill(claim, "配偶者")
    for row, child in enumerate(claim.child, start=1):
        portal.enter_child(claim, row, child)
    portal.fill(claim, "振込口座")
    portal.confirm(claim)


PROCEDURE = ClaimPortal.procedure(Claim, enter)
