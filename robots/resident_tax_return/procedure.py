"""特別区民税・都民税申告書: the clerk's procedure, step by step."""

from .item import TaxReturn
from .portal import ReturnPortal


def enter(portal: ReturnPortal, tax_return: TaxReturn) -> None:
    """Type the return and compare the 確認 screen with it."""
    portal.open_taxpayer(tax_return)
    portal.fill(tax_return, "申告")
    if tax_return.without_income:
        portal.fill(tax_return, "収入がなかった方")
    else:
        portal.fill(tax_return, "収入金額")
        portal.fill(tax_return, "必要経費")
    portal.fill(tax_return, "所得控除")
    portal.fill(tax_return, "人的控除")
    portal.confirm(tax_return)


PROCEDURE = ReturnPortal.procedure(TaxReturn, enter)
