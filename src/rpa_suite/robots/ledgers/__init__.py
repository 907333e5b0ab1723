"""Systems that keep a ledger: a list with a search box, a form, and 保存."""

from rpa_suite.robots.ledgers.portal import LedgerPortal, Words
from rpa_suite.robots.portal import Fields

__all__ = ["Fields", "LedgerPortal", "Words"]
