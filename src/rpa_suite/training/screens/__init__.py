"""The 業務 of the training system, one declared screen each."""

from dataclasses import replace

from rpa_suite.training.declared import Kind, Screen, ScreenField, Section
from rpa_suite.training.screens.account_transfer import ACCOUNT_TRANSFER
from rpa_suite.training.screens.after_school import AFTER_SCHOOL
from rpa_suite.training.screens.child_allowance import CHILD_ALLOWANCE
from rpa_suite.training.screens.child_allowance_change import CHILD_ALLOWANCE_CHANGE
from rpa_suite.training.screens.child_rearing_status import CHILD_REARING_STATUS
from rpa_suite.training.screens.collection_switch import COLLECTION_SWITCH
from rpa_suite.training.screens.employee_transfer import EMPLOYEE_TRANSFER
from rpa_suite.training.screens.employer_change import EMPLOYER_CHANGE
from rpa_suite.training.screens.light_vehicle_change import LIGHT_VEHICLE_CHANGE
from rpa_suite.training.screens.medical_certificate import MEDICAL_CERTIFICATE
from rpa_suite.training.screens.moped_registration import MOPED_REGISTRATION
from rpa_suite.training.screens.moped_scrapping import MOPED_SCRAPPING
from rpa_suite.training.screens.nursery_application import NURSERY_APPLICATION
from rpa_suite.training.screens.placement_result import PLACEMENT_RESULT
from rpa_suite.training.screens.resident_tax_return import RESIDENT_TAX_RETURN
from rpa_suite.training.screens.wage_report import WAGE_REPORT
from rpa_suite.training.screens.work_certificate import WORK_CERTIFICATE

# T1 to T8 (T3 has two), then C1 to C8.
SCREENS: dict[str, Screen] = {
    screen.id: screen
    for screen in (
        EMPLOYEE_TRANSFER,
        WAGE_REPORT,
        COLLECTION_SWITCH,
        EMPLOYER_CHANGE,
        RESIDENT_TAX_RETURN,
        MOPED_REGISTRATION,
        MOPED_SCRAPPING,
        LIGHT_VEHICLE_CHANGE,
        ACCOUNT_TRANSFER,
        CHILD_ALLOWANCE,
        CHILD_ALLOWANCE_CHANGE,
        CHILD_REARING_STATUS,
        NURSERY_APPLICATION,
        WORK_CERTIFICATE,
        PLACEMENT_RESULT,
        MEDICAL_CERTIFICATE,
        AFTER_SCHOOL,
    )
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
