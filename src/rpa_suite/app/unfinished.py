"""What was typed over a file in a preview, kept until it is imported (直しかけ).

A window that is closed or killed in the middle must not lose it; the file itself is
never changed.  It lies sealed in the data folder: the cells are personal data.
"""

import json
import time
from pathlib import Path

from rpa_suite.app.records import Edits
from rpa_suite.errors import StoreError
from rpa_suite.security.vault import Vault

_FOLDER = "unfinished"
_PURPOSE = "unfinished"
_KEPT_DAYS = 30.0
_DAY = 86_400.0


class Unfinished:
    """Edits of one person by robot and file."""

    def __init__(self, data_dir: Path, vault: Vault) -> None:
        self._folder = data_dir / _FOLDER
        self._vault = vault

    def keep(self, edits: Edits, *, robot_id: str, sha256: str, who: str) -> None:
        """Keep everything that was typed so far in the place of what was kept.

        Raises:
            StoreError: The data folder cannot be written.
        """
        plain = [[row, column, text] for (row, column), text in edits.items()]
        content = json.dumps(plain, ensure_ascii=False).encode()
        path = self._path(robot_id, sha256, who)
        draft = path.with_suffix(".tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(self._vault.seal(content, purpose=_PURPOSE))
            draft.replace(path)
        except OSError as error:
            raise StoreError(
                f"直した内容を {self._folder} に控えられません。"
                "空き容量と権限を確かめてください。"
            ) from error
        self._forget_old()

    def find(self, *, robot_id: str, sha256: str, who: str) -> Edits:
        """Return what was typed over this very file; empty where nothing was."""
        try:
            sealed = self._path(robot_id, sha256, who).read_bytes()
        except OSError:
            return {}
        plain = self._vault.unseal(sealed, purpose=_PURPOSE)
        return {
            (int(row), str(column)): text for row, column, text in json.loads(plain)
        }

    def forget(self, *, robot_id: str, sha256: str, who: str) -> None:
        """Remove what was kept of a file: it was imported."""
        self._path(robot_id, sha256, who).unlink(missing_ok=True)

    def _path(self, robot_id: str, sha256: str, who: str) -> Path:
        name = self._vault.keyed_hash(f"{_PURPOSE}/{robot_id}/{sha256}/{who}")
        return self._folder / f"{name[:32]}.sealed"

    def _forget_old(self) -> None:
        """Remove what nobody came back for: it is a copy of personal data."""
        oldest = time.time() - _KEPT_DAYS * _DAY
        for path in self._folder.glob("*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
