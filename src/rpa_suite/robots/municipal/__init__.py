"""The ward's general system (総合行政システム), as robots work on it."""

from rpa_suite.robots.municipal.people import the_one
from rpa_suite.robots.municipal.portal import MunicipalPortal
from rpa_suite.robots.portal import Fields

__all__ = ["Fields", "MunicipalPortal", "the_one"]
