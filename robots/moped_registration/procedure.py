"""軽自動車税 新規 (標識交付): the clerk's procedure, step by step."""

from .item import Registration
from .portal import RegistrationPortal


def enter(portal: RegistrationPortal, registration: Registration) -> None:
    """Type the application and compare the 確認 screen with it."""
    portal.open_owner(registration)
    portal.fill(registration, "申告内容")
    portal.fill(registration, "車両")
    portal.fill(registration, "販売・譲渡証明")
    portal.confirm(registration)


PROCEDURE = RegistrationPortal.procedure(Registration, enter)
