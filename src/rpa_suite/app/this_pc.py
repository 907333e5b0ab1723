"""This PC: where things lie, whether everything is there, what a run shows."""

from rpa_suite.app.doctor import Finding, examine
from rpa_suite.app.run_folders import RunFolder
from rpa_suite.app.run_reporting import PICTURE_PURPOSE
from rpa_suite.security.vault import Vault
from rpa_suite.settings import Settings


class ThisPc:
    """Tells of the PC that a person sits at."""

    def __init__(self, settings: Settings, vault: Vault) -> None:
        self._settings = settings
        self._vault = vault

    def places(self) -> dict[str, str]:
        """Return what this PC works with, in words."""
        return self._settings.told()

    def examine(self) -> list[Finding]:
        """Look whether everything is there (診断)."""
        return list(examine(self._settings))

    def live_picture(self, folder: RunFolder) -> bytes | None:
        """Return the masked page of a run as JPEG, if somebody looks and it has one."""
        try:
            sealed = folder.picture_file.read_bytes()
        except OSError:
            return None
        return self._vault.unseal(sealed, purpose=PICTURE_PURPOSE)
