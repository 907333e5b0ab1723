"""The 業務 of the training system, one declared screen each."""

from dataclasses import replace

from rpa_suite.training.declared import Kind, Screen, ScreenField, Section
from rpa_suite.training.screens.child_allowance import CHILD_ALLOWANCE
from rpa_suite.training.screens.employee_transfer import EMPLOYEE_TRANSFER

SCREENS: dict[str, Screen] = {
    screen.id: screen for screen in (EMPLOYEE_TRANSFER, CHILD_ALLOWANCE)
}
TITLES = {screen.id: screen.title for screen in SCREENS.values()}
_ADDED = Section(
    title="受付情報",
    fields=(
        ScreenField(
            label="受付窓口",
            kind=Kind.SELECT,
            options=("窓口", "郵送", "電子申請"),
            required=True,
        ),
    ),
)


def revised(screen: Screen) -> Screen:
    """Return the next version of a screen: one mandatory field more (F21)."""
    return replace(screen, version="2.0", sections=(_ADDED, *screen.sections))
