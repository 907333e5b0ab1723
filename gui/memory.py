"""What the window remembers between two days: its place, the folder, the robot."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from gui.language import Language
from gui.style import Appearance


class Memory:
    """A few named values over ``QSettings``; nothing of the cases is ever kept."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def last_folder(self) -> Path:
        """Where the clerk last opened or saved; home when that is gone."""
        kept = Path(str(self._settings.value("last_folder", "")) or ".")
        return kept if kept.is_absolute() and kept.is_dir() else Path.home()

    def remember_folder(self, folder: Path) -> None:
        """Open the next file dialog here."""
        self._settings.setValue("last_folder", str(folder.resolve()))

    @property
    def robot(self) -> str:
        """The robot selected last; empty at first."""
        return str(self._settings.value("robot", ""))

    def remember_robot(self, robot_id: str) -> None:
        """Select this robot at the next start."""
        self._settings.setValue("robot", robot_id)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the PC is set."""
        try:
            return Appearance(str(self._settings.value("appearance", "")))
        except ValueError:
            return Appearance.SYSTEM

    def remember_appearance(self, appearance: Appearance) -> None:
        """Look so from now on."""
        self._settings.setValue("appearance", appearance.value)

    @property
    def language(self) -> Language:
        """What the windows speak; Japanese at first."""
        try:
            return Language(str(self._settings.value("language", "")))
        except ValueError:
            return Language.JAPANESE

    def remember_language(self, language: Language) -> None:
        """Speak so from the next start on."""
        self._settings.setValue("language", language.value)

    @property
    def notifies(self) -> bool:
        """Whether the end of a run is told on the desktop."""
        return str(self._settings.value("notifies", "true")) != "false"

    def remember_notifies(self, notifies: bool) -> None:
        """Tell it, or be silent."""
        self._settings.setValue("notifies", "true" if notifies else "false")

    @property
    def kpi_mode(self) -> str:
        """How 積算 was read last (annual, cumulative); empty at first."""
        return str(self._settings.value("kpi_mode", ""))

    def remember_kpi_mode(self, mode: str) -> None:
        """Read 積算 this way at the next start."""
        self._settings.setValue("kpi_mode", mode)

    def layout(self, name: str) -> QByteArray:
        """Return a geometry or splitter state; empty at first."""
        kept = self._settings.value(f"layout/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Keep a geometry or splitter state."""
        self._settings.setValue(f"layout/{name}", state)
