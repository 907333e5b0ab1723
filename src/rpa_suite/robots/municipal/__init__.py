"""The ward's general system (総合行政システム), as robots work on it."""

from rpa_suite.robots.municipal.people import Someone, the_one
from rpa_suite.robots.municipal.portal import Fields, MunicipalPortal

__all__ = ["Fields", "MunicipalPortal", "Someone", "the_one"]
