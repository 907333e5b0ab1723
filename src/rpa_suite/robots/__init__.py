"""Typing confirmed items into a web business system, each exactly once."""

from rpa_suite.errors import Held, Rejected, SiteClosed, SiteTrouble
from rpa_suite.robots.procedure import Procedure, Receipt

__all__ = ["Held", "Procedure", "Receipt", "Rejected", "SiteClosed", "SiteTrouble"]
