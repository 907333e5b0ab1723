"""The real launcher over an office of its own, as a clerk at the training system."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from bench.manual.camera import Camera
from bench.windows import rest, wait
from gui.application import make_application
from gui.language import Language
from gui.main_window import MainWindow
from gui.memory import Memory
from gui.style import Appearance, dress
from rpa_suite.app.office import Office
from rpa_suite.app.sorting import SortingDesk
from rpa_suite.settings import Settings
from rpa_suite.training.server import running_training_system

CLERK = "ichikawa"


@dataclass
class Program:
    """The launcher at work.

    Attributes:
        folder: For files of the day; goes with the program.
        who: Account of the person signed in.
    """

    window: MainWindow
    office: Office
    folder: Path
    who: str = CLERK

    def go_to(self, robot_id: str) -> None:
        """Bring a robot's page to the front."""
        window = self.window
        window.robots.select(robot_id)
        wait(lambda: window.page is not None and window.page.robot_id == robot_id)
        rest(900)


def start_application(language: Language, folder: Path) -> QApplication:
    """Return the application; what it remembers lies in ``folder``."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder)
    )
    QCoreApplication.setOrganizationName("rpa-suite")
    QCoreApplication.setApplicationName("launcher")
    kept = QSettings()
    Memory(kept).remember_language(language)
    kept.sync()
    app = make_application(["launcher"])
    dress(app, Appearance.LIGHT)
    return app


@contextmanager
def running_program(camera: Camera, **settings: str) -> Iterator[Program]:
    """Run the launcher with an empty office beside the training system.

    Args:
        camera: Says the language.
        settings: More settings of the suite, ``robots_dir`` for example.
    """
    with (
        running_training_system(seed=1) as url,
        tempfile.TemporaryDirectory() as name,
    ):
        folder = Path(name)
        sites = folder / "sites.toml"
        sites.write_text(
            f'[site.training]\ntitle = "練習用業務システム"\norigin = "{url}"\n'
            'secret = "training"\nenvironment = "training"\n',
            encoding="utf-8",
        )
        os.environ.update(
            RPA_SUITE_DATA_DIR=name,
            RPA_SUITE_SITES_FILE=str(sites),
            RPA_SUITE_USE_KEYRING="false",
            RPA_SUITE_CREDENTIAL_TRAINING="1000001:renshu-1",
            **{f"RPA_SUITE_{key.upper()}": value for key, value in settings.items()},
        )
        start_application(camera.language, folder)
        signed_in: list[Program] = []
        office = Office.open(
            Settings(), account=lambda: signed_in[0].who if signed_in else CLERK
        )
        window = MainWindow(office, settings=QSettings(), sorting=SortingDesk(office))
        window.resize(1280, 800)
        program = Program(window, office, folder)
        signed_in.append(program)
        window.show()
        rest(2500)
        try:
            yield program
        finally:
            for page in window.pages.made.values():
                page.control.kill()
            window.tasks.wait()
            office.close()


def press(window: QWidget, words: str) -> None:
    """Press the button of a window that says this."""
    (button,) = (b for b in window.findChildren(QPushButton) if b.text() == words)
    button.click()


def close_boxes() -> None:
    """Close every message box."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMessageBox):
            each.close()
