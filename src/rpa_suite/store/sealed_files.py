"""Images and traces as sealed files; names say nothing (保存時の暗号化)."""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rpa_suite.errors import StoreError
from rpa_suite.store.types import Sealer


class SealedFiles:
    """Writes sealed files below one folder; each name is a random number."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer
        self._drafts = folder / "drafts"
        self._open = threading.local()  # what this thread writes together

    def write(self, content: bytes) -> str:
        """Store ``content`` and return its path inside the folder.

        The file is complete or not there at all, also after a power cut.

        Raises:
            StoreError: It cannot be written.
        """
        name = uuid.uuid4().hex
        path = f"{name[:2]}/{name}"
        target = self._folder / path
        draft = self._drafts / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.parent.mkdir(exist_ok=True)
            with draft.open("wb") as file:
                file.write(self._sealer.seal(content, purpose=f"file/{path}"))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            raise StoreError(
                "画像やファイルを保存できません。"
                "ディスクの空きと権限を確かめてください。"
            ) from error
        if changes := self._joined():
            changes.written.append(path)
        return path

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written inside only if all of it succeeds.

        What is removed inside goes only then, too.
        """
        outer = self._joined()
        changes = self._open.changes = _Changes()
        try:
            yield
        except BaseException:
            for path in changes.written:
                self._unlink(path)
            raise
        finally:
            self._open.changes = outer
        if outer is not None:
            outer.written += changes.written
            outer.removed += changes.removed
        else:
            for path in changes.removed:
                self._unlink(path)

    def read(self, path: str) -> bytes:
        """Return what was stored.

        Raises:
            StoreError: The file is gone or was tampered with.
        """
        try:
            sealed = (self._folder / path).read_bytes()
        except OSError as error:
            raise StoreError(
                "保存した画像が見つかりません。管理者へ連絡してください。"
            ) from error
        return self._sealer.unseal(sealed, purpose=f"file/{path}")

    def remove_drafts(self, *, before: datetime) -> int:
        """Remove what a power cut left half written; return how many files.

        Args:
            before: Younger ones may be in the making.
        """
        removed = 0
        for draft in self._drafts.glob("*"):
            # Another process may be tidying up at the same time.
            with suppress(OSError):
                if draft.stat().st_mtime < before.timestamp():
                    draft.unlink()
                    removed += 1
        return removed

    def remove(self, path: str) -> None:
        """Remove a file that no row names."""
        if changes := self._joined():
            changes.removed.append(path)
        else:
            self._unlink(path)

    def _unlink(self, path: str) -> None:
        (self._folder / path).unlink(missing_ok=True)

    def _joined(self) -> "_Changes | None":
        return getattr(self._open, "changes", None)


@dataclass
class _Changes:
    """Paths of files that belong together."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
