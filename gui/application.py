"""Builds the application: font, language, error hook, office, window."""

import gc
import logging
import os
import sys
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gui.language import speak
from gui.main_window import MainWindow
from gui.memory import Memory
from gui.messages import tell_error
from gui.style import dress
from rpa_suite.app.office import Office
from rpa_suite.app.sorting import SortingDesk
from rpa_suite.errors import SuiteError
from rpa_suite.security.redaction import configure_logging
from rpa_suite.settings import Settings

log = logging.getLogger(__name__)


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with the language, font and colours to be used."""
    app = QApplication(arguments)
    app.setOrganizationName("rpa-suite")
    app.setApplicationName("launcher")
    memory = Memory(QSettings())
    speak(app, memory.language)
    dress(app, memory.appearance)
    # What was loaded so far stays: let the collector never look at it again.
    gc.freeze()
    gc.enable()
    return app


def catch_mistakes() -> None:
    """Turn an error nobody caught into a sentence and a log entry; go on running."""
    before = sys.excepthook

    def hook(
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
            return
        tell_error(QApplication.activeWindow(), error)

    sys.excepthook = hook


def run_launcher(arguments: list[str]) -> int:
    """Show the launcher until it is closed; returns the exit code."""
    app = make_application(arguments)
    try:
        settings = Settings()
        configure_logging(
            os.environ.get("RPA_SUITE_LOG", "WARNING"),
            file=settings.data_dir / "logs" / "launcher.log",
        )
        office = Office.open(settings)
    except (SuiteError, OSError, ValueError) as error:
        tell_error(None, error)
        app.exec()
        return error.exit_code if isinstance(error, SuiteError) else 1
    catch_mistakes()
    window = MainWindow(office, settings=QSettings(), sorting=SortingDesk(office))
    window.show()
    try:
        return app.exec()
    finally:
        window.tasks.wait()
        office.close()
