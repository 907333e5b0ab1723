"""Opens the managers' window from the launcher, for those who may see it."""

from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.memory import Memory
from gui.messages import tell_error
from rpa_suite.errors import SuiteError
from rpa_suite.model.staff import Duty


def open_dashboard(parent: QWidget, desk: Desk, memory: Memory) -> QWidget | None:
    """Show the window; None where the person may not see it."""
    # The charts take a second to load: not while the launcher starts.
    from gui.dashboard_window import DashboardWindow

    try:
        desk.permissions.require(Duty.SAVINGS)
    except SuiteError as error:
        tell_error(parent, error)
        return None
    window = DashboardWindow(desk, memory=memory)
    window.setParent(parent, window.windowFlags())
    window.show()
    return window
