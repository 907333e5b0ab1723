"""What is edited and not saved, found again when the editor was killed in the middle.

Forms are blank and public: nothing of it is sealed.
"""

import json
import logging
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer

from gui.messages import ask
from gui.words import tr
from rpa_suite.errors import SuiteError
from rpa_suite.ocr.template_draft import Draft, load_draft
from rpa_suite.ocr.template_saving import BLANK_NAME, write_draft

if TYPE_CHECKING:
    from gui.template_editor import TemplateEditor

log = logging.getLogger(__name__)
_PAUSE_MS = 1000  # after the last step, so that a drag is not written point by point
_WHERE = "where.json"
_DRAFT = "draft"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOver:
    """What an editor that is gone had not saved.

    Attributes:
        source: Folder with the draft and its blank form.
        folder: Where the template was to be saved.
        at: Of the last change, local time.
    """

    draft: Draft
    source: Path
    folder: Path
    at: datetime


class Keeper:
    """Keeps what the window has not saved, and offers what another one had not."""

    def __init__(self, window: "TemplateEditor", root: Path) -> None:
        self._window = window
        self._drafts = UnsavedDrafts(root)
        self._timer = QTimer(window, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.keep_now)

    def note_change(self) -> None:
        """Keep the draft soon; what is saved needs no keeping."""
        if self._window.is_changed:
            self._timer.start()
        else:
            self._timer.stop()
            self._drafts.forget()

    def keep_now(self) -> None:
        """Keep the draft as it is."""
        window = self._window
        if window.draft is None or not window.is_changed:
            return
        try:
            self._drafts.keep(window.draft, window.source, window.folder)
        except (SuiteError, OSError) as error:
            log.warning("unsaved template cannot be kept: %s", type(error).__name__)
            window.statusBar().showMessage(
                tr("途中の編集を控えられません。こまめに保存してください。"), 8000
            )

    def offer(self) -> None:
        """Ask whether to go on with what was not saved when an editor was killed."""
        left = self._drafts.left()
        if not left:
            return
        newest = left[0]
        ask(
            self._window,
            tr(
                "「{title}」の編集が、保存しないまま終わっていました（{at}）。"
                "続きから始められます。捨てると元に戻せません。"
            ).format(title=newest.draft.title, at=f"{newest.at:%Y/%m/%d %H:%M}"),
            yes=tr("続きから始める(&R)"),
            no=tr("後で決める(&L)"),
            then=lambda: self._go_on(newest),
            instead=(tr("捨てる(&D)"), lambda: remove(newest)),
        )

    def close(self) -> None:
        """Forget what was kept: the window closes as a person wants it."""
        self._timer.stop()
        self._drafts.close()

    def _go_on(self, left: LeftOver) -> None:
        work = self._window.jobs.fresh(left.draft.id)
        shutil.copytree(left.source, work)
        self._window.begin_unsaved(left.draft, left.folder, work)
        self.keep_now()
        remove(left)


class UnsavedDrafts:
    """A folder for each editor that is open; its lock tells who is still there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._own = root / uuid.uuid4().hex
        self._lock: QLockFile | None = None

    def keep(self, draft: Draft, source: Path, folder: Path) -> None:
        """Keep the draft in the place of the one before.

        Args:
            draft: As it is now.
            source: Holds its blank form.
            folder: Where it is to be saved.

        Raises:
            SuiteError: The draft cannot be written.
            OSError: The data folder cannot be written.
        """
        if self._lock is None:
            self._root.mkdir(parents=True, exist_ok=True)
            lock = _lock_of(self._own)
            if not lock.tryLock(0):
                raise OSError(f"{self._own} is locked")
            self._lock = lock
        write_draft(draft, (source / BLANK_NAME).read_bytes(), self._own / _DRAFT)
        where = json.dumps(str(folder.absolute()), ensure_ascii=False)
        (self._own / _WHERE).write_text(where, encoding="utf-8")

    def forget(self) -> None:
        """Remove what was kept: it is saved, or was given up."""
        shutil.rmtree(self._own, ignore_errors=True)

    def close(self) -> None:
        """Remove what was kept, and say that nobody is here any more."""
        self.forget()
        if self._lock:
            self._lock.unlock()
            self._lock = None

    def left(self) -> list[LeftOver]:
        """Return what editors that are gone had not saved, newest first."""
        return sorted(self._found(), key=lambda each: each.at, reverse=True)

    def _found(self) -> Iterator[LeftOver]:
        for where in self._root.glob(f"*/{_WHERE}"):
            lock = _lock_of(where.parent)
            if where.parent == self._own or not lock.tryLock(0):
                continue
            lock.unlock()
            # Half of it may be written only.
            with suppress(SuiteError, OSError, ValueError):
                yield LeftOver(
                    draft=load_draft(where.parent / _DRAFT),
                    source=where.parent / _DRAFT,
                    folder=Path(json.loads(where.read_text(encoding="utf-8"))),
                    at=datetime.fromtimestamp(where.stat().st_mtime),
                )


def remove(left: LeftOver) -> None:
    """Throw away what an editor had left."""
    shutil.rmtree(left.source.parent, ignore_errors=True)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder.with_suffix(".lock")))
    # An editor may be open for days; its lock is stale when its process is gone.
    lock.setStaleLockTime(0)
    return lock
