"""口座振替依頼書: the clerk's procedure, step by step."""

from .item import Order
from .portal import OrderPortal


def enter(portal: OrderPortal, order: Order) -> None:
    """Type the order and compare the 確認 screen with it."""
    portal.open_taxpayer(order)
    portal.fill(order, "依頼内容")
    portal.fill(order, "振替口座")
    portal.confirm(order)


PROCEDURE = OrderPortal.procedure(Order, enter)
