"""The language of the windows: Japanese, or English as the second one."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_OURS = Path(__file__).with_name("translations")


class Language(StrEnum):
    """What a person reads; records, and what the core says of them, stay Japanese."""

    JAPANESE = "ja"
    ENGLISH = "en"


def speak(app: QCoreApplication, language: Language) -> None:
    """Let every window opened from now on speak a language, Qt's own words too."""
    QLocale.setDefault(QLocale(language.value))
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, f"qtbase_{language}", theirs)
    if language is not Language.JAPANESE:
        _install(app, f"launcher_{language}", str(_OURS))


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    words = QTranslator(app)
    if words.load(name, folder):
        app.installTranslator(words)
