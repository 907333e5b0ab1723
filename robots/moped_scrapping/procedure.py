"""軽自動車税 廃車 (標識返納): the clerk's procedure, step by step."""

from .item import Scrapping
from .portal import ScrappingPortal


def enter(portal: ScrappingPortal, scrapping: Scrapping) -> None:
    """Type the notice and compare the 確認 screen with it."""
    portal.open_vehicle(scrapping)
    portal.fill(scrapping, "廃車内容")
    portal.fill(scrapping, "標識の返納")
    if scrapping.reason == "盗難":
        portal.fill(scrapping, "盗難の届出")
    portal.confirm(scrapping)


PROCEDURE = ScrappingPortal.procedure(Scrapping, enter)
