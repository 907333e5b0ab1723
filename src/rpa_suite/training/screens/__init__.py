"""The 業務 of the training system, one declared screen each."""

from rpa_suite.training.declared import Screen
from rpa_suite.training.screens.child_allowance import CHILD_ALLOWANCE
from rpa_suite.training.screens.employee_transfer import EMPLOYEE_TRANSFER

SCREENS: dict[str, Screen] = {
    screen.id: screen for screen in (EMPLOYEE_TRANSFER, CHILD_ALLOWANCE)
}
